async fn lines(user: User, room: &str, socket: Socket) -> io::Result<()> {
    Ok(())
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
                __framework::needs_of::<
                    __framework::Same<_>,
                >(<(&str,) as __framework::Named>::TAKE, __framework::Place::Path, false),
            ),
            __framework::needs_of::<
                __framework::Same<_>,
            >(
                <(Socket,) as __framework::Named>::TAKE,
                __framework::Place::Inferred,
                false,
            ),
        );
        const _: () = __framework::takes_socket(__NEEDS);
        const __call: __framework::SocketCall = |
            __context,
            __instance,
            __loaded,
            __body,
            __door|
        {
            __framework::Crossing::of((
                    <(User,) as __framework::Named>::WARD,
                    (
                        <(&str,) as __framework::Named>::TAKE,
                        (<(Socket,) as __framework::Named>::TAKE, ()),
                    ),
                ))
                .boxed(
                    __framework::Box::pin(async move {
                        let __a0 = <(User,) as __framework::Named>::WARD
                            .guard(__loaded.head())
                            .await?;
                        __framework::load(__loaded, __body, __NEEDS, __context).await?;
                        let __loaded = &*__loaded;
                        let mut __errors = __framework::Errors::new();
                        let __a1 = <(&str,) as __framework::Named>::TAKE
                            .take(&mut __errors, __loaded, &__P1);
                        let __a2 = <(Socket,) as __framework::Named>::TAKE
                            .take(&mut __errors, __loaded, &__P2);
                        __errors.check()?;
                        let __handler = lines(__a0, __a1?, __a2?);
                        __door
                            .open_with(
                                __framework::negotiate(decide, __loaded.head(), __context)?,
                            )
                            .await?;
                        let __ended = __handler.await;
                        __framework::socket_end::<__framework::Same<_>>(__ended)
                    }),
                )
        };
        fn __describe(__description: &mut __framework::Description<'_>) {
            __framework::guarded::<
                __framework::Same<_>,
            >(<(User,) as __framework::Named>::WARD, __description);
            <(&str,) as __framework::Named>::TAKE.describe(__description, &__P1);
            <(Socket,) as __framework::Named>::TAKE.describe(__description, &__P2);
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
            ::framework::__private::inventory::submit! {
                & __ROUTE
            }
        };
    };
};
