//! What an item derives, read around one of its derives.

use std::{env, fs, path::Path};

use proc_macro2::{Span, TokenStream};

use super::{Source, Surroundings, declarations, imports, is_word};

/// What a derive writes, unless the item has the same one already.
pub(crate) fn once(name: &str, item: TokenStream, derive: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
    let place = Span::call_site();
    match Surroundings::of(place) {
        Some(around) if around.derives_before(name) => {
            syn::Error::new(place, format!("`{name}` is derived twice; keep one")).into_compile_error()
        }
        _ => derive(item),
    }
}

impl Surroundings {
    /// Which traits of serde the item derives that bears the macro at this place.
    pub(crate) fn derives_of_serde(&self) -> Vec<&'static str> {
        derives_of_serde(&Source::of(&self.file).text, self.line, self.column)
    }

    /// Whether the file declares a type of this name, once, that is no bean, or seems none.
    pub(crate) fn declares_no_bean(&self, name: &str) -> bool {
        declares_no_bean(&Source::of(&self.file).text, name)
    }

    /// Whether that item may derive one of these: it does, or there is a doubt.
    pub(crate) fn may_derive(&self, names: &[&str]) -> bool {
        let text = &Source::of(&self.file).text;
        let renamed = |name: &&str| text.contains(&format!("{name} as "));
        let Some(derived) = attributes(text, self.line, self.column, true) else { return true };
        let derives = |name: &&str| words(&derived).any(|word| word.rsplit("::").next() == Some(*name));
        self.is_in_macro_rules() || names.iter().any(|name| renamed(name) || derives(name))
    }

    /// Whether nothing gives serde's traits to that item, of this name: neither a derive, nor another attribute that may
    /// bring one, nor a line of the package.
    pub(crate) fn lacks_serde(&self, name: &str) -> bool {
        const PLAIN: [&str; 7] = ["derive", "bean", "serde", "allow", "expect", "non_exhaustive", "must_use"];
        let text = &Source::of(&self.file).text;
        let Some(attributes) = attributes(text, self.line, self.column, true) else { return false };
        let mut attributes = attributes.split("#[").skip(1).map(|it| it.split(|it| !is_word(it)).next());
        let gives = |line: &str| line.contains("erialize") && line.split(|it| !is_word(it)).any(|word| word == name);
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        !self.may_derive(&["Serialize", "Deserialize"])
            && attributes.all(|name| name.is_some_and(|name| PLAIN.contains(&name)))
            && !text.lines().any(gives)
            && !sources(Path::new(&package)).iter().any(|text| text.lines().any(gives))
    }

    /// Whether the item derives the same before the macro at this place.
    fn derives_before(&self, name: &str) -> bool {
        derives_before(&Source::of(&self.file).text, self.line, self.column, name)
    }
}

/// A text, cut at a place.
fn cut(text: &str, line: usize, column: usize) -> Option<(&str, &str)> {
    text.split_at_checked(text.split_inclusive('\n').take(line).map(str::len).sum::<usize>().checked_add(column)?)
}

/// The traits of serde in the derives of an item, of which one is at a place. Others have traits of these names, too: a
/// name counts where the file brings it from serde.
fn derives_of_serde(text: &str, line: usize, column: usize) -> Vec<&'static str> {
    let Some(derives) = attributes(text, line, column, false) else { return Vec::new() };
    let words: Vec<_> = words(&derives).collect();
    ["Serialize", "Deserialize"]
        .into_iter()
        .filter(|name| {
            let whole = format!("serde::{name}");
            words.contains(&whole.as_str()) || words.contains(name) && imports(text, "serde", name)
        })
        .collect()
}

/// The attributes of an item, of which one is at a place; those that depend on something where that is asked for. None
/// where the place is in no attribute that can be read, as one that a macro is given.
fn attributes(text: &str, line: usize, column: usize, with_conditional: bool) -> Option<String> {
    let (before, after) = cut(text, line, column)?;
    before.rsplit_once("#[").filter(|(_, own)| !own.contains([']', ';', '}']))?;
    // Of this item alone: not of the one before, nor of the one behind. A long list of derives takes several lines, of
    // which the first begins it.
    let mut begins = before.lines().next_back().is_some_and(|line| line.contains("#["));
    let is_above = |line: &&str| {
        let is_first = line.trim_start().starts_with('#');
        let goes_on = !begins || is_first || line.trim_start().starts_with('/');
        begins |= is_first;
        goes_on
    };
    let above: Vec<_> = before.lines().rev().take_while(is_above).collect();
    let below = after.lines().take_while(|line| !["struct ", "enum ", "{"].iter().any(|it| line.contains(it)));
    let lines = above.into_iter().rev().chain(below).map(str::trim_start);
    Some(lines.filter(|line| !line.starts_with('/') && (with_conditional || !line.contains("cfg_attr"))).collect())
}

