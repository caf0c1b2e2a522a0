//! `/openapi.json` says what the handlers' signatures say.

use std::collections::{BTreeMap, BTreeSet};

use framework::{
    chrono::NaiveDate,
    prelude::*,
    serde_json::{Value, json},
};

/// A user.
#[derive(Bean)]
struct User {
    /// Counts from one.
    #[bean(default = 100)]
    index: i32,
    #[serde(rename = "fullName")]
    name: String,
    mail: Option<String>,
    colour: Colour,
    friends: Vec<User>,
    address: Address,
    #[bean(skip)]
    #[allow(dead_code)] // it is in no schema: that is the point
    cache: u64,
}

#[derive(Bean)]
#[bean(deny_unknown)]
struct Address {
    zip: u16,
    best: Option<Box<User>>,
}

/// What one sees.
#[derive(Bean)]
#[serde(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[derive(Bean)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Bean)]
struct Metres(u16);

#[derive(Bean)]
struct Search {
    word: String,
    #[bean(default = 10)]
    size: u16,
}

#[derive(Bean)]
#[serde(transparent)]
struct Transparent {
    inner: u16,
}

mod other {
    use super::*;

    /// Another type of the same name.
    #[derive(Bean)]
    pub(super) struct User {
        pub(super) other: bool,
    }
}

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("private")]
    #[invalid(404, "no user")]
    Missing,
    #[error("private")]
    #[invalid(410, "gone")]
    Gone,
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    /// Finds one user.
    ///
    /// By the number.
    #[get_mapping("/<id|int>")]
    fn find(&self, id: i32, #[query(default = 1)] page: u8, q: Option<String>, tag: Vec<u16>) -> Option<User> {
        let _all = (id, page, q, tag);
        None
    }

    #[post_mapping("/", "/new")]
    async fn create(&self, user: User) -> (HttpStatus, User) {
        (HttpStatus::CREATED, user)
    }

    #[get_mapping("/<id>/error")]
    fn error(id: u8) -> Result<Page<Metres>, UserError> {
        Err(if id == 0 { UserError::Missing } else { UserError::Gone })
    }

    #[get_mapping("/<id>/question")]
    fn question(id: u8) -> Result<Page<other::User>, Invalid> {
        Ok(Page { items: vec![other::User { other: id > 0 }] })
    }

    #[get_mapping("/search/<*rest>")]
    fn search(rest: &str, search: Search, #[header("X-Token")] token: String) -> Vec<Search> {
        let _all = (rest, token);
        vec![search]
    }

    #[put_mapping("/<>/raw/<|int>")]
    fn raw(#[body] body: Vec<u8>) -> Vec<u8> {
        body
    }

    #[put_mapping("/text")]
    fn text(#[body] body: String, #[header(default = "x")] x_mode: String) -> String {
        body + &x_mode
    }

    #[delete_mapping("/<id>")]
    fn delete(id: u64) -> HttpStatus {
        let _id = id;
        HttpStatus::NO_CONTENT
    }

    #[patch_mapping("/list")]
    fn list(users: Vec<Address>, when: NaiveDate) -> BTreeMap<String, Vec<u16>> {
        let _all = (users.len(), when);
        BTreeMap::new()
    }

    #[get_mapping]
    fn nothing() {}

    #[get_mapping]
    fn opaque() -> impl IntoResponse {
        (HttpStatus::ACCEPTED, 1_u8)
    }

    #[get_mapping]
    fn transparent() -> Transparent {
        Transparent { inner: 1 }
    }

    #[get_mapping]
    fn invalid() -> Invalid {
        Invalid::gone("it is")
    }
}

async fn document() -> Value {
    let app = App::new().only::<Users>().set("http.docs", "on").test();
    let answer = app.get("/openapi.json").await;
    answer.assert_status(200).assert_header("content-type", "application/json; charset=UTF-8");
    answer.json()
}

async fn operation(path: &str, method: &str) -> Value {
    let document = document().await;
    let operation = document["paths"][path][method].clone();
    assert!(
        operation.is_object(),
        "{method} {path}: {:?}",
        document["paths"].as_object().map(|paths| paths.keys().collect::<Vec<_>>())
    );
    operation
}

/// Schemas by `media type` of a response.
fn response(operation: &Value, status: &str) -> Value {
    operation["responses"][status]["content"].clone()
}

