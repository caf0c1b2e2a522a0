//! Files over a real socket and through the test client: ranges, conditions, names, and paths that are refused.

mod attacks;
mod changes;
mod conditions;
mod ranges;
mod sent;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use framework::prelude::*;

use crate::socket::{Both, Folder, encoded};

/// When the files were changed last, as HTTP writes it.
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const DIGITS: &str = "0123456789";

fn at_date() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(784_111_777)
}

/// More than one buffer.
fn large() -> Vec<u8> {
    (0..200_000_u32).map(|number| (number % 251) as u8).collect()
}

/// The root, `public`, beside a file that nobody may have.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("secret.txt", "secret").write("public/digits.txt", DIGITS).write("public/large.bin", large());
    folder.write("public/empty.txt", "").date("public/digits.txt", at_date()).date("public/large.bin", at_date());
    folder
}

/// The routes of these modules, and a folder as their root.
async fn serve(folder: &Folder) -> Both {
    Both::of(|| App::new().module(module_path!()).set("http.files_root", folder.text("public"))).await
}

fn with(route: &str, path: &str) -> String {
    format!("/files/{route}?path={}", encoded(path))
}

/// What a text names.
#[get_mapping("/files/named")]
fn named(path: String) -> FileResponse {
    FileResponse::new(path)
}

/// What a text with a prefix names.
#[get_mapping("/files/prefixed", prefixed)]
fn prefixed(path: String) -> String {
    format!("$file:{path}")
}

/// What a formatted text names.
#[get_mapping("/files/formatted")]
fn formatted(path: String) -> impl IntoResponse {
    framework::prefixed!("$file:{path}")
}

/// Any file.
#[get_mapping("/files/any")]
fn any(path: String) -> FileResponse {
    FileResponse::from_path(path)
}

#[get_mapping("/files/digits")]
fn digits() -> &'static str {
    "$file:digits.txt"
}
