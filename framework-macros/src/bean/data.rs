//! Types that no member can have, as far as their syntax tells it. What a name stands for, bounds decide.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

use crate::{attribute, errors::Errors, types};

/// Refuses what cannot be read from a request.
pub(super) fn refuse_borrowed(ty: &Type, errors: &mut Errors) {
    if let Some(borrow) = types::references(ty.to_token_stream()).first() {
        errors.at(
            borrow,
            "what is borrowed cannot be read from a request; own it (`String`), or add `#[bean(output)]` to the struct",
        );
    }
}

/// Refuses what is no data, or has no size.
pub(super) fn refuse_no_data(ty: &Type, errors: &mut Errors) {
    if let Some((span, message)) = no_data(ty.to_token_stream()) {
        errors.at_span(span, format!("{message}, or leave the member out: `#[bean(skip)]`"));
    }
    match ty {
        Type::Slice(slice) => {
            let element = attribute::tokens(&slice.elem);
            errors.at(slice, format!("a member has a size; write `Vec<{element}>`"));
        }
        Type::Path(path) if path.path.is_ident("str") => errors.at(path, "a member has a size; write `String`"),
        _ => {}
    }
}

/// The first thing in a type that is no data, and what to write instead.
fn no_data(tokens: TokenStream) -> Option<(Span, &'static str)> {
    let mut after_name = false;
    tokens.into_iter().find_map(|token| {
        let is_called = std::mem::replace(&mut after_name, is_name(&token));
        match token {
            TokenTree::Ident(word) if word == "dyn" => {
                Some((word.span(), "an object has no form in JSON; write an enum of what it may be"))
            }
            TokenTree::Ident(word) if word == "fn" => {
                Some((word.span(), "a function is no data; write what it returns"))
            }
            TokenTree::Punct(star) if star.as_char() == '*' => {
                Some((star.span(), "a pointer is no data; write what it points to"))
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis && !is_called => {
                if has_comma(group.stream()) {
                    let write = "a tuple has no names; write a struct with named members, or `struct Pair(A, B)` for a JSON array";
                    return Some((group.span(), write));
                }
                no_data(group.stream())
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => no_data(group.stream()),
            _ => None,
        }
    })
}

fn has_comma(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
}

/// Whether what follows in parentheses are arguments: of `Fn(…)`, or of a macro.
fn is_name(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == '!',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}
