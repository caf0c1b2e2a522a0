//! What is different between two contracts, and whether it breaks callers.

use std::{cmp::Reverse, fmt};

use framework_pattern::{Pattern, Segment};
use serde_json::{Map, Value};

use super::schemas::{Comparison, Direction};

/// One difference between two contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whether a caller that kept to the earlier contract may fail with the later one.
    pub is_breaking: bool,
    /// Where it is: a method and a pattern, then a part of the route.
    pub place: String,
    /// What is different.
    pub what: String,
}

/// As one line: `breaking: GET /users: query page is required now`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_breaking { "breaking" } else { "compatible" };
        write!(f, "{kind}: {}: {}", self.place, self.what)
    }
}

/// All changes; what breaks first, then in the order of the routes.
pub(super) fn between(before: &Value, after: &Value) -> Vec<Change> {
    let comparison = |direction| Comparison::new(&before["schemas"], &after["schemas"], direction);
    let (sent, received) = (comparison(Direction::Sent), comparison(Direction::Received));
    let mut changes = Changes { found: Vec::new(), sent, received };
    let (old, new) = (members(&before["routes"]), members(&after["routes"]));
    for (name, route) in old {
        match new.get(name).map(|route| (name, route)).or_else(|| successor(name, old, new)) {
            Some((now, later)) => changes.route(name, now, route, later),
            None => changes.add(true, name, "the route is gone"),
        }
    }
    let is_new = |name: &&String| !old.contains_key(*name) && successor(name, new, old).is_none();
    new.keys().filter(is_new).for_each(|name| changes.add(false, name, "the route is new"));
    changes.found.sort_by_key(|change| Reverse(change.is_breaking));
    changes.found
}

/// The route that answers the same method and the same paths, whatever its captures are called and constrained to, and
/// that was not there before. Only where it is the only one.
fn successor<'n>(name: &str, old: &Map<String, Value>, new: &'n Map<String, Value>) -> Option<(&'n String, &'n Value)> {
    let wanted = shape(name);
    let alike = |routes: &Map<String, Value>| routes.keys().filter(|other| shape(other) == wanted).count();
    let mut found = new.iter().filter(|(other, _)| !old.contains_key(*other) && shape(other) == wanted);
    found.next().filter(|_| alike(old) == 1 && alike(new) == 1)
}

/// `GET /users/<id|int>` as `GET /users/<>`.
fn shape(name: &str) -> String {
    let (method, pattern) = name.split_once(' ').unwrap_or((name, ""));
    let Ok(pattern) = Pattern::parse(pattern) else { return name.to_owned() };
    let segments = pattern.segments().iter().map(|segment| match segment {
        Segment::Literal(text) => text.as_str(),
        Segment::Capture(_) => "<>",
        Segment::Rest(_) => "<*>",
    });
    format!("{method} /{}", segments.collect::<Vec<_>>().join("/"))
}

struct Changes<'c> {
    found: Vec<Change>,
    sent: Comparison<'c>,
    received: Comparison<'c>,
}

