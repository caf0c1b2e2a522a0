//! The only reader of attributes' arguments: literals first, then `key`, `key = value`, `key(…)`.

use framework_pattern::nearest;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{
    Attribute, Expr, LitStr, Meta, Path, Token,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    token,
};

use crate::{
    errors::Errors,
    habits::{self, Habit},
};

/// The arguments of an attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) texts: Vec<LitStr>,
    pub(crate) keys: Vec<(Ident, Value)>,
}

pub(crate) enum Value {
    /// `key`
    Flag,
    /// `key = value`
    Expression(Box<Expr>),
    /// `key(…)`
    List(TokenStream),
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut arguments = Arguments::default();
        while !input.is_empty() {
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                if !arguments.keys.is_empty() {
                    return Err(syn::Error::new(text.span(), "texts come before keys"));
                }
                arguments.texts.push(text);
            } else if input.peek(syn::Ident::peek_any) {
                let key = input.call(Ident::parse_any)?;
                if input.peek(Token![!]) || input.peek(Token![::]) {
                    return Err(syn::Error::new(
                        key.span(),
                        "no macro can look into another, or into a constant; write the text itself",
                    ));
                }
                if input.peek(Token![:]) {
                    return Err(input.error(format!("a key is followed by `=`: `{key} = …`")));
                }
                let value = if input.parse::<Option<Token![=]>>()?.is_some() {
                    if input.is_empty() || input.peek(Token![,]) {
                        return Err(syn::Error::new(key.span(), format!("`{key}` needs a value: `{key} = …`")));
                    }
                    Value::Expression(input.parse()?)
                } else if input.peek(token::Paren) {
                    let list;
                    syn::parenthesized!(list in input);
                    Value::List(list.parse()?)
                } else {
                    Value::Flag
                };
                arguments.keys.push((key, value));
            } else if input.peek(token::Bracket) {
                return Err(input.error("several texts follow each other, without brackets: `\"/users\", \"/people\"`"));
            } else if input.peek(Token![/]) {
                return Err(input.error("a path stands in quotes: `\"/users\"`"));
            } else if input.peek(syn::LitByteStr) {
                return Err(input.error("a text is no bytes; write it without the `b`"));
            } else if input.peek(syn::LitCStr) {
                return Err(input.error("a text ends where its quotes do; write it without the `c`"));
            } else if input.peek(syn::LitChar) {
                return Err(input.error("a text stands in double quotes: `\"…\"`"));
            } else if input.peek(token::Paren) || input.peek(token::Brace) {
                return Err(input.error("a text stands here as it is, without brackets: `\"…\"`"));
            } else {
                return Err(input.error("expected a text in quotes or a key"));
            }
            if input.peek(Token![+]) {
                return Err(input.error("a macro joins no texts; write one"));
            }
            if !input.is_empty() && input.parse::<Option<Token![,]>>()?.is_none() {
                return Err(input.error("expected `,`; a value of several words stands in quotes"));
            }
        }
        Ok(arguments)
    }
}

impl Arguments {
    /// The arguments of an attribute of an item, `#[name]` and `#[name(…)]` alike.
    pub(crate) fn of(attribute: &Attribute) -> syn::Result<Self> {
        match &attribute.meta {
            Meta::Path(_) => Ok(Arguments::default()),
            Meta::List(list) => list.parse_args(),
            Meta::NameValue(value) => {
                let name = name(attribute);
                if let ("bean", Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) =
                    (name.as_str(), &value.value)
                {
                    let message = format!("write `#[bean({})]`", text.value());
                    return Err(syn::Error::new_spanned(&value.value, message));
                }
                Err(syn::Error::new_spanned(&value.value, format!("write `#[{name}({})]`", tokens(&value.value))))
            }
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(ident, _)| ident == key)
    }

    /// Takes the value of `key = value`.
    pub(crate) fn expression(&mut self, key: &str, errors: &mut Errors) -> Option<Expr> {
        match self.take(key)? {
            (_, Value::Expression(value)) => Some(*value),
            (ident, _) => {
                errors.at(&ident, format!("`{key}` needs a value: `{key} = …`"));
                None
            }
        }
    }

