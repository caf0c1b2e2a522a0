//! `#[derive(Bean)]`: JSON both ways, schema, parameter, return value.

mod data;
mod defaults;
mod expand;
mod foreign;
mod functions;
mod kept;
mod member;
mod model;
mod named;
mod names;
mod rules;
mod serde;
mod special;
mod stand_in;
mod tagged;
mod twin;
mod validation;
mod variants;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::{
    errors::{self, Errors},
    types,
};
pub(crate) use expand::{from_request, json_response, with_request};
pub(crate) use kept::{is_outside, number};
use model::Bean;
pub(crate) use stand_in::taken;
use stand_in::{refused, stand_in};

/// `#[derive(Bean)]` on a struct or an enum.
pub(crate) fn bean(item: TokenStream) -> TokenStream {
    // What is half typed is the compiler's to say.
    let Ok(mut input) = syn::parse2::<syn::DeriveInput>(item) else { return TokenStream::new() };
    let mut errors = Errors::new();
    forget_defaults(&mut input.generics);
    name_itself(&mut input);
    if let Some(advice) = refused(&input) {
        let _nothing = errors.check();
        let (stand_in, lint) = (stand_in(&input), errors::lint(&format_ident!("unread"), advice));
        return quote!(#stand_in const _: () = { #lint };);
    }
    foreign::refuse(&input, &mut errors);
    let bean = Bean::new(&input, &mut errors);
    match errors.check() {
        Err(mistakes) => {
            let stand_in = stand_in(&input);
            quote!(#mistakes #stand_in)
        }
        Ok(()) => {
            let bean = bean.map(|bean| expand::bean(&bean));
            quote!(#bean)
        }
    }
}

/// The defaults of parameters stand at the type, and nowhere in what is generated for it.
fn forget_defaults(generics: &mut syn::Generics) {
    for parameter in &mut generics.params {
        match parameter {
            syn::GenericParam::Type(parameter) => parameter.default = None,
            syn::GenericParam::Const(parameter) => parameter.default = None,
            syn::GenericParam::Lifetime(_) => {}
        }
    }
}

/// Members and defaults may call the bean `Self`, which generated code must call by its name.
fn name_itself(input: &mut syn::DeriveInput) {
    let (name, (_, types, _)) = (&input.ident, input.generics.split_for_impl());
    let (this, is_generic) = (quote!(#name #types), !input.generics.params.is_empty());
    let fields: Vec<_> = match &mut input.data {
        syn::Data::Struct(data) => data.fields.iter_mut().collect(),
        syn::Data::Enum(data) => data.variants.iter_mut().flat_map(|variant| &mut variant.fields).collect(),
        syn::Data::Union(_) => Vec::new(),
    };
    for field in fields {
        let written = field.ty.to_token_stream();
        if types::has_self(written.clone())
            && let Ok(named) = syn::parse2(types::without_self(written, &this))
        {
            field.ty = named;
        }
        for attribute in &mut field.attrs {
            if let syn::Meta::List(list) = &mut attribute.meta
                && list.path.is_ident("bean")
                && !is_generic
            {
                list.tokens = types::without_self(list.tokens.clone(), &this);
            }
        }
    }
}
