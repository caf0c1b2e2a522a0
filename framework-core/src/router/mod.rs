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
use path::{Path, Place, Segment};

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
    /// This route, or behind the routes this mount.
    Route(usize),
    /// Nothing accepts the path with this method.
    Nothing,
    /// The path's percent-encoding is broken, or it is no UTF-8.
    BadPath,
}

impl Router {
    /// The route for a method and a path as it was sent; what its pattern captures is put into `captures`, which must be
    /// empty.
    #[inline]
    pub(crate) fn find(&self, method: &Method, path: &str, captures: &mut Captures) -> Found {
        let plain = self.plain.get(path).and_then(|node| self.nodes.get(*node)?.leaf.route(method));
        plain.map_or_else(|| self.search(method, path, captures), Found::Route)
    }

    /// The number of what answers, whatever is captured.
    pub(crate) fn answered_by(&self, method: &Method, path: &str) -> Option<usize> {
        match self.find(method, path, &mut Captures::default()) {
            Found::Route(index) => Some(index),
            Found::Nothing | Found::BadPath => None,
        }
    }

    fn search(&self, method: &Method, path: &str, captures: &mut Captures) -> Found {
        let Ok(path) = Path::read(path) else { return Found::BadPath };
        let found = if path.is_matchable() {
            self.walk(0, &path, path.begin(), captures, &mut |leaf| leaf.route(method))
        } else {
            path.is_mountable().then(|| self.mounted(&path)).flatten()
        };
        let Some(route) = found else {
            captures.truncate(0);
            return Found::Nothing;
        };
        path.finish(captures);
        Found::Route(route)
    }

    /// The methods that the path is answered for, sorted; `HEAD` and `OPTIONS` come with them.
    pub(crate) fn allowed(&self, path: &str) -> Vec<Method> {
        let mut allowed = Vec::new();
        if path == "*" {
            allowed.clone_from(&self.methods);
        } else if let Ok(path) = Path::read(path)
            && path.is_matchable()
        {
            let mut collect = |leaf: &Leaf| {
                allowed.extend(leaf.methods.iter().map(|(method, _)| method.clone()));
                None
            };
            let _nothing = self.walk(0, &path, path.begin(), &mut Captures::default(), &mut collect);
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
        for segment in path.segments() {
            let Some(next) = node.literals.get(segment) else { break };
            node = self.nodes.get(*next)?;
            found = node.rest.any.or(found);
        }
        found
    }

    /// Offers every leaf that accepts the path, in order of precedence, until one is taken.
    fn walk(
        &self,
        mut number: usize,
        path: &Path<'_>,
        mut place: Place,
        captures: &mut Captures,
        take: &mut impl FnMut(&Leaf) -> Option<usize>,
    ) -> Option<usize> {
        loop {
            let node = self.nodes.get(number)?;
            let Some(Segment { text, range, next }) = path.segment(place) else { return take(&node.leaf) };
            let literal = node.literals.get(text);
            match (&*node.captures, literal) {
                // Where there is one way, nobody comes back to take another.
                ([], Some(literal)) if node.rest.is_empty() => number = *literal,
                ([edge], None) if node.rest.is_empty() && edge.accepts(text) => {
                    captures.push(range);
                    number = edge.next;
                }
                _ => return self.walk_each_way(node, literal.copied(), path, place, captures, take),
            }
            place = next;
        }
    }

    fn walk_each_way(
        &self,
        node: &Node,
        literal: Option<usize>,
        path: &Path<'_>,
        place: Place,
        captures: &mut Captures,
        take: &mut impl FnMut(&Leaf) -> Option<usize>,
    ) -> Option<usize> {
        let Segment { text, range, next } = path.segment(place)?;
        let before = captures.len();
        if let Some(literal) = literal
            && let Some(route) = self.walk(literal, path, next, captures, take)
        {
            return Some(route);
        }
        for edge in &node.captures {
            captures.truncate(before);
            if edge.accepts(text) {
                captures.push(range.clone());
                if let Some(route) = self.walk(edge.next, path, next, captures, take) {
                    return Some(route);
                }
            }
        }
        captures.truncate(before);
        let route = take(&node.rest)?;
        captures.push(path.rest(place));
        Some(route)
    }
}

impl Leaf {
    fn is_empty(&self) -> bool {
        self.methods.is_empty() && self.any.is_none()
    }

    /// `HEAD` is answered by `GET` where it has no route of its own.
    fn route(&self, method: &Method) -> Option<usize> {
        let by = |wanted: &Method| self.methods.iter().find(|(method, _)| method == wanted).map(|(_, route)| *route);
        by(method).or_else(|| if method == Method::HEAD { by(&Method::GET) } else { None }).or(self.any)
    }
}
