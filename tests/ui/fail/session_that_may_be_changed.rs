use framework::prelude::*;

#[post_mapping]
fn log_in(session: &mut Session) {
//~^ [&mut Session] a handler cannot take `&mut framework::Session` as an argument
//~| write `mut name: framework::Session`
    session.set("user", 7);
}

fn main() {}
