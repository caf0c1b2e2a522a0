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
    use __framework::{OtherwiseShare as _, OtherwiseVisit as _};
    type __Member0 = String;
    type __Member1 = u32;
    type __Member2 = Vec<String>;
    type __Member3 = Uri;
    impl __framework::Setting for AppSettings {
        type Value = __framework::NoValue;
        fn value(_: &str) -> ::core::option::Option<__framework::NoValue> {
            ::core::option::Option::None
        }
        fn visit(
            __settings: &mut __framework::SettingVisit<'_>,
            __member: &__framework::SettingMember,
            _: __framework::Judge,
        ) -> ::core::option::Option<Self> {
            let __settings = &mut __settings.below(__member);
            let __0 = __framework::setting::<__framework::Same<__Member0>>()
                .visit(
                    __settings,
                    &__framework::SettingMember {
                        name: "title",
                        about: "What stands above every page.",
                        default: ::core::option::Option::None,
                        allowed: ::core::option::Option::None,
                        secret: false,
                    },
                );
            let __1 = __framework::setting::<__framework::Same<__Member1>>()
                .literal(10)
                .within(1..=100)
                .visit(
                    __settings,
                    &__framework::SettingMember {
                        name: "page_size",
                        about: "",
                        default: ::core::option::Option::Some(&["10"]),
                        allowed: ::core::option::Option::Some("a number, 1 to 100"),
                        secret: false,
                    },
                );
            let __2 = __framework::list_setting::<__framework::Same<__Member2>>()
                .quoted("a")
                .quoted("b")
                .visit(
                    __settings,
                    &__framework::SettingMember {
                        name: "tags",
                        about: "",
                        default: ::core::option::Option::Some(&["a", "b"]),
                        allowed: ::core::option::Option::None,
                        secret: false,
                    },
                );
            let __3 = __framework::from_str_setting::<__framework::Same<__Member3>>()
                .visit(
                    __settings,
                    &__framework::SettingMember {
                        name: "store",
                        about: "",
                        default: ::core::option::Option::None,
                        allowed: ::core::option::Option::Some(
                            "a URL as https://example.org",
                        ),
                        secret: true,
                    },
                )
                .map(|__made| __made.0);
            ::core::option::Option::Some(Self {
                title: __0?,
                page_size: __1?,
                tags: __2?,
                store: __3?,
            })
        }
    }
    const __TABLE: __framework::SettingsTable = __framework::SettingsTable {
        name: "app",
        claim: __framework::SettingsClaim {
            name: "AppSettings",
            file: ::core::file!(),
            line: ::core::line!(),
        },
        ids: __framework::shared_ids::<AppSettings>,
        visit: |__settings, __components| {
            let __made = __framework::setting::<AppSettings>()
                .visit(
                    __settings,
                    &__framework::SettingMember {
                        name: "app",
                        about: "",
                        default: ::core::option::Option::None,
                        allowed: ::core::option::Option::None,
                        secret: false,
                    },
                )?;
            __framework::Share(__made).share(__components);
            ::core::option::Option::Some(())
        },
        module: ::core::module_path!(),
        package: ::core::env!("CARGO_PKG_NAME"),
    };
    ::framework::__private::inventory::submit! {
        __TABLE
    }
};
