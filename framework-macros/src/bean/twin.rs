//! serde derives for a hidden twin, and the bean itself hands on to that: serde's attributes all work, and the
//! program needs no serde of its own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ext::IdentExt, parse_quote};

use super::{
    defaults,
    expand::bounded,
    model::{Bean, Member, Shape, Unit},
};

/// The twin, and `Serialize` and `Deserialize` of the bean.
pub(super) fn serde(bean: &Bean) -> TokenStream {
    let (name, generics) = (&bean.name, &bean.generics);
    let (twin, path, remote) = (format_ident!("__{}Bean", name.unraw()), bean.runtime.serde(), name.to_string());
    let attributes = &bean.serde;
    let (_, types, bounds) = generics.split_for_impl();
    let body = match &bean.shape {
        Shape::Struct(members) => {
            let members = members.iter().enumerate().map(|(index, member)| {
                let (field, ty, attributes) = (&member.field, &member.ty, member_attributes(bean, index, member));
                quote!(#attributes #field: #ty)
            });
            quote!(struct #twin #generics #bounds { #(#members),* })
        }
        Shape::Newtype(member) => {
            let (ty, attributes) = (&member.ty, member_attributes(bean, 0, member));
            match &member.field {
                Some(field) => quote!(struct #twin #generics #bounds { #attributes #field: #ty }),
                None => quote!(struct #twin #generics (#attributes #ty) #bounds;),
            }
        }
        Shape::Enum(units) => {
            let units = units.iter().map(|Unit { ident, serde, .. }| quote!(#(#[serde(#serde)])* #ident));
            quote!(enum #twin #generics #bounds { #(#units),* })
        }
    };
    let turbofish = types.as_turbofish();
    let write = bounded(generics, &quote!(__framework::serde::Serialize));
    let (write_implement, _, write_bounds) = write.split_for_impl();
    let write = quote! {
        impl #write_implement __framework::serde::Serialize for #name #types #write_bounds {
            fn serialize<__Serializer: __framework::serde::Serializer>(
                &self,
                __serializer: __Serializer,
            ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
                #twin #turbofish ::serialize(self, __serializer)
            }
        }
    };
    let (read_derive, read) = if bean.output {
        (None, None)
    } else {
        let mut read = bounded(generics, &quote!(__framework::serde::Deserialize<'__de>));
        read.params.insert(0, parse_quote!('__de));
        let (implement, _, bounds) = read.split_for_impl();
        let read = quote! {
            impl #implement __framework::serde::Deserialize<'__de> for #name #types #bounds {
                fn deserialize<__Deserializer: __framework::serde::Deserializer<'__de>>(
                    __deserializer: __Deserializer,
                ) -> ::core::result::Result<Self, __Deserializer::Error> {
                    #twin #turbofish ::deserialize(__deserializer)
                }
            }
        };
        (Some(quote!(, __framework::serde::Deserialize)), Some(read))
    };
    quote! {
        #[derive(__framework::serde::Serialize #read_derive)]
        #[serde(crate = #path, remote = #remote #(, #attributes)*)]
        #body
        #write
        #read
    }
}

/// The serde attributes of a field, with the default that the bean gives it.
fn member_attributes(bean: &Bean, index: usize, member: &Member) -> TokenStream {
    let serde = &member.serde;
    let default = defaults::attribute(bean, index, member);
    quote!(#(#[serde(#serde)])* #default)
}