fn statuses(operation: &Value) -> Vec<&str> {
    operation["responses"].as_object().expect("responses").keys().map(String::as_str).collect()
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[tokio::test]
async fn every_route_is_an_operation_and_a_capture_is_a_template() {
    let document = document().await;
    let found: BTreeSet<_> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().expect("an item").keys().map(move |method| format!("{method} {path}"))
        })
        .collect();
    let expected = [
        "get /users/{id}",
        "delete /users/{id}",
        "post /users",
        "post /users/new",
        "get /users/{id}/error",
        "get /users/{id}/question",
        "get /users/search/{rest}",
        "put /users/{segment1}/raw/{segment2}",
        "put /users/text",
        "patch /users/list",
        "get /users/nothing",
        "get /users/opaque",
        "get /users/transparent",
        "get /users/invalid",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn parameters_have_place_type_default_and_whether_they_must_be_there() {
    let find = operation("/users/{id}", "get").await;
    let int = json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX });
    assert_eq!(
        find["parameters"],
        json!([
            { "name": "id", "in": "path", "required": true, "schema": int },
            { "name": "page", "in": "query", "required": false, "schema": { "type": "integer", "minimum": 0, "maximum": 255, "default": 1 } },
            { "name": "q", "in": "query", "required": false, "schema": { "type": "string" } },
            { "name": "tag", "in": "query", "required": false, "schema": {
                "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 65535 } } },
        ])
    );
    let search = operation("/users/search/{rest}", "get").await;
    assert_eq!(
        search["parameters"],
        json!([
            { "name": "rest", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } },
            { "name": "size", "in": "query", "required": false, "schema": { "type": "integer", "minimum": 0, "maximum": 65535, "default": 10 } },
            { "name": "word", "in": "query", "required": true, "schema": { "type": "string" } },
            { "name": "x-token", "in": "header", "required": true, "schema": { "type": "string" } },
        ])
    );
    let text = operation("/users/text", "put").await;
    assert_eq!(
        text["parameters"],
        json!([{ "name": "x-mode", "in": "header", "required": false, "schema": { "type": "string", "default": "x" } }])
    );
}

#[tokio::test]
async fn summary_description_and_tag_come_from_the_source() {
    let find = operation("/users/{id}", "get").await;
    assert_eq!(find["summary"], "Finds one user.");
    assert!(find["description"].as_str().is_some_and(|text| text.contains("By the number.")), "{find}");
    assert_eq!(find["tags"], json!(["Users"]));
}

#[tokio::test]
async fn bodies_are_described_by_their_media_type() {
    let cases = [
        (
            "/users",
            "post",
            json!({ "required": true, "content": {
            "application/json": { "schema": reference("openapi.User") },
            "application/x-www-form-urlencoded": { "schema": reference("UserForm") },
            "multipart/form-data": { "schema": reference("UserForm") } } }),
        ),
        (
            "/users/text",
            "put",
            json!({ "required": false, "content": { "text/plain": { "schema": { "type": "string" } } } }),
        ),
        (
            "/users/{segment1}/raw/{segment2}",
            "put",
            json!({ "required": false, "content": { "application/octet-stream": { "schema": {} } } }),
        ),
        (
            "/users/list",
            "patch",
            json!({ "required": true, "content": { "application/json": { "schema": {
            "type": "array", "items": reference("Address") } } } }),
        ),
        ("/users/nothing", "get", Value::Null),
        ("/users/search/{rest}", "get", Value::Null),
    ];
    for (path, method, body) in cases {
        assert_eq!(operation(path, method).await["requestBody"], body, "{method} {path}");
    }
}

