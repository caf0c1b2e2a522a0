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

impl Sent<'_> {
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
#[derive(Debug, Default)]
pub struct Fields<'a>(Vec<Field<'a>>);

#[derive(Debug, Clone, Copy)]
struct Field<'a> {
    /// What is left of it: `[0].name` of `items[0].name`, seen from `items`.
    name: &'a str,
    sent: Sent<'a>,
}

/// A name reaches this far in: a type that contains itself would follow it for ever.
const DEEPEST: usize = 32;

impl<'a> Fields<'a> {
    /// Fields with their whole names.
    pub(crate) fn new(fields: impl IntoIterator<Item = (&'a str, Sent<'a>)>) -> Self {
        Fields(fields.into_iter().map(|(name, sent)| Field { name, sent }).collect())
    }

    /// The names that reach too far in.
    pub(super) fn check(&self) -> Result<(), Vec<Violation>> {
        let is_deep = |field: &Field<'_>| steps(field.name).nth(DEEPEST).is_some();
        if !self.0.iter().any(is_deep) {
            return Ok(());
        }
        let message = format!("a name reaches deeper than {DEEPEST} members");
        Err(vec![Violation { pointer: String::new(), rule: "depth", message, found: None }])
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that is sent for the value itself, the first if there are several.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.own().find_map(|sent| match sent {
            Sent::Text(text) => Some(text),
            Sent::File(_) => None,
        })
    }

    /// What is sent for the value itself, as JSON.
    pub(super) fn own_value(&self) -> Value {
        self.own().next().map_or(Value::Null, Sent::to_value)
    }

    fn own(&self) -> impl Iterator<Item = Sent<'a>> {
        self.0.iter().filter(|field| field.name.is_empty()).map(|field| field.sent)
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
        named.map(|field| (field.whole().to_owned(), field.sent.to_value()))
    }

    /// The elements of a list: those of a repeated name (`tag=a&tag=b`, `tag[]=a`), then those with a number
    /// (`tag[0]=a`), in the order of the numbers, which may have gaps.
    pub(super) fn elements(&self) -> impl Iterator<Item = Fields<'a>> {
        let repeated = self.0.iter().filter(|field| matches!(field.name, "" | "[]"));
        let repeated = repeated.map(|field| Fields(vec![Field { name: "", ..*field }]));
        let mut numbered: BTreeMap<usize, Vec<Field<'a>>> = BTreeMap::new();
        for field in &self.0 {
            if let Some((step, name)) = step(field.name)
                && let Ok(number) = step.parse()
            {
                numbered.entry(number).or_default().push(Field { name, ..*field });
            }
        }
        repeated.chain(numbered.into_values().map(Fields)).collect::<Vec<_>>().into_iter()
    }

    /// The entries of a map. Where its values have parts, a name ends at the first `.` or `[`; otherwise all of it is
    /// the key.
    pub(super) fn entries(&self, have_parts: bool) -> BTreeMap<&'a str, Fields<'a>> {
        let mut entries: BTreeMap<&str, Fields<'a>> = BTreeMap::new();
        for field in self.0.iter().filter(|field| !field.name.is_empty()) {
            let (key, name) = match step(field.name) {
                Some((step, rest)) if have_parts || rest.is_empty() => (step, rest),
                _ => (field.whole(), ""),
            };
            entries.entry(key).or_default().0.push(Field { name, ..*field });
        }
        entries
    }

    /// The name of the field that a JSON pointer means, and its text, where one text was sent for it.
    pub(crate) fn meant(&self, pointer: &str) -> (String, Option<&'a str>) {
        let at = |pointer: &str| {
            let found: Vec<_> = self.0.iter().filter(|field| self::pointer(field.name) == pointer).collect();
            found
        };
        let text = |field: &Field<'a>| match field.sent {
            Sent::Text(text) => Some(text),
            Sent::File(_) => None,
        };
        if let [first, more @ ..] = &at(pointer)[..] {
            return (first.name.to_owned(), if more.is_empty() { text(first) } else { None });
        }
        // An element of a repeated name.
        if let Some((list, index)) = pointer.rsplit_once('/')
            && let Ok(index) = index.parse::<usize>()
            && let Some(field) = at(list).get(index)
        {
            return (field.name.to_owned(), text(field));
        }
        (written(pointer), None)
    }
}

impl<'a> Field<'a> {
    /// What is behind a member's name, which may hold dots itself.
    fn behind(&self, name: &str) -> Option<Field<'a>> {
        if self.whole() == name && !name.is_empty() {
            return Some(Field { name: "", ..*self });
        }
        step(self.name).filter(|(step, _)| *step == name).map(|(_, rest)| Field { name: rest, ..*self })
    }

    fn whole(&self) -> &'a str {
        self.name.strip_prefix('.').unwrap_or(self.name)
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
    let goes_on = rest.is_empty() || rest.starts_with('.') || rest.starts_with('[');
    (!step.is_empty() && goes_on).then_some((step, rest))
}

fn steps(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(step(name), |(_, rest)| step(rest)).map(|(step, _)| step)
}

/// A name as a JSON pointer (RFC 6901).
fn pointer(name: &str) -> String {
    steps(name).map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect()
}

/// A JSON pointer as a name, as one would write it.
fn written(pointer: &str) -> String {
    let mut name = String::new();
    for step in pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")) {
        match step.parse::<usize>() {
            Ok(index) => name += &format!("[{index}]"),
            Err(_) if name.is_empty() => name = step,
            Err(_) => name = format!("{name}.{step}"),
        }
    }
    name
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
    fn a_pointer_means_a_field() {
        let sent = [("a.b", "1"), ("tags", "x"), ("tags", "y"), ("l[0].n", "z"), ("s~/", "~")];
        let fields = Fields::new(sent.map(|(name, text)| (name, Sent::Text(text))));
        let cases = [
            ("/a/b", "a.b", Some("1")),
            ("/tags/1", "tags", Some("y")),
            ("/tags", "tags", None),
            ("/l/0/n", "l[0].n", Some("z")),
            ("/l/1/n", "l[1].n", None),
            ("/s~0~1", "s~/", Some("~")),
            ("/other/zip", "other.zip", None),
            ("", "", None),
        ];
        for (pointer, name, text) in cases {
            assert_eq!(fields.meant(pointer), (name.to_owned(), text), "{pointer}");
        }
    }
}
