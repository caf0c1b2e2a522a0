use framework::prelude::*;

#[derive(Default)]
struct Reports;

#[controller("/reports", request_timeout = "0s")]
//~^ ["0s"] `request_timeout` is a duration as `"5s"`, or `"none"`
impl Reports {
    #[get_mapping]
    async fn report(&self) {}
}

fn main() {}
