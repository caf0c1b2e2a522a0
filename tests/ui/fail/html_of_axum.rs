use framework::prelude::*;
#[get_mapping("/users")]
async fn list() -> Html<String> {
//~^ [Html] there is no `Html` here; return an `HtmlResponse`
    Html("<h1>Users</h1>".to_owned())
}

fn main() {}
