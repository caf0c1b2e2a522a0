//! `#[blocking]`: a synchronous handler that runs where it may block.
//!
//! The mapping under which it stands reads it. Alone it does nothing but step behind a mapping that follows.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Path, parse_quote};

use crate::{
    attribute::last_word,
    errors::Errors,
    mapping::parse::{Function, Mapping},
};

/// What it is called once it has stepped behind: then the name is imported, or written whole, for itself.
const BEHIND: &str = "__blocking";

/// `#[blocking]` before a mapping, or without one.
pub(crate) fn blocking(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let mut kept = item.clone();
    match syn::parse2::<Function>(item) {
        Ok(mut function) if function.attributes.iter().any(|it| Mapping::name_of(it.path()).is_some()) => {
            function.attributes.push(parse_quote!(#[__blocking(#arguments)]));
            kept = quote!(#function);
        }
        _ => errors.at_span(
            proc_macro2::Span::call_site(),
            "`#[blocking]` is for handlers: write it beside a mapping, as `#[get_mapping]`",
        ),
    }
    match errors.check() {
        Ok(()) => kept,
        Err(mistake) => quote!(#kept #mistake),
    }
}

pub(crate) fn is_blocking(path: &Path) -> bool {
    let name = last_word(path);
    name == "blocking" || name == BEHIND
}

/// Takes the attribute from a handler that all mappings have seen. Gives its path, where that must be used: without a
/// use, importing it by name would be a warning.
pub(crate) fn take(function: &mut Function, errors: &mut Errors) -> Option<Path> {
    let (found, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut function.attributes).into_iter().partition(|attribute| is_blocking(attribute.path()));
    function.attributes = others;
    let mut found = found.into_iter();
    let first = found.next()?;
    check(&first, function, errors);
    for again in found {
        errors.at(&again, "`#[blocking]` is there twice; keep one");
    }
    Some(first.path().clone()).filter(|path| last_word(path) != BEHIND)
}

fn check(attribute: &Attribute, function: &Function, errors: &mut Errors) {
    let is_bare = match &attribute.meta {
        syn::Meta::Path(_) => true,
        syn::Meta::List(list) => list.tokens.is_empty(),
        syn::Meta::NameValue(_) => false,
    };
    if !is_bare {
        errors.at(attribute, "`#[blocking]` says nothing more; keys belong to the mapping");
    } else if function.signature.asyncness.is_some() {
        errors.at(
            attribute,
            "an `async fn` gives its thread back while it waits, so it is not moved to another; drop `#[blocking]`, or \
             `async`, or put what blocks inside into `tokio::task::spawn_blocking`",
        );
    }
}
