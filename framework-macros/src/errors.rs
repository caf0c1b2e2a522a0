//! Every mistake of an item, not the first alone.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// Collects mistakes. Dropping it unchecked is a bug of a macro, and panics.
pub(crate) struct Errors {
    found: Option<syn::Error>,
    /// Whether there is a mistake that rustc has told.
    told: bool,
    checked: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Errors { found: None, told: false, checked: false }
    }

    /// A mistake that is mended by changing these tokens.
    pub(crate) fn at(&mut self, tokens: &impl ToTokens, message: impl std::fmt::Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// A mistake at a place that is not a whole token.
    pub(crate) fn at_span(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.found {
            Some(found) => found.combine(error),
            None => self.found = Some(error),
        }
    }

    /// The value, or the mistake that kept it from being made.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    /// What rustc has told already, where one more error would say it twice.
    pub(crate) fn told(&mut self) {
        self.told = true;
    }

    /// What rustc has told of a function that cannot be read, or will tell of a trait in it that is written as a type.
    pub(crate) fn unread(&mut self, bare: Option<Ident>) {
        match bare {
            Some(name) => self.at(&name, format!("an object is written with `dyn`, as `dyn {name}()`")),
            None => self.told(),
        }
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.iter().flatten().count()
    }

    /// Whether there are none so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_none() && !self.told
    }

    /// What to emit instead of generated code, if there were mistakes.
    pub(crate) fn check(mut self) -> Result<(), TokenStream> {
        self.checked = true;
        match self.found.take() {
            None if self.told => Err(unread()),
            None => Ok(()),
            Some(error) => Err(error.into_compile_error()),
        }
    }
}

/// Stands for a function that cannot be read. rustc tells why, and while it tells anything at all, this says nothing: it
/// is a lint. Should a later rustc read what this macro cannot, the function would be lost without it.
pub(crate) fn unread() -> TokenStream {
    let lint =
        lint(&format_ident!("unread"), "the framework's macro cannot read this function; write it in an older way");
    quote!(const _: () = { #lint };)
}

/// A function that is refused while nothing else is, also within an `impl`.
pub(crate) fn lint(name: &Ident, advice: &str) -> TokenStream {
    quote! {
        #[allow(dead_code)]
        #[deny(unused_must_use)]
        fn #name() {
            #[must_use = #advice]
            fn function() -> u8 {
                0
            }
            function();
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(self.checked || std::thread::panicking(), "mistakes were collected and not reported");
    }
}
