//! `#[api(…)]`: what documentation says of a handler, or of all handlers of a controller.
//!
//! The mapping or the controller under which it stands reads it. Alone it does nothing but step behind one that follows.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue, Path, parse::ParseStream, parse::Parser, parse_quote};

use crate::{
    attribute::{Arguments, Value, last_word},
    errors::Errors,
    mapping::parse::Mapping,
};

/// What it is called once it has stepped behind: then the name is imported, or written whole, for itself.
const BEHIND: &str = "__api";

/// `#[api(…)]` before a mapping or a controller, or without one.
pub(crate) fn api(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    let parts = |input: ParseStream<'_>| Ok((Attribute::parse_outer(input)?, input.parse::<TokenStream>()?));
    match parts.parse2(item.clone()) {
        Ok((mut attributes, rest)) if attributes.iter().any(|it| reads(it.path())) => {
            attributes.push(parse_quote!(#[__api(#arguments)]));
            quote!(#(#attributes)* #rest)
        }
        _ => {
            let mut errors = Errors::new();
            errors.at_span(
                proc_macro2::Span::call_site(),
                "`#[api]` is for handlers and controllers: write it beside a mapping, as `#[get_mapping]`, or `#[controller]`",
            );
            let mistake = errors.check().err();
            quote!(#item #mistake)
        }
    }
}

/// Whether an attribute looks for `#[api]` beside it.
fn reads(path: &Path) -> bool {
    Mapping::name_of(path).is_some() || last_word(path) == "controller"
}

pub(crate) fn is_api(path: &Path) -> bool {
    let name = last_word(path);
    name == "api" || name == BEHIND
}

/// Whether it says that documentation leaves it out; mistakes are reported by whoever takes it.
pub(crate) fn is_hidden(attributes: &[Attribute]) -> bool {
    let api = attributes.iter().filter(|attribute| is_api(attribute.path()));
    api.filter_map(|attribute| Arguments::of(attribute).ok()).any(|mut arguments| {
        let mut errors = Errors::new();
        let hidden = arguments.switch("hidden", &mut errors) == Some(true);
        let _reported_elsewhere = errors.check();
        hidden
    })
}

/// Takes the attribute, once all have seen it. Gives its path, where that must be used: without a use, importing it by
/// name would be a warning.
pub(crate) fn take(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Path> {
    let (found, others): (Vec<_>, Vec<_>) =
        std::mem::take(attributes).into_iter().partition(|attribute| is_api(attribute.path()));
    *attributes = others;
    let mut found = found.into_iter();
    let first = found.next()?;
    if let Some(mut arguments) = errors.take(Arguments::of(&first)) {
        if arguments.keys.is_empty() && arguments.texts.is_empty() {
            errors.at(&first, "`#[api]` alone says nothing; write `#[api(hidden)]`");
        }
        if let Some(text) = arguments.one_text(errors) {
            errors.at(&text, "documentation comments are shown, and no other texts; write `///` above the function");
        }
        let _hidden = arguments.switch("hidden", errors);
        arguments.finish(&["hidden"], errors);
    }
    for again in found {
        errors.at(&again, "`#[api]` is there twice; keep one");
    }
    Some(first.path().clone()).filter(|path| last_word(path) != BEHIND)
}

/// What `#[deprecated]` says; nothing, where it is there and says nothing.
pub(crate) fn deprecated(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let text = |value: &Expr| match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.value(),
        other => other.to_token_stream().to_string(),
    };
    Some(match &attribute.meta {
        Meta::NameValue(MetaNameValue { value, .. }) => text(value),
        // Mistakes in it are rustc's business.
        Meta::List(_) => {
            let arguments = Arguments::of(attribute).unwrap_or_default();
            let note = arguments.keys.into_iter().find_map(|(key, value)| match value {
                Value::Expression(note) if key == "note" => Some(text(&note)),
                _ => None,
            });
            note.unwrap_or_default()
        }
        Meta::Path(_) => String::new(),
    })
}
