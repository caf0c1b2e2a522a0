//! Whether the rules of a member can be kept, by a value and by its default, as far as they are written out.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp, spanned::Spanned};

use super::{
    member::Member,
    rules::{Asks, Rule, text, ungrouped},
};
use crate::{attribute::tokens, default::written, errors::Errors, types::Place};

/// Refuses a default that breaks a rule beside it: nobody could leave out the member.
pub(super) fn check(default: &Expr, rules: &[Rule], errors: &mut Errors) {
    if let Some(rule) = rules.iter().find(|rule| breaks(default, &rule.asks)) {
        let (default_text, rule) = (tokens(default), rule.written());
        errors.at(default, format!("the default `{default_text}` breaks `{rule}`; write one that keeps it"));
    }
}

fn breaks(default: &Expr, rule: &Asks) -> bool {
    match (rule, text(default)) {
        (Asks::Range { from, to, inclusive }, None) => {
            number(default).is_some_and(|it| is_outside(it, from.as_ref(), to.as_ref(), *inclusive))
        }
        // Of bytes there are as many as of characters.
        (Asks::Length(least, most), Some(text)) if text.value().is_ascii() => {
            // A text has at most 2^53 characters.
            #[allow(clippy::cast_precision_loss)]
            let length = text.value().len() as f64;
            is_outside(length, least.as_ref(), most.as_ref(), true)
        }
        (Asks::Pattern(pattern), Some(text)) => {
            framework_pattern::Search::new(&pattern.value()).is_ok_and(|search| !search.is_match(&text.value()))
        }
        (Asks::OneOf(choices), _) => {
            let (default, choices) = (literal(default), choices.iter().map(literal).collect::<Option<Vec<_>>>());
            default.zip(choices).is_some_and(|(default, choices)| !choices.contains(&default))
        }
        _ => false,
    }
}

/// What is written out on both sides has an order that is known; what is not is outside of nothing.
pub(crate) fn is_outside(value: f64, least: Option<&Expr>, most: Option<&Expr>, inclusive: bool) -> bool {
    /// Below it every whole number is one.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let ends_before = |most: f64| value > most || !inclusive && value >= most && most.abs() < EXACT;
    least.and_then(number).is_some_and(|least| value < least) || most.and_then(number).is_some_and(ends_before)
}

pub(crate) fn number(value: &Expr) -> Option<f64> {
    let is_number = match ungrouped(value) {
        Expr::Lit(ExprLit { lit, .. }) => matches!(lit, Lit::Int(_) | Lit::Float(_)),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => true,
        _ => false,
    };
    written(value).filter(|_| is_number)?.parse().ok()
}

/// A literal, so that equal ones are equal.
fn literal(value: &Expr) -> Option<String> {
    text(value).map(|text| format!("\"{}", text.value())).or_else(|| written(value))
}

/// Refuses ends of which one is a constant, where nothing is between them. Of which types there are constants that can be
/// compared, the language says.
pub(super) fn orders(member: &Member) -> TokenStream {
    let orders = member.rules.iter().filter_map(|rule| {
        let (from, to, inclusive) = match &rule.asks {
            Asks::Length(Some(from), Some(to)) => (from, to, true),
            Asks::Range { from: Some(from), to: Some(to), inclusive } if is_number(&member.written) => {
                (from, to, *inclusive)
            }
            _ => return None,
        };
        let is_constant = |end: &Expr| matches!(ungrouped(end), Expr::Path(_));
        let is_known = |end: &Expr| is_constant(end) || number(end).is_some();
        if !is_known(from) || !is_known(to) || !is_constant(from) && !is_constant(to) {
            return None;
        }
        let (first, last) = (Place::of(from), Place::of(to).last);
        let root = first.root();
        let advice = format!("nothing is from `{}` to `{}`", tokens(from), tokens(to));
        let order = if inclusive { quote_spanned!(from.span()=> <=) } else { quote_spanned!(from.span()=> <) };
        Some(quote_spanned!(last=> const _: () = #root::in_order(#from #order #to, #advice);))
    });
    orders.collect()
}

/// Whether a type is a number of the language, also in an `Option`.
fn is_number(ty: &TokenStream) -> bool {
    const NUMBERS: [&str; 14] =
        ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64"];
    let text = ty.to_token_stream().to_string().replace(' ', "");
    let inner = text.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(&text);
    NUMBERS.contains(&inner)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::bean::model::Bean;

    fn mistakes(member: &TokenStream) -> String {
        let mut errors = Errors::new();
        Bean::new(&syn::parse2(quote!(struct A { #member })).expect("a struct"), &mut errors);
        errors.check().err().map(|mistakes| mistakes.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_default_keeps_the_rules_beside_it() {
        let broken = [
            quote!(#[bean(range(1..=10), default = 11)] a: u8),
            quote!(#[bean(default = 10, range(1..10))] a: u8),
            quote!(#[bean(range(1..), default = -1)] a: i8),
            quote!(#[bean(range(0.5..), default = 0.25)] a: f64),
            quote!(#[bean(length(..=2), default = "abc")] a: String),
            quote!(#[bean(length(5), default = "abc")] a: String),
            quote!(#[bean(pattern("^[a-z]+$"), default = "1")] a: String),
            quote!(#[bean(one_of("a", "b"), default = "c")] a: String),
            quote!(#[bean(one_of(1, 2), default = 3)] a: u8),
        ];
        for member in broken {
            assert!(mistakes(&member).contains("breaks"), "{member}");
        }
        let kept = [
            quote!(#[bean(range(1..=10), default = 10)] a: u8),
            quote!(#[bean(range(1..=MOST), default = 100)] a: u8),
            quote!(#[bean(range(0..=9007199254740993), default = 9007199254740992)] a: u64),
            quote!(#[bean(range(1..=10), default = "12")] a: Price),
            quote!(#[bean(length(..=2), default = "äö")] a: String),
            quote!(#[bean(length(..=2), default = Vec::new())] a: Vec<u8>),
            quote!(#[bean(pattern("[a-z]"), default = "1a")] a: String),
            quote!(#[bean(one_of("a", B), default = "c")] a: String),
            quote!(#[bean(each(length(5)), default = vec![])] a: Vec<String>),
        ];
        for member in kept {
            assert_eq!(mistakes(&member), "", "{member}");
        }
    }
}
