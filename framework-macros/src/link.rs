//! `link!` and `#[main]`: which crates' routes an application serves.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Token, ext::IdentExt, parse::Parser, punctuated::Punctuated};

use crate::{
    attribute::last_word,
    mapping::parse::Function,
    runtime::{self, Runtime},
};

/// `link!(users, billing)`
pub(crate) fn link(crates: TokenStream) -> TokenStream {
    let crates = match Punctuated::<Ident, Token![,]>::parse_terminated.parse2(crates) {
        Ok(crates) => crates,
        Err(error) => {
            let message = format!("{error}; write the crates whose routes are served: `link!(users, billing)`");
            return syn::Error::new(error.span(), message).into_compile_error();
        }
    };
    let names = crates.iter().map(|name| name.unraw().to_string());
    // All of it at the name, which is what must change where there is no such crate.
    let uses = crates.iter().map(|name| quote_spanned!(name.span()=> use ::#name as _;));
    let in_program = runtime::in_program();
    let package = runtime::package();
    Runtime::default().wrap(&quote! {
        #(#uses)*
        __framework::inventory::submit! {
            __framework::Link {
                package: #package,
                module: ::core::module_path!(),
                in_program: #in_program,
                crates: &[#(#names),*],
                file: ::core::file!(),
                line: ::core::line!(),
            }
        }
    })
}

/// `#[main(users, billing)]` on `fn main`.
pub(crate) fn main(crates: TokenStream, item: TokenStream) -> TokenStream {
    let link = link(crates);
    if let Ok(Function { signature, .. }) = syn::parse2(item.clone())
        && signature.ident != "main"
    {
        let advice = "it stands on `fn main`; elsewhere, `framework::link!` says which crates' routes are served";
        let mistake = syn::Error::new_spanned(&signature.ident, advice).into_compile_error();
        return quote!(#item #mistake);
    }
    if let Ok(Function { signature, attributes, .. }) = syn::parse2(item.clone())
        && let Some(asynchronous) = &signature.asyncness
        && attributes.iter().all(|attribute| last_word(attribute.path()) != "main")
    {
        let advice = "`App::run` brings a runtime of its own; write `fn main`, or `#[tokio::main]` below, and await `App::start`, then `shutdown_on_signal`";
        let mistake = syn::Error::new_spanned(asynchronous, advice).into_compile_error();
        return quote!(#link fn main() {} #mistake);
    }
    quote!(#link #item)
}
