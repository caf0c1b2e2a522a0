use framework::prelude::*;

#[get_mapping]
fn find(name: String) -> JsonResponse {
    JsonResponse::new(name)
    //~^ [name] String` is no JSON document
    //~| write `JsonResponse::raw(text)`
    //~| write `JsonResponse::new(serde_json::Value::from(text))`
}

fn main() {}
