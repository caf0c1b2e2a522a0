//! Macros by example of another crate.

/// Types whose names stand nowhere in the file that calls it.
#[macro_export]
macro_rules! types {
    () => {
        #[derive(framework::Bean)]
        pub struct Host {
            pub name: String,
        }

        #[derive(framework::Bean)]
        pub struct Page {
            pub number: u8,
        }
    };
}

/// A handler of types that this file does not have.
#[macro_export]
macro_rules! handler {
    ($name:ident) => {
        #[framework::get_mapping]
        fn $name(host: Host) -> Json {
            Json { name: host.name }
        }
    };
}

/// serde's traits by hand.
#[macro_export]
macro_rules! number_in_serde {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
                into.serialize_u8(self.number)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                <u8 as serde::Deserialize>::deserialize(from).map(|number| $name { number })
            }
        }
    };
}
