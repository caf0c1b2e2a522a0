//! The defaults of members: one function each, which serde calls for what is missing and `Default` for everything.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::GenericParam;

use super::{
    member::Member,
    model::{Bean, Shape},
};
use crate::{default::typed, types::Place};

/// The functions.
pub(super) fn functions(bean: &Bean) -> TokenStream {
    let members = members(bean).into_iter().enumerate().filter(|(_, member)| is_needed(bean, member));
    let functions = members.map(|(index, member)| {
        let (function, ty) = (function(index), &member.ty);
        let value = match &member.default {
            Some(value) => typed(value, &member.written),
            None => quote_spanned!(Place::of(ty).first=> <#ty as ::core::default::Default>::default()),
        };
        let generics = bean.generics.params.iter().filter(|parameter| mentions(ty.clone(), parameter));
        quote!(fn #function<#(#generics),*>() -> #ty { #value })
    });
    functions.collect()
}

/// What tells serde of a member's default.
pub(super) fn attribute(bean: &Bean, index: usize, member: &Member) -> Option<TokenStream> {
    let path = function(index).to_string();
    (member.serde_default && !bean.output).then(|| quote!(#[serde(default = #path)]))
}

/// `Default` for the whole bean.
pub(super) fn implementation(bean: &Bean) -> TokenStream {
    let (name, generics) = (&bean.name, &bean.generics);
    let (implement, types, bounds) = generics.split_for_impl();
    let members = members(bean).into_iter().enumerate().map(|(index, member)| {
        let value = function(index);
        match &member.field {
            Some(field) => quote!(#field: #value()),
            None => {
                let place = syn::Index::from(index);
                quote!(#place: #value())
            }
        }
    });
    quote! {
        impl #implement ::core::default::Default for #name #types #bounds {
            fn default() -> Self {
                Self { #(#members),* }
            }
        }
    }
}

fn is_needed(bean: &Bean, member: &Member) -> bool {
    bean.has_default || member.serde_default && !bean.output && !bean.own_serde
}

pub(super) fn mentions(ty: TokenStream, parameter: &GenericParam) -> bool {
    let name = match parameter {
        GenericParam::Type(parameter) => &parameter.ident,
        GenericParam::Lifetime(parameter) => &parameter.lifetime.ident,
        GenericParam::Const(parameter) => &parameter.ident,
    };
    ty.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), parameter),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// All of them, those of one variant after those of another.
pub(super) fn members(bean: &Bean) -> Vec<&Member> {
    match &bean.shape {
        Shape::Struct(members) | Shape::Tuple(members) => members.iter().collect(),
        Shape::Newtype(member) => vec![member],
        Shape::Enum(_) => Vec::new(),
        Shape::Tagged(tagged) => tagged.variants.iter().flat_map(|variant| variant.content.members()).collect(),
    }
}

fn function(index: usize) -> Ident {
    format_ident!("__default_{index}")
}
