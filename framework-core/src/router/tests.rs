//! What answers what: by cases, by the grammar's slow reference, and by other routers.

use std::panic::Location;

use std::{cmp::Ordering, collections::BTreeSet, fmt::Write};

use allocation_counter::measure;
use framework_pattern::{Accept, Constraint, Pattern, Precedence, Segment, decode_segment};
use http::Method;
use proptest::{
    collection::{hash_set, vec},
    prelude::*,
    sample::select,
};

use super::{Found, RouteProblem, Router};
use crate::{
    request::{Captures, RouteInfo},
    route::PathConstraint,
};

/// `cases.txt` says how it is written.
#[test]
fn every_case_of_the_table_is_answered_as_it_says() {
    let mut set = Set::default();
    let (mut cases, mut mismatches) = (0, String::new());
    for (index, line) in include_str!("cases.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line.starts_with("== ") {
            set = Set::default();
        } else if let Some((request, expected)) = line.split_once(" -> ") {
            cases += 1;
            let answer = set.answer(request);
            if answer != expected {
                let number = index + 1;
                let _always_succeeds = writeln!(mismatches, "cases.txt:{number}: {line}\n    is answered: {answer}");
            }
        } else {
            set.add(line);
        }
    }
    assert!(mismatches.is_empty(), "\n{mismatches}");
    assert!(cases >= 170, "only {cases} cases were read");
}

/// The routes of one set of cases.
#[derive(Default)]
struct Set {
    routes: Vec<&'static RouteInfo>,
    mounts: Vec<String>,
    router: Option<Router>,
}

impl Set {
    fn add(&mut self, line: &str) {
        self.router = None;
        let (methods, pattern) = line.split_once(' ').unwrap_or_else(|| panic!("`{line}` is no route"));
        if methods == "MOUNT" {
            return self.mounts.push(pattern.to_owned());
        }
        let (pattern, rank) = match pattern.split_once(" rank=") {
            Some((pattern, rank)) => (pattern, rank.parse().unwrap_or_else(|_| panic!("`{line}` has no number"))),
            None => (pattern, 0),
        };
        let pattern = if pattern == "<empty>" { "" } else { pattern };
        self.routes.push(ranked(&methods.split(',').collect::<Vec<_>>(), pattern, rank));
    }

    fn answer(&mut self, request: &str) -> String {
        let (method, path) = request.split_once(' ').unwrap_or_else(|| panic!("`{request}` is no request"));
        let method = method.parse::<Method>().unwrap_or_else(|_| panic!("`{request}` has no method"));
        let router = self.router.get_or_insert_with(|| {
            let mounts = self.mounts.iter().map(String::as_str).collect::<Vec<_>>();
            served(&self.routes, &mounts)
        });
        let mut captures = Captures::default();
        match router.find(&method, path, &mut captures) {
            Found::Route(index) if index < self.routes.len() => self.described(index, path, &captures),
            Found::Route(index) => format!("MOUNT {}", self.mounts[index - self.routes.len()]),
            Found::BadPath => "400".to_owned(),
            Found::Nothing if !router.knows(&method) => "501".to_owned(),
            Found::Nothing => {
                let allowed = router.allowed(path);
                let allow = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
                match method {
                    _ if allowed.is_empty() => "404".to_owned(),
                    Method::OPTIONS => format!("204 Allow: {allow}"),
                    _ => format!("405 Allow: {allow}"),
                }
            }
        }
    }

