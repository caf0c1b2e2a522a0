use framework::prelude::*;

#[post_mapping]
fn choose(cookies: Cookies) {
    cookies.set("theme", "dark");
    //~^ ["theme"] `&str` is no cookie
    //~| write a pair, which has parentheses of its own
    //~+ 1
}

fn main() {}
