impl Users {
    /// Finds one user.
    fn find(&self, id: i32, page: u32) -> Option<User> {
        self.users.get(id)
    }
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
    use get_mapping as _;
    static __CONTROLLER: __framework::Controller = __framework::Controller {
        id: __framework::id::<Users>,
        name: "Users",
        documentation: "",
        file: ::core::file!(),
        line: ::core::line!(),
        components: __COMPONENTS,
        construct: __construct,
        on_stop: ::core::option::Option::None,
        destruct: ::core::option::Option::None,
    };
    const __COMPONENTS: &[__framework::Component] = &[];
    fn __construct(
        __context: &__framework::Context,
    ) -> __framework::BoxFuture<
        '_,
        ::core::result::Result<
            __framework::Box<__framework::Instance>,
            __framework::BoxError,
        >,
    > {
        __framework::Crossing::of(()).controller(<(Users,) as __framework::Named>::OWN);
        __framework::Box::pin(async move {
            let __made = <Users as __framework::Constructible>::construct();
            <(Users,) as __framework::Named>::OWN
                .shared(
                    __framework::constructed::<
                        _,
                        __framework::Same<_>,
                    >(<(Users,) as __framework::Named>::OWN, __made)?,
                )
        })
    }
    const _: () = {
        static __P0: __framework::Parameter = __framework::Parameter {
            name: "id",
            place: __framework::Place::Path,
            default: ::core::option::Option::None,
            documentation: "",
        };
        static __P1: __framework::Parameter = __framework::Parameter {
            name: "page",
            place: __framework::Place::Query,
            default: ::core::option::Option::Some("1"),
            documentation: "",
        };
        const __NEEDS: __framework::Needs = __framework::one_body(
            __framework::one_body(
                __framework::Needs::NONE,
                __framework::needs_of::<
                    __framework::Same<_>,
                >(<(i32,) as __framework::Named>::TAKE, __framework::Place::Path, false),
            ),
            __framework::needs_of::<
                __framework::Same<_>,
            >(<(u32,) as __framework::Named>::TAKE, __framework::Place::Query, false),
        );
        fn __call(
            __context: &__framework::Context,
            __instance: &__framework::Instance,
            __loaded: &__framework::Loaded,
        ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
            let mut __errors = __framework::Errors::new();
            let __a0 = <(i32,) as __framework::Named>::TAKE
                .take(&mut __errors, __loaded, &__P0);
            let __a1 = <(u32,) as __framework::Named>::TAKE
                .take_or(&mut __errors, __loaded, &__P1, || 1);
            __errors.check()?;
            __framework::Give(
                    <Users>::find(__framework::this(__instance)?, __a0?, __a1?),
                )
                .into_response(__context)
        }
        fn __describe(__description: &mut __framework::Description<'_>) {
            <(i32,) as __framework::Named>::TAKE.describe(__description, &__P0);
            __description
                .optional(|__description| {
                    <(u32,) as __framework::Named>::TAKE.describe(__description, &__P1)
                });
            __framework::returned::<
                __framework::Same<_>,
            >(
                __framework::shape_of(|| <Users>::find(
                        __framework::never(),
                        __framework::never(),
                        __framework::never(),
                    ))
                    .asked(),
            )(__description);
        }
        const _: () = {
            static __ROUTE: __framework::Route = __framework::Route {
                info: __framework::RouteInfo {
                    methods: &["GET"],
                    pattern: "/users/<id|int>",
                    captures: &["id"],
                    rank: 0i32,
                    function: "Users::find",
                    module: ::core::module_path!(),
                    package: ::core::env!("CARGO_PKG_NAME"),
                    file: ::core::file!(),
                    line: ::core::line!(),
                    documentation: "Finds one user.",
                    terms: __framework::Terms {
                        ..__framework::Terms::OPEN
                    },
                },
                controller: ::core::option::Option::Some(&__CONTROLLER),
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
};
