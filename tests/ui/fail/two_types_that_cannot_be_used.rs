use framework::prelude::*;

struct Unsupported;
struct Neither;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[post_mapping]
    fn one(&self, first: Unsupported, second: Neither) -> Unsupported {
    //~^ [Unsupported] a handler cannot take `Unsupported` as an argument
    //~^^ [Neither] a handler cannot take `Neither` as an argument
    //~^^^ [Unsupported] a handler cannot return `Unsupported`
        let _ = second;
        first
    }

    #[get_mapping]
    async fn two(&self) -> Neither {
    //~^ [Neither] a handler cannot return `Neither`
        Neither
    }
}

fn main() {}
