//! The only file that knows where generated code finds the framework.

use std::env;

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};

use crate::{crates, types::Place};

/// Where the framework is: what `crate = path` says, or the dependency, which may have another name.
#[derive(Default)]
pub(crate) struct Runtime(pub(crate) Option<syn::Path>);

impl Runtime {
    /// Wraps generated items, so that they see the framework as `__framework` and nobody sees them.
    pub(crate) fn wrap(&self, items: &TokenStream) -> TokenStream {
        let (private, whole) = (self.private(), self.with_whole_paths(items));
        let items = whole.as_ref().unwrap_or(items);
        // No more than is needed: a lint that the program forbids cannot be allowed again.
        quote! {
            #[doc(hidden)]
            #[allow(dead_code, deprecated, unused_imports, unused_variables, non_upper_case_globals, clippy::all, clippy::pedantic)]
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
        let (private, whole) = (self.private(), self.with_whole_paths(statements));
        let statements = whole.as_ref().unwrap_or(statements);
        quote! {
            {
                use #private as __framework;
                #statements
            }
        }
    }

    /// Calls of macros by their whole paths: an import may not be resolved yet where another attribute or derive is not
    /// there, and would be blamed besides. None where nothing is called.
    fn with_whole_paths(&self, tokens: &TokenStream) -> Option<TokenStream> {
        let (mut written, mut calls) = (TokenStream::new(), false);
        let mut rest = tokens.clone().into_iter().peekable();
        while let Some(token) = rest.next() {
            match token {
                TokenTree::Ident(name) if name == "__framework" => {
                    let mut path = TokenStream::new();
                    while let Some(colon) = rest.next_if(|next| is_sign(next, ':')) {
                        path.extend([colon]);
                        path.extend(rest.next_if(|next| matches!(next, TokenTree::Ident(_))));
                    }
                    let is_call = rest.peek().is_some_and(|next| is_sign(next, '!'));
                    written.extend([if is_call { self.private() } else { quote!(#name) }, path]);
                    calls |= is_call;
                }
                TokenTree::Group(group) => {
                    let inner = self.with_whole_paths(&group.stream()).map(|inner| {
                        let mut inner = Group::new(group.delimiter(), inner);
                        inner.set_span(group.span());
                        inner
                    });
                    calls |= inner.is_some();
                    written.extend([TokenTree::Group(inner.unwrap_or(group))]);
                }
                token => written.extend([token]),
            }
        }
        calls.then_some(written)
    }

    fn private(&self) -> TokenStream {
        let root = self.root();
        quote!(#root::__private)
    }

    fn root(&self) -> TokenStream {
        match (&self.0, crates::renamed_framework()) {
            (Some(path), _) => quote!(#path),
            (None, Some(name)) => {
                let name = format_ident!("{name}");
                quote!(::#name)
            }
            (None, None) => quote!(::framework),
        }
    }

    /// A derive of serde, by its whole path: an import may not be resolved yet where another derive is not there, and
    /// would be blamed besides.
    pub(crate) fn derive(&self, name: &str) -> TokenStream {
        let (private, name) = (self.private(), format_ident!("{name}"));
        quote!(#private::serde::#name)
    }

    /// The path of serde, as a derive of serde takes it.
    pub(crate) fn serde(&self) -> String {
        format!("{}::__private::serde", self.root().to_string().replace(' ', ""))
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// A use of an attribute that a macro has read; where it was not imported, the error stands at it.
pub(crate) fn used(attribute: &syn::Path) -> TokenStream {
    let Place { last, .. } = Place::of(attribute);
    quote_spanned!(last=> use #attribute as _;)
}

/// What cargo calls the package; where no cargo is, what rustc calls the crate.
pub(crate) fn package() -> TokenStream {
    let name = crates::name();
    of_cargo("CARGO_PKG_NAME", &name)
}

/// The package's version, where cargo tells it.
pub(crate) fn version() -> TokenStream {
    of_cargo("CARGO_PKG_VERSION", "0.0.0")
}

fn of_cargo(variable: &str, otherwise: &str) -> TokenStream {
    if env::var_os(variable).is_some() { quote!(::core::env!(#variable)) } else { quote!(#otherwise) }
}

/// Whether the crate being compiled is the program itself, or a test: cargo tells it, and libraries it does not.
pub(crate) fn in_program() -> TokenStream {
    quote! {
        ::core::option_env!("CARGO_BIN_NAME").is_some()
            || ::core::option_env!("CARGO_TARGET_TMPDIR").is_some()
            || ::core::cfg!(test)
    }
}
