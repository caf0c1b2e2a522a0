//! The same answers as the grammar's slow reference gives.

use std::{cmp::Ordering, collections::BTreeSet};

use framework_pattern::{Accept, Constraint, Precedence, Segment, decode_segment};
use http::Method;
use proptest::{collection::vec, prelude::*, sample::select};

use super::{Found, Named, RouteProblem, Router, built, named, parsed, pattern, route};
use crate::request::{Captures, RouteInfo};

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

/// The first route of each method and shape.
fn without_conflicts(table: &[(&str, String)]) -> Vec<&'static RouteInfo> {
    let mut taken = BTreeSet::new();
    let free = table.iter().filter(|(method, pattern)| taken.insert((*method, parsed(pattern).shape())));
    free.map(|(method, pattern)| route(&[method], pattern)).collect()
}

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

fn answered_by<'r>(
    router: &Router,
    routes: &[&'r RouteInfo],
    method: &Method,
    path: &str,
) -> Option<(&'r str, &'r [&'r str])> {
    router.answered_by(method, path).map(|index| (routes[index].pattern, routes[index].methods))
}
