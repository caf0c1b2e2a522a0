//! The source around a macro: read to say better what rustc is going to refuse anyway.
//!
//! What is found only takes the place of what rustc would say. Where anything is in doubt, nothing is found, and rustc speaks.

pub(crate) mod derives;
mod endless;

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use derives::words;
use endless::item;
use framework_pattern::nearest;
use proc_macro2::Span;

/// Where a token stands.
pub(crate) struct Surroundings {
    file: PathBuf,
    /// From 0.
    line: usize,
    /// The bytes before it.
    column: usize,
}

/// A file that was read: once while a crate is compiled, however many macros it has.
#[derive(Default)]
pub(crate) struct Source {
    pub(crate) text: String,
    /// What was asked of its names: the types of many signatures are the same few.
    known: RefCell<HashMap<(Question, String), bool>>,
    /// Which types its types hold.
    held: RefCell<HashMap<String, Vec<String>>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Question {
    Lacks,
    DeclaresGeneric,
    DeclaresTrait,
    LacksBean,
}

impl Source {
    /// A file that cannot be read is none in which anything is found.
    pub(crate) fn of(file: &Path) -> Rc<Self> {
        thread_local! {
            static READ: RefCell<HashMap<PathBuf, Rc<Source>>> = RefCell::default();
        }
        let read = || {
            let text = fs::read_to_string(file).unwrap_or_default();
            Rc::new(Source { text, ..Source::default() })
        };
        READ.with_borrow_mut(|sources| Rc::clone(sources.entry(file.to_owned()).or_insert_with(read)))
    }

    fn ask(&self, question: Question, name: &str) -> bool {
        *self.known.borrow_mut().entry((question, name.to_owned())).or_insert_with(|| match question {
            Question::Lacks => !self.text.is_empty() && lacks(&self.text, name),
            Question::DeclaresGeneric => declares_generic(&self.text, name),
            Question::DeclaresTrait => declares_trait(&self.text, name),
            Question::LacksBean => lacks_bean(&self.text, name),
        })
    }
}

/// The block of an `impl` or of a trait.
pub(crate) struct Block {
    /// Whether an attribute above it makes a controller of it, or seems to.
    pub(crate) is_controller: bool,
    /// Whether a mapping stands in it before the token.
    pub(crate) has_mapping_before: bool,
}

impl Surroundings {
    /// None outside of a compilation, and in an editor's own analysis.
    pub(crate) fn of(span: Span) -> Option<Self> {
        if !proc_macro::is_available() {
            return None;
        }
        let span = span.unwrap();
        let (line, column) = (span.line().checked_sub(1)?, span.column().checked_sub(1)?);
        Some(Surroundings { file: span.local_file()?, line, column })
    }

    /// The block in which the token stands. Where it is not indented, nothing is read.
    pub(crate) fn block(&self) -> Option<Block> {
        if self.is_free() {
            return None;
        }
        block(&Source::of(&self.file).text, self.line, self.column)
    }

    /// Whether the token stands where rustfmt writes what is in no block.
    pub(crate) fn is_free(&self) -> bool {
        self.column == 0
    }

    /// Whether the token stands in the rules of a macro, which somebody else calls.
    pub(crate) fn is_in_macro_rules(&self) -> bool {
        is_in_macro_rules(&Source::of(&self.file).text, self.line)
    }

    /// Whether a name means nothing in the file.
    pub(crate) fn lacks(&self, name: &str) -> bool {
        Source::of(&self.file).ask(Question::Lacks, name)
    }

    /// Whether the file declares a type of this name that must be told of others.
    pub(crate) fn declares_generic(&self, name: &str) -> bool {
        Source::of(&self.file).ask(Question::DeclaresGeneric, name)
    }

    /// Whether the file has a module of this name.
    pub(crate) fn declares_module(&self, name: &str) -> bool {
        Source::of(&self.file).text.contains(&format!("mod {name}"))
    }

    /// Whether the file imports a name from a module.
    pub(crate) fn imports(&self, module: &str, name: &str) -> bool {
        imports(&Source::of(&self.file).text, module, name)
    }

    /// Whether the type of this name that the file declares is meant to be a bean, and derives none: rustc tells why.
    pub(crate) fn lacks_bean(&self, name: &str) -> bool {
        Source::of(&self.file).ask(Question::LacksBean, name)
    }

    /// Whether the type of this name that the file declares is a bean that holds itself, which its derive has left to rustc.
    pub(crate) fn is_endless_bean(&self, name: &str) -> bool {
        self.holds_itself(name) && derives_bean(&Source::of(&self.file).text, name)
    }

