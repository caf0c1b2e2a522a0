//! The handlers of a controller by their names: for a test that calls them, and for links to them.
//!
//! Which of a handler's arguments a caller gives is known of each whose name the pattern captures, that has an
//! attribute, or whose type is one of the language's. Of any other its type says it, and no macro sees a type: the
//! functions are there with it and without it, on a client that a constant chooses.

use framework_pattern::{Pattern, Segment};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Type;

use super::model::Controller;
use crate::{
    mapping::{
        argument::{Argument, Place, Role},
        expand::place_tokens,
        model::Handler,
    },
    types::{self, called},
};

/// More would make too many functions of one; such a handler is called by a request.
const MOST_UNKNOWN: usize = 4;

/// What `client` asks for.
pub(super) fn client(controller: &Controller) -> TokenStream {
    let this = &controller.this;
    let mut handlers: Vec<&Handler> = Vec::new();
    for handler in &controller.handlers {
        // Of several mappings the first one's.
        if !handlers.iter().any(|known| known.name == handler.name) {
            handlers.push(handler);
        }
    }
    let mut unknown: Vec<TokenStream> = Vec::new();
    for ty in handlers.iter().flat_map(|handler| unknown_of(handler)) {
        if !unknown.iter().any(|known| known.to_string() == ty.to_string()) {
            unknown.push(ty);
        }
    }
    let names: Vec<_> = (0..unknown.len()).map(|index| format_ident!("__G{index}")).collect();
    let takes = unknown.iter().map(|ty| types::made("Take", ty));
    let values: Vec<_> = (0..unknown.len()).map(|index| format_ident!("__IS{index}_GIVEN")).collect();
    let calls = handlers.iter().map(|handler| calls(handler, &unknown, &names));
    let urls = handlers.iter().map(|handler| url(handler));
    quote! {
        #(const #values: bool = <#takes>::IS_GIVEN;)*
        pub struct __Client<__W, #(const #names: bool),*>(__framework::TestApp, ::core::marker::PhantomData<__W>);
        impl __framework::HasClient for #this {
            type Client<__W> = __Client<__W, #({ #values }),*>;
            fn client<__W>(__app: &__framework::TestApp) -> Self::Client<__W> {
                __Client(::core::clone::Clone::clone(__app), ::core::marker::PhantomData)
            }
        }
        #(#calls)*
        pub struct __Urls<__W>(::core::marker::PhantomData<__W>);
        impl __framework::HasUrls for #this {
            type Urls<__W> = __Urls<__W>;
            fn urls<__W>() -> Self::Urls<__W> {
                __Urls(::core::marker::PhantomData)
            }
        }
        impl<__W> __Urls<__W> {
            #(#urls)*
        }
    }
}

