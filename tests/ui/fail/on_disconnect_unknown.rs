use framework::prelude::*;

#[post_mapping("/orders", on_disconnect = "ignore")]
//~^ ["ignore"] `on_disconnect` is `"cancel"` or `"finish"`
async fn order() {}

fn main() {}
