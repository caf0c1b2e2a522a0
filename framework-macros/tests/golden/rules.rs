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
    type __Member0<T> = T;
    impl<T> __framework::Ruled<0usize> for Name<T>
    where
        T: __framework::Json,
    {
        type Of = __framework::Same<__Member0<T>>;
        fn rules(__rules: &mut __framework::Rules<'_, __framework::Same<__Member0<T>>>) {
            __rules
                .of_json()
                .length(
                    ::core::option::Option::Some(1),
                    ::core::option::Option::Some(MOST),
                );
            __rules
                .of_json()
                .each(|__rules| {
                    __rules
                        .range(
                            ::core::ops::Bound::Unbounded,
                            ::core::ops::Bound::Excluded(9),
                        );
                });
            __rules.of_json().one_of(&["a"]);
            __rules
                .custom(|__value| {
                    use __framework::OtherwiseInner as _;
                    if let ::core::option::Option::Some(__value) = __framework::Inner(
                            __value,
                        )
                        .inner()
                    {
                        return check(__value);
                    }
                    ::core::result::Result::Ok(())
                });
        }
    }
    impl<T> __framework::Json for Name<T>
    where
        T: __framework::Json,
    {
        const OPTIONAL: bool = <__framework::Nested<
            '_,
            __framework::Same<__Member0<T>>,
        >>::OPTIONAL;
        const OPEN: bool = <__framework::Nested<
            '_,
            __framework::Same<__Member0<T>>,
        >>::OPEN;
        const PARTS: bool = <__framework::Nested<
            '_,
            __framework::Same<__Member0<T>>,
        >>::PARTS;
        const BEANS: bool = true;
        const RULES: bool = true;
        const FILES: bool = <__framework::Nested<
            '_,
            __framework::Same<__Member0<T>>,
        >>::FILES;
        fn schema(__schemas: &mut __framework::Schemas) -> __framework::Schema {
            __framework::newtype_schema::<
                Self,
            >(
                __schemas,
                "Name",
                |__schemas| {
                    let mut __schema = <__framework::Same<
                        __Member0<T>,
                    > as __framework::Json>::schema(__schemas);
                    __framework::describe_rules::<Self, 0>(&mut __schema);
                    __schema
                },
            )
        }
        fn examine(__value: &__framework::Value, __at: &mut __framework::At) {
            <__framework::Nested<
                '_,
                __framework::Same<__Member0<T>>,
            >>::examine(__value, __at, ::core::option::Option::None);
        }
        fn validate(&self, __at: &mut __framework::At) {
            __at.ruled_here::<Self, 0>(&self.0);
            __framework::Nested(&self.0).validate_here(__at);
            __at.custom(lower(self));
        }
        fn from_fields(__fields: &__framework::Fields<'_>) -> __framework::Value {
            <__framework::Nested<
                '_,
                __framework::Same<__Member0<T>>,
            >>::from_fields(__fields)
        }
    }
    #[derive(::framework::__private::serde::Serialize)]
    #[serde(crate = "::framework::__private::serde", remote = "Name")]
    struct __NameBean<T>(
        #[serde(
            bound(
                serialize = "T: __framework::serde::Serialize, for<'__b> __Member0 < T >: __framework::serde::Serialize"
            )
        )]
        __framework::Same<__Member0<T>>,
    );
    impl<T> __framework::serde::Serialize for Name<T>
    where
        T: __framework::serde::Serialize,
    {
        fn serialize<__Serializer: __framework::serde::Serializer>(
            &self,
            __serializer: __Serializer,
        ) -> ::core::result::Result<__Serializer::Ok, __Serializer::Error> {
            use __framework::OtherwiseTwin as _;
            __NameBean::<T>::serialize(self, __serializer)
        }
    }
    impl<T> __framework::JsonBody for Name<T>
    where
        T: __framework::Json,
    {}
    impl<T> __framework::IntoResponse for Name<T>
    where
        T: __framework::Json,
    {
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
