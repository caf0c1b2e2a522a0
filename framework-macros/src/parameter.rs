//! `#[derive(Parameter)]`: a type that is made of one text.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Attribute, Data, DeriveInput, Generics, LitStr, ext::IdentExt, parse_quote};

use crate::{
    attribute::Arguments,
    bean::{from_request, json_response, taken, with_request},
    errors::Errors,
    runtime::Runtime,
    types,
};

/// `#[derive(Parameter)]` on a type with `FromStr`, or with a `FromParameter` of its own.
pub(crate) fn parameter(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = syn::parse2::<DeriveInput>(item).ok(); // what is half typed is the compiler's to say
    let parameter = input.as_ref().map(|input| Parameter::new(input, &mut errors));
    match errors.check() {
        // So that who takes it is not blamed.
        Err(mistakes) => {
            let taken = parameter.map(|parameter| parameter.runtime.wrap(&taken(parameter.input, &quote!(Scalar))));
            quote!(#mistakes #taken)
        }
        Ok(()) => parameter.map(|parameter| parameter.expand()).unwrap_or_default(),
    }
}

struct Parameter<'i> {
    runtime: Runtime,
    input: &'i DeriveInput,
    /// It implements `FromParameter` itself.
    own: bool,
    /// It is that text in JSON, too.
    json: bool,
    /// What a text must be.
    expected: String,
}

const WRITE: &str = "say what a text must be, as it completes “expected …”: `#[parameter(\"a colour as #ff0000\")]`";

impl<'i> Parameter<'i> {
    fn new(input: &'i DeriveInput, errors: &mut Errors) -> Self {
        let mut all = Arguments::default();
        for attribute in ours(&input.attrs) {
            if let syn::Meta::Path(_) = attribute.meta {
                errors.at(attribute, WRITE);
            }
            let Some(arguments) = errors.take(Arguments::of(attribute)) else { continue };
            all.texts.extend(arguments.texts);
            all.keys.extend(arguments.keys);
        }
        let runtime = all.runtime(errors);
        let own = all.switch("own", errors).unwrap_or(false);
        let json = all.switch("json", errors).unwrap_or(false);
        let text = all.one_text(errors);
        all.finish(&["crate", "own", "json"], errors);
        if let Some(text) = text.as_ref().filter(|text| own || text.value().trim().is_empty()) {
            errors.at(text, if own { "its own `FromParameter` says what is expected; drop the text" } else { WRITE });
        }
        for attribute in fields(&input.data).flat_map(|field| ours(&field.attrs)) {
            errors.at(attribute, "a parameter is one text as a whole; put `#[parameter(…)]` on the type");
        }
        let expected = text.as_ref().map_or_else(|| described(&input.ident.unraw().to_string()), LitStr::value);
        Parameter { runtime, input, own, json, expected }
    }

