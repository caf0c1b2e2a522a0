//! What an item derives, read around one of its derives.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::{
    Surroundings,
    source::{Group, Source},
};
use crate::crates;

/// What a derive writes, unless the item has the same one already.
pub(crate) fn once(name: &str, item: TokenStream, derive: impl FnOnce(TokenStream) -> TokenStream) -> TokenStream {
    let mut tokens = item.clone().into_iter();
    let is_keyword = |word: &Ident| ["struct", "enum", "union"].iter().any(|keyword| word == keyword);
    tokens.find(|token| matches!(token, TokenTree::Ident(word) if is_keyword(word)));
    let around = match tokens.next() {
        Some(TokenTree::Ident(item)) => Surroundings::of_derive(&item),
        _ => None,
    };
    match around {
        Some(around) if around.derives_before() => {
            syn::Error::new(Span::call_site(), format!("`{name}` is derived twice; keep one")).into_compile_error()
        }
        _ => derive(item),
    }
}

/// The attributes of an item, as far as they tell what it derives.
#[derive(Default)]
pub(super) struct Derived {
    /// The first word of each path in a list, one after the other.
    pub(super) paths: Vec<usize>,
    /// Whether nothing else may derive: no condition, and no attribute that is not known.
    is_all: bool,
}

impl Derived {
    fn has(&self, source: &Source, name: &str) -> bool {
        self.paths.iter().any(|path| source.last_word(*path) == name)
    }
}

impl Surroundings {
    /// Whether the item that bears the macro derives something of this name.
    pub(crate) fn derives(&self, name: &str) -> bool {
        self.derived().has(&self.source, name)
    }

    /// Whether the item that bears the macro derives none of these.
    pub(crate) fn derives_none_of(&self, names: &[&str]) -> bool {
        // Any other may be one of these under another name.
        const KNOWN: [&str; 16] = [
            "Bean",
            "Clone",
            "Copy",
            "Debug",
            "Default",
            "Deserialize",
            "Eq",
            "Hash",
            "HttpError",
            "Ord",
            "Parameter",
            "PartialEq",
            "PartialOrd",
            "Serialize",
            "SettingValue",
            "Settings",
        ];
        let derived = self.derived();
        let is_other = |path: &usize| {
            let name = self.source.path(*path).pop().unwrap_or_default();
            KNOWN.contains(&name)
                && !names.contains(&name)
                && self.source.all(name).all(|it| self.source.before(it, 1) != "as")
        };
        derived.is_all && derived.paths.iter().all(is_other)
    }

    /// Whether a name is that of a type of this module that is no bean.
    pub(crate) fn declares_no_bean(&self, name: &str) -> bool {
        self.declaration(name).filter(|item| self.source.keyword(item - 1) != "trait").is_some_and(|item| {
            let derived = self.source.derived(self.source.first(item));
            derived.is_all && derived.paths.iter().all(|path| self.source.path(*path).last() != Some(&"Bean"))
        })
    }

    /// Whether a name is that of a type of this module that is meant to be a bean, and has no derive: rustc tells why.
    pub(crate) fn lacks_bean(&self, name: &str) -> bool {
        self.declaration(name).is_some_and(|item| self.source.lacks_bean(item)) && crates::imports_macros()
    }

    /// Whether a name is that of a bean of this module that holds itself, which its derive has left to rustc.
    pub(crate) fn is_endless_bean(&self, name: &str) -> bool {
        let derived = |item| self.source.derived(self.source.first(item));
        self.declaration(name).is_some_and(|item| derived(item).has(&self.source, "Bean")) && self.holds_itself(name)
    }

    /// The list of derives in which the name stands whose macro this is.
    pub(super) fn list_of_derives(&self) -> Option<usize> {
        self.source.derive_of(self.token)
    }

    pub(super) fn derived(&self) -> Derived {
        match self.list_of_derives() {
            Some(_) => self.source.derived(self.source.first(self.attribute())),
            None => Derived::default(),
        }
    }

    /// Whether the item derives the same before.
    fn derives_before(&self) -> bool {
        let derived = self.derived();
        let own = self.source.path(self.token);
        derived.is_all
            && derived.paths.iter().take_while(|path| **path < self.token).any(|path| self.source.path(*path) == own)
    }
}

