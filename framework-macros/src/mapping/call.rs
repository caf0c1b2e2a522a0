//! How a route calls its function: guards, arguments, the call, and what it returned made a response.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{
    argument::{Argument, Role},
    model::{Handler, Owner},
};
use crate::{default, types};

pub(super) fn synchronous(handler: &Handler, owner: &Owner) -> TokenStream {
    let take = take(handler);
    let give = give(handler, &call(handler, owner));
    let call = handler.named("__call");
    quote! {
        fn #call(
            __context: &__framework::Context,
            __instance: &__framework::Instance,
            __loaded: &__framework::Loaded,
        ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
            #take
            #give
        }
    }
}

pub(super) fn asynchronous(handler: &Handler, owner: &Owner) -> TokenStream {
    let guards = guards(handler, &quote!(__loaded.head()));
    let take = take(handler);
    let dot_await = handler.is_async.then(|| quote!(.await));
    let call = call(handler, owner);
    let give = give(handler, &quote!(#call #dot_await));
    let body = quote! {
        async move {
            #guards
            __framework::load(__loaded, __body, __NEEDS, __context).await?;
            let __loaded = &*__loaded;
            #take
            #give
        }
    };
    let boxed = boxed(handler, owner.this().filter(|_| handler.has_receiver), true, body);
    let call = handler.named("__call");
    quote!(const #call: __framework::AsyncCall = |__context, __instance, __loaded, __body| #boxed;)
}

pub(super) fn blocking(handler: &Handler, owner: &Owner) -> TokenStream {
    let guards = guards(handler, &quote!(__head));
    let take = take(handler);
    let give = give(handler, &call(handler, owner));
    let place = types::place(handler.name.span());
    let work = quote_spanned!(place=> __framework::work);
    let body = quote! {
        async move {
            #guards
            #work(move |
                __context: &__framework::Context,
                __instance: &__framework::Instance,
                __loaded: &__framework::Loaded,
            | {
                #take
                #give
            })
        }
    };
    let boxed = boxed(handler, None, false, body);
    let call = handler.named("__call");
    quote! {
        fn #call(
            __head: &__framework::RequestHead,
        ) -> __framework::BoxFuture<'_, ::core::result::Result<__framework::Work, __framework::Invalid>> {
            #boxed
        }
    }
}

/// A future in a box that holds the controller, the guards, and the other arguments.
pub(super) fn boxed(
    handler: &Handler,
    this: Option<&TokenStream>,
    with_parameters: bool,
    future: TokenStream,
) -> TokenStream {
    let arguments = handler.arguments.iter().rev().filter_map(|Argument { ty, role, .. }| match role {
        Role::Guard => Some(types::made("WARD", ty)),
        Role::Parameter { .. } if with_parameters => Some(types::made("TAKE", ty)),
        Role::Parameter { .. } => None,
    });
    let held = arguments.chain(this.map(|this| types::made("OWN", this)));
    types::crossing(held, &types::boxed(handler.name.span(), future))
}

/// Every guard lets the request pass, one after the other.
pub(super) fn guards(handler: &Handler, head: &TokenStream) -> TokenStream {
    let guards = handler.arguments.iter().enumerate().filter(|(_, argument)| matches!(argument.role, Role::Guard));
    let guards = guards.map(|(index, argument)| {
        let (variable, ward) = (variable(index), types::made("WARD", &argument.ty));
        quote_spanned!(argument.place.first=> let #variable = #ward.guard(#head).await?;)
    });
    guards.collect()
}

/// Turns what the function returned into a response, at the return type.
fn give(handler: &Handler, returned: &TokenStream) -> TokenStream {
    let (root, last) = (handler.returned_place.root(), handler.returned_place.last);
    let into = format_ident!(
        "{}",
        if handler.prefixed == Some(true) { "into_prefixed_response" } else { "into_response" },
        span = last
    );
    quote_spanned!(last=> #root::Give(#returned).#into(__context))
}

/// Makes every argument, then reports what went wrong with any of them.
pub(super) fn take(handler: &Handler) -> TokenStream {
    let mut takes = parameters(handler).map(|(index, argument)| {
        let (variable, constant, ty) = (variable(index), constant(index), &argument.ty);
        let take = types::made("TAKE", ty);
        let Role::Parameter { default: Some(default), .. } = &argument.role else {
            return quote! {
                let #variable = #take.take(&mut __errors, __loaded, &#constant);
            };
        };
        let default = default::typed(default, ty);
        quote! {
            let #variable = #take.take_or(&mut __errors, __loaded, &#constant, || #default);
        }
    });
    let Some(first) = takes.next() else { return TokenStream::new() };
    quote! {
        let mut __errors = __framework::Errors::new();
        #first
        #(#takes)*
        __errors.check()?;
    }
}

/// The call of the user's function.
pub(super) fn call(handler: &Handler, owner: &Owner) -> TokenStream {
    let this = owner.this().filter(|_| handler.has_receiver).map(|_| quote!(__framework::this(__instance)?));
    let arguments = handler.arguments.iter().enumerate().map(|(index, argument)| {
        let variable = variable(index);
        match argument.role {
            Role::Guard => quote!(#variable),
            Role::Parameter { .. } => quote!(#variable?),
        }
    });
    let arguments = this.into_iter().chain(arguments);
    let function = function(handler, owner);
    quote!(#function(#(#arguments),*))
}

pub(super) fn function(handler: &Handler, owner: &Owner) -> TokenStream {
    let name = &handler.name;
    match owner.this() {
        Some(this) => quote!(<#this>::#name),
        None => quote!(#name),
    }
}

pub(super) fn parameters(handler: &Handler) -> impl Iterator<Item = (usize, &Argument)> {
    handler.arguments.iter().enumerate().filter(|(_, argument)| !matches!(argument.role, Role::Guard))
}

pub(super) fn constant(index: usize) -> Ident {
    format_ident!("__P{index}")
}

fn variable(index: usize) -> Ident {
    format_ident!("__a{index}")
}