    /// Whether the file declares a trait of this name, and no type.
    pub(crate) fn declares_trait(&self, name: &str) -> bool {
        Source::of(&self.file).ask(Question::DeclaresTrait, name)
    }
}

fn declares_trait(text: &str, name: &str) -> bool {
    let is_imported = |line: &str| line.contains("use ") && line.split(|letter| !is_word(letter)).any(|it| it == name);
    let declared = format!("trait {name}");
    text.match_indices(&declared).any(|(start, _)| !text[start + declared.len()..].starts_with(is_word))
        && declarations(text, name).is_empty()
        && !text.lines().any(|line| is_imported(line) || brings_all(line))
}

/// Whether a text declares a type of a name that is meant to be a bean, and derives none: attributes of one stand in it,
/// or the derive is not brought.
fn lacks_bean(text: &str, name: &str) -> bool {
    let [start] = declarations(text, name)[..] else { return false };
    if derives_bean(text, name) {
        !text.contains("framework::prelude") && lacks(text, "Bean")
    } else {
        item(&text[start..]).contains("#[bean")
    }
}

/// Whether a type that a text declares once has the derive above it.
fn derives_bean(text: &str, name: &str) -> bool {
    let [start] = declarations(text, name)[..] else { return false };
    let above = text[..start].rsplit_once('\n').map_or("", |(above, _)| above);
    let mut above = above.lines().rev().take_while(|line| line.trim_start().starts_with(['#', '/']));
    above.any(|line| words(line).any(|word| word == "Bean"))
}

/// Where a text declares types of a name, or calls others by it.
fn declarations(text: &str, name: &str) -> Vec<usize> {
    let of = |word: &str| {
        let (written, length) = (format!("{word} {name}"), word.len() + 1 + name.len());
        let found = text.match_indices(&written).map(|(start, _)| start);
        found.filter(|start| !text[start + length..].starts_with(is_word)).collect::<Vec<_>>()
    };
    ["struct", "enum", "union", "type", "as"].into_iter().flat_map(of).collect()
}

/// Whether a text declares a type with a parameter that is a type without a default. Where the name may mean another
/// type, too, it does not.
fn declares_generic(text: &str, name: &str) -> bool {
    let [start] = declarations(text, name)[..] else { return false };
    let only = text[start..].split_once(name).map_or("", |(_, rest)| rest);
    let is_imported = |line: &str| line.contains("use ") && line.split(|letter| !is_word(letter)).any(|it| it == name);
    // As far as it is plain: bounds of other types, and what comes behind them, are in doubt.
    let Some((parameters, _)) = only.strip_prefix('<').and_then(|rest| rest.split_once(['>', '{', '('])) else {
        return false;
    };
    if parameters.contains('<') {
        return false;
    }
    let is_needed =
        |it: &str| !it.is_empty() && !it.starts_with('\'') && !it.starts_with("const ") && !it.contains('=');
    !text.lines().any(|line| is_imported(line) || brings_all(line))
        && parameters.split(',').map(str::trim).any(is_needed)
}

/// Whether a text imports a name from a module: by itself or in a list.
fn imports(text: &str, module: &str, name: &str) -> bool {
    text.split(&format!("use {module}::")).skip(1).any(|rest| {
        let import = rest.split_once(';').map_or("", |(import, _)| import);
        import.trim_matches(['{', '}']).split(',').any(|it| it.trim() == name)
    })
}

/// The block of a place in a text, as rustfmt writes it: its first line is the next one above that is indented less.
fn block(text: &str, line: usize, column: usize) -> Option<Block> {
    let lines: Vec<_> = text.lines().take(line + 1).collect();
    let own = lines.last()?.get(..column)?;
    let first = if own.trim().is_empty() {
        lines[..line].iter().rposition(|line| !line.trim().is_empty() && indentation(line) < column)?
    } else {
        line
    };
    let head = if first == line { own } else { lines[first] }.trim();
    let words: Vec<_> = head.split([' ', '<']).take_while(|word| *word != "{").collect();
    let before = words.iter().position(|word| *word == "impl" || *word == "trait")?;
    if !words[..before].iter().all(|word| *word == "unsafe" || word.starts_with("pub")) {
        return None;
    }
    let inside = if first == line { own.to_owned() } else { lines[first..line].join("\n") };
    let depth = inside.matches('{').count().checked_sub(inside.matches('}').count());
    if depth != Some(1) {
        return None;
    }
    let above = lines[..first].iter().rev().take_while(|line| line.trim_start().starts_with(['#', '/']));
    Some(Block {
        is_controller: above.into_iter().any(|line| seems_controller(line)),
        has_mapping_before: inside.contains("_mapping"),
    })
}

/// Whether a line belongs to a `macro_rules!`, as rustfmt writes it: the lines that begin one, and those around.
fn is_in_macro_rules(text: &str, line: usize) -> bool {
    let lines: Vec<_> = text.lines().take(line + 1).collect();
    let mut inner = usize::MAX;
    lines.iter().rev().filter(|line| !line.trim().is_empty()).any(|line| {
        let is_around = indentation(line) < inner;
        inner = inner.min(indentation(line));
        is_around && line.trim_start().starts_with("macro_rules!")
    })
}

/// Whether an attribute in a line is a controller's, or misspelt: of that rustc speaks.
fn seems_controller(line: &str) -> bool {
    let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    line.contains("controller") || line.contains("#[") && words.any(|word| nearest(word, ["controller"]).is_some())
}

/// Whether a name means nothing in a text: it is neither imported nor declared, and nothing is imported that might bring
/// it.
fn lacks(text: &str, name: &str) -> bool {
    let mut uses = text.match_indices(name).filter(|(start, _)| {
        let (before, after) = (&text[..*start], &text[start + name.len()..]);
        !before.ends_with(is_word) && !after.starts_with(is_word)
    });
    let is_brought = uses.any(|(start, _)| {
        let (before, after) = (text[..start].trim_end(), text[start + name.len()..].trim_start());
        let declares = ["struct", "enum", "union", "trait", "type", "mod", "use", "as", "crate"];
        let is_listed =
            before.ends_with(['{', ',']) && (after.starts_with([',', '}', ';']) || after.starts_with("as "));
        declares.iter().any(|word| before.ends_with(word)) || before.ends_with("::") || is_listed
    });
    !is_brought && !text.lines().any(brings_all)
}

/// Whether a line imports what nobody knows.
fn brings_all(line: &str) -> bool {
    let import = line.trim();
    let of_this_file = line.starts_with(' ') && import == "use super::*;";
    import.contains("::*") && import != "use framework::prelude::*;" && !of_this_file
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The block around a `^`, which stands for the token.
    fn around(text: &str) -> Option<Block> {
        let before = &text[..text.find('^').expect("a place")];
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        block(&text.replace('^', ""), before.matches('\n').count(), column)
    }

    #[test]
    fn a_block_is_found_by_its_first_line() {
        let block = around("#[controller]\nimpl A {\n    fn a() {\n    }\n\n    ^#[get_mapping]").expect("a block");
        assert!(block.is_controller && !block.has_mapping_before);
        let block = around("pub trait A {\n    #[post_mapping]\n    fn a() {}\n    ^#[x]").expect("a block");
        assert!(!block.is_controller && block.has_mapping_before);
        let block = around("#[Controler(\"/a\")]\nimpl A {\n    ^#[x]").expect("a block");
        assert!(block.is_controller);
        assert!(around("impl<T> A { ^#[x]").is_some_and(|block| !block.is_controller));
        for other in ["impl A {\n}\n^#[x]", "mod a {\n    ^#[x]", "fn a() {\n    ^#[x]", "impl A {}\n    ^#[x]"] {
            assert!(around(other).is_none(), "{other}");
        }
        assert!(around("impl A {\n    fn a() {\n        ^#[x]").is_none());
        assert!(around("let a = impl_it! {\n    ^#[x]").is_none());
    }

    #[test]
    fn a_generic_type_is_one_of_this_file() {
        assert!(declares_generic("struct Page<T> {}", "Page"));
        for other in [
            "struct Page<'a> {}",
            "struct Page<T = u8> {}",
            "struct Page<T: Into<String> = String> {}",
            "struct Pages<T> {}",
            "mod a { struct Page<T> {} }\nstruct Page;",
            "use a::Page;\nmod a { struct Page<T> {} }",
        ] {
            assert!(!declares_generic(other, "Page"), "{other}");
        }
    }

    #[test]
    fn a_type_is_meant_to_be_a_bean_where_its_attributes_or_a_derive_say_so() {
        for meant in [
            "struct A {\n    #[bean(email)]\n    mail: String,\n}",
            "use framework::post_mapping;\n#[derive(Clone)]\n#[derive(Bean)]\npub struct A;",
        ] {
            assert!(lacks_bean(meant, "A"), "{meant}");
        }
        for other in [
            "use framework::prelude::*;\n#[derive(Bean)]\nstruct A {\n    #[bean(email)]\n    mail: String,\n}",
            "use framework::Bean;\n#[derive(Bean)]\nstruct A;",
            "#[derive(framework::Bean)]\nstruct A;",
            "struct A;\n#[derive(Clone)]\nstruct B {\n    #[bean(email)]\n    mail: String,\n}",
            "mod a { struct A { #[bean(email)] mail: String } }\nstruct A;",
        ] {
            assert!(!lacks_bean(other, "A"), "{other}");
        }
    }

    #[test]
    fn a_name_means_nothing_where_nothing_brings_it() {
        let lacks = |text: &str| lacks(text, "Json");
        assert!(lacks("use framework::prelude::*;\nfn a(Json(user): Json<User>) -> Json<User> { Json(user) }"));
        assert!(lacks("fn a(user: &Json, JsonResponse: u8)\nmod tests {\n    use super::*;\n}"));
        for brought in [
            "use axum::Json;",
            "use axum::{\n    Json,\n    Router,\n};",
            "use x::{A, Json};",
            "use x::A as Json;",
            "struct Json<T>(T);",
            "pub(crate) enum Json {}",
            "type Json<T> = T;",
            "use sea_orm::prelude::*;",
            "use super::*;",
            "fn a(user: axum::Json<User>)",
        ] {
            assert!(!lacks(brought), "{brought}");
        }
    }
}