    fn described(&self, index: usize, path: &str, captures: &Captures) -> String {
        let route = self.routes[index];
        let is_ambiguous = self.routes.iter().filter(|other| other.pattern == route.pattern).count() > 1;
        let methods = if is_ambiguous { route.methods.join(",") + " " } else { String::new() };
        let pattern = if route.pattern.is_empty() { "<empty>" } else { route.pattern };
        let values = (0..captures.len()).map(|index| captures.get(path, index).expect("a value for each capture"));
        assert_eq!(values.len(), route.captures.len(), "{}: captures have other names than values", route.pattern);
        let named = route.captures.iter().zip(values).map(|(name, value)| {
            let name = if name.is_empty() { "_" } else { name };
            // Control characters are written as their pictures.
            let picture = |c: char| if c < ' ' { char::from_u32(0x2400 + u32::from(c)).unwrap_or(c) } else { c };
            format!("{name}={}", value.chars().map(picture).collect::<String>())
        });
        let named = named.collect::<Vec<_>>().join(", ");
        if named.is_empty() { format!("{methods}{pattern}") } else { format!("{methods}{pattern} {{{named}}}") }
    }
}

/// The own constraints that the cases know.
static VOWEL: PathConstraint = own("vowel", |segment| matches!(segment, "a" | "e" | "i" | "o" | "u"));
static BRIEF: PathConstraint = own("brief", |segment| segment.chars().count() < 3);