impl Source {
    /// The attributes at the beginning of an item, by their brackets.
    pub(super) fn attributes_from(&self, first: usize) -> Vec<usize> {
        let mut attributes = Vec::new();
        let mut next = first;
        while self.shown(next) == "#" {
            // `#![…]` is one of the module.
            let open = if self.shown(next + 1) == "!" { next + 2 } else { next + 1 };
            let Some(bracket) = self.tokens.get(open) else { break };
            if open == next + 1 {
                attributes.push(open);
            }
            next = bracket.mate.max(next) + 1;
        }
        attributes
    }

    /// The last word of a path.
    pub(super) fn last_word(&self, first: usize) -> &str {
        self.path(first).pop().unwrap_or_default()
    }

    /// Whether an attribute may write an item beside the one that bears it, under a name that the file does not show.
    /// Derives are not asked: what they write beside a type has a name that is made of its name.
    pub(super) fn may_write(&self, attribute: usize) -> bool {
        const KNOWN: [&str; 8] =
            ["api", "async_trait", "cfg_attr", "controller", "derive", "macro_use", "path", "response_prefix"];
        let mut item = self.tokens[attribute].mate + 1;
        while ["#", "pub", "unsafe", "[", "("].contains(&self.shown(item)) {
            item = self.tokens[item].mate.max(item) + 1;
        }
        let is_type = ["struct", "enum", "union", "trait", "impl", "mod", "type"].contains(&self.keyword(item));
        is_type && !self.is_inert(attribute) && !KNOWN.contains(&self.last_word(attribute + 1))
    }

    /// The words of a path, from its first token.
    pub(super) fn path(&self, first: usize) -> Vec<&str> {
        let mut words = Vec::new();
        let mut next = if self.shown(first) == ":" { first + 2 } else { first };
        loop {
            words.push(self.shown(next));
            if self.shown(next + 1) != ":" || self.shown(next + 2) != ":" {
                return words;
            }
            next += 3;
        }
    }

    /// The list of a `#[derive(…)]` in which a token stands.
    pub(super) fn derive_of(&self, index: usize) -> Option<usize> {
        let list = self.tokens[index].within?;
        let attribute = self.tokens[list].within?;
        let is_list = self.shown(list) == "(" && self.group(attribute) == Group::Attribute && list == attribute + 2;
        (is_list && self.keyword(attribute + 1) == "derive").then_some(list)
    }

    /// Whether a type is meant to be a bean, and has no derive: attributes of one stand in it, or nothing brings the name in
    /// its list.
    fn lacks_bean(&self, item: usize) -> bool {
        let derived = self.derived(self.first(item));
        if derived.has(self, "Bean") {
            let is_plain = |path: &usize| self.last_word(*path) != "Bean" || self.path(*path).len() == 1;
            derived.paths.iter().all(is_plain) && self.brings_none("Bean")
        } else {
            let mut words = self.item(item).filter(|index| self.keyword(*index) == "bean");
            derived.is_all && words.any(|index| self.before(index, 2) == "#" && self.before(index, 1) == "[")
        }
    }

    fn derived(&self, first: usize) -> Derived {
        let mut derived = Derived { paths: Vec::new(), is_all: true };
        for attribute in self.attributes_from(first) {
            if self.path(attribute + 1) == ["derive"] && self.shown(attribute + 2) == "(" {
                derived.paths.extend(self.list(attribute + 2));
            } else {
                derived.is_all &= self.is_inert(attribute);
            }
        }
        derived
    }

    /// Whether an attribute derives nothing, and is no macro: one of the language, of a derive that is known, or of those
    /// of other libraries that their derives read.
    pub(super) fn is_inert(&self, attribute: usize) -> bool {
        const INERT: [&str; 26] = [
            "allow",
            "bean",
            "cfg",
            "deny",
            "deprecated",
            "doc",
            "error",
            "expect",
            "field",
            "forbid",
            "form_data",
            "garde",
            "invalid",
            "multipart",
            "must_use",
            "non_exhaustive",
            "oai",
            "parameter",
            "repr",
            "salvo",
            "schema",
            "schemars",
            "serde",
            "settings",
            "validate",
            "warn",
        ];
        matches!(self.path(attribute + 1)[..], [name] if INERT.contains(&name))
    }