    fn expand(&self) -> TokenStream {
        let (name, expected) = (&self.input.ident, &self.expected);
        let made = (!self.own).then(|| {
            let generics = self.bounded(self.input.generics.clone(), &quote!(__framework::Parsed));
            let (implement, types, bounds) = generics.split_for_impl();
            let parsed = quote_spanned!(types::place(name.span())=> __framework::parsed::<#name #types>);
            quote! {
                impl #implement __framework::FromParameter for #name #types #bounds {
                    const EXPECTED: &'static str = #expected;
                    fn from_parameter(__text: &str) -> ::core::option::Option<Self> {
                        #parsed(__text)
                    }
                }
            }
        });
        let generics = self.bounded(with_request(&self.input.generics), &quote!(__framework::FromParameter));
        let (implement, _, bounds) = generics.split_for_impl();
        let (_, types, _) = self.input.generics.split_for_impl();
        let functions = quote_spanned!(types::place(name.span())=> __framework::one_text::<#name #types>());
        // Of a type that is not generic all is asked in one place, for one error.
        let is_generic = !self.input.generics.params.is_empty();
        let constant = (!is_generic).then(|| quote!(const __TEXT: __framework::OneText<#name> = #functions;));
        let functions = if is_generic { functions } else { quote!(__TEXT) };
        let taken = from_request(
            &quote!(#implement __framework::FromRequest<'__r> for #name #types #bounds),
            &quote! {
                const KIND: __framework::Kind = __framework::Kind::Scalar;
                const LIST_KIND: __framework::Kind = __framework::Kind::Scalar;
            },
            &quote!((#functions.one)(__loaded, __parameter)),
            &quote!((#functions.all)(__loaded, __parameter)),
            &quote!((#functions.describe)(__description, __parameter)),
            &quote!((#functions.describe_all)(__description, __parameter)),
        );
        let json = self.json.then(|| self.json());
        self.runtime.wrap(&quote!(#made #constant #taken #json))
    }

    /// A text in JSON: a member of beans, a key of maps, a return value.
    fn json(&self) -> TokenStream {
        let (name, input) = (&self.input.ident, &self.input.generics);
        let (_, types, _) = input.split_for_impl();
        let written = self.bounded(input.clone(), &quote!(::core::fmt::Display));
        let (write, _, write_bounds) = written.split_for_impl();
        let display = quote_spanned!(types::place(name.span())=> __framework::text_to_json(self, __serializer));
        let mut read = input.clone();
        read.params.insert(0, parse_quote!('__de));
        let read = self.bounded(read, &quote!(__framework::FromParameter));
        let (read, _, read_bounds) = read.split_for_impl();
        let generics = self.bounded(written.clone(), &quote!(__framework::FromParameter));
        let (both, _, both_bounds) = generics.split_for_impl();
        let response = json_response(name, &generics);
        quote! {
            impl #write __framework::serde::Serialize for #name #types #write_bounds {
                fn serialize<__S: __framework::serde::Serializer>(
                    &self,
                    __serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    #display
                }
            }
            impl #read __framework::serde::Deserialize<'__de> for #name #types #read_bounds {
                fn deserialize<__D: __framework::serde::Deserializer<'__de>>(
                    __deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    __framework::text_from_json(__deserializer)
                }
            }
            impl #both __framework::Json for #name #types #both_bounds {
                fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                    <Self as __framework::FromParameter>::schema(__schemas)
                }
                fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                    __framework::examine_text::<Self>(__value, __at);
                }
            }
            impl #both __framework::JsonKey for #name #types #both_bounds {
                fn is_key(__text: &str) -> bool {
                    <Self as __framework::FromParameter>::from_parameter(__text).is_some()
                }
            }
            #response
        }
    }

    /// A generic type is a parameter where it has what is asked.
    fn bounded(&self, mut generics: Generics, bound: &TokenStream) -> Generics {
        if !self.input.generics.params.is_empty() {
            let (name, (_, types, _)) = (&self.input.ident, self.input.generics.split_for_impl());
            generics.make_where_clause().predicates.push(parse_quote!(#name #types: #bound));
        }
        generics
    }
}

fn ours(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("parameter"))
}

fn fields(data: &Data) -> Box<dyn Iterator<Item = &syn::Field> + '_> {
    match data {
        Data::Struct(data) => Box::new(data.fields.iter()),
        Data::Enum(data) => Box::new(data.variants.iter().flat_map(|variant| &variant.fields)),
        Data::Union(data) => Box::new(data.fields.named.iter()),
    }
}

/// `an order id` of `OrderId`; what is in capitals stays so, as `a user ID` of `UserID`.
fn described(name: &str) -> String {
    let letters: Vec<_> = name.chars().collect();
    let is_small = |index: usize| letters.get(index).is_some_and(|letter| letter.is_lowercase());
    let mut words = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        let begins = letter.is_uppercase() && index > 0 && (!letters[index - 1].is_uppercase() || is_small(index + 1));
        if begins || *letter == '_' {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| *letter != '_') {
            word.push(*letter);
        }
    }
    let in_capitals = |word: &str| word.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    let words = words.into_iter().filter(|word| !word.is_empty());
    let words = words.map(|word| if in_capitals(&word) { word } else { word.to_lowercase() });
    let words = words.collect::<Vec<_>>().join(" ");
    // A word with `u` begins more often as a user does than as an upload.
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
    format!("{article} {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_text_the_name_says_what_is_expected() {
        let cases = [
            ("Colour", "a colour"),
            ("OrderId", "an order id"),
            ("UDPPort", "a UDP port"),
            ("UserID", "a user ID"),
            ("Sha256", "a sha256"),
            ("Snake_Case", "a snake case"),
            ("Größe", "a größe"),
            ("r", "a r"),
        ];
        for (name, expected) in cases {
            assert_eq!(described(name), expected);
        }
    }
}
