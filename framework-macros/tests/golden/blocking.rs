fn order(user: User, text: &str) -> usize {
    text.len()
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
    use blocking as _;
    const _: () = {
        static __P1: __framework::Parameter = __framework::Parameter {
            name: "text",
            place: __framework::Place::Body,
            default: ::core::option::Option::None,
            documentation: "",
        };
        const __NEEDS: __framework::Needs = __framework::one_body(
            __framework::Needs::CONTEXT,
            __framework::needs_of::<
                __framework::Same<_>,
            >(<(&str,) as __framework::Named>::TAKE, __framework::Place::Body, true),
        );
        fn __call(
            __head: &__framework::RequestHead,
        ) -> __framework::BoxFuture<
            '_,
            ::core::result::Result<__framework::Work, __framework::Invalid>,
        > {
            __framework::Crossing::of((<(User,) as __framework::Named>::WARD, ()))
                .boxed(
                    __framework::Box::pin(async move {
                        let __a0 = <(User,) as __framework::Named>::WARD
                            .guard(__head)
                            .await?;
                        __framework::work(move |
                            __context: &__framework::Context,
                            __instance: &__framework::Instance,
                            __loaded: &__framework::Loaded|
                        {
                            let mut __errors = __framework::Errors::new();
                            let __a1 = <(&str,) as __framework::Named>::TAKE
                                .take(&mut __errors, __loaded, &__P1);
                            __errors.check()?;
                            __framework::Give(order(__a0, __a1?))
                                .into_response(__context)
                        })
                    }),
                )
        }
        fn __describe(__description: &mut __framework::Description<'_>) {
            __framework::guarded::<
                __framework::Same<_>,
            >(<(User,) as __framework::Named>::WARD, __description);
            <(&str,) as __framework::Named>::TAKE.describe(__description, &__P1);
            __framework::returned::<
                __framework::Same<_>,
            >(
                __framework::shape_of(|| order(
                        __framework::never(),
                        __framework::never(),
                    ))
                    .asked(),
            )(__description);
        }
        const _: () = {
            static __ROUTE: __framework::Route = __framework::Route {
                info: __framework::RouteInfo {
                    methods: &["POST"],
                    pattern: "/orders",
                    captures: &[],
                    rank: 0i32,
                    function: "order",
                    module: ::core::module_path!(),
                    package: ::core::env!("CARGO_PKG_NAME"),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    documentation: "",
                    terms: __framework::Terms {
                        body_limit: ::core::option::Option::Some(1024u64),
                        request_timeout: ::core::option::Option::Some(
                            __framework::Duration::new(1u64, 500000000u32),
                        ),
                        on_disconnect: ::core::option::Option::Some(
                            __framework::OnDisconnect::Cancel,
                        ),
                        ..__framework::Terms::OPEN
                    },
                },
                controller: ::core::option::Option::None,
                in_program: ::core::option_env!("CARGO_BIN_NAME").is_some()
                    || ::core::option_env!("CARGO_TARGET_TMPDIR").is_some()
                    || ::core::cfg!(test),
                needs: __NEEDS,
                call: __framework::Call::Blocking(__call),
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
};
