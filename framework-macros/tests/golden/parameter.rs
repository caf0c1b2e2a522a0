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
    impl __framework::FromParameter for Colour {
        const EXPECTED: &'static str = "a colour as #ff0000";
        fn from_parameter(__text: &str) -> ::core::option::Option<Self> {
            __framework::parsed::<Colour>(__text)
        }
    }
    const __TEXT: __framework::OneText<Colour> = __framework::one_text::<Colour>();
    impl<'__r> __framework::FromRequest<'__r> for Colour {
        const KIND: __framework::Kind = __framework::Kind::Scalar;
        const LIST_KIND: __framework::Kind = __framework::Kind::Scalar;
        fn from_request(
            __loaded: &'__r __framework::Loaded,
            __parameter: &'static __framework::Parameter,
        ) -> ::core::result::Result<Self, __framework::ParameterError> {
            (__TEXT.one)(__loaded, __parameter)
        }
        fn list_from_request(
            __loaded: &'__r __framework::Loaded,
            __parameter: &'static __framework::Parameter,
        ) -> ::core::result::Result<
            __framework::Vec<Self>,
            __framework::ParameterError,
        > {
            (__TEXT.all)(__loaded, __parameter)
        }
        fn describe(
            __description: &mut __framework::Description<'_>,
            __parameter: &'static __framework::Parameter,
        ) {
            (__TEXT.describe)(__description, __parameter)
        }
        fn describe_list(
            __description: &mut __framework::Description<'_>,
            __parameter: &'static __framework::Parameter,
        ) {
            (__TEXT.describe_all)(__description, __parameter)
        }
    }
};
