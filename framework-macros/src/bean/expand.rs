//! The implementations of a bean: calls and tables, nothing decided. It cannot fail.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{GenericParam, Generics, ext::IdentExt, parse_quote};

use super::{
    defaults, functions,
    member::Member,
    model::{Bean, Shape, Unit},
    named, tagged, twin, validation,
};
use crate::{
    default,
    surroundings::Surroundings,
    types::{self, Place},
};

/// Everything that the derive adds.
pub(crate) fn bean(bean: &Bean) -> TokenStream {
    let ours = match &bean.shape {
        Shape::Struct(members) => structure(bean, members),
        Shape::Newtype(member) => newtype(bean, member),
        Shape::Tuple(members) => tagged::tuple(bean, members),
        Shape::Enum(units) => enumeration(bean, units),
        Shape::Tagged(enumeration) => tagged::tagged(bean, enumeration),
    };
    let serde = (!bean.own_serde).then(|| twin::serde(bean));
    let response = if bean.input { only_read(bean) } else { response(bean) };
    let aliases = named::aliases(bean);
    let defaults = defaults::functions(bean);
    let functions = if bean.own_serde { TokenStream::new() } else { functions::functions(bean) };
    let default = bean.has_default.then(|| defaults::implementation(bean));
    let has_serde = bean.serde_key.as_ref().filter(|_| bean.generics.params.is_empty()).map(|key| has_serde(bean, key));
    // Ours first, so that our error about a member comes before serde's.
    bean.runtime.wrap(&quote! {
        use __framework::{OtherwiseNested as _, OtherwiseRules as _, OtherwiseWrapped as _};
        #has_serde #aliases #ours #serde #response #defaults #functions #default
    })
}

