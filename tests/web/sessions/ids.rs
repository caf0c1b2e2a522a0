//! Ids are the program's own, and what a visitor invents is none.

use std::collections::BTreeSet;

use framework::{TestApp, prelude::*};

use super::{Recording, Visitor, visitor::set_cookie};

fn app() -> (TestApp, Recording) {
    let store = Recording::default();
    (App::new().module(module_path!()).session_store(store.clone()).test(), store)
}

#[post_mapping("/ids/count")]
fn count(session: Session) -> u32 {
    let count = session.get("count").unwrap_or(0) + 1;
    session.set("count", count);
    count
}

#[get_mapping("/ids/id")]
fn id(session: Session) -> Option<String> {
    session.id().map(|id| id.as_str().to_owned())
}

/// The id in `session=…`.
fn id_of(visitor: &Visitor) -> &str {
    visitor.cookie().and_then(|cookie| cookie.strip_prefix("session=")).expect("a session")
}

#[tokio::test]
async fn an_id_is_of_128_bits_and_no_two_are_the_same() {
    let (app, _) = app();
    let mut ids = BTreeSet::new();
    let mut bits = [0_u128; 2];
    for _ in 0..200 {
        let mut visitor = Visitor::new(&app);
        visitor.post("/ids/count").await.assert_text("1");
        let id = id_of(&visitor).to_owned();
        assert!(id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{id}");
        let number = u128::from_str_radix(&id, 16).expect("hexadecimal");
        bits = [bits[0] | number, bits[1] | !number];
        ids.insert(id);
    }
    assert_eq!(ids.len(), 200);
    assert_eq!(bits, [u128::MAX; 2], "each bit is 0 in some and 1 in others");
}

#[tokio::test]
async fn an_id_that_a_visitor_invents_is_never_adopted() {
    let (app, store) = app();
    let mut known = Visitor::new(&app);
    known.post("/ids/count").await;
    let id = id_of(&known).to_owned();
    store.take();
    let long = "a".repeat(6000);
    let cases = [
        ("0123456789abcdef0123456789abcdef", 1), // as an id looks
        ("", 0),
        ("x", 0),
        (&id[1..], 0),
        (&format!("{id}0"), 0),
        (&format!("0{id}"), 0),
        (&id.to_ascii_uppercase(), 0),
        (&format!("{}ß", &id[..30]), 0),
        (&format!("{}%00", &id[..31]), 0),
        (&format!("{}g", &id[..31]), 0),
        (&format!("{}+", &id[..31]), 0),
        (&long, 0),
    ];
    for (invented, loads) in cases {
        let mut visitor = Visitor::with(&app, format!("session={invented}"));
        let answer = visitor.get("/ids/id").await;
        assert_eq!(set_cookie(answer.assert_status(404)), None, "{invented}");
        assert_eq!(store.take().len(), loads, "{invented}");
        visitor.post("/ids/count").await.assert_status(200).assert_text("1");
        assert!(![invented, id.as_str()].contains(&id_of(&visitor)), "{invented}");
        store.take();
    }
    known.post("/ids/count").await.assert_text("2");
}

#[tokio::test]
async fn the_first_cookie_that_is_an_id_counts() {
    let (app, store) = app();
    let (mut one, mut two) = (Visitor::new(&app), Visitor::new(&app));
    one.post("/ids/count").await;
    two.post("/ids/count").await;
    let (one, two) = (id_of(&one), id_of(&two));
    store.take();
    for (cookies, id) in [
        (format!("session={one}; session={two}"), Some(one)),
        (format!("session={two}; session={one}"), Some(two)),
        (format!("session=left-by-another-program; session=; session={one}"), Some(one)),
        (format!("a=1; session=\"{one}\"; b=2"), Some(one)),
        (format!("Session={one}; session2={one}; xsession={one}"), None),
        (format!("session=0123456789abcdef0123456789abcdef; session={one}"), None),
    ] {
        let answer = Visitor::with(&app, cookies.as_str()).get("/ids/id").await;
        assert_eq!((answer.status() == 200).then(|| answer.text()), id, "{cookies}");
        assert!(store.take().iter().filter(|event| *event == "load").count() <= 1, "{cookies}");
    }
}

#[tokio::test]
async fn a_known_id_is_not_sent_again() {
    let (app, _) = app();
    let mut visitor = Visitor::new(&app);
    assert!(set_cookie(&visitor.post("/ids/count").await).is_some());
    let answer = visitor.post("/ids/count").await;
    assert_eq!(set_cookie(answer.assert_text("2")), None);
    visitor.get("/ids/id").await.assert_text(id_of(&visitor.clone()));
}

#[tokio::test]
async fn two_applications_in_one_program_know_nothing_of_each_other() {
    let (first, second) = (App::new().module(module_path!()).test(), App::new().module(module_path!()).test());
    let mut visitor = Visitor::new(&first);
    visitor.post("/ids/count").await.assert_text("1");
    let mut stranger = Visitor::with(&second, visitor.cookie().expect("a session"));
    stranger.post("/ids/count").await.assert_text("1");
    assert_ne!(stranger.cookie(), visitor.cookie());
    visitor.post("/ids/count").await.assert_text("2");
}
