use framework::prelude::*;

#[derive(Bean)]
struct User {
    name: String,
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping("/<id>")]
    #[put_mapping("/<id>", "/set/<id>")]
    async fn set(&self, #[path] id: u8, user: User, #[query(default = 1)] times: u8) -> String {
        user.name.repeat((id + times).into())
    }
}

#[get_mapping("/sum/<a>")]
#[post_mapping("/sum/<a>")]
#[doc(alias = "plus")]
fn sum(#[path] a: i32, #[query("b", default = 1)] second: i32) -> i32 {
    a + second
}

fn main() {}
