//! What answers what, by the table of cases.

use std::fmt::Write;

use http::Method;

use super::{Found, Router, ranked, served};
use crate::request::{Captures, RouteInfo};

/// `cases.txt` says how it is written.
#[test]
fn every_case_of_the_table_is_answered_as_it_says() {
    let mut set = Set::default();
    let (mut cases, mut mismatches) = (0, String::new());
    for (index, line) in include_str!("../cases.txt").lines().enumerate() {
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