/// Asks for serde's traits, at the key that says that they are there.
fn has_serde(bean: &Bean, key: &Ident) -> TokenStream {
    let (mut name, read) = (bean.name.clone(), !bean.output);
    name.set_span(types::place(key.span()));
    quote_spanned!(name.span()=> fn __has_serde() where #name: __framework::OwnSerde<#read> {})
}

fn structure(bean: &Bean, members: &[Member]) -> TokenStream {
    let (name, text) = (&bean.name, bean.name.unraw().to_string());
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, types, bounds) = json.split_for_impl();
    let validate = validation::of_struct(bean, members);
    let (check, rules) = if bean.custom.is_empty() {
        (None, quote!(__framework::have_rules(<Self as __framework::Members>::MEMBERS)))
    } else {
        let check = validation::whole(bean);
        (Some(quote!(const CHECK: ::core::option::Option<__framework::Check> = #check;)), quote!(true))
    };
    let table = members_table(bean, &quote!(#name #types), (&text, &bean.documentation), members, check.as_ref());
    let read = read_as_bean(bean);
    quote! {
        #table
        impl #implement __framework::Json for #name #types #bounds {
            const PARTS: bool = true;
            const BEANS: bool = true;
            const RULES: bool = #rules;
            const FILES: bool = __framework::have_files(<Self as __framework::Members>::MEMBERS);
            fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                __framework::bean_schema::<Self>(__schemas)
            }
            fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                __framework::examine_bean::<Self>(__value, __at);
            }
            #validate
            fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
                __framework::bean_from_fields::<Self>(__fields)
            }
        }
        #read
    }
}

/// The table of the members of a type, and their rules: the bean itself, or the hidden type of a variant.
pub(super) fn members_table(
    bean: &Bean,
    of: &TokenStream,
    (text, documentation): (&str, &str),
    members: &[Member],
    check: Option<&TokenStream>,
) -> TokenStream {
    let closed = bean.closed;
    let table = members.iter().enumerate().filter(|(_, member)| !member.skipped).map(|(index, member)| {
        let rules = validation::entry(bean, index, member);
        let ty = member.described.as_ref().unwrap_or(&member.ty);
        let (sent, reads) = (&member.name, &member.reads);
        let documentation = &member.documentation;
        let presence = format_ident!("{}", if member.defaulted { "Defaulted" } else { "Required" });
        let default = default::described(member.default.as_ref());
        let span = Place::of(&member.ty).first;
        if member.flattened {
            quote_spanned!(span=> __framework::Member::flattened::<#ty>())
        } else if member.opaque {
            let read = functions::read_by(bean, member);
            quote!(__framework::Member::opaque(
                #sent, &[#(#reads),*], __framework::Presence::#presence, #documentation
            )#read #rules)
        } else {
            quote_spanned!(span=> __framework::Member::of::<#ty>(
                #sent, &[#(#reads),*], __framework::Presence::#presence, #documentation, #default
            )#rules)
        }
    });
    let ruled = validation::implementations(bean, of, members);
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, _, bounds) = json.split_for_impl();
    quote! {
        impl #implement __framework::Members for #of #bounds {
            const NAME: &'static str = #text;
            const DESCRIPTION: &'static str = #documentation;
            const CLOSED: bool = #closed;
            const MEMBERS: &'static [__framework::Member] = &[#(#table),*];
            #check
        }
        #ruled
    }
}

/// From the body, or from the query string.
pub(super) fn read_as_bean(bean: &Bean) -> Option<TokenStream> {
    let (name, (_, types, _)) = (&bean.name, bean.generics.split_for_impl());
    (!bean.output).then(|| {
        let read = with_request(&bounded(&bean.generics, &quote!(__framework::Readable)));
        let (implement, _, bounds) = read.split_for_impl();
        from_request(
            &quote!(#implement __framework::FromRequest<'__r> for #name #types #bounds),
            &quote! {
                const KIND: __framework::Kind = __framework::Kind::Bean;
                const LIST_KIND: __framework::Kind = __framework::Kind::Document;
                const NEEDS: __framework::Needs = __framework::needs_of_bean::<Self>();
                fn when_missing(
                    __missing: __framework::ParameterError,
                ) -> ::core::result::Result<Self, __framework::ParameterError> {
                    __framework::bean_when_missing(__missing)
                }
            },
            &quote!(__framework::bean(__loaded, __parameter)),
            &quote!(__framework::bean_list(__loaded, __parameter)),
            &quote!(__framework::describe_bean::<Self>(__description, __parameter)),
            &quote!(__framework::describe_bean_list::<Self>(__description, __parameter)),
        )
    })
}

/// In JSON it is what it wraps; as a parameter too.
fn newtype(bean: &Bean, member: &Member) -> TokenStream {
    let (name, ty) = (&bean.name, &member.ty);
    let text = name.unraw().to_string();
    let json = bounded(&bean.generics, &quote!(__framework::Json));
    let (implement, types, bounds) = json.split_for_impl();
    let span = Place::of(ty).first;
    let inner = quote_spanned!(span=> <#ty as __framework::Json>);
    let wrap = match &member.field {
        Some(field) => quote!(|__inner| #name { #field: __inner }),
        None => quote!(#name),
    };
    let ruled = validation::implementations(bean, &quote!(#name #types), std::slice::from_ref(member));
    let validate = validation::of_newtype(bean, member);
    let describes = !member.rules.is_empty();
    let has_rules = describes || !bean.custom.is_empty();
    let nested = quote!(<__framework::Nested<'_, #ty>>);
    let asked = |what: &str| {
        let what = format_ident!("{what}");
        quote!(#nested::#what)
    };
    let [optional, open, parts, files] = ["OPTIONAL", "OPEN", "PARTS", "FILES"].map(asked);
    let rules = if has_rules { quote!(true) } else { asked("RULES") };
    let check = if has_rules { validation::whole(bean) } else { quote!(::core::option::Option::None) };
    let schema = if describes {
        quote!(__framework::newtype_schema::<Self>(__schemas, #text, |__schemas| {
            let mut __schema = #inner::schema(__schemas);
            __framework::describe_rules::<Self, 0>(&mut __schema);
            __schema
        }))
    } else {
        quote!(__framework::newtype_schema::<Self>(__schemas, #text, |__schemas| #inner::schema(__schemas)))
    };
    let read = (!bean.output).then(|| {
        let mut read = with_request(&bounded(&bean.generics, &quote!(__framework::Json)));
        // What seems to be no bean is blamed at the newtype alone. What may be one is asked by a bound: it may hold the
        // newtype, and has no end then.
        let is_blamed = is_no_bean(&member.written);
        let inner = if is_blamed {
            quote!(<__framework::Wrapped<'__r, #ty>>)
        } else {
            read.make_where_clause().predicates.push(parse_quote!(#ty: __framework::FromRequest<'__r>));
            quote!(<#ty as __framework::FromRequest<'__r>>)
        };
        let [kind, list_kind] = ["KIND", "LIST_KIND"].map(|kind| {
            let kind = format_ident!("{kind}");
            if is_blamed {
                quote!(__framework::wrapped(#inner::#kind, #nested::IS_JSON))
            } else {
                quote!(#inner::#kind)
            }
        });
        let (implement, _, bounds) = read.split_for_impl();
        let checked = |made: TokenStream, check: &Ident| {
            let kind = format_ident!("{}", if check == "ruled" { "KIND" } else { "LIST_KIND" });
            let check = quote!(__framework::#check(#made?, __loaded, __parameter, Self::#kind));
            if has_rules { check } else { made }
        };
        let described = |describe: TokenStream, rules: &Ident| {
            let ruled = quote! {
                __framework::#rules::<Self, 0>(__description, |__description| #describe(__description, __parameter))
            };
            if describes { ruled } else { quote!(#describe(__description, __parameter)) }
        };
        from_request(
            &quote!(#implement __framework::FromRequest<'__r> for #name #types #bounds),
            &quote! {
                const KIND: __framework::Kind = #kind;
                const LIST_KIND: __framework::Kind = #list_kind;
                const NEEDS: __framework::Needs = #inner::NEEDS;
                fn when_missing(
                    __missing: __framework::ParameterError,
                ) -> ::core::result::Result<Self, __framework::ParameterError> {
                    #inner::when_missing(__missing).map(#wrap)
                }
            },
            &checked(quote!(#inner::from_request(__loaded, __parameter).map(#wrap)), &format_ident!("ruled")),
            &checked(
                quote!(#inner::list_from_request(__loaded, __parameter).map(|__list| __framework::each(__list, #wrap))),
                &format_ident!("ruled_list"),
            ),
            &described(quote!(#inner::describe), &format_ident!("describe_ruled")),
            &described(quote!(#inner::describe_list), &format_ident!("describe_ruled_list")),
        )
    });
    quote! {
        #ruled
        impl #implement __framework::Json for #name #types #bounds {
            const OPTIONAL: bool = #optional;
            const OPEN: bool = #open;
            const PARTS: bool = #parts;
            const BEANS: bool = true;
            const RULES: bool = #rules;
            const FILES: bool = #files;
            fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                #schema
            }
            fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                #nested::examine(__value, __at, #check);
            }
            #validate
            fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
                #nested::from_fields(__fields)
            }
        }
        #read
    }
}

/// Whether the source shows that a type is no bean. That it is none decides the compiler.
fn is_no_bean(ty: &TokenStream) -> bool {
    let Ok(name) = syn::parse2::<Ident>(ty.clone()) else { return false };
    Surroundings::of(&name).is_some_and(|around| around.declares_no_bean(&name.to_string()))
}

/// One text: a parameter of any place, and a key of a map.
fn enumeration(bean: &Bean, units: &[Unit]) -> TokenStream {
    let (name, documentation) = (&bean.name, &bean.documentation);
    let text = name.unraw().to_string();
    let units = || units.iter().filter(|unit| !unit.never_read);
    let variants = units().map(|unit| &unit.name);
    let aliases = units().flat_map(|unit| &unit.aliases);
    let (implement, types, bounds) = bean.generics.split_for_impl();
    let read = (!bean.output).then(|| {
        let read = with_request(&bean.generics);
        let (implement, _, bounds) = read.split_for_impl();
        let schema = quote!(<Self as __framework::Json>::schema(__description.schemas));
        from_request(
            &quote!(#implement __framework::FromRequest<'__r> for #name #types #bounds),
            &quote! {
                const KIND: __framework::Kind = __framework::Kind::Scalar;
                const LIST_KIND: __framework::Kind = __framework::Kind::Scalar;
            },
            &quote!(__framework::variant(__loaded, __parameter, __VARIANTS)),
            &quote!(__framework::variant_list(__loaded, __parameter, __VARIANTS)),
            &quote! {
                let __schema = #schema;
                __framework::describe_scalar(__description, __parameter, __schema);
            },
            &quote! {
                let __schema = #schema;
                __framework::describe_scalar_list(__description, __parameter, __schema);
            },
        )
    });
    quote! {
        const __VARIANTS: &[&str] = &[#(#variants),*];
        const __ALIASES: &[&str] = &[#(#aliases),*];
        impl #implement __framework::Json for #name #types #bounds {
            fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
                __schemas.define::<Self>(#text, |_| __framework::enumeration(#documentation, __VARIANTS))
            }
            fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
                __at.variant(__value, __VARIANTS, __ALIASES);
            }
        }
        impl #implement __framework::JsonKey for #name #types #bounds {
            fn is_key(__text: &str) -> bool {
                __VARIANTS.contains(&__text) || __ALIASES.contains(&__text)
            }
        }
        #read
    }
}

/// `FromRequest`, of its head and the bodies of its functions.
pub(crate) fn from_request(
    head: &TokenStream,
    kinds: &TokenStream,
    one: &TokenStream,
    list: &TokenStream,
    describe: &TokenStream,
    describe_list: &TokenStream,
) -> TokenStream {
    quote! {
        impl #head {
            #kinds
            fn from_request(
                __loaded: &'__r __framework::Loaded,
                __parameter: &'static __framework::Parameter,
            ) -> ::core::result::Result<Self, __framework::ParameterError> {
                #one
            }
            fn list_from_request(
                __loaded: &'__r __framework::Loaded,
                __parameter: &'static __framework::Parameter,
            ) -> ::core::result::Result<__framework::Vec<Self>, __framework::ParameterError> {
                #list
            }
            fn describe(__description: &mut __framework::Description<'_>, __parameter: &'static __framework::Parameter) {
                #describe
            }
            fn describe_list(
                __description: &mut __framework::Description<'_>,
                __parameter: &'static __framework::Parameter,
            ) {
                #describe_list
            }
        }
    }
}

fn only_read(bean: &Bean) -> TokenStream {
    let (name, (implement, types, bounds)) = (&bean.name, bean.generics.split_for_impl());
    quote!(impl #implement __framework::OnlyRead for #name #types #bounds {})
}

fn response(bean: &Bean) -> TokenStream {
    json_response(&bean.name, &bounded(&bean.generics, &quote!(__framework::Json)))
}

/// A type that is sent as its JSON.
pub(crate) fn json_response(name: &Ident, generics: &Generics) -> TokenStream {
    let (implement, types, bounds) = generics.split_for_impl();
    quote! {
        impl #implement __framework::JsonBody for #name #types #bounds {}
        impl #implement __framework::IntoResponse for #name #types #bounds {
            fn into_response(
                self,
                __context: &__framework::Context,
            ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
                __framework::json(&self, __context)
            }
            fn describe(__description: &mut __framework::Description<'_>) {
                __framework::describe_json::<Self>(__description);
            }
        }
    }
}

/// The generics, with a bound on every type parameter.
pub(super) fn bounded(generics: &Generics, bound: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    let parameters: Vec<_> = generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    if !parameters.is_empty() {
        let predicates = &mut generics.make_where_clause().predicates;
        predicates
            .extend(parameters.iter().map(|parameter| -> syn::WherePredicate { parse_quote!(#parameter: #bound) }));
    }
    generics
}

/// The generics, with the lifetime of the request.
pub(crate) fn with_request(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    generics.params.insert(0, GenericParam::Lifetime(parse_quote!('__r)));
    generics
}
