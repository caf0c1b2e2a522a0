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
    type __Member0 = f64;
    type __Member1 = Option<bool>;
    type __Member2 = Square;
    impl __framework::Variants for Shape {
        const NAME: &'static str = "Shape";
        const DESCRIPTION: &'static str = "What can be drawn.";
        const TAGGING: __framework::Tagging = __framework::Tagging::Internal("type");
        const CLOSED: bool = false;
        const VARIANTS: &'static [__framework::Variant] = &[
            __framework::Variant {
                name: "empty",
                reads: &["empty"],
                description: "",
                content: __framework::Content::Unit,
            },
            __framework::Variant {
                name: "big-circle",
                reads: &["big-circle"],
                description: "",
                content: __framework::Content::One(
                    __framework::Part::members::<__ShapeBigCircleMembers>(),
                ),
            },
            __framework::Variant {
                name: "square",
                reads: &["square"],
                description: "",
                content: __framework::Content::One(
                    __framework::Part::of::<__framework::Same<__Member2>>(),
                ),
            },
        ];
    }
    impl __framework::Json for Shape {
        const PARTS: bool = true;
        const BEANS: bool = true;
        const RULES: bool = false
            || <__framework::Nested<'_, __framework::Same<__Member0>>>::RULES
            || <__framework::Nested<'_, __framework::Same<__Member1>>>::RULES
            || <__framework::Nested<'_, __framework::Same<__Member2>>>::RULES;
        fn validate(&self, __at: &mut __framework::At) {
            match self {
                Self::Empty => {}
                Self::BigCircle { radius: __m0, filled: __m1 } => {
                    __framework::Nested(__m0).read().sent().validate("radius", __at);
                    __framework::Nested(__m1).sent().validate("filled", __at);
                }
                Self::Square(__m0) => {
                    __framework::Nested(__m0).read().sent().named().validate_here(__at);
                }
                _ => {}
            }
        }
        fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
            __framework::variants_schema::<Self>(__schemas)
        }
        fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
            __framework::examine_variants::<Self>(__value, __at);
        }
        fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
            __framework::variants_from_fields::<Self>(__fields)
        }
    }
    struct __ShapeBigCircleMembers(::core::marker::PhantomData<fn() -> Shape>);
    impl __framework::Members for __ShapeBigCircleMembers {
        const NAME: &'static str = "ShapeBigCircle";
        const DESCRIPTION: &'static str = "";
        const CLOSED: bool = false;
        const MEMBERS: &'static [__framework::Member] = &[
            __framework::Member::of::<
                __framework::Same<__Member0>,
            >(
                "radius",
                &["radius"],
                __framework::Presence::Defaulted,
                "",
                ::core::option::Option::Some("1"),
            ),
            __framework::Member::of::<
                ::core::option::Option<__framework::Truth>,
            >(
                "filled",
                &["filled"],
                __framework::Presence::Required,
                "",
                ::core::option::Option::None,
            ),
        ];
    }
    impl<'__r> __framework::FromRequest<'__r> for Shape {
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
    #[serde(
        crate = "::framework::__private::serde",
        remote = "Shape",
        tag = "type",
        rename_all = "kebab-case"
    )]
    enum __ShapeBean {
        Empty,
        BigCircle {
            #[serde(default = "__default_0")]
            #[serde(
                bound(serialize = "for<'__b> __Member0: __framework::serde::Serialize")
            )]
            #[serde(
                bound(deserialize = "__Member0: __framework::serde::Deserialize<'de>")
            )]
            radius: __framework::Same<__Member0>,
            #[serde(deserialize_with = "__framework::switch")]
            #[serde(default = "__framework::missing")]
            #[serde(
                bound(serialize = "for<'__b> __Member1: __framework::serde::Serialize")
            )]
            filled: __framework::Same<__Member1>,
        },
        Square(
            #[serde(
                bound(serialize = "for<'__b> __Member2: __framework::serde::Serialize")
            )]
            #[serde(
                bound(deserialize = "__Member2: __framework::serde::Deserialize<'de>")
            )]
            __framework::Same<__Member2>,
        ),
    }
    impl __framework::serde::Serialize for Shape {
        fn serialize<__Serializer: __framework::serde::Serializer>(
            &self,
            __serializer: __Serializer,
        ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
            use __framework::OtherwiseTwin as _;
            __ShapeBean::serialize(self, __serializer)
        }
    }
    impl<'__de> __framework::serde::Deserialize<'__de> for Shape {
        fn deserialize<__Deserializer: __framework::serde::Deserializer<'__de>>(
            __deserializer: __Deserializer,
        ) -> ::core::result::Result<Self, __Deserializer::Error> {
            use __framework::OtherwiseTwin as _;
            __ShapeBean::deserialize(__framework::Objects(__deserializer))
        }
    }
    impl __framework::JsonBody for Shape {}
    impl __framework::IntoResponse for Shape {
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
        1
    }
};
