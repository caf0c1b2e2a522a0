//! The source around a macro: read to say better what rustc is going to refuse anyway.
//!
//! **A right program is never refused for what is read.** What is asked here is answered by `true`, or by something, only
//! where it is certain, and never where there is a doubt: rustc speaks then. A place is known only where the file shows the
//! very word, and no macro has been given or has written it; a name only where the file brings it once, or not at all,
//! and nothing in the file brings names that nobody sees: a macro that is not known, or an import of everything.

pub(crate) mod derives;
mod endless;
mod lexer;
mod names;
mod serde;
mod source;

use std::{path::PathBuf, rc::Rc};

use framework_pattern::nearest;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use source::Group;
pub(crate) use source::Source;

/// Where a word or an attribute stands, in a file that shows it.
pub(crate) struct Surroundings {
    source: Rc<Source>,
    /// The word, or what begins the attribute.
    token: usize,
}

/// The block of an `impl` or of a trait.
pub(crate) struct Block {
    /// Whether an attribute above it makes a controller of it, or seems to.
    pub(crate) is_controller: bool,
    /// Whether a mapping stands in it before the token.
    pub(crate) has_mapping_before: bool,
}

impl Surroundings {
    /// The place of a word in the item that bears the macro. None outside of a compilation, and where there is a doubt.
    pub(crate) fn of(word: &Ident) -> Option<Self> {
        let around = Surroundings::at(word.span())?;
        let is_shown = word.unraw() == around.source.shown(around.token);
        let item = Surroundings::of_attribute().filter(Surroundings::is_ours)?;
        let is_here =
            Rc::ptr_eq(&around.source, &item.source) && item.source.item(item.attribute()).contains(&around.token);
        (is_shown && is_here && around.source.module(around.token).is_some()).then_some(around)
    }

    /// The place of the name in a list of derives whose macro this is, where it is that of this item: another derive may
    /// have written one.
    pub(crate) fn of_derive(item: &Ident) -> Option<Self> {
        Surroundings::of(item)?;
        Surroundings::of_attribute()
    }

    /// The place of the attribute, or of the name in a list of derives, whose macro this is.
    pub(crate) fn of_attribute() -> Option<Self> {
        let around = Surroundings::at(Span::call_site())?;
        let is_free = !around.is_in_macro();
        let is_derive = around.list_of_derives().is_some();
        (is_free && (is_derive || around.source.shown(around.token) == "#")).then_some(around)
    }

    /// What begins the attribute in which it stands.
    fn attribute(&self) -> usize {
        self.list_of_derives().and_then(|list| self.source.tokens[list].within).map_or(self.token, |open| open - 1)
    }

    /// Whether what stands there is called as a macro of ours is. What another macro writes has its place.
    fn is_ours(&self) -> bool {
        const OURS: [&str; 8] = [
            "Bean",
            "HttpError",
            "Parameter",
            "SettingValue",
            "Settings",
            "controller",
            "invalid_handler",
            "path_constraint",
        ];
        let name = self.source.last_word(if self.list_of_derives().is_some() { self.token } else { self.token + 2 });
        OURS.contains(&name) || name.ends_with("_mapping")
    }

    fn at(span: Span) -> Option<Self> {
        let (source, bytes) = read(span)?;
        // A file that has changed since rustc read it says nothing.
        let is_as_compiled = span.source_text()? == source.slice(bytes.clone());
        let token = source.token_at(bytes.start).or_else(|| source.token_at(bytes.start + "r#".len()))?;
        is_as_compiled.then_some(Surroundings { source, token })
    }

    /// The block whose functions bear the attribute, where nothing else may read it there.
    pub(crate) fn block(&self) -> Option<Block> {
        let is_inside = |open: &usize| !matches!(self.source.group(*open), Group::Attribute | Group::Part);
        let open = self.source.around(self.token).find(is_inside)?;
        (self.source.group(open) == Group::Functions).then(|| block(&self.source, open, self.token))?
    }

    /// Whether the attribute stands in no block at all.
    pub(crate) fn is_free(&self) -> bool {
        self.source.around(self.token).all(|open| self.source.group(open) == Group::Module)
    }

    fn is_in_macro(&self) -> bool {
        self.source.around(self.token).any(|open| matches!(self.source.group(open), Group::Macro | Group::Rules))
    }
}

