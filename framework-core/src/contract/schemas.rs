//! Whether what one schema allows, another allows too.

use std::{cmp::Ordering, collections::BTreeSet};

use serde_json::{Map, Value};

/// Which way values go: it decides whether more or less of them is the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From the caller: what was taken must be taken.
    Sent,
    /// To the caller: what may come must have been known.
    Received,
}

/// Whether it breaks, the place, and what is different.
type Difference = (bool, String, String);

/// The differences of schemas, with the names to which they refer.
pub(super) struct Comparison<'s> {
    before: &'s Value,
    after: &'s Value,
    direction: Direction,
    /// Pairs of names that were compared already: a type is told of once, and one that contains itself ends there.
    seen: BTreeSet<(String, String)>,
    pub(super) found: Vec<Difference>,
}

/// Ends of amounts, and whether a greater one allows more.
const BOUNDS: [(&str, bool); 10] = [
    ("minimum", false),
    ("exclusiveMinimum", false),
    ("maximum", true),
    ("exclusiveMaximum", true),
    ("minLength", false),
    ("maxLength", true),
    ("minItems", false),
    ("maxItems", true),
    ("minProperties", false),
    ("maxProperties", true),
];

/// What restricts a value in a way of which nobody can tell whether it is narrower.
const RESTRICTIONS: [&str; 5] = ["pattern", "format", "uniqueItems", "multipleOf", "not"];

impl<'s> Comparison<'s> {
    pub(super) fn new(before: &'s Value, after: &'s Value, direction: Direction) -> Self {
        Comparison { before, after, direction, seen: BTreeSet::new(), found: Vec::new() }
    }

    /// Notes every difference at and below a place; what is different in a named type has the type as its place.
    pub(super) fn compare(&mut self, at: &str, old: &Value, new: &Value) {
        let mut at = at.to_owned();
        if let (Some(old), Some(new)) = (reference(old), reference(new)) {
            if !self.seen.insert((old.to_owned(), new.to_owned())) {
                return;
            }
            let way = if self.direction == Direction::Sent { "sent" } else { "received" };
            at = format!("{new} as {way}");
        }
        let (old, new) = (resolve(self.before, old), resolve(self.after, new));
        if let (Some(old), Some(new)) = (old.as_object(), new.as_object()) {
            self.objects(&at, old, new);
        }
    }

    fn objects(&mut self, at: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        if old == new && !mentions_a_name(old) {
            return;
        }
        if forms(old).is_some() || forms(new).is_some() {
            return self.forms(at, old, new);
        }
        if !self.types(at, old, new) {
            return;
        }
        self.values(at, old, new);
        for (key, greater_is_more) in BOUNDS {
            self.bound(at, key, greater_is_more, old.get(key), new.get(key));
        }
        for key in RESTRICTIONS {
            self.restriction(at, key, old.get(key), new.get(key));
        }
        if old.get("default") != new.get("default") {
            let what = format!("the default is {} now, was {}", told(new.get("default")), told(old.get("default")));
            self.add(false, at, what);
        }
        self.together(at, old.get("allOf"), new.get("allOf"));
        self.members(at, old, new);
        self.part(&format!("{at}/*"), old.get("items"), new.get("items"));
        self.rest(at, old.get("additionalProperties"), new.get("additionalProperties"));
        self.elements(at, old.get("prefixItems"), new.get("prefixItems"));
    }

    fn add(&mut self, is_breaking: bool, at: &str, what: impl Into<String>) {
        self.found.push((is_breaking, at.to_owned(), what.into()));
    }

    /// Fewer values are a problem for what is sent, more for what is received.
    fn narrowed(&mut self, at: &str, is_narrower: bool, what: impl Into<String>) {
        self.add(is_narrower == (self.direction == Direction::Sent), at, what);
    }

    /// Whether it is worth while to look further.
    fn types(&mut self, at: &str, old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
        let (old, new) = (old.get("type"), new.get("type"));
        match (old, new) {
            _ if old == new => true,
            // Every integer is a number.
            (Some(Value::String(old)), Some(Value::String(new))) if old == "integer" && new == "number" => {
                self.narrowed(at, false, "any number is allowed now, was integers");
                true
            }
            (Some(Value::String(old)), Some(Value::String(new))) if old == "number" && new == "integer" => {
                self.narrowed(at, true, "only integers are allowed now, was any number");
                true
            }
            (None, Some(new)) => {
                self.narrowed(at, true, format!("only {} is allowed now, was anything", told(Some(new))));
                false
            }
            (Some(old), None) => {
                self.narrowed(at, false, format!("anything is allowed now, was {}", told(Some(old))));
                false
            }
            _ => {
                self.add(true, at, format!("the type is {} now, was {}", told(new), told(old)));
                false
            }
        }
    }

