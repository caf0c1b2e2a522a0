//! `#[derive(HttpError)]`: which statuses the variants of an error have.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Fields, LitInt, LitStr, Token, Variant, parse::ParseStream};

use crate::{errors::Errors, runtime::Runtime, types};

/// `#[derive(HttpError)]` on an enum.
pub(crate) fn http_error(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = errors.take(syn::parse2::<DeriveInput>(item));
    let mapping = input.as_ref().and_then(|input| Mapping::new(input, &mut errors));
    match errors.check() {
        Err(mistakes) => mistakes,
        Ok(()) => mapping.map(|mapping| mapping.expand()).unwrap_or_default(),
    }
}

struct Mapping<'i> {
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
        let variants = data.variants.iter().filter_map(|variant| {
            let attribute = variant.attrs.iter().find(|attribute| attribute.path().is_ident("invalid"))?;
            Some((variant, errors.take(Public::read(attribute))?))
        });
        let variants: Vec<_> = variants.collect();
        Some(Mapping { input, variants })
    }

    fn expand(&self) -> TokenStream {
        let name = &self.input.ident;
        let statuses = self.variants.iter().map(|(_, public)| &public.status);
        // A variant without the attribute is a 500.
        let rest = self.all() > self.variants.len();
        let unmapped = rest.then(|| quote!(, 500));
        let otherwise = rest.then(|| quote!(_ => ::core::option::Option::None,));
        let arms = self.variants.iter().map(|(variant, public)| arm(variant, public));
        let bound = quote_spanned!(types::place(name.span())=> __framework::mapped_error::<#name>);
        Runtime::default().wrap(&quote! {
            use #name as __Error;
            fn __public(
                __error: &(dyn __framework::Error + 'static),
            ) -> ::core::option::Option<(__framework::HttpStatus, __framework::String)> {
                match __error.downcast_ref::<#name>()? {
                    #(#arms)*
                    #otherwise
                }
            }
            __framework::inventory::submit! {
                __framework::ErrorMapping {
                    of: #bound,
                    public: __public,
                    statuses: &[#(#statuses),* #unmapped],
                }
            }
        })
    }

    fn all(&self) -> usize {
        match &self.input.data {
            Data::Enum(data) => data.variants.len(),
            Data::Struct(_) | Data::Union(_) => 0,
        }
    }
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
        attribute.parse_args_with(|input: ParseStream<'_>| {
            let status: LitInt = input.parse().map_err(|error| {
                syn::Error::new(
                    error.span(),
                    "write the status and the public message: `#[invalid(404, \"no such user\")]`",
                )
            })?;
            if !matches!(status.base10_parse::<u16>(), Ok(400..=599)) {
                return Err(syn::Error::new(status.span(), "the status of an error is 400 to 599"));
            }
            let message = match input.parse::<Option<Token![,]>>()? {
                Some(_) if !input.is_empty() => Some(input.parse()?),
                _ => None,
            };
            Ok(Public { status, message })
        })
    }
}
