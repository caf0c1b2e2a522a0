use framework::prelude::*;

#[get_mapping("/users")]
fn list(cookies: SignedCookies) -> bool {
//~^ [SignedCookies] there is no `SignedCookies` without the feature `cookies-secure` of the framework; switch it on in Cargo.toml
    cookies.get("user").is_some()
}

fn main() {}
