//! UUIDs, where the feature is on: parameters, members, keys, return values.

use std::collections::BTreeMap;

use framework::{prelude::*, serde_json::json};
use uuid::{Uuid, uuid};

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

#[derive(Bean)]
struct Book {
    id: Uuid,
}

#[get_mapping("/uuids/<id>")]
fn echo(id: Uuid) -> Uuid {
    id
}

#[get_mapping("/uuids")]
fn counts() -> BTreeMap<Uuid, u8> {
    BTreeMap::from([(uuid!("67e55044-10b1-426f-9247-bb680e5fe0c8"), 1)])
}

#[post_mapping("/uuids")]
fn add(books: Vec<Book>) -> Vec<Book> {
    books
}

#[post_mapping("/uuids/keys")]
fn keys(books: BTreeMap<Uuid, Book>) -> usize {
    books.len()
}

#[tokio::test]
async fn a_uuid_is_a_parameter_a_member_a_key_and_a_return_value() {
    let app = App::new().module(module_path!()).test();
    let text = app.get(&format!("/uuids/{}", ID.to_uppercase())).await;
    text.assert_status(200).assert_header("content-type", "text/plain; charset=UTF-8").assert_text(ID);
    let refused: serde_json::Value = app.get("/uuids/7").await.assert_status(400).json();
    assert_eq!(refused["detail"], format!("path parameter `id`: expected a UUID as {ID}, got `7`"));
    app.get("/uuids").await.assert_json(json!({ ID: 1 }));
    app.post("/uuids").json(&json!([{ "id": ID }])).await.assert_json(json!([{ "id": ID }]));
    let wrong: serde_json::Value = app.post("/uuids").json(&json!([{ "id": "x" }])).await.assert_status(422).json();
    assert_eq!(wrong["errors"][0]["pointer"], "/0/id");
    app.post("/uuids/keys").json(&json!({ ID: { "id": ID } })).await.assert_text("1");
    app.post("/uuids/keys").json(&json!({ "x": { "id": ID } })).await.assert_status(422);
}
