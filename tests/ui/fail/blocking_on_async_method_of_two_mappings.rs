use framework::prelude::*;

#[derive(Default)]
struct Reports;

#[controller]
impl Reports {
    #[blocking]
    //~^ [#[blocking]] an `async fn` gives its thread back while it waits
    #[get_mapping("/report")]
    #[post_mapping("/report")]
    async fn report(&self) {}
}

fn main() {}
