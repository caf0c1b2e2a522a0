//! Derives of others that have the names of ours.
#![deny(warnings)]

use std::{clone::Clone as Bean, fmt::Debug as Settings};

use framework::{State, get_mapping};

#[derive(Bean, framework::Bean)]
struct User {
    id: u8,
}

#[derive(Settings, Bean, framework::Settings)]
#[settings("app")]
struct AppSettings {
    title: String,
}

#[get_mapping]
fn find(user: User, State(settings): State<AppSettings>) -> (framework::HttpStatus, User) {
    (if format!("{settings:?}").is_empty() { framework::HttpStatus::OK } else { framework::HttpStatus::ACCEPTED }, user.clone())
}

fn main() {
    let settings = AppSettings { title: String::new() };
    let _ = settings.title.clone();
}
