//! Which name a schema bears in a document: as short as tells it from all others, whatever the order of the routes.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{REFERENCE, Schema};

/// The names of schemas by the keys under which references name them.
#[derive(Debug)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// Of keys, names as written, and paths of types. Those that would share a name all get longer ones.
    pub(super) fn of<'a>(types: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let mut open: Vec<_> = types.collect();
        let mut names = BTreeMap::new();
        let deepest = open.iter().map(|(_, _, path)| path.matches("::").count() + 1).max().unwrap_or(1);
        for segments in 1..=deepest {
            let mut groups: BTreeMap<String, Vec<_>> = BTreeMap::new();
            for (key, name, path) in open.drain(..) {
                groups.entry(readable(name, path, segments)).or_default().push((key, name, path));
            }
            for (readable, mut alike) in groups {
                match alike.pop() {
                    Some((key, ..)) if alike.is_empty() => drop(names.insert(key.to_owned(), readable)),
                    Some(last) => open.extend(alike.into_iter().chain([last])),
                    None => {}
                }
            }
        }
        // Letters that a name may not have are all alike.
        names.extend(open.into_iter().map(|(key, ..)| (key.to_owned(), key.to_owned())));
        Names(names)
    }

    /// The name of a schema.
    pub(super) fn get<'n>(&'n self, key: &'n str) -> &'n str {
        self.0.get(key).map_or(key, String::as_str)
    }

    fn rename(&self, value: &mut Value) {
        match value {
            Value::Object(schema) => self.rename_in(schema),
            Value::Array(elements) => elements.iter_mut().for_each(|element| self.rename(element)),
            _ => {}
        }
    }

    /// Renames all references in a schema, and the one that it is.
    pub(crate) fn rename_in(&self, schema: &mut Schema) {
        if let Some(Value::String(reference)) = schema.get_mut("$ref")
            && let Some(name) = reference.strip_prefix(REFERENCE).and_then(|key| self.0.get(key))
        {
            *reference = format!("{REFERENCE}{name}");
        }
        schema.values_mut().for_each(|part| self.rename(part));
    }
}

/// The names to which a schema refers itself.
pub(crate) fn references(schema: &Schema) -> Vec<&str> {
    let own = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(REFERENCE));
    own.into_iter().chain(schema.values().flat_map(within)).collect()
}

fn within(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(schema) => references(schema),
        Value::Array(elements) => elements.iter().flat_map(within).collect(),
        _ => Vec::new(),
    }
}

/// `Page<alloc::vec::Vec<app::User>>` becomes `Page_Vec_User`; a plain type keeps its name. With more segments, the last
/// of each path are kept: `app.Page_vec.Vec_app.User`.
fn readable(name: &str, path: &str, segments: usize) -> String {
    let (own, arguments) = path.split_once('<').unwrap_or((path, ""));
    let modules: Vec<_> = own.split("::").collect();
    let modules = &modules[..modules.len() - 1];
    let modules = &modules[modules.len().saturating_sub(segments - 1)..];
    let own = modules.iter().copied().chain([name]).collect::<Vec<_>>().join("::");
    let arguments = arguments.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
    let arguments = arguments.filter(|argument| !argument.is_empty()).map(|argument| {
        let segments = argument.rsplit("::").take(segments).collect::<Vec<_>>();
        segments.into_iter().rev().collect::<Vec<_>>().join("::")
    });
    std::iter::once(own).chain(arguments).map(|part| allowed(&part)).collect::<Vec<_>>().join("_")
}

/// OpenAPI allows letters, digits, `.`, `-` and `_` in a component's name.
pub(crate) fn allowed(path: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '_' };
    path.replace("::", ".").chars().map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_short_as_tells_it_from_others() {
        /// As written, and the path.
        type Type = (&'static str, &'static str);
        let cases: &[(&[Type], &[&str])] = &[
            (&[("User", "app::User")], &["User"]),
            (&[("User", "app::User"), ("User", "app::other::User")], &["app.User", "other.User"]),
            (&[("User", "a::b::User"), ("User", "a::c::b::User")], &["a.b.User", "c.b.User"]),
            (&[("Page", "app::Page<alloc::vec::Vec<app::User>>")], &["Page_Vec_User"]),
            (&[("Pair", "app::Pair<u8, app::User>")], &["Pair_u8_User"]),
            (
                &[("Page", "app::Page<a::User>"), ("Page", "app::Page<b::User>")],
                &["app.Page_a.User", "app.Page_b.User"],
            ),
            (&[("Größe", "app::Größe")], &["Gr__e"]),
            (&[("Aé", "app::Aé"), ("Aü", "app::Aü")], &["0", "1"]),
        ];
        for (types, expected) in cases {
            let keys: Vec<_> = (0..types.len()).map(|index| index.to_string()).collect();
            let named = keys.iter().zip(*types).map(|(key, (name, path))| (key.as_str(), *name, *path));
            let names = Names::of(named);
            let found: Vec<_> = keys.iter().map(|key| names.get(key)).collect();
            assert_eq!(found, *expected, "{types:?}");
        }
    }
}
