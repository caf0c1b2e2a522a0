//! Types of one text that are the program's own, from every place.

use std::str::FromStr;

use framework::{
    ParameterError, Schema, Schemas, TestApp, TestRequest,
    prelude::*,
    serde_json::{Value, json},
};

#[derive(Debug, Clone, Copy, PartialEq, Parameter)]
#[parameter("a colour as #ff0000")]
struct Colour(u32);

impl FromStr for Colour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.map(Colour).ok_or_else(|| format!("private: {text}"))
    }
}

#[derive(Debug, Parameter)]
struct OrderId(u32);

impl FromStr for OrderId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(OrderId)
    }
}

#[derive(Debug, Parameter)]
#[parameter(own)]
struct Even(u32);

impl FromParameter for Even {
    const EXPECTED: &'static str = "an even number";

    fn from_parameter(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number| number % 2 == 0).map(Even)
    }

    fn schema(_: &mut Schemas) -> Schema {
        Schema::from_iter([("type".to_owned(), "integer".into()), ("multipleOf".to_owned(), 2.into())])
    }
}

#[derive(Default)]
struct Own;

#[controller("/own")]
impl Own {
    #[get_mapping("/path/<v>")]
    fn path(v: Colour) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn query(v: Colour) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn header(#[header] v: Colour) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    fn cookie(#[cookie] v: Colour) -> String {
        format!("{v:?}")
    }

    #[post_mapping]
    fn form(#[form] v: Colour) -> String {
        format!("{v:?}")
    }

    #[post_mapping]
    fn body(#[body] v: Colour) -> String {
        format!("{v:?}")
    }

    #[get_mapping]
    async fn auto(#[auto] v: Colour) -> String {
        format!("{v:?}")
    }

    #[post_mapping]
    fn pointer(#[json("/v")] v: Colour, #[json("/list")] list: Option<Vec<Colour>>) -> String {
        format!("{v:?} {list:?}")
    }

    #[get_mapping]
    fn containers(
        list: Vec<Colour>,
        option: Option<Colour>,
        result: Result<Colour, ParameterError>,
        #[query(default = Colour(7))] default: Colour,
    ) -> String {
        format!("{list:?} {option:?} {} {default:?}", result.is_ok())
    }

    #[get_mapping]
    fn others(order: OrderId, even: Even, evens: Vec<Even>) -> String {
        format!("{} {} {}", order.0, even.0, evens.len())
    }
}

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

fn ask(app: &TestApp, place: &str, text: &str) -> TestRequest {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let target = format!("/own/{place}");
    match place {
        "path" => app.get(&format!("/own/path/{encoded}")),
        "header" => app.get(&target).header("v", text),
        "cookie" => app.get(&target).cookie("v", text),
        "form" => app.post(&target).form(&[("v", text)]),
        "body" => app.post(&target).body(text.to_owned()),
        "pointer" => app.post(&target).json(&json!({ "v": text })),
        _ => app.get(&format!("{target}?v={encoded}")),
    }
}

#[tokio::test]
async fn a_text_is_made_into_it_wherever_it_comes_from() {
    let app = app();
    for place in ["path", "query", "header", "cookie", "form", "body", "auto", "pointer"] {
        let answer = ask(&app, place, "#0000ff").await;
        assert!(answer.assert_status(200).text().starts_with("Colour(255)"), "{place}");
        let problem = ask(&app, place, "blue").await.assert_status(400).json::<Value>();
        let message = problem["errors"][0]["message"].as_str().expect("a message");
        let shown = if ["path", "query"].contains(&place) { ", got `blue`" } else { "" };
        assert_eq!(message, format!("expected a colour as #ff0000{shown}"), "{place}");
        assert!(!problem.to_string().contains("private"), "{place}: {problem}");
    }
    let missing = app.get("/own/query").await.assert_status(400).json::<Value>();
    assert_eq!(missing["detail"], "query parameter `v` is missing");
}

#[tokio::test]
async fn in_json_it_is_a_text() {
    let app = app();
    let body = json!({ "v": "#000001", "list": ["#000002", "#000003"] });
    app.post("/own/pointer").json(&body).await.assert_text("Colour(1) Some([Colour(2), Colour(3)])");
    for wrong in [json!(1), json!(["#000001"]), json!({}), json!(true)] {
        let problem = app.post("/own/pointer").json(&json!({ "v": wrong })).await.assert_status(400).json::<Value>();
        let error = json!({ "in": "body", "pointer": "/v", "message": "expected a colour as #ff0000" });
        assert_eq!(problem["errors"], json!([error]));
    }
    let body = json!({ "v": "#000001", "list": ["x"] });
    let problem = app.post("/own/pointer").json(&body).await.assert_status(400).json::<Value>();
    assert_eq!(problem["errors"][0]["message"], "expected a list, each a colour as #ff0000");
}

#[tokio::test]
async fn containers_and_defaults_take_it() {
    let app = app();
    app.get("/own/containers?result=x").await.assert_text("[] None false Colour(7)");
    let target = "/own/containers?list=%23000001&list=%23000002&option=%23000003&result=%23000004&default=%23000005";
    app.get(target).await.assert_text("[Colour(1), Colour(2)] Some(Colour(3)) true Colour(5)");
    for wrong in ["list=%23000001&list=x", "option=x", "default="] {
        app.get(&format!("/own/containers?result=x&{wrong}")).await.assert_status(400);
    }
}

#[tokio::test]
async fn what_is_expected_is_told_by_the_attribute_the_name_or_the_trait() {
    let problem = app().get("/own/others?order=x&even=3&evens=2&evens=1").await.assert_status(400).json::<Value>();
    let messages: Vec<_> = (0..3).map(|index| problem["errors"][index]["message"].clone()).collect();
    let told =
        ["expected an order id, got `x`", "expected an even number, got `3`", "expected an even number, got `1`"];
    assert_eq!(messages, told);
}

#[tokio::test]
async fn it_is_described_as_a_text_unless_it_says_more() {
    let document = app().get("/openapi.json").await.json::<Value>();
    let colour = json!({ "type": "string", "description": "a colour as #ff0000" });
    let parameter = |path: &str, index: usize| document["paths"][path]["get"]["parameters"][index].clone();
    let schema = |path: &str, index: usize| parameter(path, index)["schema"].clone();
    assert_eq!(schema("/own/query", 0), json!({ "type": "string" }));
    assert_eq!(parameter("/own/query", 0)["description"], "a colour as #ff0000");
    assert_eq!(schema("/own/containers", 0), json!({ "type": "array", "items": colour }));
    assert_eq!(schema("/own/others", 1), json!({ "type": "integer", "multipleOf": 2 }));
}
