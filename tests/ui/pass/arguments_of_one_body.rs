use framework::{Body, Cookies, Extension, PeerAddress, Request, State, prelude::*, serde_json::Value};

#[derive(Bean)]
struct User {
    name: String,
}

#[post_mapping]
fn forms(#[form] user: User, #[form] name: &str, #[form("n", default = 1)] n: u8, #[auto] any: Option<bool>) -> String {
    format!("{} {name} {n} {any:?}", user.name)
}

#[put_mapping("/parts/<any>")]
async fn parts(#[json] all: Value, #[json("/user")] user: Option<User>, #[json] again: Value, #[auto] any: u8) {
    let _ = (all, user.map(|user| user.name), again, any);
}

#[delete_mapping]
async fn unread(body: Body, #[cookie] id: Option<u8>, cookies: Cookies) {
    let _ = (body, id, cookies);
}

#[get_mapping("/whole/<name>")]
async fn whole(
    request: Request,
    #[path] user: User,
    State(number): State<u8>,
    Extension(mut text): Extension<String>,
    PeerAddress(_peer): PeerAddress,
) -> String {
    text.push('!');
    format!("{} {} {number} {text}", request.path(), user.name)
}

fn main() {}
