use framework::prelude::*;

#[derive(Settings)]
#[settings("mail")]
struct Mail {
    host: &str,
    //~^ [&] missing lifetime specifier
}

fn main() {}
