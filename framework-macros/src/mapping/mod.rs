//! `#[get_mapping]` and its kin: a function that answers requests.
//!
//! The same model serves methods of a controller; there the controller's macro reads the attribute.

pub(crate) mod expand;
pub(crate) mod model;
pub(crate) mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{attribute::Arguments, errors::Errors};
use model::{Handler, Owner};
use parse::{Function, Mapping};

/// `#[get_mapping(…)]` on a free function.
pub(crate) fn free_function(attribute: &'static str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let function = errors.take(syn::parse2::<Function>(item.clone()));
    let mut runtime = crate::runtime::Runtime::default();
    let mut handlers = Vec::new();
    let mut kept = item;
    if let (Some(mut arguments), Some(mut function)) = (arguments, function) {
        runtime = arguments.runtime(&mut errors);
        if let Some(receiver) = function.signature.receiver() {
            errors
                .at(receiver, format!("a method's `#[{attribute}]` needs `#[controller]` on its `impl`; put it there"));
        } else {
            let mapping = Mapping::read(attribute, arguments, &mut errors);
            handlers.push(Handler::new(mapping, &function, &Owner::None, &mut errors));
        }
        // Another mapping of this function still has to read them.
        if !function.attributes.iter().any(|attribute| Mapping::name_of(attribute).is_some()) {
            function.strip_arguments();
        }
        kept = quote!(#function);
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let routes = handlers.iter().map(|handler| expand::routes(handler, &Owner::None));
            let generated = runtime.wrap(&quote!(#(#routes)*));
            quote!(#kept #generated)
        }
    }
}