#[tokio::test]
async fn responses_are_what_the_return_type_says() {
    let problem = || json!({ "application/problem+json": { "schema": reference("Problem") } });
    let json_of = |schema: Value| json!({ "application/json": { "schema": schema } });

    let find = operation("/users/{id}", "get").await;
    assert_eq!(statuses(&find), ["200", "400", "404"]);
    assert_eq!(response(&find, "200"), json_of(reference("openapi.User")));
    assert_eq!(response(&find, "404"), problem());
    assert_eq!(response(&find, "400"), problem());

    let create = operation("/users", "post").await;
    assert_eq!(statuses(&create), ["400", "413", "415", "422", "default"]);
    assert_eq!(response(&create, "default"), json_of(reference("openapi.User")));

    let error = operation("/users/{id}/error", "get").await;
    assert_eq!(statuses(&error), ["200", "400", "404", "410"]);
    assert_eq!(response(&error, "410"), problem());

    let question = operation("/users/{id}/question", "get").await;
    assert_eq!(statuses(&question), ["200", "400", "default"]);
    assert_eq!(response(&question, "default"), problem());

    let nothing = operation("/users/nothing", "get").await;
    assert_eq!(statuses(&nothing), ["200"]);
    assert_eq!(response(&nothing, "200"), Value::Null);

    let delete = operation("/users/{id}", "delete").await;
    assert_eq!(statuses(&delete), ["400", "default"]);
    assert_eq!(response(&delete, "default"), Value::Null);

    let opaque = operation("/users/opaque", "get").await;
    assert_eq!(statuses(&opaque), ["default"]);
    let byte = json!({ "type": "integer", "minimum": 0, "maximum": 255 });
    assert_eq!(response(&opaque, "default"), json!({ "text/plain": { "schema": byte } }));

    let raw = operation("/users/{segment1}/raw/{segment2}", "put").await;
    assert_eq!(response(&raw, "200"), json!({ "application/octet-stream": { "schema": {} } }));

    let list = operation("/users/list", "patch").await;
    let shorts = json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 65535 } });
    assert_eq!(response(&list, "200"), json_of(json!({ "type": "object", "additionalProperties": shorts })));

    let invalid = operation("/users/invalid", "get").await;
    assert_eq!(statuses(&invalid), ["default"]);
}

#[tokio::test]
async fn beans_are_named_schemas_that_may_refer_to_themselves() {
    let schemas = document().await["components"]["schemas"].clone();
    let user = &schemas["openapi.User"];
    assert_eq!(user["type"], "object");
    assert_eq!(user["description"], "A user.");
    let mut required: Vec<_> =
        user["required"].as_array().expect("required").iter().filter_map(Value::as_str).collect();
    required.sort_unstable();
    assert_eq!(required, ["address", "colour", "friends", "fullName"]);
    let properties = user["properties"].as_object().expect("properties");
    let names: BTreeSet<_> = properties.keys().map(String::as_str).collect();
    assert_eq!(names, ["index", "fullName", "mail", "colour", "friends", "address"].into());
    assert_eq!(
        properties["index"],
        json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX, "default": 100, "description": "Counts from one." })
    );
    assert_eq!(properties["friends"], json!({ "type": "array", "items": reference("openapi.User") }));
    assert_eq!(properties["address"], reference("Address"));
    assert_eq!(schemas["Address"]["additionalProperties"], false);
    assert_eq!(
        schemas["Address"]["properties"]["best"],
        json!({ "anyOf": [reference("openapi.User"), { "type": "null" }] })
    );
    assert_eq!(
        schemas["Colour"],
        json!({ "type": "string", "enum": ["red", "green"], "description": "What one sees." })
    );
}

#[tokio::test]
async fn two_types_of_one_name_and_two_instances_of_a_generic_have_names_of_their_own() {
    let document = document().await;
    let schema_of = |path: &str| {
        let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        resolve(&document, schema).clone()
    };
    let metres = schema_of("/users/{id}/error");
    let users = schema_of("/users/{id}/question");
    assert_eq!(resolve(&document, &metres["properties"]["items"]["items"])["type"], "integer");
    let other = resolve(&document, &users["properties"]["items"]["items"]);
    assert_eq!(
        other["properties"].as_object().map(|members| members.keys().collect::<Vec<_>>()),
        Some(vec![&"other".to_owned()])
    );
    assert_eq!(other["description"], "Another type of the same name.");
    let names: Vec<_> = document["components"]["schemas"].as_object().expect("schemas").keys().collect();
    assert!(names.iter().filter(|name| name.contains("Page")).count() == 2, "{names:?}");
}

#[tokio::test]
async fn a_transparent_struct_is_described_as_what_it_wraps() {
    let document = document().await;
    let schema =
        &document["paths"]["/users/transparent"]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(resolve(&document, schema)["type"], "integer", "{}", resolve(&document, schema));
}

fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => {
            document.pointer(reference.trim_start_matches('#')).unwrap_or_else(|| panic!("{reference} leads nowhere"))
        }
        None => schema,
    }
}

/// Everything that stands somewhere below.
fn everything<'d>(value: &'d Value, visit: &mut impl FnMut(&'d Value)) {
    visit(value);
    match value {
        Value::Array(elements) => elements.iter().for_each(|element| everything(element, visit)),
        Value::Object(members) => members.values().for_each(|member| everything(member, visit)),
        _ => {}
    }
}

#[tokio::test]
async fn the_document_is_a_valid_structure_for_the_routes_of_all_tests() {
    for module in [
        "web::values",
        "web::parameters",
        "web::beans",
        "web::guards",
        "web::errors",
        "web::routing::paths",
        "web::routing::methods",
    ] {
        let app = App::new().module(module).set("http.docs", "on").test();
        let document: Value = app.get("/openapi.json").await.assert_status(200).json();
        assert_eq!(document["openapi"], "3.1.0");
        assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
        everything(&document, &mut |value| {
            resolve(&document, value);
        });
        for name in document["components"]["schemas"].as_object().expect("schemas").keys() {
            let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(!name.is_empty() && name.chars().all(allowed), "{module}: {name}");
        }
        let mut ids = BTreeSet::new();
        let mut shapes = BTreeMap::new();
        for (path, item) in document["paths"].as_object().expect("paths") {
            assert!(path.starts_with('/'), "{path}");
            // Names do not make a template another one; what follows a `#` does.
            let shape: Vec<_> = path.split('}').map(|part| part.split('{').next().unwrap_or_default()).collect();
            if let Some(twin) = shapes.insert(shape, path.clone()) {
                panic!("{module}: {path} and {twin} are one template");
            }
            for (method, operation) in item.as_object().expect("an item") {
                let place = format!("{module}: {method} {path}");
                let id = operation["operationId"].as_str().expect("an operationId").to_owned();
                assert!(ids.insert(id.clone()), "{place}: {id} is there twice");
                assert_parameters(&place, path, operation);
                let responses = operation["responses"].as_object().expect("responses");
                assert!(!responses.is_empty(), "{place}");
                for (status, response) in responses {
                    let known = status == "default" || status.parse().is_ok_and(|code: u16| (200..600).contains(&code));
                    assert!(known && response["description"].is_string(), "{place}: {status} {response}");
                }
                assert!(
                    operation["requestBody"].is_null() || operation["requestBody"]["content"].is_object(),
                    "{place}"
                );
            }
        }
    }
}

fn assert_parameters(place: &str, path: &str, operation: &Value) {
    let none = Vec::new();
    let mut named = BTreeSet::new();
    for parameter in operation["parameters"].as_array().unwrap_or(&none) {
        let (name, location) =
            (parameter["name"].as_str().expect("a name"), parameter["in"].as_str().expect("a place"));
        assert!(["path", "query", "header"].contains(&location), "{place}: {parameter}");
        assert!(named.insert((location, name)), "{place}: {name} is there twice");
        assert!(parameter["schema"].is_object(), "{place}: {parameter}");
        assert!(location != "path" || parameter["required"] == true, "{place}: {parameter}");
    }
    let captured = path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect::<BTreeSet<_>>();
    let described: BTreeSet<_> =
        named.iter().filter(|(location, _)| *location == "path").map(|(_, name)| *name).collect();
    assert_eq!(captured, described, "{place}");
}

#[get_mapping("/openapi.json")]
fn own_document() -> &'static str {
    "own"
}

#[tokio::test]
async fn the_document_can_be_switched_off_and_replaced() {
    let off = App::new().only::<Users>().set("http.docs", "off").test();
    off.get("/openapi.json").await.assert_status(404);
    let own = App::new().module(module_path!()).set("http.docs", "on").test();
    own.get("/openapi.json").await.assert_status(200).assert_text("own");
}

#[tokio::test]
async fn routes_that_differ_in_constraints_alone_are_all_in_the_document() {
    let app = || App::new().module("web::routing::precedence").set("http.docs", "on");
    let document = app().test().get("/openapi.json").await.text().to_owned();
    for route in app().routes() {
        assert!(
            document.contains(&format!("\"operationId\":\"{}\"", route.function)),
            "{}: {document}",
            route.function
        );
    }
}
