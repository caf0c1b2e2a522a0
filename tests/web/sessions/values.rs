//! Values of a session, as arguments and asked for one by one.

use std::collections::{BTreeMap, HashMap};

use framework::{
    Description, Kind, Loaded, Needs, Parameter, ParameterError, TestApp,
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};

use super::Visitor;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[put_mapping("/values")]
fn write(session: Session, values: BTreeMap<String, Value>) {
    values.into_iter().for_each(|(key, value)| session.set(key, value));
}

/// A visitor whose session has these values.
async fn visitor(app: &TestApp, values: Value) -> Visitor {
    let mut visitor = Visitor::new(app);
    visitor.send(app.put("/values").json(&values)).await.assert_status(200);
    visitor
}

#[derive(Bean, Debug)]
struct Cart {
    shop: String,
    #[bean(default = 1)]
    items: u8,
}

#[derive(Bean, Debug)]
#[serde(rename_all = "lowercase")]
enum Theme {
    Light,
    Dark,
}

#[derive(Bean, Debug)]
struct Percent(#[bean(range(0..=100))] u8);

#[get_mapping("/values/scalars")]
#[allow(clippy::too_many_arguments)] // one of each
fn scalars(
    #[session] name: &str,
    #[session("years")] age: u8,
    #[session] mail: Option<String>,
    #[session] tag: Vec<String>,
    #[session(default = 7)] size: u16,
    #[session("c", default = "red")] colour: &str,
    #[session] n: Result<i8, ParameterError>,
    #[session] day: Option<NaiveDate>,
    #[session(default = Theme::Light)] theme: Theme,
    #[session] done: Option<Percent>,
) -> String {
    let n = n.map_err(|error| (error.name(), error.is_missing()));
    format!("{name} {age} {mail:?} {tag:?} {size} {colour} {n:?} {day:?} {theme:?} {done:?}")
}

#[tokio::test]
async fn a_scalar_may_be_missing_repeated_renamed_or_have_a_default() {
    let app = app();
    let cases = [
        (json!({ "name": "Ada", "years": 36 }), r#"Ada 36 None [] 7 red Err(("n", true)) None Light None"#),
        (
            json!({
                "name": "", "years": 0, "mail": "a@b", "tag": ["x", "y"], "size": 9, "c": "", "n": -1,
                "day": "2022-10-12", "theme": "dark", "done": 100, "more": 1,
            }),
            r#" 0 Some("a@b") ["x", "y"] 9  Ok(-1) Some(2022-10-12) Dark Some(Percent(100))"#,
        ),
        (
            json!({ "name": "Ada", "years": 1, "mail": null, "tag": null, "size": null, "n": "x", "theme": null }),
            r#"Ada 1 None [] 7 red Err(("n", false)) None Light None"#,
        ),
    ];
    for (values, text) in cases {
        visitor(&app, values).await.get("/values/scalars").await.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn what_is_missing_or_does_not_convert_is_told_together_and_no_value_is_shown() {
    let app = app();
    let values = json!({
        "years": "s3cret", "mail": ["s3cret"], "tag": "s3cret", "size": 70000, "day": "s3cret", "theme": "s3cret",
        "done": 101,
    });
    let answer = visitor(&app, values).await.get("/values/scalars").await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    let errors = json!([
        { "in": "session", "name": "name", "message": "is missing" },
        { "in": "session", "name": "years", "message": "expected an integer (u8)" },
        { "in": "session", "name": "mail", "message": "expected text" },
        { "in": "session", "name": "tag", "message": "expected a list, each text" },
        { "in": "session", "name": "size", "message": "expected an integer (u16)" },
        { "in": "session", "name": "day", "message": "expected a date as 2022-10-12" },
        { "in": "session", "name": "theme", "message": "expected one of light, dark" },
        { "in": "session", "name": "done", "message": "expected at most 100" },
    ]);
    let found = answer.json::<Value>()["errors"].clone();
    assert_eq!(found.as_array().expect("a list").len(), 8, "{found:#}");
    for (found, expected) in found.as_array().expect("a list").iter().zip(errors.as_array().expect("a list")) {
        assert_eq!((&found["in"], &found["name"]), (&expected["in"], &expected["name"]));
        if expected["name"] != "done" {
            assert_eq!(found, expected);
        }
    }
}

#[tokio::test]
async fn without_a_session_every_value_is_missing() {
    app().get("/values/scalars").await.assert_status(400);
    app().get("/values/optional").await.assert_status(200).assert_text("None None None");
}

#[get_mapping("/values/beans")]
fn beans(#[session] cart: Cart, #[session] carts: Vec<Cart>, #[session] prices: HashMap<String, u8>) -> String {
    format!("{cart:?} {} {prices:?}", carts.len())
}

#[get_mapping("/values/optional")]
async fn optional(
    #[session] cart: Option<Cart>,
    #[session] carts: Option<Vec<Cart>>,
    #[session] any: Option<Value>,
) -> String {
    tokio::task::yield_now().await;
    format!("{cart:?} {carts:?} {any:?}")
}

#[get_mapping("/values/default")]
fn default(#[session(default = Cart { shop: "none".to_owned(), items: 0 })] cart: Cart) -> String {
    cart.shop
}

#[tokio::test]
async fn a_bean_a_list_of_them_and_a_map_are_values() {
    let app = app();
    let values = json!({ "cart": { "shop": "a" }, "carts": [{ "shop": "b", "items": 2 }], "prices": { "tea": 3 } });
    let mut full = visitor(&app, values).await;
    full.get("/values/beans").await.assert_text(r#"Cart { shop: "a", items: 1 } 1 {"tea": 3}"#);
    let optional = r#"Some(Cart { shop: "a", items: 1 }) Some([Cart { shop: "b", items: 2 }]) None"#;
    full.get("/values/optional").await.assert_text(optional);
    full.get("/values/default").await.assert_text("a");
}

#[tokio::test]
async fn null_is_missing_for_a_bean_too() {
    let app = app();
    let mut empty = visitor(&app, json!({ "cart": null, "carts": null, "any": null, "prices": {} })).await;
    empty.get("/values/optional").await.assert_status(200).assert_text("None None None");
    empty.get("/values/default").await.assert_status(200).assert_text("none");
    let problem = empty.get("/values/beans").await;
    let errors = json!([
        { "in": "session", "name": "cart", "message": "is missing" },
        { "in": "session", "name": "carts", "message": "is missing" },
    ]);
    assert_eq!(problem.assert_status(400).json::<Value>()["errors"], errors);
}

/// Whoever sent the request cannot put it right.
#[tokio::test]
async fn a_bean_that_does_not_convert_is_a_400_and_no_422() {
    let app = app();
    for cart in [json!({}), json!({ "shop": 7 }), json!({ "shop": "a", "items": 256 }), json!("s3cret"), json!([])] {
        let answer = visitor(&app, json!({ "cart": cart })).await.get("/values/optional").await;
        assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
        let error = answer.json::<Value>()["errors"][0].clone();
        assert_eq!((&error["in"], &error["name"]), (&json!("session"), &json!("cart")), "{cart}");
    }
}

#[get_mapping("/values/asked")]
fn asked(session: Session) -> Value {
    json!({
        "number": session.get::<u8>("a"),
        "text": session.get::<String>("a"),
        "list": session.get::<Vec<u8>>("a"),
        "cart": session.get::<Cart>("cart").map(|cart| cart.shop),
        "missing": session.get::<u8>("b"),
    })
}

#[tokio::test]
async fn a_value_of_another_type_is_none() {
    let app = app();
    let mut numbers = visitor(&app, json!({ "a": 7, "cart": { "shop": "x" } })).await;
    let answer = numbers.get("/values/asked").await;
    answer.assert_json(json!({ "number": 7, "text": null, "list": null, "cart": "x", "missing": null }));
    let mut texts = visitor(&app, json!({ "a": "7", "cart": 1 })).await;
    let answer = texts.get("/values/asked").await;
    answer.assert_json(json!({ "number": null, "text": "7", "list": null, "cart": null, "missing": null }));
}

/// What reads itself looks at the session while it does.
#[get_mapping("/values/curious")]
fn curious(session: Session) -> Option<bool> {
    struct Curious(bool);
    thread_local!(static SESSION: std::cell::RefCell<Option<Session>> = const { std::cell::RefCell::new(None) });
    impl<'de> framework::serde::Deserialize<'de> for Curious {
        fn deserialize<D: framework::serde::Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
            framework::serde::de::IgnoredAny::deserialize(value)?;
            Ok(Curious(SESSION.with_borrow(|session| session.as_ref().is_some_and(|session| session.id().is_some()))))
        }
    }
    session.set("b", 1);
    SESSION.set(Some(session.clone()));
    let found = (session.get::<Curious>("a")?.0, session.get::<Curious>("b")?.0);
    SESSION.take();
    Some(found == (true, true))
}

#[tokio::test]
async fn what_reads_itself_may_look_at_the_session() {
    let app = app();
    visitor(&app, json!({ "a": 1 })).await.get("/values/curious").await.assert_text("true");
}

#[get_mapping("/values/changing")]
fn changing(session: Session, #[session] a: Option<u8>) -> String {
    session.set("a", 2);
    let changed = session.get::<u8>("a");
    session.remove("a");
    format!("{a:?} {changed:?} {:?} {:?}", session.get::<u8>("a"), session.get::<u8>("b"))
}

#[tokio::test]
async fn a_handler_sees_what_it_has_changed_and_its_arguments_what_was_loaded() {
    let app = app();
    let mut visitor = visitor(&app, json!({ "a": 1, "b": 3 })).await;
    visitor.get("/values/changing").await.assert_text("Some(1) Some(2) None Some(3)");
    visitor.get("/values/changing").await.assert_text("None Some(2) None Some(3)");
}

#[get_mapping("/values/once")]
fn once(session: Session) -> String {
    let (number, text) = (session.take::<u8>("a"), session.take::<String>("a"));
    format!("{number:?} {text:?} {:?}", session.get::<String>("a"))
}

#[tokio::test]
async fn what_is_taken_is_told_once_and_stays_where_it_is_of_another_type() {
    let app = app();
    let mut visitor = visitor(&app, json!({ "a": "saved" })).await;
    visitor.get("/values/once").await.assert_text(r#"None Some("saved") None"#);
    visitor.get("/values/once").await.assert_text("None None None");
}

/// A value of the session in an extractor of one's own.
struct User(String);

impl<'r> FromRequest<'r> for User {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = <Session as FromRequest<'r>>::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let session = Session::from_request(loaded, parameter)?;
        session.get("name").map(User).ok_or_else(|| ParameterError::invalid(parameter, "nobody"))
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        Session::describe(description, parameter);
    }
}

#[get_mapping("/values/extracted")]
fn extracted(user: User) -> String {
    user.0
}

#[tokio::test]
async fn an_extractor_of_ones_own_has_the_session() {
    let app = app();
    visitor(&app, json!({ "name": "Ada" })).await.get("/values/extracted").await.assert_text("Ada");
    app.get("/values/extracted").await.assert_status(400);
}

#[post_mapping("/values/anywhere")]
fn anywhere(#[auto] user: Option<String>) -> String {
    format!("{user:?}")
}

#[tokio::test]
async fn auto_never_takes_a_value_of_the_session() {
    let app = app();
    let mut visitor = visitor(&app, json!({ "user": "ada" })).await;
    visitor.post("/values/anywhere").await.assert_text("None");
    visitor.post("/values/anywhere?user=eve").await.assert_text(r#"Some("eve")"#);
}
