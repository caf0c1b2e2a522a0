use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
enum Theme {
//~^ [Theme] settings are the members of a struct; for an enum that is one value, derive `SettingValue`
    Light,
    Dark,
}

fn main() {
    let _ = [Theme::Light, Theme::Dark];
}
