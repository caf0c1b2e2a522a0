//! The rules of a member, as they are written.

use framework_pattern::Search;
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Expr, ExprLit, ExprRange, Lit, LitStr, Path, RangeLimits, Token, punctuated::Punctuated};

use crate::{
    attribute::{Arguments, Value, tokens},
    errors::Errors,
};

/// A rule, with the token that names it.
pub(super) struct Rule {
    pub(super) key: Ident,
    pub(super) asks: Asks,
}

/// What a rule asks for.
pub(super) enum Asks {
    /// Both ends are included.
    Length(Option<Expr>, Option<Expr>),
    Range {
        from: Option<Expr>,
        to: Option<Expr>,
        inclusive: bool,
    },
    Pattern(LitStr),
    /// Its name says all.
    Word,
    OneOf(Vec<Expr>),
    Custom(Path),
    Each(Vec<Rule>),
}

/// The keys of all rules. `nested` is understood and says nothing: a member that is a bean is always checked.
pub(super) const RULES: &[&str] =
    &["length", "range", "pattern", "email", "url", "uuid", "one_of", "unique", "each", "nested", "custom"];

/// Takes the rules of a member out of its keys. A rule stands there once, `custom` as often as one likes.
pub(super) fn take(arguments: &mut Arguments, errors: &mut Errors) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut seen = Vec::new();
    for (key, value) in std::mem::take(&mut arguments.keys) {
        let name = key.to_string();
        if !RULES.contains(&name.as_str()) || name != "custom" && seen.contains(&name) {
            arguments.keys.push((key, value)); // for `finish`, which refuses it
            continue;
        }
        seen.push(name);
        rules.extend(Rule::new(key, value, errors));
    }
    rules
}

/// The functions that a struct names as rules of the whole.
pub(super) fn take_custom(arguments: &mut Arguments, errors: &mut Errors) -> Vec<Path> {
    let (custom, others) = std::mem::take(&mut arguments.keys).into_iter().partition(|(key, _)| key == "custom");
    arguments.keys = others;
    let custom: Vec<(Ident, Value)> = custom;
    custom.into_iter().filter_map(|(key, value)| function(&key, value, errors)).collect()
}

impl Rule {
    fn new(key: Ident, value: Value, errors: &mut Errors) -> Option<Self> {
        let asks = match key.to_string().as_str() {
            "length" => length(&key, value, errors)?,
            "range" => range(&key, value, errors)?,
            "pattern" => pattern(&key, value, errors)?,
            "one_of" => one_of(&key, value, errors)?,
            "custom" => Asks::Custom(function(&key, value, errors)?),
            "each" => each(&key, value, errors)?,
            word => {
                if !matches!(value, Value::Flag) {
                    errors.at(&key, format!("`{word}` stands alone; leave out what follows it"));
                    return None;
                }
                if word == "nested" {
                    return None;
                }
                Asks::Word
            }
        };
        Some(Rule { key, asks })
    }

    /// As it is written.
    pub(super) fn written(&self) -> String {
        let key = &self.key;
        let range = |from: &Option<Expr>, to: &Option<Expr>, inclusive: bool| {
            let [from, to] = [from, to].map(|end| end.as_ref().map(tokens).unwrap_or_default());
            let dots = if inclusive && !to.is_empty() { "..=" } else { ".." };
            if from == to { format!("{key}({from})") } else { format!("{key}({from}{dots}{to})") }
        };
        match &self.asks {
            Asks::Length(from, to) => range(from, to, true),
            Asks::Range { from, to, inclusive } => range(from, to, *inclusive),
            Asks::Pattern(text) => format!("{key}({})", tokens(text)),
            Asks::OneOf(choices) => format!("{key}({})", choices.iter().map(tokens).collect::<Vec<_>>().join(", ")),
            Asks::Custom(function) => format!("{key} = {}", tokens(function)),
            Asks::Word | Asks::Each(_) => key.to_string(),
        }
    }
}

