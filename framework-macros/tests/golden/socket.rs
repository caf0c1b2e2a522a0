async fn lines(user: User, room: &str, socket: Socket) -> io::Result<()> {
    Ok(())
}
#[doc(hidden)]
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_variables,
    clippy::all,
    clippy::pedantic
)]
const _: () = {
    use ::framework::__private as __framework;
    use __framework::{
        OtherwiseCrossing as _, OtherwiseFetch as _, OtherwiseGive as _,
        OtherwiseShape as _, OtherwiseTake as _, OtherwiseWard as _,
    };
    const _: () = {
        static __P1: __framework::Parameter = __framework::Parameter {
            name: "room",
            place: __framework::Place::Path,
            default: ::core::option::Option::None,
            documentation: "",
        };
        static __P2: __framework::Parameter = __framework::Parameter {
            name: "socket",
            place: __framework::Place::Inferred,
            default: ::core::option::Option::None,
            documentation: "",
        };
        const __NEEDS: __framework::Needs = __framework::one_body(
            __framework::one_body(
                __framework::Needs::TAKES_OVER.and(__framework::Needs::CONTEXT),
                __framework::needs_of::<&str>(__framework::Place::Path, false),
            ),
            __framework::needs_of::<Socket>(__framework::Place::Inferred, false),
        );
        const _: () = __framework::takes_socket(__NEEDS);
        fn __call<'__a>(
            __context: &'__a __framework::Context,
            __instance: &'__a __framework::Instance,
            __loaded: &'__a mut __framework::Loaded,
            __body: &'__a mut __framework::Body,
            __door: &'__a __framework::Door,
        ) -> __framework::BoxFuture<
            '__a,
            ::core::result::Result<(), __framework::Invalid>,
        > {
            __framework::Crossing::<
                (
                    __framework::Ward<User>,
                    (__framework::Take<&str>, (__framework::Take<Socket>, ())),
                ),
            >::new()
                .boxed(
                    __framework::Box::pin(async move {
                        let __a0 = __framework::Ward::<User>::new()
                            .guard(__loaded.head())
                            .await?;
                        __framework::load(__loaded, __body, __NEEDS, __context).await?;
                        let __loaded = &*__loaded;
                        let mut __errors = __framework::Errors::new();
                        let __a1 = __framework::Take::<&str>::new()
                            .take(&mut __errors, __loaded, &__P1);
                        let __a2 = __framework::Take::<Socket>::new()
                            .take(&mut __errors, __loaded, &__P2);
                        __errors.check()?;
                        let __handler = lines(__a0, __a1?, __a2?);
                        __door
                            .open_with(
                                __framework::negotiate(decide, __loaded.head(), __context)?,
                            )
                            .await?;
                        let __ended = __handler.await;
                        __framework::socket_end::<io::Result<()>>(__ended)
                    }),
                )
        }
        fn __describe(__description: &mut __framework::Description<'_>) {
            __framework::guarded::<User>(__description);
            __framework::Take::<&str>::new().describe(__description, &__P1);
            __framework::Take::<Socket>::new().describe(__description, &__P2);
            __framework::describe_switch(__description);
        }
        const _: () = {
            static __ROUTE: __framework::Route = __framework::Route {
                info: __framework::RouteInfo {
                    methods: &["GET"],
                    pattern: "/lines/<room>",
                    captures: &["room"],
                    rank: 0i32,
                    function: "lines",
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
                call: __framework::Call::Socket(
                    __framework::Handshake::Raw("line-echo/1"),
                    __call,
                ),
                api: __framework::Api {
                    version: ::core::env!("CARGO_PKG_VERSION"),
                    hidden: false,
                    deprecated: ::core::option::Option::None,
                },
                describe: __describe,
            };
            __framework::inventory::submit! {
                & __ROUTE
            }
        };
    };
};
