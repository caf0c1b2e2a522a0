//! What a name means in a file.

use crate::crates;

use super::{
    Surroundings,
    source::{Group, Source},
};

impl Surroundings {
    /// Whether a name means nothing in the file: it is neither imported nor declared there.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        self.source.lacks(name)
    }

    /// Whether a name is that of a type of this module with a parameter that is a type without a default.
    pub(crate) fn declares_generic(&self, name: &str) -> bool {
        let is_type = |item: &usize| ["struct", "enum", "union", "type"].contains(&self.source.keyword(item - 1));
        self.declaration(name).filter(is_type).is_some_and(|item| needs_a_type(&self.source, item))
    }

    /// Whether a name is that of a trait of this module.
    pub(crate) fn declares_trait(&self, name: &str) -> bool {
        self.declaration(name).is_some_and(|item| self.source.keyword(item - 1) == "trait")
    }

    /// Whether an attribute of this name means nothing: no import brings it, nor does a macro around it read it.
    pub(crate) fn lacks_attribute(&self, name: &str) -> bool {
        let source = &self.source;
        let groups = |index| source.around(index).map(|open| source.group(open));
        let may_bring = |index: usize| {
            let is_in_macro = groups(index).any(|group| matches!(group, Group::Macro | Group::Rules));
            source.import_of(index).is_some()
                || ["as", "mod", "crate"].contains(&source.before(index, 1))
                || is_in_macro
        };
        source.is_read() && self.block().is_some() && crates::imports_macros() && !source.all(name).any(may_bring)
    }

    /// Whether a name is that under which the package has a crate.
    pub(crate) fn is_crate(&self, name: &str, known_as: &str) -> bool {
        self.source.names_crate(name) && crates::has(name, known_as)
    }

    /// Whether a name is imported from a path: so, and in no other way.
    pub(crate) fn imports(&self, path: &[&str], name: &str) -> bool {
        self.source.imports_from(path, name, self.source.module(self.token))
    }

    /// The name of the item of this module that a name means.
    pub(super) fn declaration(&self, name: &str) -> Option<usize> {
        let item = self.source.declared(name)?;
        (self.source.module(item) == self.source.module(self.token)).then_some(item)
    }
}

impl Source {
    pub(super) fn lacks(&self, name: &str) -> bool {
        let known = self.lacks.borrow().get(name).copied();
        known.unwrap_or_else(|| {
            let lacks = self.is_read() && !self.all(name).any(|index| self.may_bring(index));
            self.lacks.borrow_mut().insert(name.to_owned(), lacks);
            lacks
        })
    }

    /// Whether a word is in the file as one of a path to something, or not at all.
    pub(crate) fn is_only_a_path(&self, name: &str) -> bool {
        self.is_read() && self.names_crate(name)
    }

    /// Whether a word is not in the file.
    pub(crate) fn lacks_word(&self, word: &str) -> bool {
        !self.tokens.is_empty() && self.all(word).next().is_none()
    }

    /// Whether nothing in the file brings a name, which stands in lists of derives.
    pub(super) fn brings_none(&self, name: &str) -> bool {
        let is_mention = |index: usize| !self.may_bring(index) || self.is_mention(index);
        self.is_read() && self.lacks_word("prelude") && self.all(name).all(is_mention)
    }

    /// Whether nothing in the file is called as a crate but that.
    pub(super) fn names_crate(&self, name: &str) -> bool {
        self.is_read()
            && self.all(name).all(|index| {
                let is_declared = ["mod", "as", "crate"].contains(&self.before(index, 1));
                let is_first =
                    |import: &std::ops::Range<usize>| import.start + 1 == index && self.shown(index + 1) == ":";
                !is_declared && self.import_of(index).is_none_or(is_first)
            })
    }

