use framework::prelude::*;

#[derive(Settings)]
#[settings("App")]
//~^ ["App"] a table is one word of small letters, digits and underscores, as `app`
struct AppSettings {
    title: String,
}

fn main() {}
