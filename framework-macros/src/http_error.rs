//! `#[derive(HttpError)]`: which statuses the variants of an error have.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Fields, LitInt, LitStr, Token, Variant, parse::ParseStream};

use crate::{attribute::Arguments, errors::Errors, runtime::Runtime, surroundings::Surroundings, types};

/// `#[derive(HttpError)]` on an enum.
pub(crate) fn http_error(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = syn::parse2::<DeriveInput>(item).ok(); // what is half typed is the compiler's to say
    let mapping = input.as_ref().and_then(|input| Mapping::new(input, &mut errors));
    match errors.check() {
        Err(mistakes) => {
            let stand_in = input.as_ref().map(stand_in);
            quote!(#mistakes #stand_in)
        }
        Ok(()) => mapping.map(|mapping| mapping.expand()).unwrap_or_default(),
    }
}

/// What stands in for an error that is written wrongly, so that handlers that return it are not blamed.
fn stand_in(input: &DeriveInput) -> TokenStream {
    let (name, mut unheard) = (&input.ident, Errors::new());
    let runtime = runtime(&input.attrs, &mut unheard);
    let _said_already = unheard.check();
    let (implement, types, bounds) = input.generics.split_for_impl();
    runtime.wrap(&quote! {
        impl #implement __framework::HttpError for #name #types #bounds {
            const STATUSES: &'static [u16] = &[];
            const MESSAGES: &'static [(u16, &'static str)] = &[];
            fn public(&self) -> ::core::option::Option<(__framework::HttpStatus, __framework::String)> {
                ::core::option::Option::None
            }
        }
    })
}

struct Mapping<'i> {
    runtime: Runtime,
    input: &'i DeriveInput,
    variants: Vec<(&'i Variant, Public)>,
}

/// `#[invalid(404, "no user {id}")]`
struct Public {
    status: LitInt,
    message: Option<LitStr>,
}

impl<'i> Mapping<'i> {
    fn new(input: &'i DeriveInput, errors: &mut Errors) -> Option<Self> {
        if let Some(parameter) = input.generics.params.first() {
            errors.at(parameter, "an error with statuses cannot be generic: it is found by its type; write the type");
        }
        let Data::Enum(data) = &input.data else {
            errors.at(&input.ident, "`#[derive(HttpError)]` stands on an enum: each variant has its status");
            return None;
        };
        let runtime = runtime(&input.attrs, errors);
        if data.variants.is_empty() {
            errors.at(&input.ident, "an enum without variants is no error; add one");
        }
        let mut variants = Vec::new();
        for variant in &data.variants {
            let mut attributes = variant.attrs.iter().filter(|attribute| attribute.path().is_ident("invalid"));
            let public = attributes.next().and_then(|attribute| errors.take(Public::read(attribute)));
            variants.extend(public.map(|public| (variant, public)));
            attributes.for_each(|more| errors.at(more, "a variant has one status; drop this or the one before"));
        }
        Some(Mapping { runtime, input, variants })
    }

