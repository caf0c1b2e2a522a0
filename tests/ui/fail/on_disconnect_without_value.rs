use framework::prelude::*;

#[post_mapping("/orders", on_disconnect)]
//~^ [on_disconnect] `on_disconnect` needs a value: `on_disconnect = …`
async fn order() {}

fn main() {}
