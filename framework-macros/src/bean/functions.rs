//! The functions that serde's attributes name: each is called by one of ours, which has the types that serde asks for. What
//! is wrong with it is then said once, where it is named.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{ExprPath, LitStr};

use super::{
    defaults::{members, mentions},
    member::Member,
    model::Bean,
    serde::Serde,
};
use crate::types;

/// The keys that name functions, or a module of them.
pub(super) const NAMING: [&str; 4] = ["skip_serializing_if", "with", "serialize_with", "deserialize_with"];

/// A key of serde's, and the path in its text.
pub(super) struct Named {
    pub(super) key: Ident,
    text: LitStr,
    path: ExprPath,
}

impl Named {
    /// A function of the module that it names.
    fn within(&self, name: &str) -> ExprPath {
        let mut function = self.path.clone();
        function.path.segments.push(Ident::new(name, self.text.span()).into());
        function
    }
}

/// What can be read of a member's; of the rest, serde speaks.
pub(super) fn named(serde: &Serde) -> Vec<Named> {
    let named =
        serde.keys.iter().filter(|(key, _)| NAMING.iter().any(|naming| key == naming)).filter_map(|(key, _)| {
            let text = serde.text(&key.to_string())?;
            Some(Named { key: key.clone(), text: text.clone(), path: text.parse().ok()? })
        });
    named.collect()
}

/// Ours.
pub(super) fn functions(bean: &Bean) -> TokenStream {
    let members = members(bean).into_iter().enumerate();
    let members = members.filter(|(_, member)| is_called(bean, member));
    members
        .flat_map(|(index, member)| member.functions.iter().map(move |named| function(bean, index, member, named)))
        .collect()
}

fn function(bean: &Bean, index: usize, member: &Member, named: &Named) -> TokenStream {
    let (ty, place) = (&member.ty, types::place(named.text.span()));
    let parameters: Vec<_> = bean.generics.params.iter().filter(|parameter| mentions(ty.clone(), parameter)).collect();
    let call = |path: &ExprPath, arguments: &TokenStream| quote_spanned!(place=> #path(#arguments));
    let write = |path: &ExprPath| {
        let (name, call) = (ours("serialize", index), call(path, &quote_spanned!(place=> __value, __serializer)));
        (!bean.input).then(|| {
            quote! {
                fn #name<#(#parameters,)* __Serializer: __framework::serde::Serializer>(
                    __value: &#ty,
                    __serializer: __Serializer,
                ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
                    #call
                }
            }
        })
    };
    let read = |path: &ExprPath| {
        let (name, call) = (ours("deserialize", index), call(path, &quote_spanned!(place=> __deserializer)));
        (!bean.output).then(|| {
            quote! {
                fn #name<'__de, #(#parameters,)* __Deserializer: __framework::serde::Deserializer<'__de>>(
                    __deserializer: __Deserializer,
                ) -> ::core::result::Result<#ty, __Deserializer::Error> {
                    #call
                }
            }
        })
    };
    match named.key.to_string().as_str() {
        "skip_serializing_if" => {
            let (name, call) = (ours("omits", index), call(&named.path, &quote_spanned!(place=> __value)));
            quote!(fn #name<#(#parameters),*>(__value: &#ty) -> bool { #call })
        }
        "serialize_with" => write(&named.path).unwrap_or_default(),
        "deserialize_with" => read(&named.path).unwrap_or_default(),
        _ => {
            let (write, read) = (write(&named.within("serialize")), read(&named.within("deserialize")));
            quote!(#write #read)
        }
    }
}

/// What reads a member that serde does not read and write by itself: of its value, as a function. None of what is made of
/// the bean's type parameters.
pub(super) fn reading(bean: &Bean, member: &Member) -> Option<TokenStream> {
    let is_derived = !bean.output && (!bean.own_serde || bean.derives_deserialize);
    if !member.opaque || !member.is_read() || !is_derived || !is_called(bean, member) {
        return None;
    }
    if member.serde_reads {
        let (ty, place) = (&member.ty, types::Place::of(&member.ty).last);
        return Some(quote_spanned!(place=> <#ty as __framework::serde::Deserialize>::deserialize));
    }
    let named = member.functions.iter().find(|named| named.key == "with" || named.key == "deserialize_with")?;
    if bean.own_serde {
        let path = if named.key == "with" { named.within("deserialize") } else { named.path.clone() };
        return Some(quote!(#path));
    }
    let index = members(bean).into_iter().position(|other| std::ptr::eq(other, member))?;
    Some(ours("deserialize", index).into_token_stream())
}

/// Tells the table how such a member is read.
pub(super) fn read_by(bean: &Bean, member: &Member) -> Option<TokenStream> {
    let (ty, read) = (&member.ty, reading(bean, member)?);
    Some(quote!(.read_by(|__value, __at| __at.read_by::<#ty>(__value, #read))))
}

/// What tells serde of them.
pub(super) fn attributes(bean: &Bean, index: usize, member: &Member) -> TokenStream {
    let told = |named: &Named| {
        let Named { key, text, .. } = named;
        if !is_called(bean, member) {
            return quote!(#[serde(#key = #text)]);
        }
        let [omits, write, read] = ["omits", "serialize", "deserialize"].map(|what| ours(what, index).to_string());
        let write = (!bean.input).then(|| quote!(#[serde(serialize_with = #write)]));
        let read = (!bean.output).then(|| quote!(#[serde(deserialize_with = #read)]));
        match key.to_string().as_str() {
            "skip_serializing_if" => quote!(#[serde(skip_serializing_if = #omits)]),
            "serialize_with" => quote!(#write),
            "deserialize_with" => quote!(#read),
            _ => quote!(#write #read),
        }
    };
    member.functions.iter().map(told).collect()
}

/// What a function asks of the bean's type parameters, ours would not know.
fn is_called(bean: &Bean, member: &Member) -> bool {
    !bean.is_generic_over(&member.written)
}

fn ours(what: &str, index: usize) -> Ident {
    format_ident!("__{what}_{index}")
}
