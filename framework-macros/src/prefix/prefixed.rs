//! `prefixed!`: a prefix that is checked now, and a text that cannot change it later.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    LitStr, Token,
    parse::{Parse, ParseStream},
};

use super::{BUILT_IN, resource, split};
use crate::{
    runtime::{self, Runtime},
    types,
};

/// `"$file:page-{n}.html", more…`, as `format!` takes it.
struct Input {
    format: LitStr,
    arguments: TokenStream,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let format = input.parse()?;
        if input.is_empty() {
            return Ok(Input { format, arguments: TokenStream::new() });
        }
        let _comma: Token![,] = input.parse()?;
        Ok(Input { format, arguments: input.parse()? })
    }
}

pub(crate) fn prefixed(input: TokenStream) -> TokenStream {
    syn::parse2(input)
        .map_err(|error| {
            syn::Error::new(error.span(), format!("{error}; write `prefixed!(\"$html:<h1>{{name}}</h1>\")`"))
        })
        .and_then(|input| expression(&input))
        .unwrap_or_else(syn::Error::into_compile_error)
}

fn expression(Input { format, arguments }: &Input) -> syn::Result<TokenStream> {
    let text = format.value();
    let wrong = |message: String| Err(syn::Error::new(format.span(), message));
    let Some((word, rest)) = split(&text) else {
        return wrong(format!(
            "the text begins with no prefix; write one of `${}:`, or one that a type of yours has claimed",
            BUILT_IN.join(":`, `$")
        ));
    };
    let written = rest.split('{').next().unwrap_or_default();
    if word == "status" && written == rest && !is_status(rest) {
        return wrong(format!("`{rest}` is no status; write `$status:404` or `$status:404 no such page`"));
    }
    let needs = match resource(rest) {
        Some(name) if word == "file" => Some(quote!(__framework::TextNeed::Resource(#name))),
        _ if BUILT_IN.contains(&word) => None,
        _ => Some(quote!(__framework::TextNeed::Prefix(#word))),
    };
    let registered = needs.map(|needs| text_use(&needs, format));
    // At the place of the whole, so that names inside braces are the caller's.
    let rest = LitStr::new(rest, format.span());
    let comma = (!arguments.is_empty()).then(|| quote!(,));
    Ok(Runtime::default().expression(&quote! {
        #registered
        #[allow(clippy::all, clippy::pedantic)]
        let __text = __framework::format!(#rest #comma #arguments);
        __framework::Prefixed::new(#word, #written, __text)
    }))
}

/// What a text needs, for the start to look at.
pub(crate) fn text_use(needs: &TokenStream, literal: &LitStr) -> TokenStream {
    let line = types::line(literal);
    let package = runtime::package();
    quote! {
        const _: () = {
            __framework::inventory::submit! {
                __framework::TextUse {
                    needs: #needs,
                    module: ::core::module_path!(),
                    package: #package,
                    file: ::core::file!(),
                    line: #line,
                }
            }
        };
    }
}

/// As the run time reads it: three digits, and a text behind a space.
fn is_status(text: &str) -> bool {
    let code = text.trim().split(' ').next().unwrap_or_default();
    code.len() == 3 && code.parse::<u16>().is_ok_and(|code| code >= 200)
}
