//! Every mistake of an item, not the first alone.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Collects mistakes. Dropping it unchecked is a bug of a macro, and panics.
pub(crate) struct Errors {
    found: Option<syn::Error>,
    checked: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Errors { found: None, checked: false }
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

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.iter().flatten().count()
    }

    /// Whether there are none so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_none()
    }

    /// What to emit instead of generated code, if there were mistakes.
    pub(crate) fn check(mut self) -> Result<(), TokenStream> {
        self.checked = true;
        match self.found.take() {
            None => Ok(()),
            Some(error) => Err(error.into_compile_error()),
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        assert!(self.checked || std::thread::panicking(), "mistakes were collected and not reported");
    }
}