/// The call of a handler: once for each way in which its types may turn out.
fn calls(handler: &Handler, unknown: &[TokenStream], names: &[Ident]) -> TokenStream {
    let own = unknown_of(handler);
    let own: Vec<usize> =
        (0..unknown.len()).filter(|index| own.iter().any(|ty| ty.to_string() == unknown[*index].to_string())).collect();
    if own.len() > MOST_UNKNOWN {
        return TokenStream::new();
    }
    let ways = (0..1_usize << own.len()).map(|way| {
        let is_given = |index: usize| own.iter().position(|own| *own == index).map(|bit| way >> bit & 1 == 1);
        let free = names.iter().enumerate().filter(|(index, _)| is_given(*index).is_none()).map(|(_, name)| name);
        let values = names.iter().enumerate().map(|(index, name)| match is_given(index) {
            Some(value) => quote!(#value),
            None => quote!(#name),
        });
        let is_given = |argument: &&Argument| match kind(handler, argument) {
            Knowledge::Given => true,
            Knowledge::Not => false,
            Knowledge::Unknown => {
                let index = unknown.iter().position(|ty| ty.to_string() == argument.ty.to_string());
                index.and_then(is_given).unwrap_or(true)
            }
        };
        let function = call(handler, &handler.arguments.iter().filter(is_given).collect::<Vec<_>>());
        quote!(impl<__W, #(const #free: bool),*> __Client<__W, #(#values),*> { #function })
    });
    ways.collect()
}

fn call(handler: &Handler, given: &[&Argument]) -> TokenStream {
    let (name, method, documentation) = (called(&handler.name), handler.methods.first(), &handler.documentation);
    let conditions = &handler.conditions;
    let Some(pattern) = handler.patterns.first() else { return TokenStream::new() };
    let captures = captures(handler, pattern);
    let text = quote!(&str);
    // What a prefix captures, and the handler does not take, comes first.
    let untaken = captures.iter().filter(|capture| capture.argument.is_none());
    let untaken =
        untaken.map(|capture| (capture.ident.clone(), &text, &capture.name, quote!(__framework::Place::Path)));
    let given = given.iter().map(|argument| {
        let capture = captures.iter().find(|capture| capture.name == argument.name && capture.argument.is_some());
        let ty = capture.map_or(&argument.ty, |capture| &capture.ty);
        (called(&argument.ident), ty, &argument.name, place_tokens(&argument.place_in(pattern)))
    });
    let given: Vec<_> = untaken.chain(given).collect();
    let parameters = given.iter().map(|(ident, ty, ..)| quote!(#ident: #ty));
    let bounds = given.iter().filter(|(_, ty, ..)| !borrows(ty)).map(|(_, ty, ..)| quote!(#ty: __framework::Sent<__W>));
    let arguments = given.iter().map(|(ident, ty, wire, place)| {
        let take = types::made("Take", ty);
        quote! {
            __framework::Given::new(#wire, #place, <#take>::KIND, __framework::sent::<__W, _>(&#ident))
        }
    });
    let names = captures.iter().map(|capture| &capture.name);
    let text = pattern.to_string();
    let returned = match &handler.returned {
        Some(returned) if !borrows(returned) => returned.clone(),
        _ => quote!(__framework::TestResponse),
    };
    quote! {
        #(#conditions)*
        #[doc = #documentation]
        #[track_caller]
        pub fn #name(&self, #(#parameters),*) -> __framework::TypedCall<#returned> where #(#bounds),* {
            __framework::TypedCall::new(&self.0, #method, #text, &[#(#names),*], <__framework::Vec<_> as ::core::convert::From<_>>::from([#(#arguments),*]))
        }
    }
}

fn url(handler: &Handler) -> TokenStream {
    let (name, conditions, documentation) = (called(&handler.name), &handler.conditions, &handler.documentation);
    let Some(pattern) = handler.patterns.first() else { return TokenStream::new() };
    let captures = captures(handler, pattern);
    let parameters = captures.iter().map(|Capture { ident, ty, .. }| quote!(#ident: #ty));
    let bounds = captures.iter().filter(|capture| !borrows(&capture.ty));
    let bounds = bounds.map(|Capture { ty, .. }| quote!(#ty: __framework::Sent<__W>));
    let values = captures.iter().map(|Capture { ident, .. }| quote!(__framework::sent::<__W, _>(&#ident)));
    let text = pattern.to_string();
    quote! {
        #(#conditions)*
        #[doc = #documentation]
        #[must_use]
        pub fn #name(&self, #(#parameters),*) -> __framework::Url where #(#bounds),* {
            __framework::Url::of(#text, &[#(#values),*])
        }
    }
}

/// What a pattern captures, and how it is given.
struct Capture<'a> {
    ident: Ident,
    /// That of the argument; a text where there is none, and for the rest of a path.
    ty: TokenStream,
    name: String,
    argument: Option<&'a Argument>,
}

fn captures<'a>(handler: &'a Handler, pattern: &Pattern) -> Vec<Capture<'a>> {
    let segments = pattern.segments().iter().filter(|segment| !matches!(segment, Segment::Literal(_)));
    let capture = |(index, segment): (usize, &Segment)| {
        let name = segment.name().map_or_else(|| format!("__c{index}"), str::to_owned);
        let mut arguments = handler.arguments.iter();
        let argument = arguments.find(|it| it.name == name && it.place_in(pattern) == Place::Path);
        let ident = argument.map_or_else(|| identifier(&name), |argument| called(&argument.ident));
        let ty = match argument {
            Some(argument) if !matches!(segment, Segment::Rest(_)) => argument.ty.clone(),
            _ => quote!(&str),
        };
        Capture { ident, ty, name, argument }
    };
    segments.enumerate().map(capture).collect()
}

/// The name of a capture that no argument has; a keyword is one, too.
fn identifier(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| format_ident!("__{name}"))
}

/// What is known of an argument.
enum Knowledge {
    Given,
    /// It is made of what no caller gives.
    Not,
    /// Its type will say it.
    Unknown,
}

fn kind(handler: &Handler, argument: &Argument) -> Knowledge {
    let place = handler.patterns.first().map(|pattern| argument.place_in(pattern));
    match (&argument.role, place) {
        (Role::Guard, _) | (_, Some(Place::Session)) => Knowledge::Not,
        (_, Some(Place::Inferred) | None) if is_plain(&argument.ty) => Knowledge::Given,
        // Of what borrows from a request, a text alone is a value; a bean never does.
        (_, Some(Place::Inferred) | None) if borrows(&argument.ty) => Knowledge::Not,
        // What is conditional is named nowhere else: its type may not exist.
        (_, Some(Place::Inferred) | None) if !handler.conditions.is_empty() => Knowledge::Given,
        (_, Some(Place::Inferred) | None) => Knowledge::Unknown,
        _ => Knowledge::Given,
    }
}

fn unknown_of(handler: &Handler) -> Vec<TokenStream> {
    let unknown = handler.arguments.iter().filter(|argument| matches!(kind(handler, argument), Knowledge::Unknown));
    unknown.map(|argument| argument.ty.clone()).collect()
}

/// A type of the language that is one text, also in an `Option` or a `Vec`.
fn is_plain(ty: &TokenStream) -> bool {
    const PLAIN: [&str; 17] = [
        "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "bool",
        "char", "String",
    ];
    let text = ty.to_string().replace(' ', "");
    let inner = ["Option<", "Vec<"].iter().find_map(|outer| text.strip_prefix(outer)?.strip_suffix('>'));
    let inner = inner.unwrap_or(&text);
    PLAIN.contains(&inner) || ["&str", "&'_str", "&'staticstr"].contains(&inner)
}

/// Whether a type borrows by a lifetime that it does not name.
fn borrows(ty: &TokenStream) -> bool {
    ty.clone().into_iter().any(|token| match token {
        TokenTree::Punct(sign) => sign.as_char() == '&' || sign.as_char() == '\'',
        TokenTree::Group(group) => borrows(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    }) && !matches!(syn::parse2::<Type>(ty.clone()), Ok(Type::Reference(reference)) if is_static(&reference))
}

fn is_static(reference: &syn::TypeReference) -> bool {
    let is_static = reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident == "static");
    is_static && !borrows(&reference.elem.to_token_stream())
}
