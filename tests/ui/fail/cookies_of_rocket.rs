use framework::prelude::*;
#[get_mapping("/users")]
fn list(jar: &CookieJar<'_>) -> u8 {
//~^ [CookieJar] there is no `CookieJar` here; cookies are `Cookies`; one of them is `#[cookie] name: &str`
    1
}

fn main() {}
