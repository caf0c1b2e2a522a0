use framework::prelude::*;

#[derive(Bean)]
#[bean(default)]
//~^ [default] the default of an enum is one of its variants; derive `Default` and mark one `#[default]`
enum Kind {
    One,
}

fn main() {}
