use framework::prelude::*;

fn main() {
    let _ = JsonResponse::new("text");
    //~^ ["text"] `&str` is no JSON document
    //~| write `JsonResponse::raw(text)`
    //~| write `JsonResponse::new(serde_json::Value::from(text))`
}
