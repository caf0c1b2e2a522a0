use framework::prelude::*;

#[derive(Settings, Clone)]
#[settings("app")]
struct AppSettings {
    title: String,
}

#[get_mapping]
fn title(settings: AppSettings) -> String {
//~^ [AppSettings] a handler cannot take `AppSettings` as an argument
    settings.title
}

fn main() {}