    /// The only thing in the file that may bring a name, where that is an item in no function.
    pub(super) fn declared(&self, name: &str) -> Option<usize> {
        let known = self.declared.borrow().get(name).copied();
        known.unwrap_or_else(|| {
            let mut brought = self.all(name).filter(|index| self.may_bring(*index));
            let only = brought.next().filter(|_| self.is_read() && brought.next().is_none());
            let is_item = |index: &usize| {
                let word = self.keyword(index.saturating_sub(1));
                ["struct", "enum", "union", "type", "trait"].contains(&word)
                    && self.around(*index).all(|open| self.group(open) == Group::Module)
            };
            let declared = only.filter(is_item);
            self.declared.borrow_mut().insert(name.to_owned(), declared);
            declared
        })
    }

    /// Whether a word may give a name to something, or show that something has it: where it is declared or imported, in
    /// a path, in an attribute, and in a macro.
    fn may_bring(&self, index: usize) -> bool {
        let is_declared =
            ["struct", "enum", "union", "trait", "type", "mod", "as", "crate"].contains(&self.before(index, 1));
        let is_in_path = self.before(index, 1) == ":" && self.before(index, 2) == ":";
        let unseen = |open| matches!(self.group(open), Group::Macro | Group::Rules | Group::Attribute);
        is_declared || is_in_path || self.import_of(index).is_some() || self.around(index).any(unseen)
    }

    /// Whether all that brings a name is imports from a path, of which one is in this module.
    pub(super) fn imports_from(&self, path: &[&str], name: &str, module: Option<Option<usize>>) -> bool {
        let brings = |index: &usize| self.may_bring(*index) && !self.is_mention(*index);
        let imports: Vec<_> = self.all(name).filter(brings).collect();
        self.is_read()
            && imports.iter().all(|index| self.is_import_from(path, *index))
            && imports.iter().any(|index| module.is_some() && self.module(*index) == module)
    }

    /// Whether a word stands in a path outside of an import, or in a list of derives.
    fn is_mention(&self, index: usize) -> bool {
        let groups: Vec<_> = self.around(index).map(|open| self.group(open)).collect();
        let is_derived = groups.contains(&Group::Attribute) && self.derive_of(index).is_some();
        let is_path = self.before(index, 1) == ":" && self.import_of(index).is_none();
        !groups.contains(&Group::Macro) && !groups.contains(&Group::Rules) && (is_derived || is_path)
    }

    /// Whether an import takes a word from a path: by itself, or in a list.
    fn is_import_from(&self, path: &[&str], index: usize) -> bool {
        let Some(import) = self.import_of(index) else { return false };
        let words = path.iter().flat_map(|word| [*word, ":", ":"]);
        let is_direct = words.zip(import.clone().skip(1)).all(|(word, index)| word == self.shown(index));
        let first = import.start + 1 + 3 * path.len();
        let is_listed = self.shown(first) == "{" && self.tokens[index].within == Some(first);
        let is_itself = ["{", ","].contains(&self.before(index, 1)) && self.shown(index + 1) != "as";
        is_direct && (first == index && self.shown(index + 1) == ";" || is_listed && is_itself)
    }
}

/// Whether an item has a parameter that is a type without a default, as far as that is plain.
fn needs_a_type(source: &Source, item: usize) -> bool {
    if source.shown(item + 1) != "<" {
        return false;
    }
    let (mut depth, mut parameter, mut found) = (0_usize, Vec::new(), false);
    let is_needed = |parameter: &[&str]| {
        parameter.first().is_some_and(|first| !first.starts_with('\'') && *first != "const" && *first != "#")
            && !parameter.contains(&"=")
    };
    for index in item + 1.. {
        match source.shown(index) {
            "" | "{" | ";" => return false,
            "<" => depth += 1,
            ">" if ["-", "="].contains(&source.before(index, 1)) => {}
            ">" => depth -= 1,
            "," if depth == 1 => found |= is_needed(&std::mem::take(&mut parameter)),
            shown => parameter.push(shown),
        }
        if depth == 0 {
            break;
        }
    }
    found || is_needed(&parameter)
}

#[cfg(test)]
mod tests {
    use super::super::tests::surroundings;