    /// What begins each element of a list.
    fn list(&self, open: usize) -> impl Iterator<Item = usize> {
        let is_first = move |index: &usize| {
            self.tokens[*index].within == Some(open)
                && (*index == open + 1 || self.before(*index, 1) == ",")
                && *index < self.tokens[open].mate
        };
        (open + 1..self.tokens[open].mate).filter(is_first)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::surroundings;

    #[test]
    fn what_is_not_derived_is_certain_where_all_is_known() {
        let none = |item: &str| surroundings(item).derives_none_of(&["Validate"]);
        assert!(none("#[derive(Debug, ^Bean)]\n/// a\n#[derive(std::clone::Clone)]\nstruct A {}"));
        for doubtful in [
            "#[derive(Validate, ^Bean)] struct A {}",
            "#[derive(^Bean)] #[derive(validator::Validate)] struct A {}",
            "#[derive(^Bean, Check)] struct A {}",
            "#[cfg_attr(any(), derive(Validate))] #[derive(^Bean)] struct A {}",
            "#[derive(^Bean)] #[model] struct A {}",
            "use validator::Validate as Debug; #[derive(^Bean, Debug)] struct A {}",
            "derive!(^Bean);",
        ] {
            assert!(!none(doubtful), "{doubtful}");
        }
    }

    #[test]
    fn a_type_without_the_derive_is_no_bean() {
        let declares_no_bean = |text: &str| surroundings(&format!("{text} struct ^Z;")).declares_no_bean("A");
        assert!(declares_no_bean("#[derive(Clone)]\nstruct A(u8);"));
        assert!(declares_no_bean("#[derive(Bean)]\nstruct B(A);\npub enum A {}"));
        for other in [
            "#[derive(Bean)]\n// a\npub struct A(u8);",
            "struct A;\nmod a { struct A; }",
            "struct AB;",
            "#[derive(\n    framework::Bean,\n)]\nstruct A;",
            "#[model] struct A;",
        ] {
            assert!(!declares_no_bean(other), "{other}");
        }
    }

    #[test]
    fn a_type_is_meant_to_be_a_bean_where_its_attributes_or_a_derive_say_so() {
        let lacks_bean = |text: &str| {
            let source = &surroundings(&format!("{text} struct ^Z;")).source;
            source.declared("A").is_some_and(|item| source.lacks_bean(item))
        };
        for meant in [
            "struct A {\n    #[bean(email)]\n    mail: String,\n}",
            "#[bean(input)] struct A;",
            "use framework::post_mapping;\n#[derive(Clone)]\n#[derive(Bean)]\npub struct A;",
        ] {
            assert!(lacks_bean(meant), "{meant}");
        }
        for other in [
            "use framework::prelude::*;\n#[derive(Bean)]\nstruct A {\n    #[bean(email)]\n    mail: String,\n}",
            "use framework::Bean;\n#[derive(Bean)]\nstruct A;",
            "use kit::*;\n#[derive(Bean)]\nstruct A;",
            "#[derive(framework::Bean)]\nstruct A;",
            "#[model] struct A { #[bean(email)] mail: String }",
            "struct A;\n#[derive(Clone)]\nstruct B {\n    #[bean(email)]\n    mail: String,\n}",
            "mod a { struct A { #[bean(email)] mail: String } }\nstruct A;",
        ] {
            assert!(!lacks_bean(other), "{other}");
        }
    }

    #[test]
    fn a_derive_is_there_twice_where_the_item_has_it_before() {
        let is_twice = |text: &str| surroundings(&format!("{text} struct A;")).derives_before();
        for twice in [
            "#[derive(Bean, ^Bean)]",
            "#[derive(Bean, Clone)]\n#[derive(Debug)]\n#[derive(^Bean)]",
            "#[derive(\n    Bean,\n    ^Bean,\n)]",
            "struct A;\n    #[derive(Bean)]\n    // b\n    #[derive(Clone, ^Bean)]",
            "#[derive(framework::Bean)] #[allow(a)] #[derive(^framework::Bean)]",
        ] {
            assert!(is_twice(twice), "{twice}");
        }
        for once in [
            "#[derive(^Bean, Bean)]",
            "#[derive(other::Bean, ^Bean)]",
            "#[derive(Bean, ^framework::Bean)]",
            "#[derive(Bean)]\nstruct A;\n#[derive(^Bean)]",
            "#[derive(Bean)] struct A;\n#[derive(^Bean)]",
            "#[cfg_attr(any(), derive(Bean))]\n#[derive(^Bean)]",
            "#[derive(Bean)] #[removes_derives] #[derive(^Bean)]",
            "// #[derive(Bean)]\n#[derive(^Bean)]",
            "#[derive(/* Bean */ ^Bean)]",
            "#[derive(Beans, ^Bean)]",
        ] {
            assert!(!is_twice(once), "{once}");
        }
    }
}
