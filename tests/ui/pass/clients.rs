#![deny(warnings, missing_docs, missing_debug_implementations, private_bounds, private_interfaces, unreachable_pub)]
//! Calls by name, for controllers of all kinds.

use framework::prelude::*;

#[derive(Bean)]
struct Secret {
    text: String,
}

/// Only read, and nothing that a test can send.
#[derive(Bean)]
#[bean(input)]
struct Read {
    _text: String,
}

struct Csv;

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::default())
    }

    fn describe(_: &mut Description<'_>) {}
}

#[derive(Debug)]
struct Slug;

impl std::str::FromStr for Slug {
    type Err = ();

    fn from_str(_: &str) -> Result<Self, ()> {
        Ok(Slug)
    }
}

#[derive(Parameter)]
struct Word(Slug);

impl std::str::FromStr for Word {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Slug::from_str(text).map(Word)
    }
}

mod inner {
    #[derive(Default)]
    pub(crate) struct Users<T>(T);
}

#[controller("/<_tenant>/users", client)]
impl inner::Users<u8> {
    #[get_mapping("/<>/<word>/<*rest>")]
    fn word(&self, word: Word, rest: &str, secret: Option<String>) -> String {
        format!("{:?} {rest} {secret:?}", word.0)
    }

    #[get_mapping("/<type>")]
    #[post_mapping("/<type>/other")]
    async fn several(&self, r#type: u8, secret: Option<u8>) -> Csv {
        let _ = (r#type, secret);
        Csv
    }

    #[post_mapping]
    fn read(&self, read: Read, request: &RequestHead, state: State<u8>) -> Secret {
        let _ = (read, request, state);
        Secret { text: String::new() }
    }

    #[get_mapping]
    fn self_typed(&self, r#type: u8) -> Result<impl IntoResponse + use<>, Invalid> {
        Ok(r#type)
    }

    #[cfg(any())]
    #[get_mapping]
    fn left_out(&self, missing: Missing) {}
}

#[derive(Default)]
struct Nothing;

#[controller(client)]
impl Nothing {}

fn main() {
    let app = App::new().test();
    let _ = app.client::<inner::Users<u8>>().self_typed("t", 1);
    let _ = urls::<inner::Users<u8>>().several("t", 7);
    let _ = app.client::<Nothing>();
}
