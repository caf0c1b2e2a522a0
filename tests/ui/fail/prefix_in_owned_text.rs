use framework::prelude::*;
use std::borrow::Cow;

#[get_mapping]
fn owned(name: &str) -> String {
    format!("$html:<h1>{name}</h1>")
    //~^ ["$html:<h1>{name}</h1>"] a prefix in a returned `String` is sent as text; add `prefixed` to the mapping
}

#[get_mapping]
fn optional() -> Option<String> {
    Some("$html:<h1>Hello</h1>".to_owned())
    //~^ ["$html:<h1>Hello</h1>"] a prefix in a returned `String` is sent as text
}

#[get_mapping]
fn fallible() -> Result<String, Invalid> {
    Ok("$json:[1]".into())
    //~^ ["$json:[1]"] a prefix in a returned `String` is sent as text
}

#[get_mapping]
fn with_status() -> (HttpStatus, String) {
    (HttpStatus::OK, "$file:page.html".to_string())
    //~^ ["$file:page.html"] a prefix in a returned `String` is sent as text
}

#[get_mapping]
fn either() -> Cow<'static, str> {
    "$redirect:/login".into()
    //~^ ["$redirect:/login"] a prefix in a returned `String` is sent as text
}

#[get_mapping]
fn created() -> Status<201, Box<str>> {
    Status("$status:400".into())
    //~^ ["$status:400"] a prefix in a returned `String` is sent as text
}

type Page = Option<String>;

#[get_mapping]
async fn renamed() -> Page {
    Some(String::from("$bytes:x"))
    //~^ ["$bytes:x"] a prefix in a returned `String` is sent as text
}

fn main() {}
