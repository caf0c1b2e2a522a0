use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct Title(String);
//~^ [Title] settings are named by members; write `struct Title { title: String }`

fn main() {}
