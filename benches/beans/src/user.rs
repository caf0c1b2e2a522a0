//! The same struct twice: with serde's plain derives, and as a bean.

/// One of it.
pub(crate) const JSON: &str = r#"{"id":18446744073709551615,"name":"Ada Lovelace","mail":"ada@example.org","age":36,
"balance":-12.5,"active":true,"verified":false,"phone":null,"street":"Rämistrasse 101","zip":8092,"city":"Zürich",
"country":"CH","tags":["a","b","c"],"scores":[1,2,3,4,5],"latitude":47.3763,"longitude":8.5477,"note":"x \"quoted\"",
"level":-3,"parent":7,"position":{"x":1,"y":2}}"#;

macro_rules! user {
    ($($derive:tt)*) => {
        #[derive($($derive)*)]
        pub(crate) struct User {
            id: u64,
            name: String,
            mail: String,
            age: u8,
            balance: f64,
            active: bool,
            verified: bool,
            phone: Option<String>,
            street: String,
            zip: u32,
            city: String,
            country: String,
            tags: Vec<String>,
            scores: Vec<u16>,
            latitude: f64,
            longitude: f64,
            note: Option<String>,
            level: i32,
            parent: Option<u64>,
            position: Position,
        }

        #[derive($($derive)*)]
        pub(crate) struct Position {
            x: i32,
            y: i32,
        }
    };
}

pub(crate) mod plain {
    user!(serde::Serialize, serde::Deserialize);
}

pub(crate) mod bean {
    user!(framework::Bean);
}
