//! What an application lacks without a feature: called all the same, the compiler names the feature.

macro_rules! needed {
    ($feature:literal, $advice:literal, $needs:ident: $($function:ident($($any:ty),*) -> $returned:ident;)*) => {
        #[cfg(not(feature = $feature))]
        #[diagnostic::on_unimplemented(message = $advice, label = "this feature is off")]
        pub trait $needs {}

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[allow(unused_lifetimes, reason = "a condition without a parameter would be judged here")]
        impl super::App {$(
            pub fn $function<'a, Any>(self, $(_: $any),*) -> $returned
            where
                &'a super::App: $needs,
            {
                unreachable!("the condition holds for nothing")
            }
        )*}
    };
}

needed!("openapi", "a contract needs the feature `openapi` of the framework; switch it on in Cargo.toml",
    NeedsOpenApi: contract() -> Any;);
needed!("sessions", "sessions need the feature `sessions` of the framework; switch it on in Cargo.toml",
    NeedsSessions: session_store(Any) -> Self;);
needed!("tls", "TLS needs the feature `tls` of the framework; switch it on in Cargo.toml",
    NeedsTls: listen_tls(impl Sized, Any) -> Self; bind_tls(impl Sized, Any) -> Self;);
needed!("ws", "WebSockets need the feature `ws` of the framework; switch it on in Cargo.toml",
    NeedsWebSockets: websocket_queue(&str, usize) -> Any;);
