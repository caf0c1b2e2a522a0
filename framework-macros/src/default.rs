//! Defaults of arguments and of members: expressions, which the run time calls and the documentation shows.

use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::types;

/// The value. A text may stand for any type that is made of one; anything else is of the type itself.
pub(crate) fn typed(value: &Expr, ty: &TokenStream) -> TokenStream {
    let borrowed = matches!(ty.clone().into_iter().next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '&');
    match value {
        // a fragment of `macro_rules!`
        Expr::Group(group) => typed(&group.expr, ty),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if !borrowed => {
            quote_spanned!(types::place(text.span())=> __framework::from_text(#text))
        }
        other => quote!(#other),
    }
}

/// What the documentation says of it, as `Option<&str>`: JSON for a literal, nothing for code, whose value nobody
/// knows here.
pub(crate) fn described(value: Option<&Expr>) -> TokenStream {
    match value.and_then(json) {
        Some(json) => quote!(::core::option::Option::Some(#json)),
        None => quote!(::core::option::Option::None),
    }
}

/// A literal as one would write it in a file or a variable; nothing for code.
pub(crate) fn written(value: &Expr) -> Option<String> {
    match value {
        Expr::Group(group) => written(&group.expr),
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        Expr::Lit(ExprLit { lit: Lit::Char(character), .. }) => Some(character.value().to_string()),
        other => json(other),
    }
}

fn json(value: &Expr) -> Option<String> {
    match value {
        Expr::Group(group) => json(&group.expr),
        Expr::Paren(paren) => json(&paren.expr),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit: Lit::Int(_) | Lit::Float(_), .. }) => Some(format!("-{}", json(expr)?)),
            _ => None,
        },
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Int(number) => Some(number.base10_digits().to_owned()),
            Lit::Float(number) => Some(float(number.base10_digits())),
            Lit::Byte(byte) => Some(byte.value().to_string()),
            Lit::Bool(truth) => Some(truth.value.to_string()),
            Lit::Str(text) => Some(quoted(&text.value())),
            Lit::Char(character) => Some(quoted(&character.value().to_string())),
            _ => None,
        },
        _ => None,
    }
}

/// JSON has neither the `1.` nor the `007.5` of Rust.
fn float(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find(['.', 'e', 'E']).unwrap_or(digits.len()));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    format!("{whole}{}", if rest == "." { ".0" } else { rest })
}

/// RFC 8259, section 7.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..='\x1f' => quoted += &format!("\\u{:04x}", u32::from(character)),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use framework::serde_json;

    use super::*;

    #[test]
    fn literals_are_described_as_json_and_code_is_not_described() {
        let cases = [
            (quote!(10), Some("10")),
            (quote!(-1), Some("-1")),
            (quote!(10_000), Some("10000")),
            (quote!(1u8), Some("1")),
            (quote!(-5_i64), Some("-5")),
            (quote!(0xff), Some("255")),
            (quote!(0b101_u8), Some("5")),
            (quote!(007), Some("7")),
            (quote!(b'a'), Some("97")),
            (quote!(1.5), Some("1.5")),
            (quote!(-1_0.5_0f32), Some("-10.50")),
            (quote!(1.), Some("1.0")),
            (quote!(00.5), Some("0.5")),
            (quote!(1e3), Some("1e3")),
            (quote!(2f64), Some("2")),
            (quote!((-7)), Some("-7")),
            (quote!(true), Some("true")),
            (quote!('x'), Some(r#""x""#)),
            (quote!('"'), Some(r#""\"""#)),
            (quote!("x"), Some(r#""x""#)),
            (quote!("10"), Some(r#""10""#)),
            (quote!("a\"b\\c\n"), Some(r#""a\"b\\c\u000a""#)),
            (quote!(r"\d"), Some(r#""\\d""#)),
            (quote!(i32::MAX), None),
            (quote!(DEFAULT), None),
            (quote!(-DEFAULT), None),
            (quote!(Vec::new()), None),
            (quote!(vec![1, 2]), None),
            (quote!(1 + 1), None),
            (quote!(!true), None),
            (quote!(b"x"), None),
        ];
        for (value, expected) in cases {
            let found = json(&syn::parse2(value.clone()).expect("an expression"));
            assert_eq!(found.as_deref(), expected, "{value}");
            if let Some(text) = found {
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            }
        }
    }
}
