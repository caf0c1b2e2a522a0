//! `#[get_mapping]` and its kin: a function that answers requests.
//!
//! The same model serves methods of a controller; there the controller's macro reads the attribute.

pub(crate) mod argument;
mod captures;
pub(crate) mod expand;
pub(crate) mod model;
pub(crate) mod parse;
mod takeover;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::{api, attribute::Arguments, blocking, errors::Errors};
use model::{Handler, Owner};
use parse::{Function, Mapping};

/// `#[get_mapping(…)]` on a free function.
pub(crate) fn free_function(attribute: &'static str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let function = errors.take(syn::parse2::<Function>(item.clone()).map_err(|error| match other_item(&item) {
        Some(word) => syn::Error::new(word.span(), format!("`#[{attribute}]` stands on a function")),
        None => error,
    }));
    let mut runtime = crate::runtime::Runtime::default();
    let mut handlers = Vec::new();
    let mut used = Vec::new();
    let mut kept = item;
    if let Some(mut function) = function {
        if let Some(receiver) = function.signature.receiver() {
            let advice = format!("a method's `#[{attribute}]` needs `#[controller]` on its `impl`; put it there");
            errors.at(receiver, advice);
        } else if let Some(mut arguments) = arguments {
            runtime = arguments.runtime(&mut errors);
            let mapping = Mapping::read(attribute, proc_macro2::Span::call_site(), arguments, &mut errors);
            handlers.push(Handler::new(mapping, &function, &Owner::None, &mut errors));
        }
        // Another mapping of this function still has to read them.
        if !function.attributes.iter().any(|attribute| Mapping::name_of(attribute.path()).is_some()) {
            used.extend(blocking::take(&mut function, &mut errors));
            used.extend(api::take(&mut function.attributes, &mut errors));
            function.strip_arguments();
        }
        kept = quote!(#function);
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let routes = handlers.iter().map(|handler| expand::routes(handler, &Owner::None));
            let used = used.iter();
            let generated = runtime.wrap(&quote!(#(use #used as _;)* #(#routes)*));
            quote!(#kept #generated)
        }
    }
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
