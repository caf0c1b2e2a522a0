//! Content that stands in the place of another one, and what it is called.

use framework::{bytes::Bytes, prelude::*};

use super::{MADE, app, file, html, json, octets, plain, redirect, status, unstarted};
use crate::{
    answers::{OCTETS, TEXT, assert_answer},
    exchange,
};

/// What it is filled with: a name, what it is called by itself, and how it is read.
const CONTENTS: [(&str, Option<&str>, &str); 6] = [
    ("text", Some(TEXT), "x"),
    ("string", Some(TEXT), "x"),
    ("bytes", Some(OCTETS), "x"),
    ("buffer", Some(OCTETS), "x"),
    ("nothing", None, ""),
    ("no-bytes", None, ""),
];

/// The orders in which builders are called, and whether one of them names a type.
const ORDERS: [(&str, bool); 9] = [
    ("alone", false),
    ("after-others", false),
    ("before-others", false),
    ("twice", false),
    ("converted", false),
    ("type-before", true),
    ("type-after", true),
    ("field-before", true),
    ("type-between", true),
];

macro_rules! replaced {
    ($($name:literal $make:ident;)*) => {
        #[get_mapping("/replaced/<kind>/<content>/<order>")]
        fn replaced(kind: &str, content: &str, order: &str) -> StatusResponse {
            macro_rules! filled {
                ($response:expr) => {
                    match content {
                        "text" => $response.content("x"),
                        "string" => $response.content("x".to_owned()),
                        "bytes" => $response.content(b"x".to_vec()),
                        "buffer" => $response.content(Bytes::from_static(b"x")),
                        "nothing" => $response.content(""),
                        _ => $response.content(Vec::new()),
                    }
                };
            }
            match kind {
                $($name => match order {
                    "alone" => filled!($make()).into(),
                    "after-others" => filled!($make().status(201).header("x-a", "1").cookie(("a", "1"))).status(200).into(),
                    "before-others" => filled!($make()).header("x-a", "1").cookie(("a", "1")).status(200).into(),
                    "twice" => filled!($make().content(b"first").content("second")).into(),
                    "converted" => filled!(JsonResponse::from($make())).into(),
                    "type-before" => filled!($make().content_type("text/x")).into(),
                    "type-after" => filled!($make()).content_type("text/x").into(),
                    "field-before" => filled!($make().header("Content-Type", "text/x").status(200)).into(),
                    _ => filled!($make().content("first").content_type("text/x")).into(),
                },)*
                _ => StatusResponse::from(501),
            }
        }
    };
}

replaced! {
    "plain" plain;
    "html" html;
    "json" json;
    "octets" octets;
    "file" file;
    "redirect" redirect;
    "status" status;
}

#[tokio::test]
async fn content_is_called_what_its_response_or_a_builder_or_it_says() {
    let app = app();
    for (kind, status, its_own, _) in MADE {
        // What these two are is what they are made of.
        let its_own = its_own.filter(|_| kind != "status");
        for (content, by_itself, read) in CONTENTS {
            for (order, is_typed) in ORDERS {
                let path = format!("/replaced/{kind}/{content}/{order}");
                let answer = app.get(&path).await;
                let expected = if is_typed { Some("text/x") } else { its_own.or(by_itself) };
                let said = ["after-others", "before-others", "field-before"].contains(&order);
                answer.assert_status(if said { 200 } else { status }).assert_text(read);
                assert_eq!(answer.header("content-type"), expected, "{path}");
                assert_eq!(answer.header("location"), (kind == "redirect").then_some("/elsewhere"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn content_is_called_the_same_on_the_wire() {
    for (kind, content, expected) in [
        ("redirect", "text", Some(TEXT)),
        ("redirect", "bytes", Some(OCTETS)),
        ("redirect", "nothing", None),
        ("status", "bytes", Some(OCTETS)),
    ] {
        let request = format!("GET /replaced/{kind}/{content}/alone HTTP/1.1\r\nhost: x\r\n\r\n");
        let answer = exchange(unstarted(), &request).await;
        let found = answer.lines().find_map(|line| line.strip_prefix("content-type: "));
        assert_eq!(found, expected, "{answer}");
    }
}

#[get_mapping("/replaced/no-content")]
fn no_content() -> StatusResponse {
    StatusResponse::from(204).content("nobody reads it")
}

#[tokio::test]
async fn what_has_no_body_is_called_nothing() {
    assert_answer(&app().get("/replaced/no-content").await, 204, None, "");
}
