//! Finds the route for a method and a path.
//!
//! A tree with one level for each segment, immutable once built. At a node a literal goes first, then what captures,
//! in the order of precedence, then a catch-all; where a branch ends without an answer, the next one is tried. Every
//! node is reached by one way only, so a look-up visits each of them once at most. It allocates nothing unless the
//! path is percent-encoded.

mod build;
mod explain;
mod path;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use framework_pattern::{Accept, Constraint};
use http::Method;
use rustc_hash::FxBuildHasher;

use crate::request::Captures;
use path::Path;

pub use build::RouteProblem;
pub(crate) use explain::explain;
pub use explain::{Explanation, MissReason, NearMiss};

/// An immutable table of routes.
#[derive(Debug)]
pub(crate) struct Router {
    nodes: Vec<Node>,
    /// The node of each whole path that is all literals: they go first everywhere, so no other way need be tried.
    plain: HashMap<Box<str>, usize, FxBuildHasher>,
    /// Every method of any route, for telling a known one from an unknown one.
    methods: Vec<Method>,
}

#[derive(Debug, Default)]
struct Node {
    /// Keyed by the program's own literals, so a fast hasher that a visitor could flood is safe here.
    literals: HashMap<Box<str>, usize, FxBuildHasher>,
    /// In order of precedence.
    captures: Vec<Edge>,
    rest: Leaf,
    leaf: Leaf,
}

/// A way to the next segment, for what a capture accepts.
#[derive(Debug)]
struct Edge {
    accept: Accept,
    /// The program's own function, where the constraint is one.
    own: Option<fn(&str) -> bool>,
    rank: i32,
    next: usize,
}

impl Edge {
    fn accepts(&self, segment: &str) -> bool {
        match &self.accept {
            Accept::Any => true,
            Accept::Regex(regex) => regex.is_match(segment),
            Accept::Constraint(Constraint::Builtin(builtin)) => builtin.accepts(segment),
            Accept::Constraint(Constraint::Own(_)) => self.own.is_some_and(|own| own(segment)),
        }
    }
}

/// The targets that end at a node: by method, and one for any other.
#[derive(Debug, Default)]
struct Leaf {
    methods: Vec<(Method, usize)>,
    any: Option<usize>,
}

/// What the router found.
#[derive(Debug)]
pub(crate) enum Found {
    /// This route, or behind the routes this mount, with what its pattern captured.
    Route(usize, Captures),
    /// Nothing accepts the path with this method.
    Nothing,
    /// The path's percent-encoding is broken, or it is no UTF-8.
    BadPath,
}

impl Router {
    /// The route for a method and a path as it was sent.
    #[inline]
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        let plain = self.plain.get(path).and_then(|node| self.nodes.get(*node)?.leaf.route(method));
        plain.map_or_else(|| self.search(method, path), |route| Found::Route(route, Captures::default()))
    }

    fn search(&self, method: &Method, path: &str) -> Found {
        let Ok(path) = Path::split(path) else { return Found::BadPath };
        let mut captures = Captures::default();
        let found = if path.is_matchable() {
            self.walk(0, &path, 0, &mut captures, &mut |leaf| leaf.route(method))
        } else {
            path.is_mountable().then(|| self.mounted(&path)).flatten()
        };
        match found {
            Some(route) => Found::Route(route, path.finish(captures)),
            None => Found::Nothing,
        }
    }

    /// The methods that the path is answered for, sorted; `HEAD` and `OPTIONS` come with them.
    pub(crate) fn allowed(&self, path: &str) -> Vec<Method> {
        let mut allowed = Vec::new();
        if path == "*" {
            allowed.clone_from(&self.methods);
        } else if let Ok(path) = Path::split(path)
            && path.is_matchable()
        {
            let mut collect = |leaf: &Leaf| {
                allowed.extend(leaf.methods.iter().map(|(method, _)| method.clone()));
                None
            };
            let _nothing = self.walk(0, &path, 0, &mut Captures::default(), &mut collect);
        }
        if allowed.contains(&Method::GET) {
            allowed.push(Method::HEAD);
        }
        if !allowed.is_empty() {
            allowed.push(Method::OPTIONS);
        }
        allowed.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        allowed.dedup();
        allowed
    }

    /// Whether the method is one of RFC 9110 or of any route.
    pub(crate) fn knows(&self, method: &Method) -> bool {
        const STANDARD: [Method; 9] = [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
            Method::CONNECT,
        ];
        STANDARD.contains(method) || self.methods.contains(method)
    }

    /// The mount of the longest prefix, for a path that no pattern matches.
    #[cold]
    fn mounted(&self, path: &Path<'_>) -> Option<usize> {
        let mut node = self.nodes.first()?;
        let mut found = node.rest.any;
        let mut depth = 0;
        while let Some(next) = path.segment(depth).and_then(|segment| node.literals.get(segment)) {
            node = self.nodes.get(*next)?;
            found = node.rest.any.or(found);
            depth += 1;
        }
        found
    }

    /// Offers every leaf that accepts the path, in order of precedence, until one is taken.
    fn walk(
        &self,
        node: usize,
        path: &Path<'_>,
        depth: usize,
        captures: &mut Captures,
        take: &mut impl FnMut(&Leaf) -> Option<usize>,
    ) -> Option<usize> {
        let node = self.nodes.get(node)?;
        let Some(segment) = path.segment(depth) else { return take(&node.leaf) };
        if let Some(next) = node.literals.get(segment)
            && let Some(route) = self.walk(*next, path, depth + 1, captures, take)
        {
            return Some(route);
        }
        let before = captures.len();
        for edge in &node.captures {
            if edge.accepts(segment) {
                captures.push(path.range(depth));
                if let Some(route) = self.walk(edge.next, path, depth + 1, captures, take) {
                    return Some(route);
                }
                captures.truncate(before);
            }
        }
        captures.push(path.rest(depth));
        take(&node.rest).or_else(|| {
            captures.truncate(before);
            None
        })
    }
}

impl Leaf {
    /// `HEAD` is answered by `GET` where it has no route of its own.
    fn route(&self, method: &Method) -> Option<usize> {
        let by = |wanted: &Method| self.methods.iter().find(|(method, _)| method == wanted).map(|(_, route)| *route);
        by(method).or_else(|| if method == Method::HEAD { by(&Method::GET) } else { None }).or(self.any)
    }
}