impl Changes<'_> {
    fn add(&mut self, is_breaking: bool, place: &str, what: impl Into<String>) {
        self.found.push(Change { is_breaking, place: place.to_owned(), what: what.into() });
    }

    fn route(&mut self, name: &str, now: &str, old: &Value, new: &Value) {
        self.parameters(name, now, old, new);
        self.body(name, &old["body"], &new["body"]);
        self.responses(name, members(&old["responses"]), members(&new["responses"]));
        let schemes = |route: &Value| -> Vec<String> {
            let schemes = route["security"].as_array().into_iter().flatten();
            schemes.filter_map(|scheme| scheme.as_str().map(str::to_owned)).collect()
        };
        let (old, new) = (schemes(old), schemes(new));
        new.iter()
            .filter(|it| !old.contains(it))
            .for_each(|it| self.add(true, name, format!("it asks for `{it}` now")));
        let dropped = old.iter().filter(|it| !new.contains(it));
        dropped.for_each(|it| self.add(false, name, format!("it asks for `{it}` no more")));
    }

    fn parameters(&mut self, name: &str, now: &str, old: &Value, new: &Value) {
        let (old, new) = (members(&old["parameters"]), members(&new["parameters"]));
        // A capture's name is not on the wire.
        let renamed: Vec<_> = captures(name).into_iter().zip(captures(now)).collect();
        let later = |parameter: &str| {
            let renamed = renamed.iter().find(|(before, _)| format!("path {before}") == parameter);
            renamed.map_or_else(|| parameter.to_owned(), |(_, after)| format!("path {after}"))
        };
        for (parameter, old) in old {
            let Some(new) = new.get(&later(parameter)) else {
                self.add(true, name, format!("{parameter} is not read any more"));
                continue;
            };
            self.required(name, parameter, old, new);
            self.schema(&format!("{name}: {parameter}"), &old["schema"], &new["schema"], Direction::Sent);
        }
        let known: Vec<_> = old.keys().map(|parameter| later(parameter)).collect();
        for (parameter, new) in new.iter().filter(|(parameter, _)| !known.contains(parameter)) {
            let is_required = new["required"] == true;
            let kind = if is_required { "required" } else { "optional" };
            self.add(is_required, name, format!("{parameter} is new and {kind}"));
        }
    }

    fn body(&mut self, name: &str, old: &Value, new: &Value) {
        match (old.is_object(), new.is_object()) {
            (false, false) => {}
            (true, false) => self.add(true, name, "the body is not read any more"),
            (false, true) => self.add(new["required"] == true, name, "it reads a body now"),
            (true, true) => {
                self.required(name, "the body", old, new);
                self.content(name, "the body", members(&old["content"]), members(&new["content"]), Direction::Sent);
            }
        }
    }

    fn required(&mut self, name: &str, what: &str, old: &Value, new: &Value) {
        match (old["required"] == true, new["required"] == true) {
            (false, true) => self.add(true, name, format!("{what} is required now")),
            (true, false) => self.add(false, name, format!("{what} is optional now")),
            _ => {}
        }
    }

    /// Of refusals a caller knows the class; a success that it does not know it cannot use.
    fn responses(&mut self, name: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let succeeds = |status: &str| !status.starts_with(['4', '5']);
        for (status, old) in old {
            match new.get(status) {
                Some(new) => {
                    self.content(name, &format!("response {status}"), members(old), members(new), Direction::Received);
                }
                None => self.add(succeeds(status), name, format!("response {status} is gone")),
            }
        }
        for status in new.keys().filter(|status| !old.contains_key(*status)) {
            self.add(succeeds(status), name, format!("response {status} is new"));
        }
    }

    fn content(
        &mut self,
        name: &str,
        what: &str,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        direction: Direction,
    ) {
        for (media_type, old) in old {
            match new.get(media_type) {
                Some(new) => self.schema(&format!("{name}: {what}"), old, new, direction),
                None => self.add(true, name, format!("{what} is no longer {media_type}")),
            }
        }
        for media_type in new.keys().filter(|media_type| !old.contains_key(*media_type)) {
            let what = format!("{what} may be {media_type} now");
            self.add(direction == Direction::Received, name, what);
        }
    }

    fn schema(&mut self, place: &str, old: &Value, new: &Value, direction: Direction) {
        let comparison = if direction == Direction::Sent { &mut self.sent } else { &mut self.received };
        comparison.compare(place, old, new);
        for (is_breaking, place, what) in std::mem::take(&mut comparison.found) {
            let change = Change { is_breaking, place, what };
            // One for all forms of a body that are of one type.
            if !self.found.contains(&change) {
                self.found.push(change);
            }
        }
    }
}

/// The names of a route's captures, as parameters have them.
fn captures(name: &str) -> Vec<String> {
    let pattern = name.split_once(' ').and_then(|(_, pattern)| Pattern::parse(pattern).ok());
    let captures = pattern.iter().flat_map(Pattern::segments).filter(|it| !matches!(it, Segment::Literal(_)));
    let names = captures.enumerate().map(|(index, segment)| match segment.name() {
        Some(name) => name.to_owned(),
        None => format!("segment{}", index + 1),
    });
    names.collect()
}

fn members(value: &Value) -> &Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    value.as_object().unwrap_or(&NONE)
}
