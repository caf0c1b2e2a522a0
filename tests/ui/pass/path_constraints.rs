use framework::prelude::*;

#[path_constraint("gender")]
pub fn gender(segment: &str) -> bool {
    matches!(segment, "female" | "male" | "other")
}

/// Called as its function.
#[path_constraint]
fn even(segment: &str) -> bool {
    segment.parse::<u64>().is_ok_and(|number| number % 2 == 0)
}

#[path_constraint]
fn r#type(segment: &str) -> bool {
    segment == "type"
}

#[path_constraint("old")]
#[deprecated]
fn old(segment: &str) -> bool {
    segment == "old"
}

#[deprecated(note = "another")]
#[path_constraint("older")]
fn older(segment: &str) -> bool {
    segment == "older"
}

#[path_constraint("named_lifetime")]
const fn named<'a>(_segment: &'a str) -> bool {
    true
}

type Text = str;

#[path_constraint("alias")]
#[inline]
#[must_use]
fn alias(segment: &Text) -> bool {
    !segment.is_empty()
}

#[path_constraint("wider")]
fn wider(_: &(impl ?Sized + AsRef<str>)) -> bool {
    true
}

#[path_constraint("two_names")]
#[path_constraint("another_name")]
fn both(segment: &str) -> bool {
    segment == "both"
}

#[cfg(any())]
#[path_constraint("left_out")]
fn left_out() -> Nothing {}

mod inner {
    #[framework::path_constraint("inner")]
    pub(super) fn inner(segment: &str) -> bool {
        segment == "inner"
    }
}

#[get_mapping("/<a|gender>/<b|even>/<c|type>/<d|named_lifetime>/<|inner>")]
fn all(a: &str, b: u64, c: Option<String>, d: String) -> String {
    format!("{a}{b}{c:?}{d}")
}

fn main() {
    fn here() {
        #[framework::path_constraint("here")]
        fn here(segment: &str) -> bool {
            segment == "here"
        }
        let _ = here("");
    }
    here();
    let _ = (even("2"), r#type("type"), alias("a"), wider("b"), both("both"), named(""), inner::inner(""));
}