    #[test]
    fn a_generic_type_is_one_of_this_module() {
        let declares_generic = |text: &str| surroundings(text).declares_generic("Page");
        for generic in [
            "struct Page<T> {}\nfn a(b: ^Page) {}",
            "mod a { struct Page<T: Into<String>, U = u8>(T, U); struct A { b: ^Page } }",
            "enum Page<'a, F: Fn(u8) -> u8> {}\nstruct A(^Page);",
        ] {
            assert!(declares_generic(generic), "{generic}");
        }
        for other in [
            "struct Page<'a> {}",
            "struct Page<const N: usize> {}",
            "struct Page<T = u8> {}",
            "struct Page<T: Into<String> = String> {}",
            "struct Pages<T> {}",
            "mod a { struct Page<T> {} }",
            "mod a { struct Page<T> {} }\nstruct Page;",
            "use a::Page;\nmod a { struct Page<T> {} }",
            "kit::types!(); mod a { struct Page<T> {} }",
            "fn a() { struct Page<T> {} }",
            "/* struct Page<T> {} */",
            "const A: &str = \"struct Page<T> {}\";",
        ] {
            assert!(!declares_generic(&format!("{other}\nfn a(b: ^Page) {{}}")), "{other}");
        }
    }

    #[test]
    fn a_name_means_nothing_where_nothing_brings_it() {
        let lacks = |text: &str| surroundings(&format!("{text}\nfn ^z() {{}}")).lacks("Json");
        assert!(lacks("use framework::prelude::*;\nfn a(Json(user): Json<User>) -> Json<User> { Json(user) }"));
        assert!(lacks("use framework::{App, prelude::*, serde_json}; fn a(b: Json) {}"));
        assert!(lacks("fn a(user: &Json, JsonResponse: u8) {}\nmod tests {\n    use super::*;\n}"));
        assert!(lacks("fn a(b: Json) -> u8 { println!(\"{}\", json!({})); 1 }"));
        assert!(lacks("#[derive(Debug)] #[serde(a)] struct A; #[instrument] fn b() {} #[cfg(test)] mod c {}"));
        assert!(lacks("/* struct Json; */ fn a(b: Json) { \"use axum::Json;\" }"));
        assert!(lacks("macro_rules! a { () => {} }\na! {}\nfn a(b: Json) -> impl Sized + use<> {}"));
        for brought in [
            "use axum::Json;",
            "use axum::{\n    Json,\n    Router,\n};",
            "use x::{A, y::{B, Json}};",
            "use x::A as Json;",
            "struct Json<T>(T);",
            "pub(crate) enum /* a */ Json {}",
            "type Json<T> = T;",
            "use sea_orm::prelude::*;",
            "use framework::{other::prelude::*, App};",
            "use framework::{App, prelude::{self, *}};",
            "use other::{framework::prelude::*, App};",
            "use super::*;",
            "fn a(user: axum::Json<User>) {}",
            "include!(\"types.rs\");",
            "mod a { kit::types! {} }",
            "macro_rules! a { ($name:ident) => { struct $name; } }\na!(Json);",
            "macro_rules! a { () => { kit::types!(); } }\na!();",
            "#[discriminants(Json)]\nenum A {}",
            "extern crate axum as Json;",
            "#[generated(\"a.json\")] pub mod a {}",
            "mod a { #[derive(Debug)] #[model] pub(crate) struct JsonModel; }",
        ] {
            assert!(!lacks(brought), "{brought}");
        }
    }

    #[test]
    fn a_name_is_imported_from_one_path() {
        let imports =
            |text: &str| surroundings(&format!("{text}\nfn a(b: ^Path) {{}}")).imports(&["std", "path"], "Path");
        assert!(imports("use std::path::Path;"));
        assert!(imports("use std::path::{self, Path, PathBuf};\nfn b(c: &std::path::Path) {}"));
        for other in [
            "use other::Path;",
            "use std::path::Path as Other;",
            "mod a { use std::path::Path; }",
            "struct Path;\nmod a { use std::path::Path; }",
            "use other::Path;\nmod a { use std::path::Path; }",
            "use std::path::{PathBuf, other::Path};",
            "use std::path::{PathBuf as Path};",
            "",
        ] {
            assert!(!imports(other), "{other}");
        }
    }
}