    /// `enum` and `const`.
    fn values(&mut self, at: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        match (choices(old), choices(new)) {
            (Some(old), Some(new)) => {
                for gone in old.iter().filter(|value| !new.contains(value)) {
                    self.narrowed(at, true, format!("{gone} is not one of the values any more"));
                }
                for more in new.iter().filter(|value| !old.contains(value)) {
                    self.narrowed(at, false, format!("{more} is one of the values now"));
                }
            }
            (None, Some(new)) => self.narrowed(at, true, format!("only {} are allowed now", list(&new))),
            (Some(old), None) => self.narrowed(at, false, format!("not only {} are allowed now", list(&old))),
            (None, None) => {}
        }
    }

    fn bound(&mut self, at: &str, key: &str, greater_is_more: bool, old: Option<&Value>, new: Option<&Value>) {
        let number = |value: Option<&Value>| value.and_then(Value::as_f64);
        let is_narrower = match (number(old), number(new)) {
            (None, None) => return,
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some(old), Some(new)) => match new.partial_cmp(&old) {
                Some(Ordering::Less) => greater_is_more,
                Some(Ordering::Greater) => !greater_is_more,
                _ => return,
            },
        };
        self.narrowed(at, is_narrower, format!("`{key}` is {} now, was {}", told(new), told(old)));
    }

    fn restriction(&mut self, at: &str, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let what = || format!("`{key}` is {} now, was {}", told(new), told(old));
        match (old, new) {
            _ if old == new => {}
            (None, Some(_)) => self.narrowed(at, true, what()),
            (Some(_), None) => self.narrowed(at, false, what()),
            _ => self.add(true, at, what()),
        }
    }

    fn members(&mut self, at: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let none = Map::new();
        let properties = |schema: &Map<String, Value>| schema.get("properties").and_then(Value::as_object).cloned();
        let (old_ones, new_ones) = (properties(old), properties(new));
        let (old_ones, new_ones) = (old_ones.as_ref().unwrap_or(&none), new_ones.as_ref().unwrap_or(&none));
        let is_required = |schema: &Map<String, Value>, name: &String| {
            schema.get("required").and_then(Value::as_array).is_some_and(|list| list.iter().any(|it| it == name))
        };
        let sent = self.direction == Direction::Sent;
        for (name, schema) in old_ones {
            let place = format!("{at}/{name}");
            let Some(later) = new_ones.get(name) else {
                // What is sent is lost, what was always received is missed.
                let what = if sent { "is not read any more" } else { "is not sent any more" };
                self.add(sent || is_required(old, name), &place, what);
                continue;
            };
            match (is_required(old, name), is_required(new, name)) {
                (false, true) => self.add(sent, &place, "is required now"),
                (true, false) => self.add(!sent, &place, "is optional now"),
                _ => {}
            }
            self.compare(&place, schema, later);
        }
        for name in new_ones.keys().filter(|name| !old_ones.contains_key(*name)) {
            let required = is_required(new, name);
            let what = if required { "is new and required" } else { "is new and optional" };
            self.add(sent && required, &format!("{at}/{name}"), what);
        }
    }

    /// Members of any other name.
    fn rest(&mut self, at: &str, old: Option<&Value>, new: Option<&Value>) {
        let is_closed = |rest: Option<&Value>| rest == Some(&Value::Bool(false));
        match (is_closed(old), is_closed(new)) {
            (false, true) => self.add(self.direction == Direction::Sent, at, "unknown members are refused now"),
            (true, false) => self.add(false, at, "unknown members are ignored now"),
            (true, true) => {}
            (false, false) => self.part(&format!("{at}/*"), old, new),
        }
    }

    fn part(&mut self, at: &str, old: Option<&Value>, new: Option<&Value>) {
        match (old, new) {
            (None, None) => {}
            (Some(old), Some(new)) => self.compare(at, old, new),
            (None, Some(_)) => self.narrowed(at, true, "is of a certain type now"),
            (Some(_), None) => self.narrowed(at, false, "is of any type now"),
        }
    }

    /// `allOf`: one by one, where there are as many.
    fn together(&mut self, at: &str, old: Option<&Value>, new: Option<&Value>) {
        match (old.and_then(Value::as_array), new.and_then(Value::as_array)) {
            (Some(old), Some(new)) if old.len() == new.len() => {
                old.iter().zip(new).for_each(|(old, new)| self.compare(at, old, new));
            }
            _ => self.restriction(at, "allOf", old, new),
        }
    }

    fn elements(&mut self, at: &str, old: Option<&Value>, new: Option<&Value>) {
        let list = |elements: Option<&Value>| elements.and_then(Value::as_array).cloned().unwrap_or_default();
        for (index, (old, new)) in list(old).iter().zip(&list(new)).enumerate() {
            self.compare(&format!("{at}/{index}"), old, new);
        }
    }

    /// `anyOf` and `oneOf`: every form that had to be allowed is one of those that are.
    fn forms(&mut self, at: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let single = |schema: &Map<String, Value>| vec![Value::Object(schema.clone())];
        let old_forms = forms(old).unwrap_or_else(|| single(old));
        let new_forms = forms(new).unwrap_or_else(|| single(new));
        let sent = self.direction == Direction::Sent;
        let mut matched = vec![false; new_forms.len()];
        for form in &old_forms {
            match self.nearest(form, &new_forms, &matched, at) {
                Some((index, found)) => {
                    matched[index] = true;
                    self.found.extend(found);
                }
                None => self.add(sent, at, format!("{} is not one of the forms any more", shown(form))),
            }
        }
        for (form, _) in new_forms.iter().zip(&matched).filter(|(_, matched)| !**matched) {
            self.add(!sent, at, format!("{} is one of the forms now", shown(form)));
        }
    }

    /// The form that is like this one, with the differences: the one with the fewest, if it is of the same kind at all.
    fn nearest(&self, form: &Value, others: &[Value], taken: &[bool], at: &str) -> Option<(usize, Vec<Difference>)> {
        let free = others.iter().enumerate().filter(|(index, _)| !taken[*index]);
        let differences = free.filter(|(_, other)| self.kind(self.before, form) == self.kind(self.after, other));
        let differences = differences.map(|(index, other)| {
            let mut inner = Comparison { seen: self.seen.clone(), found: Vec::new(), ..*self };
            inner.compare(at, form, other);
            (index, inner.found)
        });
        differences.min_by_key(|(_, found)| found.len())
    }

    /// What tells forms apart: the type, and for an object the name of its variant.
    fn kind(&self, schemas: &Value, form: &Value) -> (Option<String>, Option<String>) {
        let form = resolve(schemas, form);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let constant = form.get("const").and_then(text);
        let required = form.get("required").and_then(Value::as_array).and_then(|names| names.first()).and_then(text);
        let tag = form.get("properties").and_then(Value::as_object).into_iter().flatten();
        let tag = tag.filter_map(|(_, member)| member.get("const").and_then(text)).next();
        let tag = tag.or(required.filter(|_| form.get("additionalProperties") == Some(&Value::Bool(false))));
        (form.get("type").and_then(text), constant.or(tag))
    }
}

fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}

fn resolve<'s>(schemas: &'s Value, schema: &'s Value) -> &'s Value {
    let mut schema = schema;
    // A newtype may stand for another; none for itself.
    for _ in 0..8 {
        match reference(schema).and_then(|name| schemas.get(name)) {
            Some(named) => schema = named,
            None => break,
        }
    }
    schema
}

/// What is behind a name may differ though the name does not.
fn mentions_a_name(schema: &Map<String, Value>) -> bool {
    schema.iter().any(|(key, value)| key == "$ref" || value_mentions(value))
}

fn value_mentions(value: &Value) -> bool {
    match value {
        Value::Object(schema) => mentions_a_name(schema),
        Value::Array(values) => values.iter().any(value_mentions),
        _ => false,
    }
}

fn forms(schema: &Map<String, Value>) -> Option<Vec<Value>> {
    ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array().cloned())
}

fn choices(schema: &Map<String, Value>) -> Option<Vec<Value>> {
    let constant = schema.get("const").map(|only| vec![only.clone()]);
    constant.or_else(|| schema.get("enum")?.as_array().cloned())
}

fn told(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

fn list(values: &[Value]) -> String {
    values.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
}

/// A form in a few words.
fn shown(form: &Value) -> String {
    match reference(form).or_else(|| form.get("type").and_then(Value::as_str)) {
        Some(name) => format!("`{name}`"),
        None => form.to_string(),
    }
}
