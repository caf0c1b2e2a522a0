//! What an application is told elsewhere: called here, the compiler says what to write.

macro_rules! elsewhere {
    ($($needs:ident: $advice:literal, $note:literal: { $($function:ident($($any:ident),*);)* })*) => {$(
        /// Nothing has it.
        #[diagnostic::on_unimplemented(message = $advice, label = "is another framework's", note = $note)]
        pub trait $needs {}

        #[doc(hidden)]
        #[allow(unused_lifetimes, reason = "a condition without a parameter would be judged here")]
        impl super::App {$(
            pub fn $function<'a>(self, $($any: impl Sized),*) -> Self
            where
                &'a super::App: $needs,
            {
                $(let _ = $any;)*
                unreachable!("the condition holds for nothing")
            }
        )*}
    )*};
}

elsewhere! {
    Components: "an application is given its components by `provide`",
        "write `.provide(pool)`; a handler takes it as `State<Pool>`, a controller by `#[construct]`": {
        with_state(state); app_data(data); manage(state);
    }
    Layers: "what stands around handlers is given by `layer`",
        "write `.layer(layer)` with a layer of tower; CORS, compression, request ids and the access log are settings": {
        wrap(middleware); attach(fairing);
    }
    Routes: "an application finds its routes itself",
        "write `#[get_mapping(\"/users\")]` above the function, or `#[controller(\"/users\")]` above the `impl`, and drop this call": {
        route(path, handler); nest(prefix, routes); service(handler); controller(controller);
    }
    Addresses: "an application is told where to listen by `listen`",
        "write `.listen(\"127.0.0.1:8080\")`, or set `http.port`": {
        port(port);
    }
}
