//! Settings in unusual places, and of unusual members.

#![deny(warnings)]

mod web {
    pub use framework::*;
}

/// Nothing to set.
#[derive(web::Settings)]
#[settings("empty", crate = web)]
struct Empty {}

#[derive(Clone, framework::Settings)]
#[settings("raw")]
struct Raw {
    r#type: String,
    #[settings(default = "none")]
    __0: Option<std::time::Duration>,
    #[settings(default = [-1, 1], range(-1..2))]
    numbers: Vec<i8>,
    #[settings(from_str = "a URL", secret)]
    home: framework::http::Uri,
    empty: Below,
}

#[derive(Clone, framework::Settings)]
#[settings(nested)]
struct Below {}

macro_rules! written {
    ($name:ident, $table:literal, $type:ty, $default:expr, $least:literal) => {
        #[derive(framework::Settings)]
        #[settings($table)]
        struct $name {
            #[settings(default = $default, range($least..))]
            member: $type,
        }
    };
}

written!(Written, "written", u8, 10, 1);

#[derive(Clone, Copy, framework::SettingValue)]
enum Only {
    r#One,
}

fn main() {
    #[derive(framework::Settings)]
    #[settings("inside")]
    struct Inside {
        #[settings(default = "one")]
        only: Only,
    }
    let _ = |inside: Inside, written: Written, _: Empty, raw: Raw| {
        (inside.only as u8, Only::One as u8, written.member, raw.r#type, raw.__0, raw.numbers, raw.home, raw.empty)
    };
}
