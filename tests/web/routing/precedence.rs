//! Which of several patterns that accept a path answers.

use framework::prelude::*;

use super::check;

#[get_mapping("/a/<*rest>")]
fn catch_all(rest: &str) -> String {
    format!("rest {rest}")
}

#[get_mapping("/a/<x>")]
fn capture(x: &str) -> String {
    format!("capture {x}")
}

#[get_mapping("/a/<x||[a-f]+>")]
fn regex(x: &str) -> String {
    format!("regex {x}")
}

#[get_mapping("/a/<x||[a-c]+>")]
fn earlier_regex(x: &str) -> String {
    format!("earlier regex {x}")
}

#[get_mapping("/a/<x|int>")]
fn int(x: i32) -> String {
    format!("int {x}")
}

#[get_mapping("/a/<x|ulong>")]
fn ulong(x: u64) -> String {
    format!("ulong {x}")
}

#[get_mapping("/a/<x|bool>")]
fn bool(x: &str) -> String {
    format!("bool {x}")
}

#[get_mapping("/a/face")]
fn literal() -> &'static str {
    "literal"
}

#[get_mapping("/a/<x>/end")]
fn after_capture(x: &str) -> String {
    format!("end {x}")
}

#[get_mapping("/a/face/other")]
fn after_literal() -> &'static str {
    "other"
}

#[get_mapping("/a/<x|int>/<y||[0-9]>/<z>/stop")]
fn deep(x: i32, y: u8, z: &str) -> String {
    format!("deep {x} {y} {z}")
}

#[get_mapping("/a/<x>/<y>/<z|int>/<*rest>")]
fn deeper(x: &str, y: &str, z: i32, rest: &str) -> String {
    format!("deeper {x} {y} {z} {rest}")
}

#[tokio::test]
async fn a_literal_goes_before_constraint_regex_capture_and_catch_all_with_backtracking() {
    let cases = [
        ("GET", "/a/face", 200, "literal"),
        ("GET", "/a/1", 200, "bool 1"),
        ("GET", "/a/on", 200, "bool on"),
        ("GET", "/a/17", 200, "int 17"),
        ("GET", "/a/-17", 200, "int -17"),
        ("GET", "/a/2147483648", 200, "ulong 2147483648"),
        ("GET", "/a/18446744073709551616", 200, "capture 18446744073709551616"),
        ("GET", "/a/+5", 200, "capture +5"),
        ("GET", "/a/abc", 200, "earlier regex abc"),
        ("GET", "/a/abcdef", 200, "regex abcdef"),
        ("GET", "/a/abx", 200, "capture abx"),
        ("GET", "/a/%66ace", 200, "literal"),
        ("GET", "/a/x/y", 200, "rest x/y"),
        ("GET", "/a/face/other", 200, "other"),
        ("GET", "/a/face/end", 200, "end face"),
        ("GET", "/a/17/end", 200, "end 17"),
        ("GET", "/a/face/x", 200, "rest face/x"),
        ("GET", "/a/17/3/z/stop", 200, "deep 17 3 z"),
        ("GET", "/a/17/3/4/stop", 200, "deep 17 3 4"),
        ("GET", "/a/17/3/4/go/on", 200, "deeper 17 3 4 go/on"),
        ("GET", "/a/17/3/x/go", 200, "rest 17/3/x/go"),
        ("GET", "/a/17/33/4/stop", 200, "deeper 17 33 4 stop"),
        ("GET", "/a", 404, ""),
        ("GET", "/a/", 404, ""),
        ("GET", "/A/face", 404, ""),
        ("GET", "/b", 404, ""),
    ];
    check(&App::new().module(module_path!()).test(), &cases).await;
}
