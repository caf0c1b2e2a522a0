//! Ten routes, and as many hundreds beside them as the environment variable `HUNDREDS` says: 100 of them, unless told.

mod few;

mod many {
    include!(concat!(env!("OUT_DIR"), "/many.rs"));
}

use std::env;

use framework::prelude::*;

fn main() -> framework::Result<()> {
    let hundreds = env::var("HUNDREDS").ok().and_then(|hundreds| hundreds.parse().ok()).unwrap_or(ALL);
    if hundreds == ALL {
        return App::new().run();
    }
    let few = App::new().module("bench_scale::few");
    (0..hundreds).fold(few, |app, hundred| app.module(&format!("bench_scale::many::hundred_{hundred}"))).run()
}

const ALL: usize = 100;
