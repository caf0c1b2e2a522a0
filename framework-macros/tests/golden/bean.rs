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
    use __framework::{OtherwiseNested as _, OtherwiseRules as _, OtherwiseWrapped as _};
    type __Member0 = i32;
    type __Member1 = String;
    impl __framework::Members for User {
        const NAME: &'static str = "User";
        const DESCRIPTION: &'static str = "A user.";
        const CLOSED: bool = false;
        const MEMBERS: &'static [__framework::Member] = &[
            __framework::Member::of::<
                __framework::Same<__Member0>,
            >(
                "index",
                &["index"],
                __framework::Presence::Defaulted,
                "Counts from one.",
                ::core::option::Option::Some("100"),
            ),
            __framework::Member::of::<
                __framework::Same<__Member1>,
            >(
                "fullName",
                &["fullName"],
                __framework::Presence::Required,
                "",
                ::core::option::Option::None,
            ),
        ];
    }
    impl __framework::Json for User {
        const PARTS: bool = true;
        const BEANS: bool = true;
        const RULES: bool = __framework::have_rules(
            <Self as __framework::Members>::MEMBERS,
        );
        const FILES: bool = __framework::have_files(
            <Self as __framework::Members>::MEMBERS,
        );
        fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
            __framework::bean_schema::<Self>(__schemas)
        }
        fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
            __framework::examine_bean::<Self>(__value, __at);
        }
        fn validate(&self, __at: &mut __framework::At) {
            __framework::Nested(&self.index).read().sent().validate("index", __at);
            __framework::Nested(&self.name).read().sent().validate("fullName", __at);
        }
        fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
            __framework::bean_from_fields::<Self>(__fields)
        }
    }
    impl<'__r> __framework::FromRequest<'__r> for User {
        const KIND: __framework::Kind = __framework::Kind::Bean;
        const LIST_KIND: __framework::Kind = __framework::Kind::Document;
        const NEEDS: __framework::Needs = __framework::needs_of_bean::<Self>();
        fn when_missing(
            __missing: __framework::ParameterError,
        ) -> ::core::result::Result<Self, __framework::ParameterError> {
            __framework::bean_when_missing(__missing)
        }
        fn from_request(
            __loaded: &'__r __framework::Loaded,
            __parameter: &'static __framework::Parameter,
        ) -> ::core::result::Result<Self, __framework::ParameterError> {
            __framework::bean(__loaded, __parameter)
        }
        fn list_from_request(
            __loaded: &'__r __framework::Loaded,
            __parameter: &'static __framework::Parameter,
        ) -> ::core::result::Result<
            __framework::Vec<Self>,
            __framework::ParameterError,
        > {
            __framework::bean_list(__loaded, __parameter)
        }
        fn describe(
            __description: &mut __framework::Description<'_>,
            __parameter: &'static __framework::Parameter,
        ) {
            __framework::describe_bean::<Self>(__description, __parameter)
        }
        fn describe_list(
            __description: &mut __framework::Description<'_>,
            __parameter: &'static __framework::Parameter,
        ) {
            __framework::describe_bean_list::<Self>(__description, __parameter)
        }
    }
    #[derive(
        ::framework::__private::serde::Serialize,
        ::framework::__private::serde::Deserialize
    )]
    #[serde(crate = "::framework::__private::serde", remote = "User")]
    struct __UserBean {
        #[serde(default = "__default_0")]
        #[serde(bound(serialize = "for<'__b> __Member0: __framework::serde::Serialize"))]
        #[serde(bound(deserialize = "__Member0: __framework::serde::Deserialize<'de>"))]
        index: __framework::Same<__Member0>,
        #[serde(rename = "fullName")]
        #[serde(bound(serialize = "for<'__b> __Member1: __framework::serde::Serialize"))]
        #[serde(bound(deserialize = "__Member1: __framework::serde::Deserialize<'de>"))]
        name: __framework::Same<__Member1>,
    }
    impl __framework::serde::Serialize for User {
        fn serialize<__Serializer: __framework::serde::Serializer>(
            &self,
            __serializer: __Serializer,
        ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
            use __framework::OtherwiseTwin as _;
            __UserBean::serialize(self, __serializer)
        }
    }
    impl<'__de> __framework::serde::Deserialize<'__de> for User {
        fn deserialize<__Deserializer: __framework::serde::Deserializer<'__de>>(
            __deserializer: __Deserializer,
        ) -> ::core::result::Result<Self, __Deserializer::Error> {
            use __framework::OtherwiseTwin as _;
            __UserBean::deserialize(__framework::Objects(__deserializer))
        }
    }
    impl __framework::JsonBody for User {}
    impl __framework::IntoResponse for User {
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
    fn __default_0() -> __framework::Same<__Member0> {
        100
    }
    fn __default_1() -> __framework::Same<__Member1> {
        <__framework::Same<__Member1> as ::core::default::Default>::default()
    }
    impl ::core::default::Default for User {
        fn default() -> Self {
            Self {
                index: __default_0(),
                name: __default_1(),
            }
        }
    }
};