/// Whether a place is in the rules of a macro, or in what one is given.
pub(crate) fn is_in_macro(span: Span) -> bool {
    Surroundings::at(span).is_some_and(|around| around.is_in_macro())
}

/// The file of a place, and the bytes of it.
fn read(span: Span) -> Option<(Rc<Source>, std::ops::Range<usize>)> {
    if !proc_macro::is_available() {
        return None;
    }
    let span = span.unwrap();
    let file: PathBuf = span.local_file()?;
    let source = Source::of(&file);
    let (start, end) = (span.start(), span.end());
    let bytes = source.between((start.line(), start.column()), (end.line(), end.column()))?;
    Some((source, bytes))
}

/// The block that a token opens, seen from a place in it.
fn block(source: &Source, open: usize, place: usize) -> Option<Block> {
    // Another attribute may move what stands in it elsewhere.
    const PLAIN: [&str; 8] = ["allow", "async_trait", "cfg", "deny", "doc", "expect", "forbid", "warn"];
    let (mut is_controller, mut is_plain) = (false, true);
    for name in source.attributes_from(source.first(open)).into_iter().map(|attribute| source.last_word(attribute + 1))
    {
        let is_ours = name == "controller" || nearest(name, ["controller"]).is_some();
        is_controller |= is_ours;
        is_plain &= is_ours || PLAIN.contains(&name);
    }
    let has_mapping_before = (open..place).any(|index| source.keyword(index).ends_with("_mapping"));
    is_plain.then_some(Block { is_controller, has_mapping_before })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source of a text, and the token behind a `^`.
    pub(super) fn place(text: &str) -> (Source, usize) {
        let byte = text.find('^').expect("a place");
        let source = Source::new(&text.replace('^', "")).expect("a program");
        let token = source.token_at(byte).expect("a token");
        (source, token)
    }

    pub(super) fn surroundings(text: &str) -> Surroundings {
        let (source, token) = place(text);
        Surroundings { source: Rc::new(source), token }
    }

    #[test]
    fn a_block_is_that_of_an_impl_or_of_a_trait() {
        let around = |text: &str| surroundings(text).block();
        let block = around("#[controller]\nimpl A {\n    fn a() {\n    }\n\n    ^#[get_mapping]\n}").expect("a block");
        assert!(block.is_controller && !block.has_mapping_before);
        let block = around("pub trait A {\n    #[post_mapping]\n    fn a() {}\n    ^#[x]\n}").expect("a block");
        assert!(!block.is_controller && block.has_mapping_before);
        let block = around("#[Controler(\"/a\")]\nunsafe impl<T: B<1>> A<T> { ^#[x]\n}").expect("a block");
        assert!(block.is_controller);
        for other in [
            "impl A {\n}\n^#[x]",
            "mod a {\n    ^#[x]\n}",
            "fn a() -> impl B {\n    ^#[x]\n}",
            "impl A {}\n    ^#[x]",
            "impl A {\n    fn a() {\n let a = '}';       ^#[x]\n}}",
            "let a = impl_it! {\n    ^#[x]\n};",
            "#[moves_functions] impl A { ^#[x] }",
        ] {
            assert!(around(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_module_is_the_one_in_which_names_are_looked_up() {
        let module = |text: &str| {
            let (source, token) = place(text);
            source.module(token)
        };
        assert_eq!(module("fn a(b: ^C) {}"), Some(None));
        assert_eq!(module("mod a { pub enum B { C { d: ^E } } }"), Some(Some(2)));
        assert_eq!(module("impl A { fn a(b: [^C; 1]) {} }"), Some(None));
        for doubtful in ["fn a() { fn b(c: ^D) {} }", "m! { fn a(b: ^C) {} }", "macro_rules! a { () => { ^B } }"] {
            assert_eq!(module(doubtful), None, "{doubtful}");
        }
    }

    #[test]
    fn a_place_is_counted_as_rustc_counts() {
        let source = Source::new("\u{feff}a\r\n/* ä */ bé c").expect("a program");
        let bytes = source.between((2, 9), (2, 11)).expect("a place");
        assert_eq!(source.slice(bytes), "bé");
        assert_eq!(source.between((2, 1), (3, 1)), None);
    }
}
