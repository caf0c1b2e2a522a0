//! The implementations of an enum with data, and of a tuple: calls and tables, nothing decided.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::{
    expand::{bounded, members_table, read_as_bean},
    functions,
    member::Member,
    model::Bean,
    validation,
    variants::{Content, Tagged, Tagging, Variant},
};
use crate::types::{Place, called};

/// The table of the variants. Those with named members have a hidden type each, which has the members' table.
pub(super) fn tagged(bean: &Bean, tagged: &Tagged) -> TokenStream {
    let (name, documentation, closed) = (&bean.name, &bean.documentation, bean.closed);
    let text = name.unraw().to_string();
    let tagging = match &tagged.tagging {
        Tagging::External => quote!(External),
        Tagging::Internal(tag) => quote!(Internal(#tag)),
        Tagging::Adjacent(tag, content) => quote!(Adjacent(#tag, #content)),
        Tagging::Untagged => quote!(Untagged),
    };
    let variants: Vec<_> = tagged.variants.iter().filter(|variant| !variant.skipped).collect();
    let tables = variants.iter().filter_map(|variant| match &variant.content {
        Content::Struct(members) => Some(hidden(bean, variant, members)),
        _ => None,
    });
    let rows = variants.iter().map(|variant| row(bean, variant));
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, types, bounds) = json.split_for_impl();
    let read = read_as_bean(bean);
    let rules = validation::may_break(variants.iter().flat_map(|variant| variant.content.members()));
    let validate = validation::of_enum(bean, tagged, |variant| {
        let hidden = hidden_name(bean, variant);
        quote!(#hidden #types)
    });
    quote! {
        impl #implement __framework::Variants for #name #types #bounds {
            const NAME: &'static str = #text;
            const DESCRIPTION: &'static str = #documentation;
            const TAGGING: __framework::Tagging = __framework::Tagging::#tagging;
            const CLOSED: bool = #closed;
            const VARIANTS: &'static [__framework::Variant] = &[#(#rows),*];
        }
        impl #implement __framework::Json for #name #types #bounds {
            const PARTS: bool = true;
            const BEANS: bool = true;
            const RULES: bool = #rules;
            #validate
            fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                __framework::variants_schema::<Self>(__schemas)
            }
            fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                __framework::examine_variants::<Self>(__value, __at);
            }
            fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
                __framework::variants_from_fields::<Self>(__fields)
            }
        }
        #(#tables)*
        #read
    }
}

fn row(bean: &Bean, variant: &Variant) -> TokenStream {
    let Variant { name, reads, documentation, .. } = variant;
    let content = match &variant.content {
        Content::Unit => quote!(Unit),
        Content::Newtype(member) => {
            let part = part(bean, member);
            quote!(One(#part))
        }
        Content::Tuple(members) => {
            let parts = members.iter().map(|member| part(bean, member));
            quote!(Tuple(&[#(#parts),*]))
        }
        Content::Struct(_) => {
            let (hidden, (_, types, _)) = (hidden_name(bean, variant), bean.generics.split_for_impl());
            quote!(One(__framework::Part::members::<#hidden #types>()))
        }
    };
    quote! {
        __framework::Variant {
            name: #name,
            reads: &[#(#reads),*],
            description: #documentation,
            content: __framework::Content::#content,
        }
    }
}

fn part(bean: &Bean, member: &Member) -> TokenStream {
    let ty = &member.ty;
    if member.opaque {
        let read = functions::read_by(bean, member);
        quote!(__framework::Part::of::<__framework::Value>()#read)
    } else {
        quote_spanned!(Place::of(ty).first=> __framework::Part::of::<#ty>())
    }
}

fn hidden(bean: &Bean, variant: &Variant, members: &[Member]) -> TokenStream {
    let (name, generics, hidden) = (&bean.name, &bean.generics, hidden_name(bean, variant));
    let text = format!("{}{}", name.unraw(), variant.ident.unraw());
    let (_, types, bounds) = generics.split_for_impl();
    let table = members_table(bean, &quote!(#hidden #types), (&text, &variant.documentation), members, None);
    quote! {
        struct #hidden #generics (::core::marker::PhantomData<fn() -> #name #types>) #bounds;
        #table
    }
}

fn hidden_name(bean: &Bean, variant: &Variant) -> Ident {
    called(&format_ident!("__{}{}Members", bean.name.unraw(), variant.ident.unraw()))
}

/// A struct whose members have no names: a JSON array.
pub(super) fn tuple(bean: &Bean, members: &[Member]) -> TokenStream {
    let (name, documentation) = (&bean.name, &bean.documentation);
    let text = name.unraw().to_string();
    let parts = members.iter().map(|member| part(bean, member));
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, types, bounds) = json.split_for_impl();
    let read = read_as_bean(bean);
    let (rules, validate) = (validation::may_break(members.iter()), validation::of_tuple(bean, members));
    quote! {
        impl #implement __framework::Elements for #name #types #bounds {
            const NAME: &'static str = #text;
            const DESCRIPTION: &'static str = #documentation;
            const ELEMENTS: &'static [__framework::Part] = &[#(#parts),*];
        }
        impl #implement __framework::Json for #name #types #bounds {
            const PARTS: bool = true;
            const BEANS: bool = true;
            const RULES: bool = #rules;
            #validate
            fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                __framework::tuple_schema::<Self>(__schemas)
            }
            fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
                __framework::tuple_from_fields::<Self>(__fields)
            }
            fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                __framework::examine_tuple::<Self>(__value, __at);
            }
        }
        #read
    }
}
