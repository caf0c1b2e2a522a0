//! What a form or a query string sends: names, and what stands under them.
//!
//! A name reaches into members and lists: `address.zip`, `address[zip]`, `items[0].name`. Which of them it means is the
//! types' business: each takes the fields that are its own and hands on what is behind.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Violation;

/// What is sent under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sent<'a> {
    /// A text.
    Text(&'a str),
    /// A file of a multipart form, by its number.
    #[cfg_attr(not(feature = "multipart"), allow(dead_code))]
    File(usize),
}

impl<'a> Sent<'a> {
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Sent::Text(text) => Some(text),
            Sent::File(_) => None,
        }
    }

    fn to_value(self) -> Value {
        match self {
            Sent::Text(text) => text.into(),
            // No scalar reads it, so a file is never taken for a number or a text.
            Sent::File(number) => json!({ FILE: number }),
        }
    }
}

/// The member that a file's number stands under.
const FILE: &str = "$file";

/// The number of the file that a value stands for.
pub(crate) fn file_number(value: &Value) -> Option<usize> {
    value.as_object().filter(|members| members.len() == 1)?.get(FILE)?.as_u64()?.try_into().ok()
}

/// Names and what is sent under them, as they are seen from one value: its own are those without a name.
#[derive(Debug, Default, Clone)]
pub struct Fields<'a>(Vec<Field<'a>>);

#[derive(Debug, Clone, Copy)]
struct Field<'a> {
    /// As it was sent.
    whole: &'a str,
    /// What is left of it: `[0].name` of `items[0].name`, seen from `items`.
    name: &'a str,
    /// Whether it is an element of a list by its repeated name. It is no list again: a type that may be a list of itself
    /// would have no end.
    repeated: bool,
    sent: Sent<'a>,
}

/// What is wrong with a field.
#[derive(Debug)]
pub(crate) struct Blamed<'a> {
    /// As it was sent, or as it would have been.
    pub(crate) name: String,
    /// Where one text was sent for it.
    pub(crate) text: Option<&'a str>,
    pub(crate) violation: Violation,
}

/// A name reaches this far in: a type that contains itself would follow it for ever.
const DEEPEST: usize = 32;

impl<'a> Fields<'a> {
    /// Fields with their whole names; what has none means nothing.
    pub(crate) fn new(fields: impl IntoIterator<Item = (&'a str, Sent<'a>)>) -> Self {
        let fields = fields.into_iter().filter(|(name, _)| !name.is_empty());
        Fields(fields.map(|(name, sent)| Field { whole: name, name, repeated: false, sent }).collect())
    }

    /// The names that reach too far in.
    pub(super) fn check(&self) -> Result<(), Violation> {
        let is_deep = |field: &Field<'_>| steps(field.name).nth(DEEPEST).is_some();
        if !self.0.iter().any(is_deep) {
            return Ok(());
        }
        let message = format!("a name reaches deeper than {DEEPEST} members");
        Err(Violation { pointer: String::new(), rule: "depth", message, found: None })
    }

    /// Bytes of all names and texts.
    pub(super) fn size(&self) -> usize {
        self.0.iter().map(|field| 1 + field.name.len() + field.sent.text().map_or(0, str::len)).sum()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that is sent for the value itself; of several what came first counts.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.own().next().and_then(Sent::text)
    }

    /// What is sent for the value itself, as JSON.
    pub(super) fn own_value(&self) -> Value {
        self.own().next().map_or(Value::Null, Sent::to_value)
    }

