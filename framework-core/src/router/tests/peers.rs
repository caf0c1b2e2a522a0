//! The same answers as other routers give, where they know what ours knows.

use http::Method;
use proptest::{
    collection::{hash_set, vec},
    prelude::*,
    sample::select,
};

use super::{Found, Named, Router, built, named, pattern, route};
use crate::request::{Captures, RouteInfo};

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

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
