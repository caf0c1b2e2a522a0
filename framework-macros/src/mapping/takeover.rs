//! `#[socket_mapping]` and `#[websocket_mapping]`: what they say besides a path.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprLit, Lit, LitStr};

use super::{
    call::{boxed, call, guards, take},
    model::{Handler, Owner},
};
use crate::{attribute::Arguments, errors::Errors, types};

/// Gives a handler the connection as it is.
pub(crate) const SOCKET: &str = "socket_mapping";

/// Gives a handler the connection as a WebSocket.
pub(crate) const WEB_SOCKET: &str = "websocket_mapping";

/// How a connection is taken over.
pub(crate) struct TakesOver {
    pub(crate) protocol: Protocol,
    /// The path of a function, and where it stands.
    pub(crate) negotiate: Option<(TokenStream, types::Place)>,
}

pub(crate) enum Protocol {
    Raw(String),
    /// The subprotocols, the best first.
    WebSocket(Vec<String>),
}

impl TakesOver {
    /// Takes the keys of the attribute, where it is one of these.
    pub(crate) fn read(attribute: &str, place: Span, arguments: &mut Arguments, errors: &mut Errors) -> Option<Self> {
        let protocol = match attribute {
            SOCKET => Protocol::Raw(protocol(place, arguments, errors).unwrap_or_default()),
            WEB_SOCKET => {
                if !cfg!(feature = "ws") {
                    errors.at_span(
                        place,
                        "`#[websocket_mapping]` needs the feature `ws` of the framework; switch it on in Cargo.toml",
                    );
                }
                Protocol::WebSocket(subprotocols(arguments, errors))
            }
            _ => return None,
        };
        let negotiate = arguments.expression("negotiate", errors).and_then(|value| {
            if let Expr::Path(_) = &value {
                return Some((value.to_token_stream(), types::Place::of(&value)));
            }
            errors.at(&value, "`negotiate` is the path of a function: `negotiate = decide`");
            None
        });
        Some(TakesOver { protocol, negotiate })
    }

    /// The keys that an attribute has on top of those of every mapping.
    pub(crate) fn keys(&self) -> [&'static str; 2] {
        match self.protocol {
            Protocol::Raw(_) => ["protocol", "negotiate"],
            Protocol::WebSocket(_) => ["protocols", "negotiate"],
        }
    }

    /// What is needed before any argument.
    pub(crate) fn needs(&self) -> TokenStream {
        match self.protocol {
            Protocol::Raw(_) => quote!(__framework::Needs::TAKES_OVER),
            Protocol::WebSocket(_) => quote!(__framework::Needs::UPGRADES),
        }
    }

    pub(crate) fn handshake(&self) -> TokenStream {
        match &self.protocol {
            Protocol::Raw(protocol) => quote!(__framework::Handshake::Raw(#protocol)),
            Protocol::WebSocket(protocols) => quote!(__framework::Handshake::WebSocket(&[#(#protocols),*])),
        }
    }
}

/// The handler is made before the door opens and begins behind it, so its arguments may borrow from the request.
pub(super) fn expand(handler: &Handler, owner: &Owner) -> TokenStream {
    let guards = guards(handler, &quote!(__loaded.head()));
    let take = take(handler);
    let call = call(handler, owner);
    let open = match handler.takes_over.as_ref().and_then(|takes_over| takes_over.negotiate.as_ref()) {
        Some((path, place)) => {
            let (root, last) = (place.root(), place.last);
            let negotiated = quote_spanned!(last=> #root::negotiate(#path, __loaded.head(), __context)?);
            quote!(open_with(#negotiated))
        }
        None => quote!(open()),
    };
    let (root, last) = (handler.returned_place.root(), handler.returned_place.last);
    let end = quote_spanned!(last=> #root::socket_end::<#root::Same<_>,>(__ended));
    let body = quote! {
        async move {
            #guards
            __framework::load(__loaded, __body, __NEEDS, __context).await?;
            let __loaded = &*__loaded;
            #take
            let __handler = #call;
            __door.#open.await?;
            let __ended = __handler.await;
            #end
        }
    };
    let boxed = boxed(handler, owner.this().filter(|_| handler.has_receiver), true, body);
    let name = types::place(handler.name.span());
    let takes_socket = quote_spanned!(name=> const _: () = __framework::takes_socket(__NEEDS););
    let call = handler.named("__call");
    quote! {
        #takes_socket
        const #call: __framework::SocketCall = |__context, __instance, __loaded, __body, __door| #boxed;
    }
}

fn protocol(place: Span, arguments: &mut Arguments, errors: &mut Errors) -> Option<String> {
    let is_there = arguments.has("protocol");
    let Some(value) = arguments.expression("protocol", errors) else {
        // One without a value is one mistake, and reported.
        if !is_there {
            errors.at_span(place, "`#[socket_mapping]` needs its protocol: `protocol = \"line-echo/1\"`");
        }
        return None;
    };
    let text = text(&value, "`protocol` is a text: `protocol = \"line-echo/1\"`", errors)?;
    let protocol = text.value();
    // RFC 9110, section 7.8.
    let (name, version) = protocol.split_once('/').unwrap_or((&protocol, "1"));
    if !is_token(name) || !is_token(version) {
        errors
            .at(&text, format!("`{protocol}` is no protocol; write a name, or a name and a version as `line-echo/1`"));
    } else if name.eq_ignore_ascii_case("websocket") {
        errors.at(&text, "a WebSocket has frames: write `#[websocket_mapping]`, which needs no `protocol`");
    }
    Some(protocol)
}

fn subprotocols(arguments: &mut Arguments, errors: &mut Errors) -> Vec<String> {
    const WRITTEN: &str = "`protocols` is a list of texts, the best first: `protocols = [\"chat.v2\", \"chat.v1\"]`";
    let Some(value) = arguments.expression("protocols", errors) else { return Vec::new() };
    let Expr::Array(list) = &value else {
        errors.at(&value, WRITTEN);
        return Vec::new();
    };
    let mut protocols = Vec::new();
    for element in &list.elems {
        let Some(text) = text(element, WRITTEN, errors) else { continue };
        let protocol = text.value();
        if !is_token(&protocol) {
            errors.at(&text, format!("`{protocol}` is no subprotocol; write one as `chat.v1`"));
        } else if protocols.contains(&protocol) {
            errors.at(&text, format!("`{protocol}` is there twice; keep one"));
        }
        protocols.push(protocol);
    }
    protocols
}

fn text(value: &Expr, advice: &str, errors: &mut Errors) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        Expr::Group(group) => text(&group.expr, advice, errors),
        other => {
            errors.at(other, advice);
            None
        }
    }
}

/// RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