    /// Takes `key`, `key = true` or `key = false`.
    pub(crate) fn switch(&mut self, key: &str, errors: &mut Errors) -> Option<bool> {
        match self.take(key)? {
            (_, Value::Flag) => Some(true),
            (_, Value::Expression(value)) => match &*value {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Bool(value), .. }) => Some(value.value),
                other => {
                    errors.at(other, format!("`{key}` is `true` or `false`"));
                    None
                }
            },
            (ident, Value::List(_)) => {
                errors.at(&ident, format!("`{key}` is `true` or `false`"));
                None
            }
        }
    }

    /// Takes `key = 3` or `key = -3`.
    pub(crate) fn integer(&mut self, key: &str, errors: &mut Errors) -> Option<i32> {
        let value = self.expression(key, errors)?;
        let text = tokens(&value).replace(['_', ' '], "");
        text.parse().map_err(|_| errors.at(&value, format!("`{key}` is a whole number, as `{key} = 1`"))).ok()
    }

    /// Takes `key("one", "two")`.
    pub(crate) fn texts_of(&mut self, key: &str, errors: &mut Errors) -> Option<Vec<LitStr>> {
        match self.take(key)? {
            (_, Value::List(list)) => {
                let list = errors.take(syn::parse2::<Arguments>(list))?;
                if let Some((first, _)) = list.keys.first() {
                    errors.at(first, format!("write texts in quotes: `{key}(\"{first}\")`"));
                }
                Some(list.texts)
            }
            (ident, _) => {
                errors.at(&ident, format!("`{key}` takes a list: `{key}(\"…\")`"));
                None
            }
        }
    }

    /// Takes `crate = path`.
    pub(crate) fn runtime(&mut self, errors: &mut Errors) -> crate::runtime::Runtime {
        crate::runtime::Runtime(match self.expression("crate", errors) {
            None => None,
            Some(Expr::Path(path)) => Some(path.path),
            Some(other) => {
                errors.at(&other, "`crate` is the path of the framework: `crate = my::framework`");
                None
            }
        })
    }

    fn take(&mut self, key: &str) -> Option<(Ident, Value)> {
        let index = self.keys.iter().position(|(ident, _)| ident == key)?;
        Some(self.keys.remove(index))
    }

    /// Refuses a word that stands where a text does.
    pub(crate) fn refuse_unquoted(&mut self, attribute: &str, errors: &mut Errors) {
        if let Some(index) = self.keys.iter().position(|(_, value)| matches!(value, Value::Flag)) {
            let (word, _) = self.keys.remove(index);
            errors.at(&word, format!("a text stands in quotes: `{attribute}(\"{word}\")`"));
        }
    }

    /// Refuses what nobody took; `known` are the keys that there are.
    pub(crate) fn finish(self, known: &[&str], errors: &mut Errors) {
        self.finish_translating(known, &[], errors);
    }

    /// The same, where other frameworks have other keys.
    pub(crate) fn finish_translating(self, known: &[&str], habits: &[Habit], errors: &mut Errors) {
        for (key, value) in self.keys {
            let name = key.to_string();
            if known.contains(&name.as_str()) {
                errors.at(&key, format!("`{name}` is there twice; keep one"));
                continue;
            }
            if matches!(value, Value::Flag) && name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_') {
                errors.at(&key, format!("`{name}` is a constant, which no macro can look into; write the text itself"));
                continue;
            }
            let advice = match (nearest(&name, known.iter().copied()), habits::advice(habits, &name)) {
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, Some(advice)) => habits::with_value(advice, &value),
                (None, None) if known.is_empty() => "no key is known here".to_owned(),
                (None, None) => format!("known are `{}`", known.join("`, `")),
            };
            errors.at(&key, format!("the key `{name}` is not understood; {advice}"));
        }
    }

    /// Takes the only text that may be there.
    pub(crate) fn one_text(&mut self, errors: &mut Errors) -> Option<LitStr> {
        let mut texts = std::mem::take(&mut self.texts).into_iter();
        let first = texts.next();
        texts.for_each(|text| errors.at(&text, "one text is enough here"));
        first
    }
}

/// The last word of an attribute's path: `get_mapping` of `#[framework::get_mapping]`.
pub(crate) fn name(attribute: &Attribute) -> String {
    last_word(attribute.path())
}

pub(crate) fn last_word(path: &Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// Tokens as one would write them, for messages.
pub(crate) fn tokens(tokens: &impl quote::ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.replace(" :: ", "::")
        .replace(" <", "<")
        .replace("< ", "<")
        .replace(" >", ">")
        .replace("& ", "&")
        .replace(" ,", ",")
        .replace(" ..", "..")
        .replace("..= ", "..=")
        .replace(".. ", "..")
}

/// The text of documentation comments, line by line.
pub(crate) fn documentation(attributes: &[Attribute]) -> String {
    let lines =
        attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| match &attribute
            .meta
        {
            Meta::NameValue(syn::MetaNameValue {
                value: Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }),
                ..
            }) => {
                let line = line.value();
                Some(line.strip_prefix(' ').map(str::to_owned).unwrap_or(line))
            }
            _ => None,
        });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The span of a literal's content where the compiler tells it, otherwise of the literal.
pub(crate) fn span_within(literal: &LitStr, range: std::ops::Range<usize>) -> Span {
    // The token is `"…"`; a raw or escaped one has other offsets, and then the whole literal is shown.
    let token = literal.token();
    let plain = token.to_string() == format!("\"{}\"", literal.value());
    plain.then(|| token.subspan(range.start + 1..range.end + 1)).flatten().unwrap_or_else(|| literal.span())
}
