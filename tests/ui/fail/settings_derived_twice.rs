use framework::prelude::*;

#[derive(Settings, Settings)]
//~^ [Settings] `Settings` is derived twice; keep one
#[settings("mail")]
struct Mail {
    attempts: u32,
}

#[derive(Clone, SettingValue, SettingValue)]
//~^ [SettingValue] `SettingValue` is derived twice; keep one
enum Theme {
    Light,
}

fn main() {}
