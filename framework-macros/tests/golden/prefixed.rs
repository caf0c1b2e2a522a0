fn page() -> Option<String> {
    Some("$file::/page.html".to_owned())
}
#[doc(hidden)]
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_variables,
    non_upper_case_globals,
    clippy::all,
    clippy::pedantic
)]
const _: () = {
    use ::framework::__private as __framework;
    use __framework::{
        OtherwiseController as _, OtherwiseCrossing as _, OtherwiseFailed as _,
        OtherwiseFetch as _, OtherwiseGive as _, OtherwiseOwn as _,
        OtherwiseReturned as _, OtherwiseShape as _, OtherwiseTake as _,
        OtherwiseWard as _,
    };
    const _: () = {
        const __NEEDS: __framework::Needs = __framework::Needs::NONE;
        fn __call(
            __context: &__framework::Context,
            __instance: &__framework::Instance,
            __loaded: &__framework::Loaded,
        ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
            __framework::Give(page()).into_prefixed_response(__context)
        }
        fn __describe(__description: &mut __framework::Description<'_>) {
            __framework::returned::<
                __framework::Same<_>,
            >(__framework::shape_of(|| page()).asked())(__description);
            __framework::describe_prefixes(
                <<(Option<String>,) as __framework::Named>::Give>::PREFIXES,
                &["file"],
                __description,
            );
        }
        const _: () = {
            static __ROUTE: __framework::Route = __framework::Route {
                info: __framework::RouteInfo {
                    methods: &["GET"],
                    pattern: "/page",
                    captures: &[],
                    rank: 0i32,
                    function: "page",
                    module: ::core::module_path!(),
                    package: ::core::env!("CARGO_PKG_NAME"),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    documentation: "",
                    terms: __framework::Terms {
                        ..__framework::Terms::OPEN
                    },
                },
                controller: ::core::option::Option::None,
                in_program: ::core::option_env!("CARGO_BIN_NAME").is_some()
                    || ::core::option_env!("CARGO_TARGET_TMPDIR").is_some()
                    || ::core::cfg!(test),
                needs: __NEEDS,
                call: __framework::Call::Sync(__call),
                api: __framework::Api {
                    version: ::core::env!("CARGO_PKG_VERSION"),
                    hidden: false,
                    deprecated: ::core::option::Option::None,
                },
                describe: __describe,
            };
            ::framework::__private::inventory::submit! {
                & __ROUTE
            }
        };
    };
    const _: () = {
        const _: () = {
            ::framework::__private::inventory::submit! {
                __framework::TextUse { needs :
                __framework::TextNeed::Resource("/page.html"), module :
                ::core::module_path!(), package : ::core::env!("CARGO_PKG_NAME"), file :
                ::core::file!(), line : ::core::line!(), }
            }
        };
    };
};
