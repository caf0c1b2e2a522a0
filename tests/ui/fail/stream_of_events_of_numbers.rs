use framework::prelude::*;

use framework::stream;

#[get_mapping]
fn events() -> impl IntoResponse {
    Sse::new(stream::iter([1, 2]))
    //~^ [stream::iter([1, 2])] a stream of `{integer}` cannot be sent as events
    //~| the items are `Event`, `String`, `&'static str`
}

fn main() {}
