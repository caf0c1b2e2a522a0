//! serde's attributes, as far as beans honour them.

use framework_pattern::nearest;
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Attribute, Expr, ExprLit, ExprPath, Lit, LitStr, Meta, parse_quote};

use crate::{
    attribute::{Arguments, Value, tokens},
    errors::Errors,
};

/// What is understood on a struct.
pub(super) const ON_STRUCT: &[&str] = &["rename_all", "deny_unknown_fields", "default", "transparent"];

/// What is understood on an enum.
pub(super) const ON_ENUM: &[&str] =
    &["rename_all", "rename_all_fields", "tag", "content", "untagged", "deny_unknown_fields"];

/// What is understood on a field.
pub(super) const ON_FIELD: &[&str] = &[
    "rename",
    "alias",
    "default",
    "flatten",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "skip_serializing_if",
    "with",
    "serialize_with",
    "deserialize_with",
    "borrow",
];

/// What is understood on a variant.
pub(super) const ON_VARIANT: &[&str] =
    &["rename", "rename_all", "alias", "skip", "skip_serializing", "skip_deserializing"];

/// The `#[serde(…)]` attributes of an item: handed on, and read where they change a name or a presence.
pub(super) struct Serde {
    pub(super) keys: Vec<(Ident, Value)>,
    pub(super) attributes: Vec<TokenStream>,
}

impl Serde {
    /// What is not known is refused, unless the type has serde's derives itself (`own`): then that is serde's business.
    pub(super) fn read(attributes: &[Attribute], known: &[&str], own: bool, errors: &mut Errors) -> Self {
        let mut serde = Serde { keys: Vec::new(), attributes: Vec::new() };
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            if let Meta::NameValue(written) = &attribute.meta {
                errors.at(&written.value, "write a key, as `#[serde(rename = \"…\")]`");
                continue;
            }
            let Some(arguments) = errors.take(Arguments::of(attribute)) else { continue };
            arguments.texts.iter().for_each(|text| errors.at(text, "write a key, as `rename = \"…\"`"));
            for (key, value) in arguments.keys {
                if !own && !is_complete(&key, &value, errors) {
                    continue;
                }
                if own || known.contains(&key.to_string().as_str()) {
                    serde.attributes.push(handed_on(&key, &value));
                    serde.keys.push((key, value));
                } else {
                    let advice = match nearest(&key.to_string(), known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("understood are `{}`", known.join("`, `")),
                    };
                    errors.at(&key, format!("`#[serde({key})]` is not understood here; {advice}"));
                }
            }
        }
        serde
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.keys.iter().any(|(key, _)| key == name)
    }

    pub(super) fn texts<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a LitStr> + use<'a, 'n> {
        self.keys.iter().filter(move |(key, _)| key == name).filter_map(|(_, value)| match value {
            Value::Expression(value) => match &**value {
                Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
                _ => None,
            },
            Value::Flag | Value::List(_) => None,
        })
    }

    /// What `rename` says: the names for sending and for reading.
    pub(super) fn names(&self, own: String) -> [String; 2] {
        if let Some(both) = self.text("rename") {
            return [both.value(), both.value()];
        }
        let list = self.keys.iter().find_map(|(key, value)| match value {
            Value::List(list) if key == "rename" => syn::parse2::<Arguments>(list.clone()).ok(),
            _ => None,
        });
        let list = Serde { keys: list.map(|list| list.keys).unwrap_or_default(), attributes: Vec::new() };
        ["serialize", "deserialize"].map(|key| list.text(key).map_or_else(|| own.clone(), LitStr::value))
    }

    pub(super) fn text(&self, name: &str) -> Option<&LitStr> {
        self.texts(name).next()
    }

    /// The call of the function that `default = "function"` names.
    pub(super) fn default(&self, errors: &mut Errors) -> Option<Expr> {
        let text = self.text("default")?;
        let function = errors.take(text.parse::<ExprPath>())?;
        let call = quote_spanned!(text.span()=> #function());
        Some(parse_quote!(#call))
    }
}

/// Whether a key has the text that it needs.
fn is_complete(key: &Ident, value: &Value, errors: &mut Errors) -> bool {
    let name = key.to_string();
    let needed = [
        "rename",
        "rename_all",
        "rename_all_fields",
        "alias",
        "with",
        "serialize_with",
        "deserialize_with",
        "skip_serializing_if",
    ];
    match value {
        Value::Flag if needed.contains(&name.as_str()) => errors.at(key, format!("write `{name} = \"…\"`")),
        Value::Expression(value) if !is_text(value) && name == "default" => {
            errors.at(&**value, format!("write `#[bean(default = {})]`", tokens(value)));
        }
        Value::Expression(value) if !is_text(value) && needed.contains(&name.as_str()) => {
            errors.at(&**value, format!("write a text in quotes: `{name} = \"…\"`"));
        }
        _ => return true,
    }
    false
}

fn is_text(value: &Expr) -> bool {
    match value {
        Expr::Group(group) => is_text(&group.expr),
        Expr::Macro(_) => true,
        other => matches!(other, Expr::Lit(ExprLit { lit: Lit::Str(_), .. })),
    }
}

/// The attribute of a struct, for its twin. A bare `default` of a struct would ask the hidden twin for its `Default`; the type itself has one.
pub(super) fn standard_default(key: &Ident, value: &Value) -> TokenStream {
    match value {
        Value::Flag if key == "default" => quote!(default = "::core::default::Default::default"),
        _ => handed_on(key, value),
    }
}

fn handed_on(key: &Ident, value: &Value) -> TokenStream {
    match value {
        Value::Flag => quote!(#key),
        Value::Expression(value) => quote!(#key = #value),
        Value::List(list) => quote!(#key(#list)),
    }
}
