use framework::prelude::*;

#[derive(Settings, Clone)]
#[settings("app")]
struct AppSettings {
    #[serde(default)]
    //~^ [serde] serde reads no settings; a default is `#[settings(default = 10)]`
    page_size: u32,
}

fn main() {}
