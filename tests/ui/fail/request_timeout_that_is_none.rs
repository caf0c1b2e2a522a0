use framework::prelude::*;

#[get_mapping("/report", request_timeout = "soon")]
//~^ ["soon"] `request_timeout` is a duration as `"5s"`, or `"none"`
async fn report() {}

fn main() {}
