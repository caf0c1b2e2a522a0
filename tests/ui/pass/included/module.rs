use framework::prelude::*;

#[derive(Bean)]
pub(crate) struct Host {
    name: String,
}

#[get_mapping("/elsewhere")]
fn find(host: Host) -> Host {
    host
}
