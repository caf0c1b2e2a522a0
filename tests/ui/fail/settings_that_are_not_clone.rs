use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings {
    title: String,
}

#[get_mapping]
fn title(State(settings): State<AppSettings>) -> String {
//~^ [State<AppSettings>] the trait bound `AppSettings: Clone` is not satisfied
    settings.title
}

fn main() {}
