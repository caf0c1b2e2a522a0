use framework::prelude::*;

#[get_mapping]
#[post_mapping(prefixed)]
fn page() -> String {
    "$html:x".into()
    //~^ ["$html:x"] a prefix in a returned `String` is sent as text
}

#[put_mapping(prefixed)]
#[patch_mapping]
fn other() -> String {
    "$html:y".into()
    //~^ ["$html:y"] a prefix in a returned `String` is sent as text
}

fn main() {}
