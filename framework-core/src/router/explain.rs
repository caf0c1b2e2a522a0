//! Why a request is answered by the route that answers it, and what kept the others from it.

use std::{cmp::Reverse, fmt};

use super::path::Path;
use crate::{request::RouteInfo, route::PathConstraint};
use framework_pattern::{Accept, Constraint, Pattern, Segment, nearest};

/// How the routes see a method and a path; it prints as a readable report.
#[derive(Debug)]
pub struct Explanation {
    /// The method asked about.
    pub method: String,
    /// The path asked about.
    pub path: String,
    /// The route that answers; none where no route does.
    pub answered_by: Option<&'static RouteInfo>,
    /// The other routes, the nearest first.
    pub others: Vec<NearMiss>,
}

/// A route that does not answer.
#[derive(Debug)]
pub struct NearMiss {
    /// The route.
    pub route: &'static RouteInfo,
    /// What kept it from answering.
    pub reason: MissReason,
    /// How many segments of the path it accepts.
    pub matched: usize,
}

/// What kept a route from answering a path.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissReason {
    /// The path is accepted and the method is another one.
    Method,
    /// Both are accepted, and a route that goes first answers.
    Precedence,
    /// A segment of the path is not what the pattern has there.
    Segment {
        /// The segment as it was sent, decoded.
        found: String,
        /// The segment of the pattern.
        expected: String,
    },
    /// The path ends before the pattern does.
    Short {
        /// The segment of the pattern that has nothing to match.
        expected: String,
    },
    /// The path goes on after the pattern ends.
    Long {
        /// The first segment that is too many, decoded.
        found: String,
    },
    /// The path has empty or dot segments, or is not percent-encoded UTF-8: it matches nothing.
    Unmatchable,
    /// The path is accepted without the `/` at its end, which `http.trailing_slash` tells what to make of.
    TrailingSlash,
}

/// Looks at each route by itself; `answered_by` is what the router said.
pub(crate) fn explain(
    method: &str,
    path: &str,
    routes: &[&'static RouteInfo],
    constraints: &[&'static PathConstraint],
    answered_by: Option<&'static RouteInfo>,
) -> Explanation {
    let matchable = |path| Path::read(path).ok().filter(Path::is_matchable);
    let shorter = path.strip_suffix('/').filter(|path| path.len() > 1).and_then(matchable);
    let ends_with_slash = shorter.is_some();
    let split = shorter.or_else(|| matchable(path));
    let others = routes.iter().filter(|route| !answered_by.is_some_and(|answer| std::ptr::eq(answer, **route)));
    let mut others: Vec<_> = others.map(|route| miss(route, method, split.as_ref(), constraints)).collect();
    for other in others.iter_mut().filter(|miss| ends_with_slash && miss.reason == MissReason::Precedence) {
        other.reason = MissReason::TrailingSlash;
    }
    others.sort_by_key(|miss| {
        let goes_first = miss.reason == MissReason::Precedence;
        let is_misspelt = miss.reason.is_misspelt();
        (Reverse(goes_first), Reverse(miss.matched), Reverse(is_misspelt), Reverse(answers(miss.route, method)))
    });
    Explanation { method: method.to_owned(), path: path.to_owned(), answered_by, others }
}

fn miss(
    route: &'static RouteInfo,
    method: &str,
    path: Option<&Path<'_>>,
    constraints: &[&'static PathConstraint],
) -> NearMiss {
    let (Some(path), Ok(pattern)) = (path, Pattern::parse(route.pattern)) else {
        return NearMiss { route, reason: MissReason::Unmatchable, matched: 0 };
    };
    let (mut matched, mut path) = (0, path.segments());
    for segment in pattern.segments() {
        let Some(found) = path.next() else {
            return NearMiss { route, reason: MissReason::Short { expected: segment.to_string() }, matched };
        };
        let accepted = match segment {
            Segment::Literal(text) => text == found,
            Segment::Capture(capture) => accepts(&capture.accept, found, constraints),
            Segment::Rest(_) => {
                matched += path.by_ref().count();
                true
            }
        };
        if !accepted {
            let (found, expected) = (found.to_owned(), segment.to_string());
            return NearMiss { route, reason: MissReason::Segment { found, expected }, matched };
        }
        matched += 1;
    }
    if let Some(found) = path.next() {
        return NearMiss { route, reason: MissReason::Long { found: found.to_owned() }, matched };
    }
    let reason = if answers(route, method) { MissReason::Precedence } else { MissReason::Method };
    NearMiss { route, reason, matched: matched + 1 }
}

fn answers(route: &RouteInfo, method: &str) -> bool {
    let answers = |wanted: &str| route.methods.contains(&wanted);
    answers(method) || method == "HEAD" && answers("GET")
}

pub(super) fn accepts(accept: &Accept, segment: &str, constraints: &[&'static PathConstraint]) -> bool {
    match accept {
        Accept::Any => true,
        Accept::Regex(regex) => regex.is_match(segment),
        Accept::Constraint(Constraint::Builtin(builtin)) => builtin.accepts(segment),
        Accept::Constraint(Constraint::Own(name)) => {
            constraints.iter().any(|own| own.name == name && (own.check)(segment))
        }
    }
}

impl MissReason {
    /// Whether a segment is nearly what the pattern has there.
    fn is_misspelt(&self) -> bool {
        matches!(self, MissReason::Segment { found, expected } if nearest(found, [expected.as_str()]).is_some())
    }
}

impl fmt::Display for MissReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MissReason::Method => write!(f, "answers another method"),
            MissReason::Precedence => write!(f, "would answer, but the other goes first"),
            MissReason::Segment { found, expected } => write!(f, "`{}` is not `{expected}`", found.escape_debug()),
            MissReason::Short { expected } => write!(f, "the path has nothing for `{expected}`"),
            MissReason::Long { found } => write!(f, "the path goes on with `{}`", found.escape_debug()),
            MissReason::Unmatchable => write!(f, "the path has an empty or a dot segment, or is badly encoded"),
            MissReason::TrailingSlash => {
                write!(f, "answers without the `/` at the end; the setting `http.trailing_slash` can ignore that")
            }
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.escape_debug(), self.path.escape_debug())?;
        match self.answered_by {
            Some(route) => write!(f, " is answered by {}", At(route))?,
            None => write!(f, " is answered by no route")?,
        }
        for NearMiss { route, reason, .. } in &self.others {
            write!(f, "\n  {}\n      {reason}", At(route))?;
        }
        Ok(())
    }
}

/// Methods, pattern, function and place of a route.
struct At(&'static RouteInfo);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RouteInfo { methods, pattern, function, .. } = self.0;
        write!(f, "{} {pattern}  {function}  {}", methods.join(","), self.0.place())
    }
}
