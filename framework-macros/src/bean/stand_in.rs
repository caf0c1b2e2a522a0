//! What stands in for a bean that is written wrongly: it can be taken and returned, so that handlers and other beans
//! that use it are not blamed for it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Field, Fields, GenericArgument, GenericParam, PathArguments, Type, parse_quote};

use super::{
    defaults,
    expand::{from_request, with_request},
    model::ours,
};
use crate::{errors::Errors, mapping::elsewhere, surroundings::Surroundings};

/// The implementations; none of them is ever called.
pub(super) fn stand_in(input: &DeriveInput) -> TokenStream {
    if has_no_size(input) {
        return TokenStream::new();
    }
    let (name, generics) = (&input.ident, &input.generics);
    let (implement, types, bounds) = generics.split_for_impl();
    let mut unheard = Errors::new();
    let mut own = ours(&input.attrs, &mut unheard);
    let runtime = own.runtime(&mut unheard);
    let around = Surroundings::of_derive(name);
    let lacks_serde = around.as_ref().is_some_and(|around| around.lacks_serde(name));
    // A function that owns a value without end is one more error.
    let is_endless = Surroundings::of(name).is_some_and(|around| around.holds_itself(&name.to_string()));
    let own_serde =
        own.has("serde") && !lacks_serde || around.is_some_and(|around| !around.derives_of_serde().is_empty());
    let _said_already = unheard.check();
    let kind = if is_one_text(&input.data) { quote!(Scalar) } else { quote!(Bean) };
    let never = quote!(__framework::never());
    let taken = taken(input, &kind);
    let mut read = generics.clone();
    read.params.insert(0, parse_quote!('__de));
    let (read_implement, _, _) = read.split_for_impl();
    let serde = (!own_serde).then(|| {
        quote! {
            impl #implement __framework::serde::Serialize for #name #types #bounds {
                fn serialize<__Serializer: __framework::serde::Serializer>(
                    &self,
                    _: __Serializer,
                ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
                    #never
                }
            }
            impl #read_implement __framework::serde::Deserialize<'__de> for #name #types #bounds {
                fn deserialize<__Deserializer: __framework::serde::Deserializer<'__de>>(
                    _: __Deserializer,
                ) -> ::core::result::Result<Self, __Deserializer::Error> {
                    #never
                }
            }
        }
    });
    let sent = (!is_endless).then(|| {
        quote! {
            impl #implement __framework::IntoResponse for #name #types #bounds {
                fn into_response(
                    self,
                    _: &__framework::Context,
                ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
                    #never
                }
                fn describe(_: &mut __framework::Description<'_>) {}
            }
        }
    });
    runtime.wrap(&quote! {
        impl #implement __framework::Json for #name #types #bounds {
            fn schema(_: &mut __framework::Schemas) -> __framework::Schema {
                #never
            }
            fn examine(_: &__framework::Value, _: &mut __framework::At) {}
        }
        impl #implement __framework::JsonKey for #name #types #bounds {
            fn is_key(_: &str) -> bool {
                false
            }
        }
        impl #implement __framework::JsonBody for #name #types #bounds {}
        #sent
        #taken
        #serde
    })
}

/// What lets a handler take it.
pub(crate) fn taken(input: &DeriveInput, kind: &TokenStream) -> TokenStream {
    let (name, request) = (&input.ident, with_request(&input.generics));
    let ((implement, _, bounds), (_, types, _)) = (request.split_for_impl(), input.generics.split_for_impl());
    let never = quote!(__framework::never());
    from_request(
        &quote!(#implement __framework::FromRequest<'__r> for #name #types #bounds),
        &quote! {
            const KIND: __framework::Kind = __framework::Kind::#kind;
            const LIST_KIND: __framework::Kind = __framework::Kind::#kind;
        },
        &never,
        &never,
        &quote!(),
        &quote!(),
    )
}

/// Whether it would be a parameter of one text: an enum of names, or what may wrap one.
fn is_one_text(data: &Data) -> bool {
    match data {
        Data::Enum(data) => data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)),
        Data::Struct(data) => matches!(&data.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1),
        Data::Union(_) => false,
    }
}

/// Whether the compiler refuses the item whatever we write.
fn is_refused(input: &DeriveInput) -> bool {
    let is_used = |parameter: &GenericParam| match parameter {
        GenericParam::Const(_) => true,
        parameter => fields(&input.data).any(|field| defaults::mentions(field.ty.to_token_stream(), parameter)),
    };
    let named: Vec<_> = match &input.data {
        Data::Struct(data) => data.fields.iter().filter_map(|field| field.ident.as_ref()).collect(),
        Data::Enum(_) | Data::Union(_) => Vec::new(),
    };
    let is_twice = named.iter().enumerate().any(|(index, name)| named[..index].contains(name));
    is_twice
        || fields(&input.data).any(|field| is_no_type(&field.ty, input))
        || !input.generics.params.iter().all(is_used)
}

/// Whether the compiler refuses an item: then it alone is to say so. What to write, should it tell nothing.
pub(super) fn refused(input: &DeriveInput) -> Option<&'static str> {
    if is_refused(input) {
        return Some("the framework's macro cannot read this type; write it in an older way");
    }
    // A parameter may be called as a type of the file is.
    let is_parameter = |field: &&Field| {
        let mut parameters = input.generics.params.iter();
        parameters.any(|parameter| defaults::mentions(field.ty.to_token_stream(), parameter))
    };
    if fields(&input.data).filter(|field| !is_parameter(field)).any(|field| elsewhere::lacks_parameters(&field.ty)) {
        return Some("a member's type seems to lack its parameters; write it with its path");
    }
    let around = Surroundings::of(&input.ident)?;
    around
        .holds_itself(&input.ident.to_string())
        .then_some("this type seems to hold itself through one of its members; write the member's type with its path")
}

/// Whether a value has no size, so that nothing can stand in for it.
fn has_no_size(input: &DeriveInput) -> bool {
    fields(&input.data).any(|field| match &field.ty {
        Type::Slice(_) => true,
        Type::Path(path) => path.path.get_ident().is_some_and(|name| name == "str" || *name == input.ident),
        _ => false,
    })
}

fn fields(data: &Data) -> impl Iterator<Item = &Field> {
    let fields: Vec<_> = match data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|variant| &variant.fields).collect(),
        Data::Union(_) => Vec::new(),
    };
    fields.into_iter()
}

/// Whether a type cannot be that of a member: it does not say what it is, or has no end.
fn is_no_type(ty: &Type, input: &DeriveInput) -> bool {
    match ty {
        Type::Infer(_) | Type::Never(_) | Type::ImplTrait(_) => true,
        Type::Reference(reference) => reference.lifetime.is_none(),
        Type::Group(group) => is_no_type(&group.elem, input),
        Type::Paren(paren) => is_no_type(&paren.elem, input),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return false };
            let contains_itself = path.path.segments.len() == 1 && last.ident == input.ident;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return contains_itself };
            let within = |argument: &GenericArgument| match argument {
                GenericArgument::Type(inner) if is_option(&last.ident) => is_no_type(inner, input),
                GenericArgument::Type(Type::Infer(_) | Type::ImplTrait(_)) => true,
                GenericArgument::Type(Type::Reference(reference)) => reference.lifetime.is_none(),
                _ => false,
            };
            contains_itself || arguments.args.iter().any(within)
        }
        _ => false,
    }
}

/// Whether a name is that of the standard library's `Option`.
fn is_option(name: &Ident) -> bool {
    name == "Option" && Surroundings::of(name).is_some_and(|around| around.lacks("Option"))
}
