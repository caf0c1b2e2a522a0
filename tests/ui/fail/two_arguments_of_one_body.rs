use framework::{Body, Request, bytes::Bytes, prelude::*};

#[derive(Bean)]
struct User {
    id: u8,
}

#[post_mapping]
fn body_and_form(#[body] text: String, #[form] name: u8) {
//~^ [u8] two arguments read the body; put both into one bean
    let _ = (text, name);
}

#[post_mapping]
fn form_and_json(#[form] name: u8, #[json("/a")] part: i8) {
//~^ [i8] two arguments read the body; put both into one bean
    let _ = (name, part);
}

#[post_mapping]
fn json_and_bean(#[json("/a")] part: i8, user: User) {
//~^ [User] two arguments read the body; put both into one bean
    let _ = (part, user.id);
}

#[post_mapping]
fn bean_and_form(user: User, #[form] name: u16) {
//~^ [u16] two arguments read the body; put both into one bean
    let _ = (user, name);
}

#[post_mapping]
fn anywhere_and_bytes(#[auto] id: u8, #[body] octets: Bytes) {
//~^ [Bytes] two arguments read the body; put both into one bean
    let _ = (id, octets);
}

#[post_mapping]
fn request_and_stream(request: Request, body: Body) {
//~^ [Body] two arguments read the body; put both into one bean
    let _ = (request, body);
}

#[post_mapping]
fn stream_and_json(body: Body, #[json] all: serde_json::Value) {
//~^ [serde_json::Value] two arguments read the body; put both into one bean
    let _ = (body, all);
}

fn main() {}