fn length(key: &Ident, value: Value, errors: &mut Errors) -> Option<Asks> {
    const ADVICE: &str = "write `length(1..=40)`, `length(..=40)`, `length(1..)` or `length(5)`";
    let written = list(key, value, ADVICE, errors)?;
    refuse_keys(&written, ADVICE, errors)?;
    match expression(key, written, ADVICE, errors)? {
        Expr::Range(range) => {
            let (from, to, inclusive) = ends(&range, ADVICE, errors)?;
            if let (Some(to), false) = (&to, inclusive) {
                errors.at(to, "the end of a length is included: write `..=` before it");
                return None;
            }
            Some(Asks::Length(from, to))
        }
        exactly => Some(Asks::Length(Some(exactly.clone()), Some(exactly))),
    }
}

fn range(key: &Ident, value: Value, errors: &mut Errors) -> Option<Asks> {
    const ADVICE: &str = "write `range(0..=150)`, `range(0..)`, `range(..=150)` or `range(..150)`";
    let written = list(key, value, ADVICE, errors)?;
    refuse_keys(&written, ADVICE, errors)?;
    match expression(key, written, ADVICE, errors)? {
        Expr::Range(range) => {
            let (from, to, inclusive) = ends(&range, ADVICE, errors)?;
            if let Some(text) = [&from, &to].into_iter().flatten().find_map(text) {
                errors.at(text, "a range goes from one value to another, and a text is none; for a date write one of its type, for the length of a text `length(1..=40)`");
                return None;
            }
            Some(Asks::Range { from, to, inclusive })
        }
        other => {
            errors.at(&other, ADVICE);
            None
        }
    }
}

/// The one expression in the parentheses.
fn expression(key: &Ident, written: TokenStream, advice: &str, errors: &mut Errors) -> Option<Expr> {
    let expression = syn::parse2(written).ok();
    if expression.is_none() {
        errors.at(key, advice);
    }
    expression
}

/// `min = 1`, as other crates have it.
fn refuse_keys(written: &TokenStream, advice: &str, errors: &mut Errors) -> Option<()> {
    let mut tokens = written.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(key)), Some(TokenTree::Punct(sign))) if sign.as_char() == '=' => {
            errors.at(&key, advice);
            None
        }
        _ => Some(()),
    }
}

/// The ends of a range, of which there is one at least, and which are in order where numbers are written.
fn ends(range: &ExprRange, advice: &str, errors: &mut Errors) -> Option<(Option<Expr>, Option<Expr>, bool)> {
    let (from, to) = (range.start.as_deref().cloned(), range.end.as_deref().cloned());
    let inclusive = matches!(range.limits, RangeLimits::Closed(_));
    let number = |end: &Option<Expr>| end.as_ref().and_then(|end| tokens(end).replace(['_', ' '], "").parse().ok());
    match (number(&from), number(&to)) {
        _ if from.is_none() && to.is_none() => errors.at(range, format!("this allows everything; {advice}")),
        (Some::<f64>(low), Some::<f64>(high)) if low > high || low >= high && !inclusive => {
            errors.at(range, format!("nothing is from {low} to {high}"));
        }
        _ => return Some((from, to, inclusive)),
    }
    None
}

fn pattern(key: &Ident, value: Value, errors: &mut Errors) -> Option<Asks> {
    const ADVICE: &str = "write a regular expression in quotes: `pattern(\"^[a-z]+$\")`";
    let text = match value {
        Value::List(list) => syn::parse2::<LitStr>(list).ok(),
        Value::Expression(value) => text(&value).cloned(),
        Value::Flag => None,
    };
    let Some(text) = text else {
        errors.at(key, ADVICE);
        return None;
    };
    match Search::new(&text.value()) {
        Ok(_) => Some(Asks::Pattern(text)),
        Err(mistake) => {
            errors.at(&text, format!("the regular expression is wrong: {mistake}"));
            None
        }
    }
}

fn one_of(key: &Ident, value: Value, errors: &mut Errors) -> Option<Asks> {
    const ADVICE: &str = "write the values: `one_of(\"a\", \"b\")` or `one_of(1, 2)`";
    let written = list(key, value, ADVICE, errors)?;
    let choices = syn::parse::Parser::parse2(Punctuated::<Expr, Token![,]>::parse_terminated, written);
    let choices = errors.take(choices)?;
    if choices.is_empty() {
        errors.at(key, ADVICE);
        return None;
    }
    if let Some(Expr::Array(list)) = choices.first() {
        errors.at(list, format!("leave out the brackets: {}", ADVICE.trim_start_matches("write the values: ")));
        return None;
    }
    Some(Asks::OneOf(choices.into_iter().collect()))
}

