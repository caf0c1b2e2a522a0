//! `#[controller]`: a type whose annotated methods answer requests.

mod client;
mod expand;
mod model;
pub(crate) mod parse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    attribute::Arguments,
    errors::{self, Errors},
    mapping::parse::without_ours,
};
use model::Controller;
use parse::{ImplBlock, Member};

/// `#[controller(…)]` on an `impl`.
pub(crate) fn controller(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let block = errors.take(syn::parse2::<ImplBlock>(item.clone()));
    let mut kept = item;
    let mut controller = None;
    let mut unread = None;
    if block.is_none() {
        kept = without_ours(kept);
    }
    if let Some(mut block) = block {
        for member in &block.members {
            let Member::Unread(bare) = member else { continue };
            if bare.is_some() { errors.unread(bare.clone()) } else { unread = Some(errors::unread()) }
        }
        controller = Controller::new(arguments.unwrap_or_default(), &mut block, &mut errors);
        // What is no controller may be no legal block either.
        kept = if block.is_inherent() { quote!(#block) } else { TokenStream::new() };
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let generated = controller.map(|controller| expand::controller(&controller));
            quote!(#kept #generated #unread)
        }
    }
}
