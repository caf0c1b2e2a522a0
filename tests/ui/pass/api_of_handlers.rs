// `#[api]` before and behind a mapping, imported and written whole, on controllers; comments on arguments; what is
// deprecated is called by nobody but the framework.
#![deny(warnings)]

use framework::prelude::*;

#[api(hidden)]
#[get_mapping]
fn before() {}

#[get_mapping]
#[framework::api(hidden)]
fn behind(
    /// How many.
    count: u8,
    #[header]
    /// From where.
    x_from: Option<String>,
) -> usize {
    usize::from(count) + x_from.map_or(0, |from| from.len())
}

#[get_mapping("/one")]
#[get_mapping("/two")]
#[api(hidden)]
fn twice() {}

#[derive(Default)]
struct Old;

#[framework::api(hidden = true)]
#[controller("/old")]
impl Old {
    #[deprecated(since = "1", note = "there is a newer one")]
    #[get_mapping]
    #[api(hidden = false)]
    fn older(&self) {}

    #[deprecated = "for long"]
    #[post_mapping]
    async fn oldest(&self) {}
}

fn main() {
    let _app = App::new();
}
