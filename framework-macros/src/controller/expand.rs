//! The constants of a controller and of its routes. It cannot fail.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::model::{Construct, Controller, Destruct, OnStop};
use crate::{attribute, mapping, runtime, types};

/// Everything that stands behind the `impl`.
pub(crate) fn controller(controller: &Controller) -> TokenStream {
    let this = &controller.this;
    let name = attribute::tokens(this);
    let documentation = &controller.documentation;
    let line = types::line(this);
    let construct = construct(controller);
    let components = components(controller);
    let routes = controller.handlers.iter().map(|handler| mapping::expand::routes(handler, &controller.owner));
    let (attributes, bounds) = (&controller.attributes, &controller.bounds);
    let on_stop_function = controller.on_stop.as_ref().map(|on_stop| self::on_stop(this, on_stop));
    let on_stop = match controller.on_stop {
        Some(_) => quote!(::core::option::Option::Some(__on_stop)),
        None => quote!(::core::option::Option::None),
    };
    let destruct_function = controller.destruct.as_ref().map(|destruct| self::destruct(this, destruct));
    let destruct = match controller.destruct {
        Some(_) => quote!(::core::option::Option::Some(__destruct)),
        None => quote!(::core::option::Option::None),
    };
    let (package, in_program) = (runtime::package(), runtime::in_program());
    // Others are found by their routes.
    let submit = controller.is_found_alone().then(|| quote!(__framework::inventory::submit! { &__CONTROLLER }));
    let client = controller.has_client.then(|| super::client::client(controller));
    let attributes = attributes.iter().map(crate::runtime::used);
    controller.runtime.wrap(&quote! {
        #(#attributes)*
        #(#bounds)*
        static __CONTROLLER: __framework::Controller = __framework::Controller {
            id: __framework::id::<#this>,
            name: #name,
            documentation: #documentation,
            file: ::core::file!(),
            line: #line,
            module: ::core::module_path!(),
            package: #package,
            in_program: #in_program,
            components: __COMPONENTS,
            construct: __construct,
            on_stop: #on_stop,
            destruct: #destruct,
        };
        #submit
        #on_stop_function
        #destruct_function
        #components
        #construct
        #(#routes)*
        #client
    })
}

fn construct(controller: &Controller) -> TokenStream {
    let this = &controller.this;
    let place = types::Place::of(this);
    let span = place.first;
    let (made, blamed, returned) = match &controller.construct {
        None => (quote_spanned!(span=> <#this as __framework::Constructible>::construct()), span, place),
        Some(Construct { name, is_async, components, returned }) => {
            let dot_await = is_async.then(|| quote!(.await));
            let components = components.iter().map(|ty| {
                let fetch = types::made("FETCH", ty);
                quote!(#fetch.fetch(__context)?)
            });
            (quote!(<#this>::#name(#(#components),*) #dot_await), name.span(), *returned)
        }
    };
    let (root, last) = (returned.root(), returned.last);
    // Not named once more: each mention of one that does not exist is an error of its own.
    let (own, shared) = (types::made("OWN", this), types::demanded("OWN", this));
    let constructed = quote_spanned!(last=> #root::constructed::<_, #root::Same<_>>(#own, __made)?);
    let components = controller.construct.iter().flat_map(|construct| construct.components.iter().rev());
    let held = types::list(components.map(|ty| types::made("FETCH", ty)));
    let boxed = types::boxed(
        blamed,
        quote! {
            async move {
                let __made = #made;
                #own.shared(#constructed)
            }
        },
    );
    let name = Ident::new("__construct", controller.place);
    quote! {
        fn #name(
            __context: &__framework::Context,
        ) -> __framework::BoxFuture<'_, ::core::result::Result<__framework::Box<__framework::Instance>, __framework::BoxError>> {
            __framework::Crossing::of(#held).controller(#shared);
            #boxed
        }
    }
}

fn destruct(this: &TokenStream, destruct: &Destruct) -> TokenStream {
    let name = &destruct.name;
    let dot_await = destruct.is_async.then(|| quote!(.await));
    let (root, last) = (destruct.returned.root(), destruct.returned.last);
    let ended = quote_spanned!(last=> #root::ended(__ended));
    let boxed = types::boxed(
        name.span(),
        quote! {
            async move {
                let __ended = <#this>::#name(__framework::this::<#this>(__instance).map_err(__framework::bug)?) #dot_await;
                #ended
            }
        },
    );
    let boxed = types::crossing(std::iter::once(types::made("OWN", this)), &boxed);
    quote! {
        fn __destruct<'__a>(
            __instance: &'__a __framework::Instance,
        ) -> __framework::BoxFuture<'__a, ::core::result::Result<(), __framework::BoxError>> {
            #boxed
        }
    }
}

fn on_stop(this: &TokenStream, on_stop: &OnStop) -> TokenStream {
    let name = &on_stop.name;
    let dot_await = on_stop.is_async.then(|| quote!(.await));
    let (root, last) = (on_stop.returned.root(), on_stop.returned.last);
    let ended = quote_spanned!(last=> #root::ended(__ended));
    let reason = quote_spanned!(on_stop.reason.first=> __reason);
    let boxed = types::boxed(
        name.span(),
        quote! {
            async move {
                let __this = __framework::this::<#this>(__instance).map_err(__framework::bug)?;
                let __ended = <#this>::#name(__this, #reason) #dot_await;
                #ended
            }
        },
    );
    let boxed = types::crossing(std::iter::once(types::made("OWN", this)), &boxed);
    quote! {
        fn __on_stop<'__a>(
            __instance: &'__a __framework::Instance,
            __reason: __framework::StopReason,
        ) -> __framework::BoxFuture<'__a, ::core::result::Result<(), __framework::BoxError>> {
            #boxed
        }
    }
}

fn components(controller: &Controller) -> TokenStream {
    let components = controller.construct.iter().flat_map(|construct| {
        construct.components.iter().map(|ty| {
            let (fetch, line) = (types::demanded("FETCH", ty), types::line(&construct.name));
            let place = types::Place::of(ty);
            let (root, last) = (place.root(), place.last);
            quote_spanned!(last=> #root::Component::of(#fetch, #line))
        })
    });
    let name = Ident::new("__COMPONENTS", controller.place);
    quote!(const #name: &[__framework::Component] = &[#(#components),*];)
}
