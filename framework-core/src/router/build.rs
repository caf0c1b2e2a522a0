//! Builds the router, or says everything that keeps it from being built.

use std::{collections::HashMap, fmt, panic::Location};

use framework_pattern::{Accept, Constraint, Pattern, Precedence, Segment};
use http::Method;
use rustc_hash::FxBuildHasher;

use super::{Edge, Leaf, Node, Router, explain::accepts, path::Path};
use crate::{request::RouteInfo, route::PathConstraint};

/// Why a route cannot be served.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RouteProblem {
    /// Two routes of one method match the same paths: change one of the patterns, or leave one of them out.
    Conflict {
        /// The method.
        method: String,
        /// The one that comes first by its pattern's text and its place.
        first: &'static RouteInfo,
        /// The other one.
        second: &'static RouteInfo,
        /// A path that both would answer, where one is easily made.
        witness: Option<String>,
    },
    /// The pattern is not understood. The macros refuse such a pattern; only a hand-made route can have one.
    Pattern {
        /// The route.
        route: &'static RouteInfo,
        /// What is wrong with it.
        reason: String,
    },
    /// Two functions define a constraint of one name: rename one.
    ConstraintTwice {
        /// The one that comes first in the source.
        first: &'static PathConstraint,
        /// The other one.
        second: &'static PathConstraint,
    },
    /// A mount's prefix is no plain path, or is taken.
    Mount {
        /// The prefix.
        prefix: String,
        /// What is wrong with it.
        reason: String,
        /// Where it is mounted.
        place: &'static Location<'static>,
    },
    /// The pattern names a constraint that nothing defines.
    Constraint {
        /// The route.
        route: &'static RouteInfo,
        /// The constraint.
        name: String,
        /// A known one with a similar name.
        nearest: Option<&'static str>,
        /// All that are known, the program's own behind those of patterns.
        known: Vec<&'static str>,
    },
}

impl fmt::Display for RouteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RouteProblem::Conflict { method, first, second, witness } => {
                let path = witness.as_deref().unwrap_or(first.pattern);
                write!(f, "two routes answer {method} {path}:\n    {}\n    {}", At(first), At(second))
            }
            RouteProblem::Pattern { route, reason } => {
                write!(f, "pattern `{}`: {reason}\n    {}", route.pattern, At(route))
            }
            RouteProblem::ConstraintTwice { first, second } => {
                write!(f, "two functions define the constraint `{}`:", first.name)?;
                for PathConstraint { function, file, line, .. } in [first, second] {
                    write!(f, "\n    {function}  {file}:{line}")?;
                }
                Ok(())
            }
            RouteProblem::Mount { prefix, reason, place } => {
                let (file, line) = (place.file(), place.line());
                write!(f, "the prefix `{prefix}` of `App::mount` or `App::assets`: {reason}\n    {file}:{line}")
            }
            RouteProblem::Constraint { route, name, nearest, known } => {
                write!(f, "pattern `{}` names the constraint `{name}`, which nothing defines", route.pattern)?;
                if let Some(nearest) = nearest {
                    write!(f, "; did you mean `{nearest}`?")?;
                }
                write!(f, "\n    {}", At(route))?;
                write!(f, "\n    known are {}; a function with `#[path_constraint]` defines another", known.join(", "))
            }
        }
    }
}

/// Pattern, function and place of a route.
struct At(&'static RouteInfo);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RouteInfo { pattern, function, file, line, .. } = self.0;
        write!(f, "{pattern}  {function}  {file}:{line}")
    }
}

