use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    title: String,
}

#[get_mapping]
fn title(State(settings): State<AppSettings>) -> String {
//~^ [State<AppSettings>] `AppSettings` cannot be a component
    settings.title
}

fn main() {}
