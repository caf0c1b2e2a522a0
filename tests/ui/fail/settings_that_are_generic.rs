use framework::prelude::*;

#[derive(Settings)]
#[settings("app")]
struct AppSettings<T> {
//~^ [T] settings cannot be generic
    title: T,
}

fn main() {}
