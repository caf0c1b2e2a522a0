use framework::prelude::*;
use uuid::Uuid;

#[get_mapping("/users/<id>")]
fn find(id: Uuid) -> String {
    //~^ [Uuid] there is no `Uuid` without the feature `uuid` of the framework; switch it on in Cargo.toml
    id.to_string()
}

fn main() {}
