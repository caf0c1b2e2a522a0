//! The constants of a route: straight lines of calls, nothing decided. It cannot fail.

use framework_pattern::{Pattern, Segment};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Attribute;

use super::{
    argument::{Argument, Place, Role, is_condition},
    call::{asynchronous, blocking, constant, function, parameters, synchronous},
    model::{Handler, Owner},
    takeover::{self, TakesOver},
};
use crate::{default, prefix::text_use, runtime, types};

/// One constant for each pattern of a handler. Patterns that take their arguments from the same places share all but
/// the route itself, so that a mistake is one error.
pub(crate) fn routes(handler: &Handler, owner: &Owner) -> TokenStream {
    let mut groups: Vec<(Vec<Place>, Vec<&Pattern>)> = Vec::new();
    for pattern in &handler.patterns {
        let places: Vec<_> = handler.arguments.iter().map(|argument| argument.place_in(pattern)).collect();
        match groups.iter_mut().find(|(known, _)| *known == places) {
            Some((_, patterns)) => patterns.push(pattern),
            None => groups.push((places, vec![pattern])),
        }
    }
    let groups = groups.iter().map(|(places, patterns)| group(handler, places, patterns, owner));
    groups.chain(texts(handler, owner)).collect()
}

/// What is asked of the return type and of the texts in the body: a final status, a type of which a prefix counts, a
/// resource that is there.
fn texts(handler: &Handler, owner: &Owner) -> Option<TokenStream> {
    let unnamed = quote_spanned!(handler.advised=> _);
    let returned = handler.returned.as_ref().filter(|_| handler.refuses_prefixes);
    let prefixes =
        handler.texts.prefixes.iter().zip(std::iter::repeat(returned)).filter_map(|((_, literal), returned)| {
            let span = types::place(literal.span());
            returned.map(|returned| {
                let give = types::made("Give", returned);
                quote_spanned!(span=> const #unnamed: () = __framework::counts(<#give>::PREFIXES);)
            })
        });
    let resources = handler.texts.resources.iter().filter(|_| owner.is_enabled());
    let resources = resources.map(|(name, literal)| text_use(&quote!(__framework::TextNeed::Resource(#name)), literal));
    // A number in the type is a status or the length of an array. Any other type is not named once more: each mention
    // of one that does not exist is an error of its own.
    let statuses =
        handler.returned.as_ref().filter(|returned| types::has_number((*returned).clone())).map(|returned| {
            let (root, last) = (handler.returned_place.root(), handler.returned_place.last);
            let give = types::made("Give", returned);
            quote_spanned!(last=> const #unnamed: () = #root::is_final(<#give>::IS_FINAL);)
        });
    let checks: TokenStream = prefixes.chain(resources).chain(statuses).collect();
    let conditions = &handler.conditions;
    (!checks.is_empty()).then(|| quote!(#(#conditions)* const _: () = { #checks };))
}

/// A function by the name of the one that begins the program must stand elsewhere.
pub(super) fn begins(handler: &Handler) -> Option<TokenStream> {
    let (place, in_program) = (types::place(handler.name.span()), runtime::in_program());
    (handler.name == "main").then(
        || quote_spanned!(place=> const _: () = __framework::is_no_beginning(::core::module_path!(), #in_program);),
    )
}

/// What a `where` asks, for rustc to tell whether it holds.
pub(crate) fn bounds(attributes: &[Attribute], bounds: &TokenStream) -> TokenStream {
    let conditions = attributes.iter().filter(|attribute| is_condition(attribute));
    quote!(const _: () = { #(#conditions)* fn __bounds() #bounds {} };)
}

fn group(handler: &Handler, places: &[Place], patterns: &[&Pattern], owner: &Owner) -> TokenStream {
    let statics = handler.arguments.iter().zip(places).enumerate();
    let statics = statics.map(|(index, (argument, place))| parameter(index, argument, place));
    let needs = needs(handler, places);
    let told = told(handler);
    let (variant, call) = if handler.takes_over.is_some() {
        ("Socket", takeover::expand(handler, owner))
    } else if handler.is_blocking {
        ("Blocking", blocking(handler, owner))
    } else if handler.is_async || handler.has_guard() {
        ("Async", asynchronous(handler, owner))
    } else {
        ("Sync", synchronous(handler, owner))
    };
    let variant = format_ident!("{variant}");
    let handshake = handler.takes_over.iter().map(TakesOver::handshake);
    let called = quote!(__framework::Call::#variant(#(#handshake,)* __call));
    let needs_name = handler.named("__NEEDS");
    let describe = describe(handler, owner);
    let routes = patterns.iter().map(|pattern| route(handler, pattern, owner, &called));
    let conditions = &handler.conditions;
    quote! {
        #(#conditions)*
        const _: () = {
            #(#statics)*
            const #needs_name: __framework::Needs = #needs;
            #told
            #call
            #describe
            #(#routes)*
        };
    }
}

fn route(handler: &Handler, pattern: &Pattern, owner: &Owner, called: &TokenStream) -> TokenStream {
    let controller = match owner {
        Owner::None => quote!(::core::option::Option::None),
        Owner::Controller { .. } => quote!(::core::option::Option::Some(&__CONTROLLER)),
    };
    let (methods, rank, terms) = (&handler.methods, handler.rank, &handler.terms);
    let text = pattern.to_string();
    let captures = pattern.segments().iter().filter(|segment| !matches!(segment, Segment::Literal(_)));
    let captures = captures.map(|segment| segment.name().unwrap_or_default());
    let function = handler.function(owner);
    let (documentation, hidden) = (&handler.documentation, handler.is_hidden);
    let deprecated = match &handler.deprecated {
        None => quote!(::core::option::Option::None),
        Some(note) => quote!(::core::option::Option::Some(#note)),
    };
    let line = types::line(&handler.name);
    let in_program = runtime::in_program();
    let (package, version) = (runtime::package(), runtime::version());
    // What is left out is checked all the same, and its functions are no dead code.
    let submit = owner.is_enabled().then(|| quote!(__framework::inventory::submit! { &__ROUTE }));
    quote! {
        const _: () = {
            static __ROUTE: __framework::Route = __framework::Route {
                info: __framework::RouteInfo {
                    methods: &[#(#methods),*],
                    pattern: #text,
                    captures: &[#(#captures),*],
                    rank: #rank,
                    function: #function,
                    module: ::core::module_path!(),
                    package: #package,
                    file: ::core::file!(),
                    line: #line,
                    documentation: #documentation,
                    terms: #terms,
                },
                controller: #controller,
                in_program: #in_program,
                needs: __NEEDS,
                call: #called,
                api: __framework::Api {
                    version: #version,
                    hidden: #hidden,
                    deprecated: #deprecated,
                },
                describe: __describe,
            };
            #submit
        };
    }
}

/// The constant that names an argument on the wire and says where it comes from.
fn parameter(index: usize, argument: &Argument, place: &Place) -> TokenStream {
    let Role::Parameter { default, .. } = &argument.role else { return TokenStream::new() };
    let (constant, name, place) = (constant(index), &argument.name, place_tokens(place));
    let (default, documentation) = (default::described(default.as_ref()), &argument.documentation);
    quote! {
        static #constant: __framework::Parameter = __framework::Parameter {
            name: #name,
            place: #place,
            default: #default,
            documentation: #documentation,
        };
    }
}

pub(crate) fn place_tokens(place: &Place) -> TokenStream {
    if let Place::Json(pointer) = place {
        return quote!(__framework::Place::Json(#pointer));
    }
    let place = format_ident!("{place:?}");
    quote!(__framework::Place::#place)
}

/// The only place that demands the bound of an argument's type, at the type.
fn needs(handler: &Handler, places: &[Place]) -> TokenStream {
    let has_body = handler.has_body;
    let none = handler.takes_over.as_ref().map_or_else(|| quote!(__framework::Needs::NONE), TakesOver::needs);
    let none = match (handler.has_guard(), &handler.takes_over) {
        (true, None) => quote!(__framework::Needs::CONTEXT),
        (true, Some(_)) => quote!(#none.and(__framework::Needs::CONTEXT)),
        (false, _) => none,
    };
    parameters(handler).fold(none, |before, (index, argument)| {
        let (ty, place) = (&argument.ty, place_tokens(&places[index]));
        let (root, last) = (argument.place.root(), argument.place.last);
        let own = if handler.demands && !argument.is_told {
            let take = types::made("TAKE", ty);
            quote_spanned!(last=> #root::needs_of::<#root::Same<_>,>(#take, #place, #has_body))
        } else {
            let take = types::made("Take", ty);
            quote_spanned!(last=> #root::needs_by(#place, <#take>::KIND, <#take>::NEEDS, #has_body))
        };
        quote_spanned!(last=> #root::one_body(#before, #own))
    })
}

/// Type-checked and never run: the return type is found by inference, so `impl IntoResponse` works too.
fn describe(handler: &Handler, owner: &Owner) -> TokenStream {
    let arguments = handler.arguments.iter().enumerate().map(|(index, argument)| {
        let (constant, ty) = (constant(index), &argument.ty);
        match argument.role {
            Role::Guard if handler.demands => {
                let (root, last) = (argument.place.root(), argument.place.last);
                let ward = types::made("WARD", ty);
                quote_spanned!(last=> #root::guarded::<#root::Same<_>,>(#ward, __description);)
            }
            Role::Guard => {
                let ward = types::made("WARD", ty);
                quote!(#ward.describe(__description);)
            }
            Role::Parameter { ref default, .. } => {
                let take = types::made("TAKE", ty);
                let describe = quote!(#take.describe(__description, &#constant));
                match default {
                    None => quote!(#describe;),
                    Some(_) => quote!(__description.optional(|__description| #describe);),
                }
            }
        }
    });
    let name = handler.named("__describe");
    if handler.takes_over.is_some() {
        return quote! {
            fn #name(__description: &mut __framework::Description<'_>) {
                #(#arguments)*
                __framework::describe_switch(__description);
            }
        };
    }
    let this = owner.this().filter(|_| handler.has_receiver).map(|_| quote!(__framework::never()));
    let nevers = this.into_iter().chain(handler.arguments.iter().map(|_| quote!(__framework::never())));
    let function = function(handler, owner);
    let (root, last) = (handler.returned_place.root(), handler.returned_place.last);
    let call = quote_spanned!(last=> #function(#(#nevers),*));
    let shape = format_ident!("{}", if handler.is_async { "shape_of_async" } else { "shape_of" }, span = last);
    let shape = quote_spanned!(last=> #root::#shape(|| #call));
    let describe = if handler.demands && !handler.returned_is_told {
        // Not named once more: each mention of one that does not exist is an error of its own.
        quote_spanned!(last=> #root::returned::<#root::Same<_>,>(#shape.asked())(__description))
    } else {
        quote!(#shape.describe(__description))
    };
    let deny = handler.returned_is_told.then(|| quote!(#[deny(unused_must_use)]));
    let known = handler.returned_is_told.then(|| quote!(#shape.known();));
    let words = handler.texts.prefixes.iter().map(|(word, _)| *word);
    let words: Vec<_> = words.chain(handler.texts.others.iter().map(String::as_str)).collect();
    let prefixes = handler.returned.as_ref().filter(|_| handler.prefixed != Some(false)).map(|returned| {
        let give = types::made("Give", returned);
        quote!(__framework::describe_prefixes(<#give>::PREFIXES, &[#(#words),*], __description);)
    });
    let prefixes = prefixes.filter(|_| !words.is_empty());
    quote! {
        #deny
        fn #name(__description: &mut __framework::Description<'_>) {
            #(#arguments)*
            #known
            #describe;
            #prefixes
        }
    }
}

/// Where rustc seems to tell what is wrong with a type, its bound is asked by a lint, which speaks where nothing else does.
fn told(handler: &Handler) -> Option<TokenStream> {
    let told =
        handler.arguments.iter().filter(|argument| argument.is_told && matches!(argument.role, Role::Parameter { .. }));
    let known: TokenStream = told
        .map(|argument| {
            let take = types::made("TAKE", &argument.ty);
            quote!(#take.known();)
        })
        .collect();
    let name = handler.named("__known");
    (handler.demands && !known.is_empty()).then(|| {
        quote! {
            #[allow(dead_code)]
            #[deny(unused_must_use)]
            fn #name() { #known }
        }
    })
}