    fn own(&self) -> impl Iterator<Item = Sent<'a>> {
        self.0.iter().filter(|field| field.name.is_empty()).map(|field| field.sent)
    }

    /// Whether there is a text or a file, and nothing that has a name: it stands for no object, unless it is empty.
    pub(super) fn is_no_object(&self) -> bool {
        let is_empty = |field: &Field<'_>| field.sent.text() == Some("");
        self.0.iter().all(|field| field.name.is_empty()) && !self.0.iter().all(is_empty)
    }

    /// The fields of a member.
    pub(super) fn member(&self, name: &str) -> Fields<'a> {
        Fields(self.0.iter().filter_map(|field| field.behind(name)).collect())
    }

    /// The fields of no member.
    pub(super) fn without<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Fields<'a> {
        let is_other = |field: &&Field<'_>| !names.clone().any(|name| field.behind(name).is_some());
        Fields(self.0.iter().filter(is_other).copied().collect())
    }

    /// Each name with its value, whatever it reaches into; nobody knows them.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (String, Value)> {
        let named = self.0.iter().filter(|field| !field.name.is_empty());
        named.map(|field| (field.rest().to_owned(), field.sent.to_value()))
    }

    /// The elements of a list: those of a repeated name (`tag=a&tag=b`, `tag[]=a`), then those with a number
    /// (`tag[0]=a`), in the order of the numbers, which may have gaps. None where they are no list.
    pub(super) fn elements(&self) -> Option<Vec<Fields<'a>>> {
        if self.0.iter().any(|field| field.repeated) {
            return None;
        }
        let repeated = self.0.iter().filter(|field| matches!(field.name, "" | "[]"));
        let repeated = repeated.map(|field| Fields(vec![Field { name: "", repeated: true, ..*field }]));
        let mut numbered: BTreeMap<usize, Vec<Field<'a>>> = BTreeMap::new();
        for field in &self.0 {
            if let Some((step, name)) = step(field.name)
                && let Some(number) = index(step)
            {
                numbered.entry(number).or_default().push(Field { name, ..*field });
            }
        }
        Some(repeated.chain(numbered.into_values().map(Fields)).collect())
    }

    /// The entries of a map. Where its values have parts, a name ends at the first `.` or `[`; otherwise all of it is
    /// the key.
    pub(super) fn entries(&self, have_parts: bool) -> BTreeMap<&'a str, Fields<'a>> {
        let mut entries: BTreeMap<&str, Fields<'a>> = BTreeMap::new();
        for field in self.0.iter().filter(|field| !field.name.is_empty()) {
            let (key, name) = match step(field.name) {
                Some((step, rest)) if have_parts || rest.is_empty() => (step, rest),
                _ => (field.rest(), ""),
            };
            entries.entry(key).or_default().0.push(Field { name, ..*field });
        }
        entries
    }

    /// The field that is meant by a violation in the JSON that the fields stand for.
    pub(super) fn blame(&self, value: &Value, violation: Violation) -> Blamed<'a> {
        let (mut fields, mut value, mut name) = (self.clone(), Some(value), String::new());
        for step in violation.pointer.split('/').skip(1) {
            let inside = value.and_then(|value| value.pointer(&format!("/{step}")));
            let step = step.replace("~1", "/").replace("~0", "~");
            fields = match value.and_then(Value::as_array) {
                // The numbers of a list may have gaps; those of a tuple are its elements.
                Some(elements) => {
                    let mut sent = fields.elements().unwrap_or_default();
                    match index(&step) {
                        Some(index) if sent.len() == elements.len() && index < sent.len() => sent.swap_remove(index),
                        _ => fields.member(&step),
                    }
                }
                None => fields.member(&step),
            };
            value = inside;
            match (fields.0.first(), index(&step)) {
                (Some(field), _) => name = field.reached().to_owned(),
                (None, Some(index)) if !name.is_empty() => name += &format!("[{index}]"),
                (None, _) if name.is_empty() => name = step,
                (None, _) => name += &format!(".{step}"),
            }
        }
        let mut own = fields.own();
        let text = own.next().filter(|_| own.next().is_none()).and_then(Sent::text);
        Blamed { name, text, violation }
    }
}

