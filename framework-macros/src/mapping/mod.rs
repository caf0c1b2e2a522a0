//! `#[get_mapping]` and its kin: a function that answers requests.
//!
//! The same model serves methods of a controller; there the controller's macro reads the attribute.

pub(crate) mod argument;
mod call;
mod captures;
pub(crate) mod elsewhere;
pub(crate) mod expand;
pub(crate) mod model;
pub(crate) mod parse;
mod takeover;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::{
    api,
    attribute::Arguments,
    blocking,
    errors::{self, Errors},
    surroundings::{self, Block, Surroundings},
};
use model::{Handler, Owner};
use parse::{Function, Mapping};

/// `#[get_mapping(…)]` on a free function.
pub(crate) fn free_function(attribute: &'static str, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let arguments = errors.take(syn::parse2::<Arguments>(arguments));
    let function = match syn::parse2::<Function>(item.clone()) {
        Ok(function) => Some(function),
        Err(_) if other_item(&item).is_none() && parse::is_function(&item) => {
            // Nothing of it is kept: read once more, it would be blamed once more.
            errors.unread(parse::bare_function(&item));
            return errors.check().err().unwrap_or_default();
        }
        // Of what is no item rustc has told that no attribute may stand there.
        Err(_) if !is_item(&item) => {
            errors.told();
            let lint = errors.check().err().filter(|_| starts_with(&item, "let"));
            let is_closure = starts_with(&item, "move") || item.to_string().starts_with('|');
            let end = (!is_closure && !starts_with(&item, "let")).then(|| quote!(;));
            return quote!(#item #end #lint);
        }
        Err(_) => {
            let word = other_item(&item).map_or_else(|| item.clone(), |word| word.into_token_stream());
            errors.at(&word, advice(attribute, &item));
            None
        }
    };
    let mut runtime = crate::runtime::Runtime::default();
    let mut handlers = Vec::new();
    let mut used = Vec::new();
    let mut bounds = None;
    let mut kept = item;
    if let Some(mut function) = function {
        let around = Surroundings::of_attribute();
        let block = around.as_ref().and_then(Surroundings::block);
        if let (Some(receiver), Some(true)) =
            (function.signature.receiver(), around.as_ref().map(Surroundings::is_free))
        {
            errors.at(receiver, "a free function has no `self`; write it into an `impl`, under `#[controller]`");
            return errors.check().err().unwrap_or_default();
        }
        if block.is_some() || function.signature.receiver().is_some() {
            function.strip_arguments();
            let mistake = method(attribute, &function, block.as_ref());
            let mistakes = errors.check().err();
            return quote!(#function #mistake #mistakes);
        }
        if let Some(mut arguments) = arguments {
            runtime = arguments.runtime(&mut errors);
            let mapping = Mapping::read(attribute, proc_macro2::Span::call_site(), arguments, &mut errors);
            handlers.push(Handler::new(mapping, &function, &Owner::None, &mut errors));
        }
        // Another mapping of this function still has to read them.
        if !function.attributes.iter().any(|attribute| Mapping::name_of(attribute.path()).is_some()) {
            used.extend(blocking::take(&mut function, &mut errors));
            used.extend(api::take(&mut function.attributes, &mut errors));
            function.strip_arguments();
            function.strip_explained();
            bounds =
                function.take_bounds().map(|bounds| expand::bounds(&function.attributes, &bounds.to_token_stream()));
        }
        kept = quote!(#function);
    }
    match errors.check() {
        Err(mistakes) => quote!(#kept #mistakes),
        Ok(()) => {
            let routes = handlers.iter().map(|handler| expand::routes(handler, &Owner::None));
            let begins = handlers.iter().map(expand::begins);
            let used = used.iter().map(crate::runtime::used);
            let generated = runtime.wrap(&quote!(#bounds #(#used)* #(#begins)* #(#routes)*));
            quote!(#kept #generated)
        }
    }
}

/// A function of an `impl`, which no controller's macro has read. Of those in one block the first tells it.
fn method(attribute: &str, function: &Function, block: Option<&Block>) -> TokenStream {
    let place = proc_macro2::Span::call_site();
    let written = place.source_text().unwrap_or_default();
    if !written.is_empty() && !written.contains(attribute) {
        let advice = format!("a controller knows mappings by their own names; write `#[{attribute}]`");
        return syn::Error::new(place, advice).into_compile_error();
    }
    let (name, receiver) = (&function.signature.ident, function.signature.receiver());
    let advice = if surroundings::is_in_macro(function.signature.fn_token.span) {
        format!(
            "a controller does not see what a macro writes into it; let the macro write the whole `impl`, or write \
             `#[{attribute}]` outside of it"
        )
    } else {
        format!("a method's `#[{attribute}]` needs `#[controller]` on its `impl`; put it there")
    };
    match block {
        Some(block) if block.is_controller || block.has_mapping_before => {
            errors::lint(&quote::format_ident!("__{}_{}", attribute, name), &advice)
        }
        _ => {
            let blamed = receiver.map_or_else(|| name.to_token_stream(), ToTokens::to_token_stream);
            syn::Error::new_spanned(blamed, advice).into_compile_error()
        }
    }
}

/// What to write where an item is no function.
fn advice(attribute: &str, item: &TokenStream) -> String {
    let is_impl = other_item(item).is_some_and(|word| word == "impl");
    let advice = if is_impl { "; on the `impl` around methods stands `#[controller(\"/users\")]`" } else { "" };
    format!("`#[{attribute}]` stands on a function{advice}")
}

fn starts_with(item: &TokenStream, word: &str) -> bool {
    matches!(item.clone().into_iter().next(), Some(TokenTree::Ident(first)) if first == word)
}

/// Whether tokens begin as an item does, and not as a statement.
fn is_item(item: &TokenStream) -> bool {
    let mut tokens = item.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(first)), Some(second)) => {
            const STATEMENTS: [&str; 8] = ["let", "match", "if", "for", "while", "return", "break", "continue"];
            let is_value = match second {
                TokenTree::Punct(sign) => sign.as_char() != '!',
                TokenTree::Group(_) => first != "pub",
                TokenTree::Ident(_) | TokenTree::Literal(_) => STATEMENTS.iter().any(|word| first == word),
            };
            !is_value
        }
        (Some(TokenTree::Punct(sign)), _) => sign.as_char() == '#',
        _ => false,
    }
}

/// The word that says that an item is no function.
fn other_item(item: &TokenStream) -> Option<Ident> {
    const WORDS: [&str; 10] = ["struct", "enum", "union", "trait", "mod", "impl", "type", "static", "const", "use"];
    let mut words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    });
    let first = words.by_ref().find(|ident| ident != "pub")?;
    WORDS.iter().any(|word| first == word).then_some(first)
}
