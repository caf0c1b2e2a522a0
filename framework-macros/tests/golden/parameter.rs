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
    impl __framework::serde::Serialize for Colour {
        fn serialize<__S: __framework::serde::Serializer>(
            &self,
            __serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            __framework::text_to_json(self, __serializer)
        }
    }
    impl<'__de> __framework::serde::Deserialize<'__de> for Colour {
        fn deserialize<__D: __framework::serde::Deserializer<'__de>>(
            __deserializer: __D,
        ) -> ::core::result::Result<Self, __D::Error> {
            __framework::text_from_json(__deserializer)
        }
    }
    impl __framework::Json for Colour {
        fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
            <Self as __framework::FromParameter>::schema(__schemas)
        }
        fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
            __framework::examine_text::<Self>(__value, __at);
        }
    }
    impl __framework::JsonKey for Colour {
        fn is_key(__text: &str) -> bool {
            <Self as __framework::FromParameter>::from_parameter(__text).is_some()
        }
    }
    impl __framework::JsonBody for Colour {}
    impl __framework::IntoResponse for Colour {
        fn into_response(
            self,
            __context: &__framework::Context,
        ) -> ::core::result::Result<__framework::Response, __framework::Invalid> {
            __framework::json(&self, __context)
        }
        fn describe(__description: &mut __framework::Description<'_>) {
            __framework::describe_json::<Self>(__description);
        }
    }
};
