//! `#[response_prefix]`: a type claims a prefix of returned texts.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::LitStr;

use super::{BUILT_IN, is_word};
use crate::{
    attribute::{self, Arguments},
    controller::parse::ImplBlock,
    errors::Errors,
    runtime, types,
};

/// `#[response_prefix("$csv:")]` on `impl FromPrefix for Csv`.
pub(crate) fn response_prefix(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let mut arguments = errors.take(syn::parse2::<Arguments>(arguments)).unwrap_or_default();
    let runtime = arguments.runtime(&mut errors);
    let literal = arguments.one_text(&mut errors);
    arguments.finish(&["crate"], &mut errors);
    let word = literal.as_ref().and_then(|literal| word(literal, &mut errors));
    // Which trait it is, its bound decides, so that a renamed one works.
    let block = syn::parse2::<ImplBlock>(item.clone()).ok().filter(|block| block.of_trait.is_some());
    match &block {
        None => errors
            .at(&item.clone().into_iter().next(), "`#[response_prefix]` stands on an `impl FromPrefix for` a type"),
        Some(block) => {
            if literal.is_none() && errors.is_empty() {
                errors.at(&block.impl_token, "the prefix is missing; write `#[response_prefix(\"$csv:\")]`");
            }
            if let Some(parameter) = block.generics.params.first() {
                errors.at(parameter, "a prefix is claimed by one type; write the type");
            }
        }
    }
    match (errors.check(), block, word) {
        (Ok(()), Some(block), Some(word)) => {
            let this = block.this.to_token_stream();
            let (name, line) = (attribute::tokens(&this), types::line(&this));
            let package = runtime::package();
            let generated = runtime.wrap(&quote! {
                __framework::inventory::submit! {
                    __framework::Prefix {
                        word: #word,
                        claim: __framework::claim::<#this>(),
                        name: #name,
                        module: ::core::module_path!(),
                        package: #package,
                        file: ::core::file!(),
                        line: #line,
                    }
                }
            });
            quote!(#item #generated)
        }
        (mistakes, ..) => {
            let mistakes = mistakes.err();
            quote!(#item #mistakes)
        }
    }
}

/// The word of `$word:`.
fn word(literal: &LitStr, errors: &mut Errors) -> Option<String> {
    let text = literal.value();
    let word = text.strip_prefix('$').and_then(|rest| rest.strip_suffix(':')).filter(|word| is_word(word));
    match word {
        None => errors.at(literal, format!("`{text}` is no prefix; write one as `$csv:`")),
        Some(word) if BUILT_IN.contains(&word) => {
            errors.at(literal, format!("`{text}` is a prefix already; choose another word"));
        }
        Some(word) => return Some(word.to_owned()),
    }
    None
}
