//! `/openapi.json` says what a session may be refused with, and nothing of what is in it.

use framework::{
    prelude::*,
    serde_json::{Value, json},
};

#[derive(Bean)]
struct Cart {
    #[allow(dead_code)] // only read
    items: Vec<u32>,
}

#[request_mapping("/documented/session", methods("GET", "POST"))]
fn session(_session: Session) {}

#[request_mapping("/documented/values", methods("GET", "DELETE"))]
fn values(#[session] user: &str, #[session(default = 1)] n: u8, #[session] tags: Vec<String>, q: u8) {
    let _all = (user, n, tags, q);
}

#[request_mapping("/documented/beans", methods("GET", "PATCH"))]
fn beans(#[session] cart: Cart, #[session] list: Option<Vec<Cart>>) {
    let _all = (cart, list);
}

#[get_mapping("/documented/nothing")]
fn nothing() {}

#[tokio::test]
async fn a_session_is_no_parameter_and_its_refusals_are_there() {
    let app = App::new().module(module_path!()).set("http.docs", "on").test();
    let document: Value = app.get("/openapi.json").await.assert_status(200).json();
    for (path, method, statuses, parameters) in [
        ("/documented/session", "get", &["200", "503"][..], &[][..]),
        ("/documented/session", "post", &["200", "403", "503"], &[][..]),
        ("/documented/values", "get", &["200", "400", "503"], &["q"]),
        ("/documented/values", "delete", &["200", "400", "403", "503"], &["q"]),
        ("/documented/beans", "get", &["200", "400", "503"], &[][..]),
        ("/documented/beans", "patch", &["200", "400", "403", "503"], &[][..]),
        ("/documented/nothing", "get", &["200"], &[][..]),
    ] {
        let operation = &document["paths"][path][method];
        let found: Vec<_> = operation["responses"].as_object().expect("responses").keys().collect();
        assert_eq!(found, statuses, "{method} {path}");
        let names = operation["parameters"].as_array().into_iter().flatten();
        let names: Vec<_> = names.map(|parameter| parameter["name"].as_str().unwrap_or_default()).collect();
        assert_eq!(names, parameters, "{method} {path}");
        assert_eq!(operation["requestBody"], json!(null), "{method} {path}");
    }
}