impl<'a> Field<'a> {
    /// What is behind a member's name, which may hold dots itself.
    fn behind(&self, name: &str) -> Option<Field<'a>> {
        let rest = if self.rest() == name {
            ""
        } else if let Some(inside) = self.name.strip_prefix('[') {
            inside.strip_prefix(name)?.strip_prefix(']')?
        } else {
            self.rest().strip_prefix(name)?
        };
        (!name.is_empty() && goes_on(rest)).then_some(Field { name: rest, ..*self })
    }

    /// What is left of its name, as one name.
    fn rest(&self) -> &'a str {
        self.name.strip_prefix('.').unwrap_or(self.name)
    }

    /// Its name up to here.
    fn reached(&self) -> &'a str {
        self.whole.strip_suffix(self.name).unwrap_or(self.whole)
    }
}

/// The first step of a name, and what is behind it. `a.b`, `.a.b`, `[a].b` and `[a][b]` all begin with `a`.
fn step(name: &str) -> Option<(&str, &str)> {
    let (step, rest) = match name.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => {
            let name = name.strip_prefix('.').unwrap_or(name);
            name.split_at(name.find(['.', '[']).unwrap_or(name.len()))
        }
    };
    (!step.is_empty() && goes_on(rest)).then_some((step, rest))
}

/// Whether a step ends here.
fn goes_on(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}

/// The number of an element, as one writes it.
fn index(step: &str) -> Option<usize> {
    step.parse().ok().filter(|number: &usize| number.to_string() == step)
}

fn steps(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(step(name), |(_, rest)| step(rest)).map(|(step, _)| step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_steps() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            ("a", &["a"]),
            ("a.b", &["a", "b"]),
            ("a[b]", &["a", "b"]),
            ("a[0].b", &["a", "0", "b"]),
            ("a[0][1]", &["a", "0", "1"]),
            ("[a].b", &["a", "b"]),
            ("a[b.c]", &["a", "b.c"]),
            ("a..b", &["a"]),
            ("a.", &["a"]),
            ("a[]", &["a"]),
            ("a[0", &["a"]),
            ("a[0]b", &["a"]),
            ("a]", &["a]"]),
            (".", &[]),
            ("[", &[]),
            ("[]", &[]),
            ("产.品", &["产", "品"]),
        ];
        for (name, expected) in cases {
            assert_eq!(steps(name).collect::<Vec<_>>(), *expected, "{name}");
        }
    }

    #[test]
    fn a_pointer_means_a_field_as_it_was_sent() {
        let sent = [
            ("a.b", "1"),
            ("tags", "x"),
            ("tags", "y"),
            ("list[3].n", "z"),
            ("list[7][n]", "zz"),
            ("pair[1]", "p"),
            ("s~/", "~"),
            ("user.name", "u"),
            ("prices[a.b]", "c"),
        ];
        let fields = Fields::new(sent.map(|(name, text)| (name, Sent::Text(text))));
        let value = json!({ "tags": [1, 2], "list": [{}, {}], "pair": [null, 1], "prices": {} });
        let cases = [
            ("/a/b", "a.b", Some("1")),
            ("/a/c", "a.c", None),
            ("/tags/1", "tags", Some("y")),
            ("/tags", "tags", None),
            ("/list/0/n", "list[3].n", Some("z")),
            ("/list/1/n", "list[7][n]", Some("zz")),
            ("/list/1/more/0", "list[7].more[0]", None),
            ("/pair/0", "pair[0]", None),
            ("/pair/1", "pair[1]", Some("p")),
            ("/s~0~1", "s~/", Some("~")),
            ("/user.name", "user.name", Some("u")),
            ("/prices/a.b", "prices[a.b]", Some("c")),
            ("/other/zip", "other.zip", None),
            ("", "", None),
        ];
        for (pointer, name, text) in cases {
            let blamed = fields.blame(&value, Violation::new(pointer, ""));
            assert_eq!((blamed.name.as_str(), blamed.text), (name, text), "{pointer}");
        }
    }
}
