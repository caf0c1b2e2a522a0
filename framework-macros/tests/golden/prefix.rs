fn page(name: &str) -> String {
    format!("$html:<h1>{name}</h1>")
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
        static __P0: __framework::Parameter = __framework::Parameter {
            name: "name",
            place: __framework::Place::Inferred,
            default: ::core::option::Option::None,
            documentation: "",
        };
        const __NEEDS: __framework::Needs = __framework::one_body(
            __framework::Needs::NONE,
            __framework::needs_of::<
                __framework::Same<_>,
            >(<(&str,) as __framework::Named>::TAKE, __framework::Place::Inferred, false),
        );
        fn __call(
            __context: &__framework::Context,
            __instance: &__framework::Instance,
            __loaded: &__framework::Loaded,
        ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
            let mut __errors = __framework::Errors::new();
            let __a0 = <(&str,) as __framework::Named>::TAKE
                .take(&mut __errors, __loaded, &__P0);
            __errors.check()?;
            __framework::Give(page(__a0?)).into_response(__context)
        }
        fn __describe(__description: &mut __framework::Description<'_>) {
            <(&str,) as __framework::Named>::TAKE.describe(__description, &__P0);
            __framework::returned::<
                __framework::Same<_>,
            >(
                __framework::shape_of(|| page(__framework::never())).asked(),
            )(__description);
            __framework::describe_prefixes(
                <<(String,) as __framework::Named>::Give>::PREFIXES,
                &["html"],
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
        const _: () = __framework::counts(
            <<(String,) as __framework::Named>::Give>::PREFIXES,
        );
    };
};
