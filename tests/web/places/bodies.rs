//! Forms, JSON and its parts, and beans of either.

use std::collections::BTreeMap;

use framework::{
    ParameterError, TestApp,
    prelude::*,
    serde_json::{Value, json},
};

const FORM: &str = "application/x-www-form-urlencoded";

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Bean, Debug)]
struct User {
    name: String,
    age: u8,
    #[bean(default = "none")]
    note: String,
    #[bean(default)]
    tag: Vec<String>,
}

impl User {
    fn shown(&self) -> String {
        format!("{} {} {} {:?}", self.name, self.age, self.note, self.tag)
    }
}

#[post_mapping("/form/fields")]
fn fields(
    #[form] name: &str,
    #[form("years")] age: u8,
    #[form] mail: Option<String>,
    #[form] tag: Vec<String>,
    #[form(default = 7)] size: u16,
    #[form("c", default = "red")] colour: &str,
    #[form] n: Result<i8, ParameterError>,
) -> String {
    let n = n.map_err(|error| (error.name(), error.is_missing()));
    format!("{name} {age} {mail:?} {tag:?} {size} {colour} {n:?}")
}

#[tokio::test]
async fn a_field_of_a_form_may_be_missing_repeated_renamed_or_have_a_default() {
    let cases = [
        ("name=Ada&years=36", r#"Ada 36 None [] 7 red Err(("n", true))"#),
        (
            "name=A+B%2B%26%3D%C3%9F&years=1&mail=&tag=x&tag=y+z&size=9&c=&n=-1",
            r#"A B+&=ß 1 Some("") ["x", "y z"] 9  Ok(-1)"#,
        ),
        ("name=a&name=b&years=1&years=x&n=x", r#"a 1 None [] 7 red Err(("n", false))"#),
        ("&&name&years=1&&=&x=%FF&%FF=1", r#" 1 None [] 7 red Err(("n", true))"#),
        ("n%61me=a%zz%&ye%61rs=1", r#"a%zz% 1 None [] 7 red Err(("n", true))"#),
    ];
    let app = app();
    for (body, text) in cases {
        let answer = app.post("/form/fields").header("content-type", FORM).body(body).await;
        answer.assert_status(200).assert_text(text);
    }
}

#[tokio::test]
async fn what_is_wrong_with_fields_is_reported_together_and_their_values_are_not_shown() {
    let body = "years=s3cret&mail=%FF&size=70000&tag=%FFs3cret&c=x";
    let answer = app().post("/form/fields").header("content-type", FORM).body(body).await;
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    let errors = json!([
        { "in": "form", "name": "name", "message": "is missing" },
        { "in": "form", "name": "years", "message": "expected an integer (u8)" },
        { "in": "form", "name": "mail", "message": "expected UTF-8" },
        { "in": "form", "name": "tag", "message": "expected UTF-8" },
        { "in": "form", "name": "size", "message": "expected an integer (u16)" },
    ]);
    assert_eq!(answer.json::<Value>()["errors"], errors);
}

#[post_mapping("/form/lenient")]
fn lenient(#[form] name: Option<String>, #[form(default = 1)] size: u8, #[form] tag: Vec<u8>) -> String {
    format!("{name:?} {size} {tag:?}")
}

#[tokio::test]
async fn a_form_of_raw_bytes_that_are_no_utf_8_is_not_taken_for_an_empty_one() {
    let body = b"name=\xFF&size=2".to_vec();
    let answer = app().post("/form/lenient").header("content-type", FORM).body(body).await;
    let errors = ["name", "size", "tag"].map(|name| json!({ "in": "form", "name": name, "message": "expected UTF-8" }));
    assert_eq!(answer.assert_status(400).json::<Value>()["errors"], json!(errors));
    app().post("/form/lenient").await.assert_status(200).assert_text("None 1 []");
}

#[post_mapping("/form/bean")]
fn whole_form(#[form] user: User, #[form] name: &str) -> String {
    format!("{name}: {}", user.shown())
}

#[post_mapping("/form/optional")]
fn optional_form(#[form] user: Option<User>) -> String {
    format!("{:?}", user.map(|user| user.name))
}

#[post_mapping("/form/map")]
fn map_of_form(#[form] map: BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
    map
}

#[tokio::test]
async fn a_bean_is_made_of_a_whole_form_beside_single_fields() {
    let app = app();
    let fields = [("name", "Ada"), ("age", "36"), ("tag", "a"), ("tag", "b"), ("unknown", "x")];
    app.post("/form/bean").form(&fields).await.assert_status(200).assert_text(r#"Ada: Ada 36 none ["a", "b"]"#);
    app.post("/form/optional").form(&fields).await.assert_text(r#"Some("Ada")"#);
    app.post("/form/optional").await.assert_status(200).assert_text("None");
    app.post("/form/map").form(&[("a", "1"), ("b", "2"), ("a", "3")]).await.assert_text(r#"{"a":["1","3"],"b":["2"]}"#);
}

#[tokio::test]
async fn a_form_that_is_no_such_bean_is_a_422_with_the_pointer_of_each_member() {
    let app = app();
    for target in ["/form/optional", "/either"] {
        let answer = app.post(target).form(&[("age", "s3cret"), ("tag", "x")]).await;
        assert!(!answer.assert_status(422).text().contains("s3cret"), "{}", answer.text());
        let errors = answer.json::<Value>()["errors"].clone();
        let found: Vec<_> = errors.as_array().expect("a list").iter().map(|error| &error["pointer"]).collect();
        assert_eq!(found, ["/name", "/age"], "{target}");
    }
}

#[post_mapping("/either")]
fn either(user: User) -> String {
    user.shown()
}

#[tokio::test]
async fn a_bean_is_read_from_json_or_a_form_as_the_body_says() {
    let app = app();
    let json = r#"{"name":"Ada","age":36}"#;
    for media_type in ["application/json", "Application/JSON; charset=utf-8", "application/problem+json"] {
        let answer = app.post("/either").header("content-type", media_type).body(json).await;
        answer.assert_status(200).assert_text("Ada 36 none []");
    }
    for media_type in [FORM, "Application/X-WWW-Form-URLencoded ; charset=UTF-8"] {
        let answer = app.post("/either").header("content-type", media_type).body("name=Ada&age=36").await;
        answer.assert_status(200).assert_text("Ada 36 none []");
    }
}

/// What it would be read as is something else.
#[tokio::test]
async fn a_body_that_is_compressed_is_a_415_that_says_so() {
    let app = app();
    for (path, content_type, body) in
        [("/json/parts", "application/json", "\x1f"), ("/form/fields", FORM, "name=a&years=1")]
    {
        for coding in ["gzip", "GZip", "br, gzip", "identity, gzip", "unknown"] {
            let request = app.post(path).header("content-type", content_type).header("content-encoding", coding);
            let answer = request.body(body).await;
            answer.assert_status(415).assert_header("accept-encoding", "identity");
            answer.assert_body_contains("`Content-Encoding`");
        }
    }
    for plain in ["identity", ""] {
        let request = app.post("/form/fields").header("content-type", FORM).header("content-encoding", plain);
        request.body("name=a&years=1").await.assert_status(200);
    }
    app.post("/bytes").header("content-encoding", "gzip").body("\x1f").await.assert_text("1");
}

#[post_mapping("/bytes")]
fn bytes(#[body] body: &[u8]) -> usize {
    body.len()
}

#[tokio::test]
async fn another_media_type_is_a_415_that_says_which_are_taken() {
    let cases = [
        ("/either", "application/json, application/x-www-form-urlencoded, multipart/form-data"),
        ("/form/fields", FORM),
        ("/form/bean", FORM),
        ("/json/parts", "application/json"),
        ("/json/whole", "application/json"),
    ];
    let app = app();
    for (target, accept) in cases {
        for media_type in [Some("text/plain"), Some("application/jsonx"), Some("multipart/mixed"), Some(""), None] {
            let request = app.post(target).body("{}");
            let request = match media_type {
                Some(media_type) => request.header("content-type", media_type),
                None => request,
            };
            request.await.assert_status(415).assert_header("accept", accept);
        }
    }
    app.post("/json/parts").header("content-type", FORM).body("{}").await.assert_status(415);
    app.post("/form/fields").header("content-type", "application/json").body("{}").await.assert_status(415);
}

#[tokio::test]
async fn an_empty_body_is_missing_whatever_its_media_type() {
    let app = app();
    for (target, errors) in [
        ("/either", json!([{ "in": "body", "message": "is missing" }])),
        ("/json/whole", json!([{ "in": "body", "message": "is missing" }])),
        (
            "/form/bean",
            json!([
                { "in": "form", "name": "user", "message": "is missing" },
                { "in": "form", "name": "name", "message": "is missing" },
            ]),
        ),
    ] {
        for media_type in ["application/json", FORM, "text/plain"] {
            let answer = app.post(target).header("content-type", media_type).await;
            assert_eq!(answer.assert_status(400).json::<Value>()["errors"], errors, "{target} {media_type}");
        }
    }
}

#[derive(Bean)]
struct Point {
    x: i32,
    y: i32,
}

#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Size {
    Small,
    Large,
}

#[post_mapping("/json/parts")]
fn parts(
    #[json("/point")] point: Point,
    #[json("/point/x")] x: i64,
    #[json("/names/1")] second: Option<&str>,
    #[json("/names")] names: Vec<String>,
    #[json("/a~1b/m~0n")] escaped: Option<bool>,
    #[json("/size", default = Size::Small)] size: Size,
    #[json] all: Value,
) -> Value {
    let size = matches!(size, Size::Large);
    json!([point.x, point.y, x, second, names, escaped, size, all.as_object().map(|all| all.len())])
}

#[post_mapping("/json/beans")]
fn beans(#[json("/points")] points: Option<Vec<Point>>, #[json("/n")] n: Result<u8, ParameterError>) -> String {
    let points = points.map(|points| points.iter().map(|point| point.x - point.y).collect::<Vec<_>>());
    format!("{points:?} {}", n.is_ok())
}

#[post_mapping("/json/whole")]
fn whole(#[json] point: Point) -> i32 {
    point.x + point.y
}

#[post_mapping("/json/pointed")]
fn pointed(#[json("")] point: Point) -> i32 {
    point.x + point.y
}

#[tokio::test]
async fn the_empty_pointer_names_the_whole_document() {
    app().post("/json/pointed").json(&json!({ "x": 1, "y": 2 })).await.assert_status(200).assert_text("3");
}

#[post_mapping("/json/size")]
fn size(#[json("/size")] size: Size) -> bool {
    matches!(size, Size::Large)
}

#[post_mapping("/json/whole_size")]
fn whole_size(#[json] size: Size) -> bool {
    matches!(size, Size::Large)
}

/// It is a scalar, which either converts or does not; what a member of a bean holds is a 422.
#[tokio::test]
async fn an_enum_without_data_as_a_part_of_the_json_body_is_a_parameter() {
    let app = app();
    app.post("/json/size").json(&json!({ "size": "large" })).await.assert_text("true");
    app.post("/json/whole_size").json(&json!("large")).await.assert_text("true");
    for (target, body) in [("/json/size", json!({ "size": "huge" })), ("/json/whole_size", json!("huge"))] {
        let problem = app.post(target).json(&body).await.assert_status(400).json::<Value>();
        assert_eq!(problem["errors"][0]["message"], "expected one of small, large", "{problem}");
    }
    let document = app.get("/openapi.json").await.json::<Value>();
    for path in ["/json/size", "/json/whole_size"] {
        let responses = &document["paths"][path]["post"]["responses"];
        assert!(responses.get("400").is_some() && responses.get("422").is_none(), "{path}: {responses}");
    }
}

#[post_mapping("/json/lists")]
fn lists(
    #[json("/octets")] octets: Vec<u8>,
    #[json("/words")] words: Vec<&str>,
    #[json("/sizes")] sizes: Vec<Size>,
    #[json("/raw")] raw: Option<&[u8]>,
) -> String {
    let large = sizes.iter().filter(|size| matches!(size, Size::Large)).count();
    format!("{octets:?} {words:?} {large} of {} {raw:?}", sizes.len())
}

#[tokio::test]
async fn several_arguments_are_parts_of_one_json_body() {
    let app = app();
    let full = json!({
        "point": { "x": 1, "y": 2 }, "names": ["a", "b"], "a/b": { "m~n": true }, "size": "large",
        "points": [{ "x": 5, "y": 3 }], "n": 255,
    });
    let answer = app.post("/json/parts").json(&full).await;
    answer.assert_status(200).assert_text(r#"[1,2,1,"b",["a","b"],true,true,6]"#);
    app.post("/json/beans").json(&full).await.assert_text("Some([2]) true");
    let little = json!({ "point": { "x": 1, "y": 2 }, "n": "1", "size": null });
    let answer = app.post("/json/parts").json(&little).await;
    answer.assert_status(200).assert_text("[1,2,1,null,[],null,false,3]");
    app.post("/json/beans").json(&little).await.assert_text("None false");
    app.post("/json/whole").json(&json!({ "x": 1, "y": 2 })).await.assert_text("3");
}

#[tokio::test]
async fn a_list_in_json_is_a_list_of_any_scalar() {
    let app = app();
    let lists = json!({ "octets": [0, 255], "words": ["a", ""], "sizes": ["large", "small"], "raw": "ab" });
    let answer = app.post("/json/lists").json(&lists).await;
    answer.assert_status(200).assert_text(r#"[0, 255] ["a", ""] 1 of 2 Some([97, 98])"#);
    app.post("/json/lists").json(&json!({})).await.assert_status(200).assert_text("[] [] 0 of 0 None");
    let wrong = json!({ "octets": [256], "words": [1], "sizes": ["s3cret"], "raw": [1] });
    let answer = app.post("/json/lists").json(&wrong).await;
    assert!(!answer.assert_status(400).text().contains("s3cret"));
    let expected = [
        ("/octets", "expected a list, each an integer (u8)"),
        ("/words", "expected a list, each text"),
        ("/sizes", "expected a list, each one of small, large"),
        ("/raw", "expected text"),
    ];
    let expected = expected.map(|(pointer, message)| json!({ "in": "body", "pointer": pointer, "message": message }));
    assert_eq!(answer.json::<Value>()["errors"], json!(expected));
}

#[tokio::test]
async fn what_is_wrong_with_parts_of_json_has_its_pointer_and_no_value() {
    let body =
        json!({ "point": { "x": "s3cret" }, "names": "s3cret", "size": "s3cret", "points": [{ "x": 1, "y": true }] });
    let answer = app().post("/json/parts").json(&body).await;
    // What does not convert is a 400, so what is not valid beside it waits for its turn in the status alone.
    assert!(!answer.assert_status(400).text().contains("s3cret"), "{}", answer.text());
    let errors = answer.json::<Value>()["errors"].clone();
    let pointers: Vec<_> = errors.as_array().expect("a list").iter().map(|error| &error["pointer"]).collect();
    assert_eq!(pointers, ["/point/x", "/point/y", "/point/x", "/names", "/size"]);
    let invalid = json!({ "point": { "x": 1 } });
    app().post("/json/parts").json(&invalid).await.assert_status(422);
    let answer = app().post("/json/beans").json(&body).await;
    let pointer = answer.assert_status(422).json::<Value>()["errors"][0]["pointer"].clone();
    assert_eq!(pointer, "/points/0/y");
}

#[post_mapping("/json/question")]
fn question(user: Result<User, ParameterError>, #[query] n: Result<u8, ParameterError>) -> Result<String, Invalid> {
    let (user, n) = (user?, n?);
    Ok(format!("{} {n}", user.name))
}

#[tokio::test]
async fn an_error_that_the_handler_gives_back_keeps_its_status() {
    let app = app();
    let good = json!({ "name": "Ada", "age": 36 });
    app.post("/json/question?n=1").json(&good).await.assert_status(200).assert_text("Ada 1");
    app.post("/json/question?n=1").json(&json!({ "name": "Ada" })).await.assert_status(422);
    app.post("/json/question?n=1").header("content-type", "application/json").body("{").await.assert_status(400);
    let answer = app.post("/json/question?n=x").json(&good).await;
    let detail = "query parameter `n`: expected an integer (u8), got `x`";
    assert_eq!(answer.assert_status(400).json::<Value>()["detail"], detail);
}

#[post_mapping("/form/page")]
fn page(user: Result<User, ParameterError>, #[query] n: Result<u8, ParameterError>) -> String {
    let errors = [user.err(), n.err()];
    let problems = errors.iter().flatten().flat_map(ParameterError::problems);
    problems.map(|(place, message)| format!("{place}: {message}\n")).collect()
}

#[tokio::test]
async fn a_handler_can_tell_what_is_wrong_with_each_field() {
    let app = app();
    let told = app.post("/form/page?n=1").form(&[("age", "x")]).await;
    told.assert_text("name: is missing\nage: expected an integer (u8), found text\n");
    let told = app.post("/form/page").json(&json!({ "name": 1, "age": 1 })).await;
    told.assert_text("/name: expected text\nn: is missing\n");
    app.post("/form/page?n=1").form(&[("name", "Ada"), ("age", "36")]).await.assert_text("");
}
