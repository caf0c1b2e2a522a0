//! What answers what: by cases, by the grammar's slow reference, and by other routers.

mod cases;
mod peers;
mod reference;

use std::panic::Location;

use allocation_counter::measure;
use framework_pattern::{Pattern, Segment};
use http::Method;

use super::{Found, RouteProblem, Router};
use crate::{
    request::{Captures, RouteInfo},
    route::PathConstraint,
};

/// The own constraints that the cases know.
static VOWEL: PathConstraint = own("vowel", |segment| matches!(segment, "a" | "e" | "i" | "o" | "u"));
static BRIEF: PathConstraint = own("brief", |segment| segment.chars().count() < 3);

const fn own(name: &'static str, check: fn(&str) -> bool) -> PathConstraint {
    PathConstraint { name, check, function: "tests", module: "tests", package: "tests", file: "tests.rs", line: 1 }
}

#[test]
fn finding_allocates_nothing_on_a_short_path_without_encoding() {
    let patterns = [
        "/",
        "/a",
        "/a/<x>",
        "/a/<x|int>/b",
        "/a/<x||[a-z]+>/b",
        "/<a>/<b>/<c>/<d>/<e>/<f>",
        "/a/<*rest>",
        "/p/<x|uuid>/<*>",
    ];
    let router = built(&patterns.map(|pattern| route(&["GET"], pattern)));
    let requests = [
        ("/", Some("/")),
        ("/a", Some("/a")),
        ("/a/x", Some("/a/<x>")),
        ("/a/17/b", Some("/a/<x|int>/b")),
        ("/a/xyz/b", Some("/a/<x||[a-z]+>/b")),
        ("/1/2/3/4/5/6", Some("/<a>/<b>/<c>/<d>/<e>/<f>")),
        ("/a/2/3/4/5/6", Some("/a/<*rest>")),
        ("/p/67e5504410b1426f9247bb680e5fe0c8/3/4/5/6", Some("/p/<x|uuid>/<*>")),
        ("/1/2/3/4/5", None),
        ("/a//b", None),
        ("/a/../b", None),
    ];
    let find = |path: &str| router.answered_by(&Method::GET, path).map(|index| patterns[index]);
    for (path, expected) in requests {
        assert_eq!(find(path), expected, "{path}"); // a regular expression makes its cache when it is first used
        let allocations = measure(|| {
            let _found = find(path);
        });
        assert_eq!(allocations.count_total, 0, "{path}");
    }
}

#[test]
fn the_longest_path_that_is_accepted_is_answered() {
    let router = built(&[route(&["GET"], "/a/<*rest>"), route(&["GET"], "/<x>")]);
    let rest = "b/".repeat(32_000) + "c";
    let path = format!("/a/{rest}");
    let mut captures = Captures::default();
    assert!(matches!(router.find(&Method::GET, &path, &mut captures), Found::Route(0)));
    assert_eq!(captures.get(&path, 0), Some(&*rest));
    let encoded = format!("/{}", "%61".repeat(21_000));
    let mut captures = Captures::default();
    assert!(matches!(router.find(&Method::GET, &encoded, &mut captures), Found::Route(1)));
    assert_eq!(captures.get(&encoded, 0), Some(&*"a".repeat(21_000)));
    assert_eq!(router.answered_by(&Method::GET, &"/a".repeat(32_000)), Some(0));
    assert_eq!(router.answered_by(&Method::GET, &"/x".repeat(32_000)), None);
}

/// One capture, and the rest of the path, of each kind; names differ by place, because the others demand it.
fn pattern(segments: Vec<&'static str>) -> String {
    let name = |(place, segment): (usize, &str)| segment.replace('#', &format!("c{place}"));
    segments.into_iter().enumerate().map(name).map(|segment| format!("/{segment}")).collect()
}

fn route(methods: &[&str], pattern: &str) -> &'static RouteInfo {
    ranked(methods, pattern, 0)
}

fn ranked(methods: &[&str], pattern: &str, rank: i32) -> &'static RouteInfo {
    let leak = |text: &str| -> &'static str { text.to_owned().leak() };
    let capture = |segment: &Segment| match segment {
        Segment::Literal(_) => None,
        Segment::Capture(capture) => Some(leak(capture.name.as_deref().unwrap_or_default())),
        Segment::Rest(name) => Some(leak(name.as_deref().unwrap_or_default())),
    };
    Box::leak(Box::new(RouteInfo {
        methods: methods.iter().map(|method| leak(method)).collect::<Vec<_>>().leak(),
        pattern: leak(pattern),
        captures: parsed(pattern).segments().iter().filter_map(capture).collect::<Vec<_>>().leak(),
        rank,
        function: "handler",
        module: "tests",
        package: "tests",
        file: "tests.rs",
        line: 1,
        documentation: "",
        terms: crate::Terms::OPEN,
    }))
}

fn parsed(pattern: &str) -> Pattern {
    Pattern::parse(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

fn built(routes: &[&'static RouteInfo]) -> Router {
    served(routes, &[])
}

fn served(routes: &[&'static RouteInfo], mounts: &[&str]) -> Router {
    let mounts: Vec<_> = mounts.iter().map(|mount| (*mount, Location::caller())).collect();
    Router::build(routes, &mounts, &[&VOWEL, &BRIEF]).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(RouteProblem::to_string).collect::<Vec<_>>().join("\n"))
    })
}

type Named = Vec<(String, String)>;

/// What the router captured, without the captures that have no name.
fn named(route: &RouteInfo, path: &str, captures: &Captures) -> Named {
    assert_eq!(captures.len(), route.captures.len(), "{} on {path}", route.pattern);
    let value = |index| captures.get(path, index).expect("a value for each capture").to_owned();
    let named = route.captures.iter().enumerate().filter(|(_, name)| !name.is_empty());
    named.map(|(index, name)| ((*name).to_owned(), value(index))).collect()
}