const fn own(name: &'static str, check: fn(&str) -> bool) -> PathConstraint {
    PathConstraint { name, check, function: "tests", module: "tests", package: "tests", file: "tests.rs", line: 1 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every route that the reference accepts is a candidate; the answer is the one that goes first by the grammar.
    #[test]
    fn the_answer_is_the_first_that_the_reference_accepts(table in table(), paths in vec(path(), 1..12)) {
        let routes = without_conflicts(&table);
        let router = built(&routes);
        for path in &paths {
            let accepted = accepted(&routes, path);
            for method in [Method::GET, Method::HEAD, Method::POST] {
                let first = first(&accepted, &method).map(|(route, captures)| (route.pattern, route.methods, captures.clone()));
                let mut captures = Captures::default();
                let found = match router.find(&method, path, &mut captures) {
                    Found::Route(index) => {
                        let route = routes[index];
                        Some((route.pattern, route.methods, named(route, path, &captures)))
                    }
                    Found::Nothing => None,
                    Found::BadPath => {
                        prop_assert!(path.split('/').any(|segment| decode_segment(segment).is_err()), "{path}");
                        None
                    }
                };
                prop_assert_eq!(found, first, "{} {}", method, path);
            }
        }
    }

    #[test]
    fn allowed_are_the_methods_of_all_that_the_reference_accepts(table in table(), paths in vec(path(), 1..12)) {
        let routes = without_conflicts(&table);
        let router = built(&routes);
        for path in &paths {
            let mut expected = BTreeSet::new();
            for (route, _) in accepted(&routes, path) {
                expected.extend(route.methods.iter().copied().chain(["OPTIONS"]));
                expected.extend(route.methods.contains(&"GET").then_some("HEAD"));
            }
            let allowed = router.allowed(path);
            prop_assert!(allowed.iter().map(Method::as_str).eq(expected), "{path}: {allowed:?}");
        }
    }

    #[test]
    fn the_order_of_registration_never_matters(table in table(), paths in vec(path(), 1..12)) {
        let routes = without_conflicts(&table);
        let reversed = routes.iter().rev().copied().collect::<Vec<_>>();
        let (one, other) = (built(&routes), built(&reversed));
        for path in &paths {
            for method in [Method::GET, Method::HEAD, Method::POST] {
                let one = answered_by(&one, &routes, &method, path);
                let other = answered_by(&other, &reversed, &method, path);
                prop_assert_eq!(one, other, "{} {}", method, path);
            }
        }
    }

    #[test]
    fn every_conflict_is_reported(table in table()) {
        let routes = table.iter().map(|(method, pattern)| route(&[method], pattern)).collect::<Vec<_>>();
        let conflicts = routes.len() - without_conflicts(&table).len();
        let problems = Router::build(&routes, &[], &[]).err().unwrap_or_default();
        prop_assert_eq!(problems.len(), conflicts);
        for problem in problems {
            let RouteProblem::Conflict { method, first, second, .. } = problem else { panic!("{problem}") };
            prop_assert_eq!(parsed(first.pattern).shape(), parsed(second.pattern).shape());
            prop_assert!(first.methods.contains(&&*method) && second.methods.contains(&&*method));
        }
    }

    #[test]
    fn matchit_gives_the_same_answers(patterns in shared_patterns(), paths in vec(shared_path(), 1..20)) {
        let mut other = matchit::Router::new();
        // What it refuses is left out of both.
        let known = patterns.into_iter().filter(|pattern| {
            other.insert(pattern.replace('<', "{").replace('>', "}"), pattern.clone()).is_ok()
        });
        let routes = known.map(|pattern| route(&["GET"], &pattern)).collect::<Vec<_>>();
        let ours = built(&routes);
        for path in &paths {
            let found = other.at(path).ok();
            let theirs = found.map(|found| (found.value.clone(), pairs(found.params.iter())));
            prop_assert_eq!(ours_on(&ours, &routes, path), theirs, "{}", path);
        }
    }

    #[test]
    fn wayfind_gives_the_same_answers(patterns in shared_patterns(), paths in vec(shared_path(), 1..20)) {
        let mut builder = wayfind::RouterBuilder::new();
        let known = patterns.into_iter().filter(|pattern| builder.insert(pattern, pattern.clone()).is_ok());
        let routes = known.map(|pattern| route(&["GET"], &pattern)).collect::<Vec<_>>();
        let (ours, other) = (built(&routes), builder.build());
        for path in &paths {
            let found = other.search(path);
            let theirs = found.map(|found| (found.data().clone(), pairs(found.parameters().iter().copied())));
            prop_assert_eq!(ours_on(&ours, &routes, path), theirs, "{}", path);
        }
    }
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

/// Methods and patterns of a small table; few words, so that they overlap.
fn table() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let segment = select(vec![
        "a",
        "a",
        "b",
        "ab",
        "1",
        "%61",
        "a%2Fb",
        "<#>",
        "<#>",
        "<>",
        "<#|int>",
        "<#|i32>",
        "<#|u8>",
        "<|bool>",
        "<#|alpha>",
        "<#||[ab]+>",
        "<#||[a1]+>",
        "<||b?1?>",
    ]);
    let rest = select(vec!["", "", "", "<*#>", "<*>"]);
    let pattern = (vec(segment, 0..5), rest).prop_map(|(mut segments, rest)| {
        segments.extend(Some(rest).filter(|rest| !rest.is_empty()));
        match pattern(segments) {
            root if root.is_empty() => "/".to_owned(),
            pattern => pattern,
        }
    });
    vec((select(vec!["GET", "GET", "POST", "HEAD"]), pattern), 1..14)
}

fn path() -> impl Strategy<Value = String> {
    let ordinary = select(vec!["a", "a", "b", "ab", "1", "17", "300", "true", "%61", "a%2Fb", "%31", "é", "x%5Cy%20"]);
    let odd = select(vec!["", ".", "..", "%2e", "%", "%FF", "%2F"]);
    vec(prop_oneof![40 => ordinary, 1 => odd], 0..7).prop_map(|segments| format!("/{}", segments.join("/")))
}

/// Patterns in the grammar that matchit and wayfind know too.
fn shared_patterns() -> impl Strategy<Value = Vec<String>> {
    let segment = select(vec!["a", "a", "b", "ab", "abc", "c", "é", "<#>", "<#>"]);
    let rest = select(vec!["", "", "", "<*#>"]);
    let pattern = (vec(segment, 0..5), rest).prop_map(|(mut segments, rest)| {
        segments.extend(Some(rest).filter(|rest| !rest.is_empty()));
        match pattern(segments) {
            root if root.is_empty() => "/".to_owned(),
            pattern => pattern,
        }
    });
    hash_set(pattern, 1..12).prop_map(|patterns| patterns.into_iter().collect())
}

/// Neither empty nor dot segments: the others take them for ordinary ones.
fn shared_path() -> impl Strategy<Value = String> {
    let segment = select(vec!["a", "a", "b", "ab", "abc", "abcd", "c", "é", "x"]);
    vec(segment, 0..7).prop_map(|segments| format!("/{}", segments.join("/")))
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

/// The first route of each method and shape.
fn without_conflicts(table: &[(&str, String)]) -> Vec<&'static RouteInfo> {
    let mut taken = BTreeSet::new();
    let free = table.iter().filter(|(method, pattern)| taken.insert((*method, parsed(pattern).shape())));
    free.map(|(method, pattern)| route(&[method], pattern)).collect()
}

type Named = Vec<(String, String)>;

/// The routes, of whatever method, that the reference accepts, with what they capture.
fn accepted(routes: &[&'static RouteInfo], path: &str) -> Vec<(&'static RouteInfo, Named)> {
    let captures = |route: &&'static RouteInfo| Some((*route, parsed(route.pattern).matches(path, &|_, _| false)?));
    routes.iter().filter_map(captures).collect()
}

/// Which of those answers: by precedence, segment by segment, then `HEAD` before `GET`.
fn first<'a>(accepted: &'a [(&'static RouteInfo, Named)], method: &Method) -> Option<&'a (&'static RouteInfo, Named)> {
    let answers = |route: &RouteInfo, method: &str| route.methods.contains(&method);
    let is_candidate =
        |route: &RouteInfo| answers(route, method.as_str()) || *method == Method::HEAD && answers(route, "GET");
    accepted.iter().filter(|(route, _)| is_candidate(route)).min_by(|(one, _), (other, _)| {
        precedence(one, other).then_with(|| answers(other, method.as_str()).cmp(&answers(one, method.as_str())))
    })
}

/// Routes that accept one path are ordered by the first segment in which they differ.
fn precedence(one: &RouteInfo, other: &RouteInfo) -> Ordering {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Place {
        Literal,
        Capture(Precedence, String),
        Rest,
    }
    let places = |route: &RouteInfo| {
        let place = |segment: &Segment| match segment {
            Segment::Literal(_) => Place::Literal,
            Segment::Capture(capture) => {
                let text = match &capture.accept {
                    Accept::Regex(regex) => regex.text(),
                    Accept::Constraint(Constraint::Own(name)) => name,
                    _ => "",
                };
                Place::Capture(capture.accept.precedence(), text.to_owned())
            }
            Segment::Rest(_) => Place::Rest,
        };
        parsed(route.pattern).segments().iter().map(place).collect::<Vec<_>>()
    };
    places(one).cmp(&places(other))
}

/// What the router captured, without the captures that have no name.
fn named(route: &RouteInfo, path: &str, captures: &Captures) -> Named {
    assert_eq!(captures.len(), route.captures.len(), "{} on {path}", route.pattern);
    let value = |index| captures.get(path, index).expect("a value for each capture").to_owned();
    let named = route.captures.iter().enumerate().filter(|(_, name)| !name.is_empty());
    named.map(|(index, name)| ((*name).to_owned(), value(index))).collect()
}

fn answered_by<'r>(
    router: &Router,
    routes: &[&'r RouteInfo],
    method: &Method,
    path: &str,
) -> Option<(&'r str, &'r [&'r str])> {
    router.answered_by(method, path).map(|index| (routes[index].pattern, routes[index].methods))
}

fn ours_on(router: &Router, routes: &[&'static RouteInfo], path: &str) -> Option<(String, Named)> {
    let mut captures = Captures::default();
    match router.find(&Method::GET, path, &mut captures) {
        Found::Route(index) => {
            let route = routes[index];
            Some((route.pattern.to_owned(), named(route, path, &captures)))
        }
        Found::Nothing | Found::BadPath => None,
    }
}

fn pairs<'a>(captures: impl Iterator<Item = (&'a str, &'a str)>) -> Named {
    captures.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
