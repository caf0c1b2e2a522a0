//! Macros that know nothing of the framework, or write what is the framework's.

use proc_macro::{Delimiter, Group, Ident, TokenStream, TokenTree};

macro_rules! attributes_that_leave_all_as_it_is {
    ($($name:ident)*) => {$(
        #[proc_macro_attribute]
        pub fn $name(_: TokenStream, item: TokenStream) -> TokenStream {
            item
        }
    )*};
}

attributes_that_leave_all_as_it_is!(endpoint get handler init);

/// Writes derives, and one more attribute.
#[proc_macro_attribute]
pub fn model(_: TokenStream, item: TokenStream) -> TokenStream {
    const WRITTEN: &str = "#[derive(serde::Serialize, serde::Deserialize, ::framework::Bean)] #[bean(serde)]";
    let written: TokenStream = WRITTEN.parse().expect("attributes");
    written.into_iter().chain(item).collect()
}

/// Reads attributes of arguments, and drops them.
#[proc_macro_attribute]
pub fn keyed(_: TokenStream, function: TokenStream) -> TokenStream {
    let mut tokens = function.into_iter().peekable();
    let mut kept = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => drop(tokens.next()),
            TokenTree::Group(group) if group.delimiter() != Delimiter::Brace => {
                let inner = keyed(TokenStream::new(), group.stream());
                kept.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            other => kept.extend([other]),
        }
    }
    kept
}

/// Makes free functions of those of a block.
#[proc_macro_attribute]
pub fn free(_: TokenStream, block: TokenStream) -> TokenStream {
    match block.into_iter().last() {
        Some(TokenTree::Group(functions)) => functions.stream(),
        _ => TokenStream::new(),
    }
}

/// Reads attributes that other libraries have, too.
#[proc_macro_derive(Check, attributes(field, garde, validate))]
pub fn check(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Writes a bean of another name, which derives nothing else.
#[proc_macro_derive(Bean)]
pub fn bean(item: TokenStream) -> TokenStream {
    let derives: TokenStream = "#[derive(::framework::Bean)]".parse().expect("an attribute");
    let is_keyword = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word.to_string() == "struct");
    let mut tokens = item.into_iter().skip_while(|token| !is_keyword(token));
    let keyword = tokens.next();
    let named = tokens.next().map(|name| Ident::new(&format!("{name}Bean"), name.span()).into());
    derives.into_iter().chain(keyword).chain(named).chain(tokens).collect()
}
