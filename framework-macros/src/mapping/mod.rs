//! `#[get_mapping]` and its kin: a function that answers requests.
//!
//! The same model serves methods of a controller; there the controller's macro reads the attribute.

pub(crate) mod argument;
mod call;
mod captures;
pub(crate) mod elsewhere;
pub(crate) mod expand;
pub(crate) mod model;
pub(crate) mod parse;
mod takeover;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::{
    api,
    attribute::Arguments,
    blocking,
    errors::{self, Errors},
    surroundings::{Block, Surroundings},
};
use model::{Handler, Owner};
use parse::{Function, Mapping};

/// `#[get_mapping(…)]` on a free function.
pub(crate) fn free_function(attribute: &'static str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let function = match syn::parse2::<Function>(item.clone()) {
        Ok(function) => Some(function),
        Err(_) if other_item(&item).is_none() && parse::is_function(&item) => {
            // Nothing of it is kept: read once more, it would be blamed once more.
            errors.told();
            return errors.check().err().unwrap_or_default();
        }
        Err(_) => {
            let word = other_item(&item).map_or_else(|| item.clone(), |word| word.into_token_stream());
            errors.at(&word, advice(attribute, &item));
            None
        }
    };
    let mut runtime = crate::runtime::Runtime::default();
    let mut handlers = Vec::new();
    let mut used = Vec::new();
    let mut kept = item;
    if let Some(mut function) = function {
        let around = Surroundings::of(proc_macro2::Span::call_site());
        let block = around.as_ref().and_then(Surroundings::block);
        if let (Some(receiver), Some(true)) =
            (function.signature.receiver(), around.as_ref().map(Surroundings::is_free))
        {
            errors.at(receiver, "a free function has no `self`; write it into an `impl`, under `#[controller]`");
            return errors.check().err().unwrap_or_default();
        }
        if block.is_some() || function.signature.receiver().is_some() {
            function.strip_arguments();
            let mistake = method(attribute, &function, block.as_ref());
            let mistakes = errors.check().err();
            return quote!(#function #mistake #mistakes);
        }
        if let Some(mut arguments) = arguments {
            runtime = arguments.runtime(&mut errors);
            let mapping = Mapping::read(attribute, proc_macro2::Span::call_site(), arguments, &mut errors);
            handlers.push(Handler::new(mapping, &function, &Owner::None, &mut errors));
        }
        // Another mapping of this function still has to read them.
        if !function.attributes.iter().any(|attribute| Mapping::name_of(attribute.path()).is_some()) {
            used.extend(blocking::take(&mut function, &mut errors));
            used.extend(api::take(&mut function.attributes, &mut errors));
            function.strip_arguments();
            function.strip_explained();
        }
        kept = quote!(#function);
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let routes = handlers.iter().map(|handler| expand::routes(handler, &Owner::None));
            let begins = handlers.iter().map(expand::begins);
            let used = used.iter().map(crate::runtime::used);
            let generated = runtime.wrap(&quote!(#(#used)* #(#begins)* #(#routes)*));
            quote!(#kept #generated)
        }
    }
}

/// A function of an `impl`, which no controller's macro has read. Of those in one block the first tells it.
fn method(attribute: &str, function: &Function, block: Option<&Block>) -> TokenStream {
    let place = proc_macro2::Span::call_site();
    let written = place.source_text().unwrap_or_default();
    if !written.is_empty() && !written.contains(attribute) {
        let advice = format!("a controller knows mappings by their own names; write `#[{attribute}]`");
        return syn::Error::new(place, advice).into_compile_error();
    }
    let (name, receiver) = (&function.signature.ident, function.signature.receiver());
    let advice = format!("a method's `#[{attribute}]` needs `#[controller]` on its `impl`; put it there");
    match block {
        Some(block) if block.is_controller || block.has_mapping_before => {
            errors::lint(&quote::format_ident!("__{}_{}", attribute, name), &advice)
        }
        _ => {
            let blamed = receiver.map_or_else(|| name.to_token_stream(), ToTokens::to_token_stream);
            syn::Error::new_spanned(blamed, advice).into_compile_error()
        }
    }
}

/// What to write where an item is no function.
fn advice(attribute: &str, item: &TokenStream) -> String {
    let is_impl = other_item(item).is_some_and(|word| word == "impl");
    let advice = if is_impl { "; on the `impl` around methods stands `#[controller(\"/users\")]`" } else { "" };
    format!("`#[{attribute}]` stands on a function{advice}")
}

/// The word that says that an item is no function.
fn other_item(item: &TokenStream) -> Option<Ident> {
    const WORDS: [&str; 10] = ["struct", "enum", "union", "trait", "mod", "impl", "type", "static", "const", "use"];
    let mut words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    });
    let first = words.by_ref().find(|ident| ident != "pub")?;
    WORDS.iter().any(|word| first == word).then_some(first)
}