impl Router {
    /// A router for these routes and mounts; a route is known by its place in the list, a mount by its own behind them.
    pub(crate) fn build(
        routes: &[&'static RouteInfo],
        mounts: &[(&str, &'static Location<'static>)],
        constraints: &[&'static PathConstraint],
    ) -> Result<Router, Vec<RouteProblem>> {
        let mut building = Building {
            nodes: vec![Node::default()],
            plain: HashMap::default(),
            methods: Vec::new(),
            constraints,
            ranked: HashMap::new(),
            taken: HashMap::new(),
            problems: twice(constraints).collect(),
        };
        routes.iter().enumerate().for_each(|(index, route)| building.route(index, route));
        for (index, (prefix, place)) in mounts.iter().enumerate() {
            if let Err(reason) = building.mount(prefix, routes.len() + index) {
                building.problems.push(RouteProblem::Mount { prefix: (*prefix).to_owned(), reason, place });
            }
        }
        building.finish()
    }
}

/// A router under construction.
struct Building<'c> {
    nodes: Vec<Node>,
    plain: HashMap<Box<str>, usize, FxBuildHasher>,
    methods: Vec<Method>,
    constraints: &'c [&'static PathConstraint],
    /// The ways behind regular expressions and own constraints, by node and rank: they may be many.
    ranked: HashMap<(usize, Accept, i32), usize>,
    /// The first route of each shape and method.
    taken: HashMap<(String, &'static str), &'static RouteInfo>,
    problems: Vec<RouteProblem>,
}

impl Building<'_> {
    fn route(&mut self, index: usize, route: &'static RouteInfo) {
        let pattern = match Pattern::parse(route.pattern) {
            Ok(pattern) => pattern,
            Err(error) => {
                return self.problems.push(RouteProblem::Pattern { route, reason: error.message().to_owned() });
            }
        };
        self.problems.extend(unknown_constraints(route, &pattern, self.constraints));
        let shape = pattern.shape();
        for method in route.methods {
            if let Some(first) = self.taken.insert((shape.clone(), method), route) {
                let (method, witness) = ((*method).to_owned(), witness(&pattern, self.constraints));
                self.problems.push(RouteProblem::Conflict { method, first, second: route, witness });
            }
            match method.parse() {
                Ok(method) => self.insert(&pattern, method, index, route.rank),
                Err(_) => {
                    self.problems.push(RouteProblem::Pattern { route, reason: format!("`{method}` is no method") });
                }
            }
        }
    }

    fn finish(self) -> Result<Router, Vec<RouteProblem>> {
        let Building { mut nodes, plain, methods, problems, .. } = self;
        for node in &mut nodes {
            node.captures.sort_by_cached_key(|edge| {
                // An own constraint may be called like a regular expression.
                let is_regex = matches!(edge.accept, Accept::Regex(_));
                (edge.accept.precedence(), edge.rank, text(&edge.accept), is_regex)
            });
        }
        if problems.is_empty() { Ok(Router { nodes, plain, methods }) } else { Err(problems) }
    }

    fn insert(&mut self, pattern: &Pattern, method: Method, route: usize, rank: i32) {
        if !self.methods.contains(&method) {
            self.methods.push(method.clone());
        }
        let mut node = 0;
        for segment in pattern.segments() {
            node = match segment {
                Segment::Literal(text) => self.literal(node, text),
                Segment::Capture(capture) => self.capture(node, &capture.accept, rank),
                Segment::Rest(_) => return self.nodes[node].rest.add(method, route),
            };
        }
        self.nodes[node].leaf.add(method, route);
        self.plain.extend(plain(pattern).map(|path| (path, node)));
    }

    /// Everything at and below a prefix, unless a route goes first.
    fn mount(&mut self, prefix: &str, target: usize) -> Result<(), String> {
        let prefix = Pattern::parse(prefix).map_err(|error| error.message().to_owned())?;
        let mut node = 0;
        for segment in prefix.segments() {
            node = match segment {
                Segment::Literal(text) => self.literal(node, text),
                other => return Err(format!("`{other}` captures; a mount's prefix is plain")),
            };
        }
        let node = &mut self.nodes[node];
        if node.rest.any.replace(target).is_some() {
            return Err("something is mounted there already".to_owned());
        }
        node.leaf.any = Some(target);
        Ok(())
    }

    fn literal(&mut self, node: usize, text: &str) -> usize {
        let next = self.nodes.len();
        let found = *self.nodes[node].literals.entry(text.into()).or_insert(next);
        self.grow_to(found)
    }

