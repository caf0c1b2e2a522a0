//! `#[controller]`: a type whose annotated methods answer requests.

mod client;
mod expand;
mod model;
pub(crate) mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{attribute::Arguments, errors::Errors, mapping::parse::without_ours};
use model::Controller;
use parse::ImplBlock;

/// `#[controller(…)]` on an `impl`.
pub(crate) fn controller(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let block = errors.take(syn::parse2::<ImplBlock>(item.clone()));
    let mut kept = item;
    let mut controller = None;
    if block.is_none() {
        kept = without_ours(kept);
    }
    if let Some(mut block) = block {
        controller = Controller::new(arguments.unwrap_or_default(), &mut block, &mut errors);
        kept = quote!(#block);
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let generated = controller.map(|controller| expand::controller(&controller));
            quote!(#kept #generated)
        }
    }
}