fn each(key: &Ident, value: Value, errors: &mut Errors) -> Option<Asks> {
    let written = list(key, value, "write rules of the elements: `each(length(1..=40))`", errors)?;
    let mut arguments = errors.take(syn::parse2::<Arguments>(written))?;
    std::mem::take(&mut arguments.texts).iter().for_each(|text| errors.at(text, "write a rule, as `email`"));
    let rules = take(&mut arguments, errors);
    arguments.finish(RULES, errors);
    Some(Asks::Each(rules))
}

/// `custom = path` or `custom = "path"`.
fn function(key: &Ident, value: Value, errors: &mut Errors) -> Option<Path> {
    match value {
        Value::Expression(value) => match (ungrouped(&value), text(&value)) {
            (Expr::Path(path), _) => Some(path.path.clone()),
            (_, Some(text)) => errors.take(text.parse()),
            (other, None) => {
                errors.at(other, "write the name of a function: `custom = check`");
                None
            }
        },
        Value::Flag | Value::List(_) => {
            errors.at(key, "write the name of a function: `custom = check`");
            None
        }
    }
}

fn list(key: &Ident, value: Value, advice: &str, errors: &mut Errors) -> Option<TokenStream> {
    match value {
        Value::List(list) if !list.is_empty() => Some(list),
        _ => {
            errors.at(key, advice);
            None
        }
    }
}

pub(super) fn text(value: &Expr) -> Option<&LitStr> {
    match ungrouped(value) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
        _ => None,
    }
}

/// What a fragment of `macro_rules!` stands for.
pub(super) fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn mistakes(written: TokenStream) -> Vec<String> {
        let mut errors = Errors::new();
        let mut arguments = syn::parse2::<Arguments>(written).expect("arguments");
        take(&mut arguments, &mut errors);
        arguments.finish(RULES, &mut errors);
        let mistakes = errors.check().err().map(|mistakes| mistakes.to_string()).unwrap_or_default();
        mistakes.split("compile_error").skip(1).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_one_mistake() {
        let cases = [
            (quote!(length), "write `length(1..=40)`"),
            (quote!(length()), "write `length(1..=40)`"),
            (quote!(length = 5), "write `length(1..=40)`"),
            (quote!(length(1..5)), "write `..=` before it"),
            (quote!(length(5..=1)), "nothing is from 5 to 1"),
            (quote!(range(..)), "this allows everything"),
            (quote!(length(min = 1, max = 5)), "write `length(1..=40)`"),
            (quote!(range(max = 5)), "write `range(0..=150)`"),
            (quote!(range(5)), "write `range(0..=150)`"),
            (quote!(range(1.5..1.5)), "nothing is from 1.5 to 1.5"),
            (quote!(range(1..-1_000)), "nothing is from 1 to -1000"),
            (quote!(pattern("(")), "the regular expression is wrong"),
            (quote!(pattern(a)), "in quotes"),
            (quote!(one_of()), "write the values"),
            (quote!(email = true), "stands alone"),
            (quote!(unique()), "stands alone"),
            (quote!(custom), "the name of a function"),
            (quote!(custom = 1), "the name of a function"),
            (quote!(each(email, legnth(1..))), "did you mean `length`?"),
            (quote!(email, email), "there twice"),
        ];
        for (written, expected) in cases {
            let found = mistakes(written.clone());
            assert!(matches!(&found[..], [only] if only.contains(expected)), "{written}: {found:?}");
        }
    }

    #[test]
    fn what_makes_sense_is_no_mistake() {
        let written = quote! {
            length(MOST), range(..MOST), pattern = "a", one_of(1, 2,), unique, nested, custom = a, custom = "b::c",
            each(length(1..), each(email))
        };
        assert_eq!(mistakes(written), [""; 0]);
    }
}
