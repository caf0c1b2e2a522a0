//! `#[derive(Bean)]`: JSON both ways, schema, parameter, return value.

mod defaults;
mod expand;
mod model;
mod names;
mod rules;
mod serde;
mod special;
mod tagged;
mod twin;
mod validation;
mod variants;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
pub(crate) use expand::{from_request, with_request};
use model::Bean;

/// `#[derive(Bean)]` on a struct or an enum.
pub(crate) fn bean(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = errors.take(syn::parse2::<syn::DeriveInput>(item));
    let bean = input.and_then(|input| Bean::new(&input, &mut errors));
    match errors.check() {
        Err(mistakes) => mistakes,
        Ok(()) => {
            let bean = bean.map(|bean| expand::bean(&bean));
            quote!(#bean)
        }
    }
}
