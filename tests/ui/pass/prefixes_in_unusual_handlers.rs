use framework::prelude::*;
use std::borrow::Cow;

#[derive(Bean)]
#[bean(output)]
struct Shown<'a> {
    name: &'a str,
}

#[derive(Default)]
struct Names {
    first: String,
}

#[controller]
impl Names {
    #[get_mapping]
    fn first(&self) -> Shown<'_> {
        let _ = "$html:x";
        Shown { name: &self.first }
    }

    #[get_mapping]
    async fn second<'a>(&'a self) -> Result<Vec<Shown<'a>>, Invalid> {
        let _ = "$html:x";
        Ok(vec![Shown { name: &self.first }])
    }

    #[get_mapping]
    fn third(&self) -> impl IntoResponse + use<'_> {
        let _ = "$html:x";
        Shown { name: &self.first }
    }

    #[get_mapping]
    fn fourth(&self) -> Result<[&'static str; 2], <u8 as std::str::FromStr>::Err> {
        Ok(["$html:x", "b"])
    }
}

macro_rules! page {
    ($name:ident, $text:literal, $kind:ty) => {
        #[get_mapping]
        fn $name() -> $kind {
            $text.into()
        }
    };
}

page!(one, "$html:x", &'static str);

#[cfg(any())]
#[get_mapping]
fn left_out() -> String {
    "$html:x".into()
}

#[get_mapping]
#[cfg(any())]
fn left_out_too() -> String {
    "$html:x".into()
}

#[get_mapping(prefixed)]
fn either() -> Cow<'static, str> {
    "$html:x".into()
}

fn main() {}
