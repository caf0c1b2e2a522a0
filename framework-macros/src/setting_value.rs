//! `#[derive(SettingValue)]`: an enum that is written as one word.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, LitStr, Variant, ext::IdentExt};

use crate::{errors::Errors, runtime::Runtime, settings::arguments};

/// `#[derive(SettingValue)]` on an enum without data.
pub(crate) fn setting_value(item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let input = syn::parse2::<DeriveInput>(item).ok(); // what is half typed is the compiler's to say
    let value = input.as_ref().and_then(|input| Words::new(input, &mut errors));
    match errors.check() {
        Err(mistakes) => mistakes,
        Ok(()) => value.map(|value| value.expand()).unwrap_or_default(),
    }
}

struct Words<'i> {
    runtime: Runtime,
    input: &'i DeriveInput,
    variants: Vec<(&'i Variant, LitStr)>,
}

impl<'i> Words<'i> {
    fn new(input: &'i DeriveInput, errors: &mut Errors) -> Option<Self> {
        let mut all = arguments(&input.attrs, errors);
        let runtime = all.runtime(errors);
        if let Some(text) = all.one_text(errors) {
            errors.at(&text, "a word stands on a variant: `#[settings(\"dark\")]`");
        }
        all.finish(&["crate"], errors);
        let Data::Enum(data) = &input.data else {
            errors.at(
                &input.ident,
                "`#[derive(SettingValue)]` stands on an enum; for a type with `FromStr` derive `Parameter`, for a table of \
                 settings `Settings`",
            );
            return None;
        };
        if data.variants.is_empty() {
            errors.at(&input.ident, "an enum without variants has no value; add one");
        }
        let mut variants: Vec<(&Variant, LitStr)> = Vec::new();
        for variant in &data.variants {
            if !matches!(variant.fields, Fields::Unit) {
                errors.at(&variant.fields, "a value of a setting is one word; drop what the variant holds");
            }
            let mut all = arguments(&variant.attrs, errors);
            let word = all.one_text(errors);
            all.finish(&[], errors);
            let word =
                word.unwrap_or_else(|| LitStr::new(&word_of(&variant.ident.unraw().to_string()), variant.ident.span()));
            if variants.iter().any(|(_, known)| known.value() == word.value()) {
                errors.at(&word, format!("`{}` is another variant already; choose another word", word.value()));
            }
            variants.push((variant, word));
        }
        Some(Words { runtime, input, variants })
    }

    fn expand(&self) -> TokenStream {
        let name = &self.input.ident;
        let (implement, types, bounds) = self.input.generics.split_for_impl();
        let words: Vec<_> = self.variants.iter().map(|(_, word)| word).collect();
        let variants = self.variants.iter().map(|(variant, _)| &variant.ident);
        let allowed = listed(&words.iter().map(|word| word.value()).collect::<Vec<_>>());
        self.runtime.wrap(&quote! {
            impl #implement __framework::SettingValue for #name #types #bounds {
                const ALLOWED: &'static str = #allowed;
                fn parse(__text: &str) -> ::core::option::Option<Self> {
                    match __text {
                        #(#words => ::core::option::Option::Some(Self::#variants),)*
                        _ => ::core::option::Option::None,
                    }
                }
            }
        })
    }
}

/// `` `a`, `b` or `c` ``
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [others @ .., last] => format!("`{}` or `{last}`", others.join("`, `")),
    }
}

/// `work-stealing` of `WorkStealing`.
fn word_of(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() && !word.ends_with('-') {
            word.push('-');
        }
        word.extend(letter.to_lowercase());
    }
    word.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_is_written_as_words_with_hyphens() {
        for (name, word) in [("Dark", "dark"), ("WorkStealing", "work-stealing"), ("Http2", "http2"), ("A_b", "a-b")] {
            assert_eq!(word_of(name), word);
        }
    }

    #[test]
    fn the_words_are_listed_as_one_speaks() {
        let cases: [(&[&str], &str); 3] =
            [(&["a"], "`a`"), (&["a", "b"], "`a` or `b`"), (&["a", "b", "c"], "`a`, `b` or `c`")];
        for (words, text) in cases {
            assert_eq!(listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()), text);
        }
    }
}
