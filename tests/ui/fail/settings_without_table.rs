use framework::prelude::*;

#[derive(Settings)]
struct AppSettings {
//~^ [AppSettings] say which table these settings are, `#[settings("app")]`; or `#[settings(nested)]`
    title: String,
}

fn main() {}