    fn capture(&mut self, node: usize, accept: &Accept, rank: i32) -> usize {
        let next = self.nodes.len();
        let captures = &mut self.nodes[node].captures;
        // Built-in constraints are few; rank tells apart the others alone.
        if accept.precedence() != Precedence::Ranked {
            let found = captures.iter().find(|edge| edge.accept == *accept).map(|edge| edge.next);
            if found.is_none() {
                captures.push(Edge { accept: accept.clone(), own: None, rank: 0, next });
            }
            return self.grow_to(found.unwrap_or(next));
        }
        let found = *self.ranked.entry((node, accept.clone(), rank)).or_insert(next);
        if found == next {
            let own = match accept {
                Accept::Constraint(Constraint::Own(name)) => self.constraints.iter().find(|own| own.name == name),
                _ => None,
            };
            captures.push(Edge { accept: accept.clone(), own: own.map(|own| own.check), rank, next });
        }
        self.grow_to(found)
    }

    fn grow_to(&mut self, node: usize) -> usize {
        if node == self.nodes.len() {
            self.nodes.push(Node::default());
        }
        node
    }
}

/// The one path that a pattern of literals matches, where it is sent as it is written.
fn plain(pattern: &Pattern) -> Option<Box<str>> {
    let mut path = String::new();
    for segment in pattern.segments() {
        let Segment::Literal(text) = segment else { return None };
        path.push('/');
        path.push_str(text);
    }
    // The root has no segments. A literal may hold what a path has only encoded: a slash, a percent sign.
    let path = if path.is_empty() { "/".to_owned() } else { path };
    let is_itself =
        Path::read(&path).is_ok_and(|path| path.is_matchable() && path.segments().count() == pattern.segments().len());
    (is_itself && !path.contains('%')).then(|| path.into())
}

impl Leaf {
    fn add(&mut self, method: Method, route: usize) {
        self.methods.push((method, route));
    }
}

/// What decides between regular expressions and own constraints.
fn text(accept: &Accept) -> String {
    match accept {
        Accept::Regex(regex) => regex.text().to_owned(),
        Accept::Constraint(Constraint::Own(name)) => name.clone(),
        Accept::Constraint(Constraint::Builtin(_)) | Accept::Any => String::new(),
    }
}

/// A path that a pattern matches: its captures are tried with the first of these that they accept.
fn witness(pattern: &Pattern, constraints: &[&'static PathConstraint]) -> Option<String> {
    const SAMPLES: [&str; 10] = [
        "1",
        "a",
        "A",
        "a1",
        "true",
        "2022-10-12",
        "12:12:12",
        "2022-10-12T12:12:12",
        "aGk=",
        "00000000-0000-0000-0000-000000000000",
    ];
    let segments = pattern.segments().iter().map(|segment| match segment {
        Segment::Literal(text) => Some(text.as_str()),
        Segment::Capture(capture) => SAMPLES.into_iter().find(|sample| accepts(&capture.accept, sample, constraints)),
        Segment::Rest(_) => Some("a/b"),
    });
    Some(format!("/{}", segments.collect::<Option<Vec<_>>>()?.join("/")))
}

/// Constraints of one name.
fn twice(constraints: &[&'static PathConstraint]) -> impl Iterator<Item = RouteProblem> {
    let pairs = constraints.windows(2).filter(|pair| pair[0].name == pair[1].name);
    pairs.map(|pair| RouteProblem::ConstraintTwice { first: pair[0], second: pair[1] })
}

fn unknown_constraints(
    route: &'static RouteInfo,
    pattern: &Pattern,
    constraints: &[&'static PathConstraint],
) -> impl Iterator<Item = RouteProblem> {
    let own = |name: &str| constraints.iter().any(|constraint| constraint.name == name);
    let known = || -> Vec<_> {
        let built_in = framework_pattern::Builtin::ALL.iter().map(|(name, _)| *name);
        built_in.chain(constraints.iter().map(|own| own.name)).collect()
    };
    pattern.segments().iter().filter_map(move |segment| match segment {
        Segment::Capture(capture) => match &capture.accept {
            Accept::Constraint(Constraint::Own(name)) if !own(name) => {
                let known = known();
                let nearest = framework_pattern::nearest(name, known.iter().copied());
                Some(RouteProblem::Constraint { route, name: name.clone(), nearest, known })
            }
            _ => None,
        },
        _ => None,
    })
}
