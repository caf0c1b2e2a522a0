//! Members whose JSON says more than serde reads by itself: `bool`, and `Option<Option<T>>`.
//!
//! They are known by how they are spelled, since serde's attributes are written before any type is known. An alias
//! (`type Patch<T> = Option<Option<T>>`) is read as serde reads it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type};

use super::serde::Serde;
use crate::types::Place;

/// How such a member is read.
pub(super) struct Special {
    /// The type by which it is examined and described.
    pub(super) described: TokenStream,
    /// It may be missing, and serde must be told so.
    pub(super) optional: bool,
    function: &'static str,
    /// `null` and missing are two things.
    pub(super) doubly: bool,
}

/// What is special about a type.
pub(super) fn of(ty: &Type) -> Option<Special> {
    let inner = option(ty);
    let innermost = inner.and_then(option);
    let value = ungrouped(innermost.or(inner).unwrap_or(ty));
    let is_bool = matches!(value, Type::Path(path) if path.path.is_ident("bool"));
    let (optional, doubly) = (inner.is_some(), innermost.is_some());
    let function = match (is_bool, doubly) {
        (true, _) => "__framework::switch",
        (false, true) => "__framework::told",
        (false, false) => return None,
    };
    let value = if is_bool { quote!(__framework::Truth) } else { value.to_token_stream() };
    let span = Place::of(ty).first;
    let described = if optional { quote_spanned!(span=> ::core::option::Option<#value>) } else { value };
    Some(Special { described, optional, function, doubly })
}

impl Special {
    /// What serde is told.
    pub(super) fn attributes(&self, serde: &Serde) -> Vec<TokenStream> {
        let function = self.function;
        let mut attributes = vec![quote!(deserialize_with = #function)];
        if self.doubly && !serde.has("skip_serializing_if") && !serde.has("skip_serializing") {
            attributes.push(quote!(skip_serializing_if = "__framework::untold"));
        }
        attributes
    }
}

/// The type that a fragment of `macro_rules!` holds.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        other => other,
    }
}

/// The `T` of an `Option<T>`.
fn option(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}