    fn expand(&self) -> TokenStream {
        let name = &self.input.ident;
        let statuses = self.variants.iter().map(|(_, public)| &public.status);
        let messages = self.variants.iter().filter_map(|(_, public)| {
            let (status, message) = (&public.status, public.message.as_ref()?);
            Some(quote!((#status, #message)))
        });
        // A variant without the attribute is a 500.
        let rest = self.all() > self.variants.len();
        let unmapped = rest.then(|| quote!(500));
        let otherwise = rest.then(|| quote!(_ => ::core::option::Option::None,));
        let arms = self.variants.iter().map(|(variant, public)| arm(variant, public));
        let derives = Surroundings::of_derive(name).is_some_and(|around| around.derives("Error"));
        let (mapping, known) = if derives {
            let known = quote! {
                #[deny(unused_must_use)]
                fn __known() {
                    __framework::Mapped::<#name>::known();
                }
            };
            (quote!(<__framework::Mapped<#name>>::MAPPING), Some(known))
        } else {
            let place = types::place(name.span());
            (quote_spanned!(place=> __framework::ErrorMapping::of_type::<#name>()), None)
        };
        self.runtime.wrap(&quote! {
            use #name as __Error;
            use __framework::OtherwiseMapped as _;
            #known
            impl __framework::HttpError for #name {
                const STATUSES: &'static [u16] = &[#(#statuses,)* #unmapped];
                const MESSAGES: &'static [(u16, &'static str)] = &[#(#messages),*];
                fn public(&self) -> ::core::option::Option<(__framework::HttpStatus, __framework::String)> {
                    match self {
                        #(#arms)*
                        #otherwise
                    }
                }
            }
            __framework::inventory::submit! { #mapping }
        })
    }

    fn all(&self) -> usize {
        match &self.input.data {
            Data::Enum(data) => data.variants.len(),
            Data::Struct(_) | Data::Union(_) => 0,
        }
    }
}

/// `#[invalid(crate = path)]` on the enum.
fn runtime(attributes: &[Attribute], errors: &mut Errors) -> Runtime {
    let mut all = Arguments::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("invalid")) {
        match Arguments::of(attribute) {
            Ok(arguments) if arguments.texts.is_empty() => all.keys.extend(arguments.keys),
            _ => errors.at(attribute, "a status stands on a variant; the enum itself takes `crate = path` alone"),
        }
    }
    let runtime = all.runtime(errors);
    all.finish(&["crate"], errors);
    runtime
}

/// The fields are named as in `thiserror`: by name, or `{0}`, `{1}` …
fn arm(variant: &Variant, Public { status, message }: &Public) -> TokenStream {
    let ident = &variant.ident;
    let message = match message {
        None => quote!(__framework::String::new()),
        Some(message) => {
            let message = named(message);
            quote!(__framework::format!(#message))
        }
    };
    let (pattern, message) = match &variant.fields {
        Fields::Unit => (quote!(), message),
        Fields::Named(fields) => {
            let names = fields.named.iter().map(|field| &field.ident);
            (quote!({ #(#names),* }), message)
        }
        Fields::Unnamed(fields) => {
            let names: Vec<_> = (0..fields.unnamed.len()).map(|index| format_ident!("_{index}")).collect();
            (quote!((#(#names),*)), message)
        }
    };
    quote!(__Error::#ident #pattern => ::core::option::Option::Some((__framework::status(#status), #message)),)
}

/// `{0}` becomes `{_0}`: the name under which the field is bound.
fn named(message: &LitStr) -> LitStr {
    let text = message.value();
    let mut renamed = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        renamed.push(character);
        if character == '{' {
            match characters.peek() {
                Some('{') => renamed.extend(characters.next()), // an escaped brace
                Some(digit) if digit.is_ascii_digit() => renamed.push('_'),
                _ => {}
            }
        }
    }
    LitStr::new(&renamed, message.span())
}

impl Public {
    fn read(attribute: &Attribute) -> syn::Result<Self> {
        const WRITE: &str = "write the status and the public message: `#[invalid(404, \"no such user\")]`";
        if matches!(attribute.meta, syn::Meta::Path(_)) {
            return Err(syn::Error::new_spanned(attribute, WRITE));
        }
        attribute.parse_args_with(|input: ParseStream<'_>| {
            let status: LitInt = input.parse().map_err(|error| syn::Error::new(error.span(), WRITE))?;
            if !matches!(status.base10_parse::<u16>(), Ok(400..=599)) {
                return Err(syn::Error::new(status.span(), "the status of an error is 400 to 599"));
            }
            let message = match input.parse::<Option<Token![,]>>()? {
                Some(_) if !input.is_empty() => Some(input.parse()?),
                _ => None,
            };
            if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
                let write = "name the fields in the text: `{id}`, or `{0}` for the first of a tuple";
                return Err(syn::Error::new(input.span(), write));
            }
            Ok(Public { status, message })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_framework_is_where_the_enum_says() {
        let written = http_error(quote! {
            #[invalid(crate = crate::web)]
            enum UserError {
                #[invalid(404)]
                Missing,
            }
        });
        assert!(written.to_string().contains("use crate :: web :: __private as __framework"), "{written}");
    }

    #[test]
    fn fields_of_tuples_are_named_in_messages() {
        for (text, renamed) in [("{0:?} {1}", "{_0:?} {_1}"), ("{id} {{0}}", "{id} {{0}}"), ("0", "0")] {
            assert_eq!(named(&LitStr::new(text, proc_macro2::Span::call_site())).value(), renamed);
        }
    }
}
