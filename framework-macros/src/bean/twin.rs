//! serde derives for a hidden twin, and the bean itself hands on to that: serde's attributes all work, and the
//! program needs no serde of its own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{ext::IdentExt, parse_quote};

use super::{
    defaults,
    expand::bounded,
    functions,
    member::Member,
    model::{Bean, Shape, Unit},
    named,
    variants::{Content, Tagged, Tagging, Variant},
};
use crate::types::called;

/// The twin, and `Serialize` and `Deserialize` of the bean.
pub(super) fn serde(bean: &Bean) -> TokenStream {
    let (name, generics) = (&bean.name, &bean.generics);
    let (twin, path, remote) =
        (called(&format_ident!("__{}Bean", name.unraw())), bean.runtime.serde(), name.to_string());
    let attributes = &bean.serde;
    let (_, types, bounds) = generics.split_for_impl();
    let body = match &bean.shape {
        Shape::Struct(members) => {
            let members = fields(bean, members, 0);
            quote!(struct #twin #generics #bounds { #members })
        }
        Shape::Newtype(member) => {
            let fields = fields(bean, std::slice::from_ref(&**member), 0);
            match &member.field {
                Some(_) => quote!(struct #twin #generics #bounds { #fields }),
                None => quote!(struct #twin #generics (#fields) #bounds;),
            }
        }
        Shape::Tuple(members) => {
            let members = fields(bean, members, 0);
            quote!(struct #twin #generics (#members) #bounds;)
        }
        Shape::Enum(units) => {
            let units = units.iter().map(|Unit { ident, serde, .. }| {
                let ident = called(ident);
                quote!(#(#[serde(#serde)])* #ident)
            });
            quote!(enum #twin #generics #bounds { #(#units),* })
        }
        Shape::Tagged(tagged) => {
            let mut first = 0;
            let variants = tagged.variants.iter().map(|variant| {
                let written = self::variant(bean, variant, first);
                first += variant.content.members().len();
                written
            });
            quote!(enum #twin #generics #bounds { #(#variants),* })
        }
    };
    let turbofish = types.as_turbofish();
    let write = bounded(generics, &quote!(__framework::serde::Serialize));
    let (write_implement, _, write_bounds) = write.split_for_impl();
    let (write_derive, written) = if bean.input {
        (None, quote!(__framework::never_sent::<__Serializer>(#remote)))
    } else {
        (
            Some(bean.runtime.derive("Serialize")),
            quote!(
                use __framework::OtherwiseTwin as _;
                #twin #turbofish ::serialize(self, __serializer)
            ),
        )
    };
    let write = quote! {
        impl #write_implement __framework::serde::Serialize for #name #types #write_bounds {
            fn serialize<__Serializer: __framework::serde::Serializer>(
                &self,
                __serializer: __Serializer,
            ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
                #written
            }
        }
    };
    let (read_derive, read) = if bean.output {
        (None, None)
    } else {
        let mut read = bounded(generics, &quote!(__framework::serde::Deserialize<'__de>));
        read.params.insert(0, parse_quote!('__de));
        let (implement, _, bounds) = read.split_for_impl();
        let from = match &bean.shape {
            Shape::Tagged(Tagged { tagging: Tagging::Untagged, .. }) => quote!(__framework::Paid(__deserializer)),
            _ if has_named_members(bean) => quote!(__framework::Objects(__deserializer)),
            _ => quote!(__deserializer),
        };
        let read = quote! {
            impl #implement __framework::serde::Deserialize<'__de> for #name #types #bounds {
                fn deserialize<__Deserializer: __framework::serde::Deserializer<'__de>>(
                    __deserializer: __Deserializer,
                ) -> ::core::result::Result<Self, __Deserializer::Error> {
                    use __framework::OtherwiseTwin as _;
                    #twin #turbofish ::deserialize(#from)
                }
            }
        };
        (Some(bean.runtime.derive("Deserialize")), Some(read))
    };
    let derives = write_derive.into_iter().chain(read_derive);
    quote! {
        #[derive(#(#derives),*)]
        #[serde(crate = #path, remote = #remote #(, #attributes)*)]
        #body
        #write
        #read
    }
}

/// Whether serde would take an array for what is an object.
fn has_named_members(bean: &Bean) -> bool {
    match &bean.shape {
        Shape::Struct(_) => true,
        Shape::Tagged(tagged) => match &tagged.tagging {
            Tagging::Internal(_) | Tagging::Adjacent(..) => true,
            Tagging::External => tagged.variants.iter().any(|variant| matches!(variant.content, Content::Struct(_))),
            Tagging::Untagged => false,
        },
        Shape::Newtype(_) | Shape::Tuple(_) | Shape::Enum(_) => false,
    }
}

fn variant(bean: &Bean, variant: &Variant, first: usize) -> TokenStream {
    let Variant { ident, serde, content, .. } = variant;
    let (ident, fields) = (called(ident), fields(bean, content.members(), first));
    let content = match content {
        Content::Unit => None,
        Content::Newtype(_) | Content::Tuple(_) => Some(quote!((#fields))),
        Content::Struct(_) => Some(quote!({ #fields })),
    };
    quote!(#(#[serde(#serde)])* #ident #content)
}

/// The members, with their serde attributes and the default that the bean gives them; `first` is the number of the
/// first one in the whole bean.
fn fields(bean: &Bean, members: &[Member], first: usize) -> TokenStream {
    let fields = members.iter().enumerate().map(|(index, member)| {
        let Member { field, ty, serde, .. } = member;
        let default = defaults::attribute(bean, first + index, member);
        let named = functions::attributes(bean, first + index, member);
        let bound = bound(bean, first + index, member);
        let name = field.as_ref().map(called).map(|field| quote!(#field:));
        quote!(#(#[serde(#serde)])* #default #named #bound #name #ty)
    });
    quote!(#(#fields),*)
}

/// What serde asks of a member's type, as a condition of what it derives. Where it does not hold, `OtherwiseTwin` stands
/// in silently, and the error is ours alone. A condition without a lifetime would be judged at once: hence `'__b`.
fn bound(bean: &Bean, index: usize, member: &Member) -> Option<TokenStream> {
    let [ty, read_as] = named::of_serde(bean, index, member)?;
    let bounds = |of_type: String, of_parameters: &str| {
        let parameters = bean.generics.type_params().map(|parameter| format!("{}: {of_parameters}", parameter.ident));
        let parameters = parameters.filter(|_| bean.is_generic_over(&member.ty));
        parameters.chain([of_type]).collect::<Vec<_>>().join(", ")
    };
    let write = (!bean.input && member.serde_writes)
        .then(|| bounds(format!("for<'__b> {ty}: __framework::serde::Serialize"), "__framework::serde::Serialize"));
    let read = (!bean.output && member.serde_reads).then(|| {
        let bound = "__framework::serde::Deserialize<'de>";
        bounds(format!("{read_as}: {bound}"), bound)
    });
    let write = write.map(|bound| quote!(#[serde(bound(serialize = #bound))]));
    let read = read.map(|bound| quote!(#[serde(bound(deserialize = #bound))]));
    Some(quote!(#write #read))
}