/// All sources in a folder, but those that cargo makes, and those behind links, which may lead around.
fn sources(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let entries = entries.filter(|entry| entry.file_name() != "target" && entry.file_name() != ".git");
    let sources = entries.flat_map(|entry| {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return sources(&path);
        }
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        is_source.then(|| fs::read_to_string(path).ok()).flatten().into_iter().collect()
    });
    sources.collect()
}

fn declares_no_bean(text: &str, name: &str) -> bool {
    let [start] = declarations(text, name)[..] else { return false };
    let above = text[..start].rsplit_once('\n').map_or("", |(above, _)| above);
    for line in above.lines().rev().map(str::trim) {
        if !line.starts_with(['#', '/']) {
            // A list of derives in several lines is in doubt.
            return line.is_empty() || line.ends_with(['}', ';', '{']);
        }
        if line.contains("Bean") {
            return false;
        }
    }
    true
}

/// Whether a derive stands in the list before a place, or in one of the lines above it that have nothing but a list. A
/// name with a path may be another's.
fn derives_before(text: &str, line: usize, column: usize, name: &str) -> bool {
    let Some((before, _)) = cut(text, line, column) else { return false };
    let Some((above, own)) = before.rsplit_once("#[derive(") else { return false };
    if own.contains([')', '/', '"']) {
        return false;
    }
    let list = |line: &'_ str| {
        let line = line.trim();
        line.strip_prefix("#[derive(").and_then(|rest| rest.strip_suffix(")]")).map(str::to_owned)
    };
    let lists = above.trim_end_matches([' ', '\t']).lines().rev().map_while(list);
    lists.chain([own.to_owned()]).any(|list| words(&list).any(|word| word == name))
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without its `^`, and where that stood.
    fn place(text: &str) -> (String, usize, usize) {
        let before = &text[..text.find('^').expect("a place")];
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        (text.replace('^', ""), before.matches('\n').count(), column)
    }

    #[test]
    fn derives_of_serde_are_those_of_the_item() {
        let derives = |item: &str| {
            let (text, line, column) = place(&format!("use serde::{{Serialize}};\n{item}"));
            derives_of_serde(&text, line, column)
        };
        assert_eq!(derives("#[derive(Serialize, ^Bean)]\nstruct A {}"), ["Serialize"]);
        assert_eq!(derives("#[derive(serde::Deserialize)]\n#[derive(^Bean)]\nstruct A {}"), ["Deserialize"]);
        let long = "#[derive(\n    Debug, Serialize,\n    Clone, ^Bean,\n    serde::Deserialize,\n)]\nstruct A {}";
        assert_eq!(derives(long), ["Serialize", "Deserialize"]);
        for other in [
            "    #[derive(Serialize)]\n    struct B {\n    }\n\n    #[derive(^Bean)]\n    struct A {}",
            "#[derive(^Bean)]\nstruct A(u8);\n#[derive(Serialize)]\nstruct B {}",
            "#[derive(rkyv::Serialize, Deserialize, ^Bean)]\nstruct A {}",
            "#[cfg_attr(feature = \"a\", derive(serde::Serialize))]\n#[derive(^Bean)]\nstruct A {}",
            "    #[derive($($it)*)]\n}\nuser!(serde::Serialize, serde::Deserialize);\nuser!(^framework::Bean);",
        ] {
            assert!(derives(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_type_without_the_derive_is_no_bean() {
        assert!(declares_no_bean("#[derive(Clone)]\nstruct A(u8);", "A"));
        assert!(declares_no_bean("#[derive(Bean)]\nstruct B(A);\npub enum A {}", "A"));
        for other in [
            "#[derive(Bean)]\n// a\npub struct A(u8);",
            "struct A;\nmod a { struct A; }",
            "struct AB;",
            "#[derive(\n    Bean,\n)]\nstruct A;",
        ] {
            assert!(!declares_no_bean(other, "A"), "{other}");
        }
    }

    #[test]
    fn a_derive_is_there_twice_where_the_item_has_it_before() {
        let is_twice = |text: &str| {
            let (text, line, column) = place(text);
            derives_before(&text, line, column, "Bean")
        };
        for twice in [
            "#[derive(Bean, ^Bean)]",
            "#[derive(Bean, Clone)]\n#[derive(Debug)]\n#[derive(^Bean)]",
            "#[derive(\n    Bean,\n    ^Bean,\n)]",
            "struct A;\n    #[derive(Bean)]\n    #[derive(Clone, ^Bean)]",
        ] {
            assert!(is_twice(twice), "{twice}");
        }
        for once in [
            "#[derive(^Bean, Bean)]",
            "#[derive(other::Bean, ^Bean)]",
            "#[derive(Bean)]\nstruct A;\n#[derive(^Bean)]",
            "#[derive(Bean)] struct A;\n#[derive(^Bean)]",
            "#[cfg_attr(any(), derive(Bean))]\n#[derive(^Bean)]",
            "// #[derive(Bean)]\n#[derive(^Bean)]",
            "#[derive(/* Bean */ ^Bean)]",
            "#[derive(Beans, ^Bean)]",
        ] {
            assert!(!is_twice(once), "{once}");
        }
    }
}
