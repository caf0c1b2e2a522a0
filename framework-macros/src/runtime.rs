//! The only file that knows where generated code finds the framework.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::types::Place;

/// Where the framework is: `::framework`, or what `crate = path` says.
#[derive(Default)]
pub(crate) struct Runtime(pub(crate) Option<syn::Path>);

impl Runtime {
    /// Wraps generated items, so that they see the framework as `__framework` and nobody sees them.
    pub(crate) fn wrap(&self, items: &TokenStream) -> TokenStream {
        let private = self.private();
        quote! {
            #[doc(hidden)]
            #[allow(unused, deprecated, nonstandard_style, clippy::all, clippy::pedantic)]
            const _: () = {
                use #private as __framework;
                use __framework::{
                    OtherwiseController as _, OtherwiseCrossing as _, OtherwiseFailed as _, OtherwiseFetch as _, OtherwiseGive as _, OtherwiseOwn as _, OtherwiseReturned as _,
                    OtherwiseShape as _, OtherwiseTake as _, OtherwiseWard as _,
                };
                #items
            };
        }
    }

    /// An expression that sees the framework as `__framework`.
    pub(crate) fn expression(&self, statements: &TokenStream) -> TokenStream {
        let private = self.private();
        quote! {
            {
                #[allow(unused)]
                use #private as __framework;
                #statements
            }
        }
    }

    fn private(&self) -> TokenStream {
        match &self.0 {
            Some(path) => quote!(#path::__private),
            None => quote!(::framework::__private),
        }
    }

    /// A derive of serde, by its whole path: an import may not be resolved yet where another derive is not there, and
    /// would be blamed besides.
    pub(crate) fn derive(&self, name: &str) -> TokenStream {
        let (private, name) = (self.private(), quote::format_ident!("{name}"));
        quote!(#private::serde::#name)
    }

    /// The path of serde, as a derive of serde takes it.
    pub(crate) fn serde(&self) -> String {
        let path =
            self.0.as_ref().map_or_else(|| "::framework".to_owned(), |path| quote!(#path).to_string().replace(' ', ""));
        format!("{path}::__private::serde")
    }
}

/// A use of an attribute that a macro has read; where it was not imported, the error stands at it.
pub(crate) fn used(attribute: &syn::Path) -> TokenStream {
    let Place { last, .. } = Place::of(attribute);
    quote_spanned!(last=> use #attribute as _;)
}

/// Whether the crate being compiled is the program itself, or a test: cargo tells it, and libraries it does not.
pub(crate) fn in_program() -> TokenStream {
    quote! {
        ::core::option_env!("CARGO_BIN_NAME").is_some()
            || ::core::option_env!("CARGO_TARGET_TMPDIR").is_some()
            || ::core::cfg!(test)
    }
}
