//! Which of serde's traits an item has.

use std::{env, fs, path::Path};

use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::{
    Surroundings,
    source::{Group, Source},
};

const TRAITS: [&str; 2] = ["Serialize", "Deserialize"];

impl Surroundings {
    /// Which traits of serde the item derives that bears the macro.
    pub(crate) fn derives_of_serde(&self) -> Vec<&'static str> {
        let source = &self.source;
        let paths = self.derived().paths;
        let derives = |name: &&str| {
            let is_imported = || source.imports_from(&["serde"], name, source.module(self.token));
            paths.iter().any(|path| match source.path(*path)[..] {
                ["serde", last] => last == *name && source.names_crate("serde"),
                [last] => last == *name && is_imported() && source.names_crate("serde"),
                _ => false,
            })
        };
        TRAITS.into_iter().filter(derives).collect()
    }

    /// Whether nothing gives serde's traits to the item that bears the macro: neither its derives, nor a source of the
    /// package, in which an `impl` or a macro may have it.
    pub(crate) fn lacks_serde(&self, item: &Ident) -> bool {
        let item = item.unraw().to_string();
        let package = || env::var_os("CARGO_MANIFEST_DIR");
        self.derives_none_of(&TRAITS)
            && !self.source.may_give_serde(&item)
            && package().is_some_and(|package| none_may_give_serde(Path::new(&package), &item))
    }
}

impl Source {
    /// Whether a name is in an `impl` of what may be serde's, is given to a macro, or has another name; or whether a file
    /// is brought in that is not looked for.
    fn may_give_serde(&self, name: &str) -> bool {
        let is_of_serde = |index: usize| ["erialize", "serde"].iter().any(|word| self.shown(index).contains(word));
        let is_path = |index: usize| self.before(index, 1) == "[" && self.before(index, 2) == "#";
        let brings_files = self.all("include").next().is_some() || self.all("path").any(is_path);
        let gives = |index: usize| {
            let mut groups = self.around(index).map(|open| self.group(open));
            let is_given = groups.any(|group| matches!(group, Group::Attribute | Group::Macro | Group::Rules));
            is_given
                || self.shown(index + 1) == "as"
                || match self.keyword(self.head(index)) {
                    "impl" => self.item(index).any(is_of_serde),
                    "type" => true,
                    _ => false,
                }
        };
        brings_files || self.all(name).any(gives)
    }
}

/// Whether no source in a folder may give serde's traits to a type; but those that cargo makes, and those behind links,
/// which may lead around.
fn none_may_give_serde(folder: &Path, name: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries = entries.filter(|entry| entry.file_name() != "target" && entry.file_name() != ".git");
    entries.all(|entry| {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return none_may_give_serde(&path, name);
        }
        let read = || fs::read_to_string(&path).ok().and_then(|text| Source::new(&text));
        path.extension().is_none_or(|extension| extension != "rs")
            || read().is_some_and(|source| !source.may_give_serde(name))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::tests::surroundings, *};

    #[test]
    fn derives_of_serde_are_those_of_the_item() {
        let derives = |item: &str| surroundings(&format!("use serde::{{Serialize}};\n{item}")).derives_of_serde();
        assert_eq!(derives("#[derive(Serialize, ^Bean)]\nstruct A {}"), ["Serialize"]);
        assert_eq!(derives("#[derive(serde::Deserialize)]\n#[derive(^Bean)]\nstruct A {}"), ["Deserialize"]);
        assert_eq!(
            derives("#[derive(^Bean)] #[bean(input)] #[derive(::serde::Deserialize)] struct A {}"),
            ["Deserialize"]
        );
        let long = "#[derive(\n    Debug, Serialize, // a\n    Clone, ^Bean,\n    serde::Deserialize,\n)]\nstruct A {}";
        assert_eq!(derives(long), ["Serialize", "Deserialize"]);
        for other in [
            "    #[derive(Serialize)]\n    struct B {\n    }\n\n    #[derive(^Bean)]\n    struct A {}",
            "#[derive(^Bean)]\nstruct A(u8);\n#[derive(Serialize)]\nstruct B {}",
            "#[derive(rkyv::Serialize, Deserialize, ^Bean)]\nstruct A {}",
            "#[cfg_attr(\nfeature = \"a\",\nderive(serde::Serialize)\n)]\n#[derive(^Bean)]\nstruct A {}",
            "mod a { #[derive(Serialize, ^Bean)]\nstruct A {} }",
            "mod a { use rkyv::Serialize; }\n#[derive(Serialize, ^Bean)]\nstruct A {}",
            "mod serde {}\n#[derive(serde::Serialize, ^Bean)]\nstruct A {}",
            "#[derive(/* serde::Serialize */ ^Bean)]\n#[doc = \"#[derive(serde::Serialize)]\"]\nstruct A {}",
        ] {
            assert!(derives(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn serde_may_be_given_by_an_impl_or_a_macro() {
        let may_give = |text: &str| Source::new(text).expect("a program").may_give_serde("A");
        for given in [
            "impl serde::Serialize for A {}",
            "impl<'de> serde::Deserialize<'de>\n    for A\n{}",
            "impl_serde! {\n    A,\n}",
            "macro_rules! a { () => { A } }",
            "type B = A;",
            "use a::{A as B};",
            "#[serde_for(A)] mod a {}",
            "include!(\"a.rs\");",
            "#[path = \"../../a.rs\"] mod a;",
        ] {
            assert!(may_give(given), "{given}");
        }
        for other in [
            "#[bean(serde)]\nstruct A {}",
            "impl A { fn b() -> A { A {} } }\nimpl serde::Serialize for B {}",
            "fn a(b: A) -> Vec<A> { vec![b] }",
            "// impl serde::Serialize for A\nfn a() {}",
        ] {
            assert!(!may_give(other), "{other}");
        }
    }
}
