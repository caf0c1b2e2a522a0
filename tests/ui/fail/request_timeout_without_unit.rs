use framework::prelude::*;

#[get_mapping("/report", request_timeout = 5)]
//~^ [5] `request_timeout` is a duration as `"5s"`, or `"none"`
async fn report() {}

fn main() {}
