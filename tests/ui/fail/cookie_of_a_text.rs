use framework::prelude::*;

#[post_mapping]
fn choose(cookies: Cookies) {
    cookies.set("theme=dark");
    //~^ ["theme=dark"] `&str` is no cookie
    //~| write a pair
}

fn main() {}
