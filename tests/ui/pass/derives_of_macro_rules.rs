//! Types and handlers that get their derives and attributes through macros.
#![deny(warnings)]
#![allow(dead_code)]

use framework::prelude::*;

macro_rules! item {
    ($($derive:path),*; $(#[$attribute:meta])* $name:ident $body:tt) => {
        #[derive($($derive),*)]
        $(#[$attribute])*
        struct $name $body
    };
}

macro_rules! item_of_tokens {
    ([$($attributes:tt)*] $($rest:tt)*) => {
        $($attributes)*
        $($rest)*
    };
}

macro_rules! nested {
    ($($name:ident: $derives:tt),* $(,)?) => {$(
        derives!(struct $name $derives);
    )*};
}

macro_rules! derives {
    (struct $name:ident ($($derive:path),*)) => {
        #[derive($($derive),*)]
        struct $name {
            number: u8,
        }
    };
}

// Beans.
item!(serde::Serialize, Clone; Sent { number: u8 });
item!(Bean, Clone; Both { number: u8 });
item!(serde::Serialize, serde::Deserialize, framework::Bean; #[bean(serde)] Own { #[serde(default)] number: u8 });
item!(Clone; #[derive(Bean)] #[bean(deny_unknown)] Closed { #[bean(range(0..=9))] number: u8 });
item_of_tokens!([#[derive(Clone)] #[derive(serde::Serialize)]] struct Plain { number: u8 });
item_of_tokens!([#[derive(Clone)] #[derive(Bean)] #[bean(output)]] struct Output { number: u8 });

nested!(Inner: (serde::Serialize, Clone), Outer: (Bean, Clone));

// An error with statuses.
item_of_tokens!([#[derive(Debug, thiserror::Error, HttpError)]] enum Failed {
    #[invalid(404, "nothing is there")]
    #[error("missing")]
    Missing,
    #[error("broken")]
    Broken,
});

// Settings, and a value of one.
item!(Clone, Settings; #[settings("app")] AppSettings {
    #[settings(default = 10, range(1..=100))]
    size: u8,
    mode: Mode,
});
item_of_tokens!([#[derive(Clone, Copy, SettingValue)]] enum Mode { One, Two });

// A parameter.
item_of_tokens!([#[derive(Parameter, Debug)]] struct Id(u8););

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Id)
    }
}

// Handlers: attribute by attribute, as an item, and within a controller that is written as a whole.
macro_rules! handler {
    ($(#[$attribute:meta])* fn $name:ident($($argument:ident: $type:ty),*) -> $returned:ty $body:block) => {
        $(#[$attribute])*
        fn $name($($argument: $type),*) -> $returned $body
    };
}

handler! {
    #[get_mapping("/both/<id>")]
    #[api(hidden)]
    fn both(id: Id, both: Both) -> Result<Output, Failed> {
        if id.0 == 1 { Err(Failed::Missing) } else { Ok(Output { number: both.number }) }
    }
}

item_of_tokens!([#[post_mapping("/own")] #[blocking]] fn own(own: Own) -> Own {
    own
});

item_of_tokens!([#[post_mapping("/closed")]] async fn closed(closed: Closed, mode: State<AppSettings>) -> Closed {
    let _mode = mode.0.mode;
    closed
});

macro_rules! controller {
    ([$($attribute:meta),*] $name:ident { $($functions:tt)* }) => {
        #[derive(Default)]
        struct $name;

        $(#[$attribute])*
        impl $name {
            $($functions)*
        }
    };
}

controller!([controller("/nested")] Nested {
    #[get_mapping]
    fn find(&self, outer: Outer) -> Outer {
        outer
    }
});

item_of_tokens!([#[derive(Default)]] struct Users;);

item_of_tokens!([#[controller("/users", client)]] impl Users {
    #[get_mapping("/<id>")]
    fn find(&self, id: Id) -> u8 {
        id.0
    }
});

macro_rules! whole {
    ($($tokens:tt)*) => { $($tokens)* };
}

whole! {
    #[derive(Default)]
    struct Pages;

    #[controller]
    impl Pages {
        #[get_mapping("/pages")]
        fn list(&self, #[query(default = 1)] page: u8) -> Result<Vec<u8>, Failed> {
            if page == 0 { Err(Failed::Broken) } else { Ok(vec![page]) }
        }
    }

    #[derive(serde::Serialize, Clone)] struct One { a: u8 } #[derive(Bean, Clone)] struct Other { a: u8 }
}

fn main() {}
