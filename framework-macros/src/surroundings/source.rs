//! A source file as rustc reads it: its tokens, and what stands where.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::lexer::{self, Kind, Token};
use crate::crates;

/// A file that was read: once while a crate is compiled, however many macros it has. What is asked of its names is
/// answered once, too: the types of many signatures are the same few.
#[derive(Default)]
pub(crate) struct Source {
    file: PathBuf,
    text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
    pub(super) tokens: Vec<Token>,
    /// Where each word stands.
    words: HashMap<String, Vec<usize>>,
    /// The words and signs of each `use`, by their places.
    imports: Vec<std::ops::Range<usize>>,
    /// Whether there may be names that the file does not show.
    has_unseen: OnceCell<bool>,
    pub(super) lacks: RefCell<HashMap<String, bool>>,
    pub(super) declared: RefCell<HashMap<String, Option<usize>>>,
    pub(super) held: RefCell<HashMap<usize, Rc<[String]>>>,
}

/// What a group is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Module,
    /// The block of an `impl` or of a trait.
    Functions,
    /// The members of a type.
    Members,
    /// An argument list, a list of types, or another part of an item's head.
    Part,
    Attribute,
    /// What a macro is given.
    Macro,
    /// What a macro writes.
    Rules,
    /// The body of a function, and whatever else.
    Body,
}

impl Source {
    /// A file that cannot be read, or is no program, is one in which everything is in doubt.
    pub(crate) fn of(file: &Path) -> Rc<Self> {
        thread_local! {
            static READ: RefCell<HashMap<PathBuf, Rc<Source>>> = RefCell::default();
        }
        let read = || {
            let source = fs::read_to_string(file).ok().and_then(|text| Source::new(&text));
            Rc::new(Source { file: file.to_owned(), ..source.unwrap_or_default() })
        };
        READ.with_borrow_mut(|sources| match sources.get(file) {
            Some(source) => Rc::clone(source),
            None => Rc::clone(sources.entry(file.to_owned()).or_insert_with(read)),
        })
    }

    pub(super) fn new(text: &str) -> Option<Self> {
        // As rustc counts: without what it drops.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let tokens = lexer::tokens(&text)?;
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let mut source = Source { lines: std::iter::once(0).chain(ends).collect(), tokens, text, ..Source::default() };
        for (index, token) in source.tokens.iter().enumerate() {
            if matches!(token.kind, Kind::Word | Kind::RawWord) {
                source.words.entry(source.text[token.start..token.end].to_owned()).or_default().push(index);
            }
        }
        source.imports = source.all("use").filter_map(|index| source.import(index)).collect();
        Some(source)
    }

    /// Whether there is a text of which all names are seen: what a macro or an import brings is not, nor what is around
    /// a file that is included.
    pub(super) fn is_read(&self) -> bool {
        let has_unseen = || {
            let imports_unseen = self.imports.iter().any(|import| self.brings_all(import));
            imports_unseen || self.calls_unknown() || self.writes_unseen() || !self.is_module()
        };
        !self.tokens.is_empty() && !self.has_unseen.get_or_init(has_unseen)
    }

    /// Whether the file is a module of its own: the root of the crate, or one that a file declares by its name.
    fn is_module(&self) -> bool {
        let same = |file: &Path, other: &Path| {
            file == other
                || fs::canonicalize(file).is_ok_and(|file| fs::canonicalize(other).is_ok_and(|other| file == other))
        };
        let root = crates::root();
        if self.file.as_os_str().is_empty() || root.is_some_and(|root| same(root, &self.file)) {
            return true;
        }
        let is_folder = self.file.file_stem().is_some_and(|stem| stem == "mod");
        let module = if is_folder { self.file.parent() } else { Some(self.file.as_path()) };
        let named = module.and_then(|module| Some((module.file_stem()?.to_str()?, module.parent()?)));
        named.is_some_and(|(name, folder)| {
            let of_folder = ["mod.rs", "lib.rs", "main.rs"].map(|file| folder.join(file));
            let root = root.filter(|root| root.parent().is_some_and(|parent| same(parent, folder))).map(Path::to_owned);
            let mut parents = of_folder.into_iter().chain([folder.with_extension("rs")]).chain(root);
            parents.any(|parent| Source::of(&parent).has_module(name))
        })
    }

    /// Whether `mod name;` is in it.
    fn has_module(&self, name: &str) -> bool {
        self.all(name).any(|index| self.before(index, 1) == "mod" && self.shown(index + 1) == ";")
    }

    /// What is in the source from one place to another, in lines and characters from 1, as rustc counts.
    pub(super) fn between(&self, start: (usize, usize), end: (usize, usize)) -> Option<std::ops::Range<usize>> {
        let offset = |(line, column): (usize, usize)| {
            let first = *self.lines.get(line.checked_sub(1)?)?;
            let mut letters = self.text[first..].char_indices().map(|(offset, _)| offset);
            let length = self.text.len() - first;
            Some(first + letters.nth(column.checked_sub(1)?).unwrap_or(length))
        };
        let range = offset(start)?..offset(end)?;
        (range.start <= range.end).then_some(range)
    }

    pub(super) fn slice(&self, bytes: std::ops::Range<usize>) -> &str {
        &self.text[bytes]
    }

    /// The token that begins at a byte.
    pub(super) fn token_at(&self, byte: usize) -> Option<usize> {
        self.tokens.binary_search_by_key(&byte, |token| token.start).ok()
    }

    /// The tokens that are a word.
    pub(super) fn all(&self, word: &str) -> impl Iterator<Item = usize> {
        self.words.get(word).into_iter().flatten().copied()
    }

    /// What a token is, as it is written; nothing beyond the ends.
    pub(super) fn shown(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The token before, as it is written.
    pub(super) fn before(&self, index: usize, steps: usize) -> &str {
        index.checked_sub(steps).map_or("", |before| self.shown(before))
    }

    /// The keyword that a token is.
    pub(super) fn keyword(&self, index: usize) -> &str {
        if self.tokens.get(index).is_some_and(|token| token.kind == Kind::Word) { self.shown(index) } else { "" }
    }

    fn is_name(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::RawWord))
    }

    fn is_open(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == Kind::Open)
    }

    /// The groups around a token, by what opens them, from inside outwards.
    pub(super) fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.tokens.get(index).and_then(|token| token.within), |open| self.tokens[*open].within)
    }

    /// What a group is, by what opens it.
    pub(super) fn group(&self, open: usize) -> Group {
        let is_called = self.before(open, 1) == "!" && open >= 2 && self.is_name(open - 2);
        let is_defined =
            self.before(open, 2) == "!" && self.before(open, 3) == "macro_rules" || self.before(open, 2) == "macro";
        if is_called || is_defined {
            return if is_called { Group::Macro } else { Group::Rules };
        }
        if self.before(open, 1) == "#" || self.before(open, 1) == "!" && self.before(open, 2) == "#" {
            return Group::Attribute;
        }
        let outer = || self.tokens[open].within.map(|outer| self.group(outer));
        if self.shown(open) != "{" {
            return Group::Part;
        }
        match self.keyword(self.head(open)) {
            "mod" => Group::Module,
            "use" => Group::Part,
            "impl" | "trait" => Group::Functions,
            "struct" | "enum" | "union" => Group::Members,
            // A variant.
            _ if outer() == Some(Group::Members) => Group::Members,
            _ => Group::Body,
        }
    }

    /// The word that says what an item is, of which a token is a part: behind its attributes and its visibility.
    pub(super) fn head(&self, index: usize) -> usize {
        let mut head = self.first(index);
        while head < index {
            let token = &self.tokens[head];
            match self.shown(head) {
                "#" | "!" | "pub" | "unsafe" | "default" | "async" | "auto" => head += 1,
                "[" | "(" if token.kind == Kind::Open => head = token.mate + 1,
                "const" if !self.keyword(head + 1).is_empty() => head += 1,
                "extern" if self.keyword(head + 2) == "fn" => head += 2,
                _ => break,
            }
        }
        head
    }

    /// The first token of the item of which a token is a part.
    pub(super) fn first(&self, index: usize) -> usize {
        let mut first = index;
        while let Some(before) = first.checked_sub(1) {
            match (self.tokens[before].kind, self.shown(before)) {
                (Kind::Open, _) | (Kind::Sign, ";") | (Kind::Close, "}") => break,
                (Kind::Close, _) => first = self.tokens[before].mate,
                _ => first = before,
            }
        }
        first
    }

    /// The tokens of the item of which one is a part.
    pub(super) fn item(&self, index: usize) -> std::ops::Range<usize> {
        let mut next = index;
        while let Some(token) = self.tokens.get(next) {
            match (token.kind, self.shown(next)) {
                (Kind::Open, "{") => return self.first(index)..token.mate + 1,
                (Kind::Open, _) => next = token.mate + 1,
                (Kind::Close, _) => break,
                (Kind::Sign, ";") => return self.first(index)..next + 1,
                _ => next += 1,
            }
        }
        self.first(index)..next
    }

    /// The module in which a token stands, by what opens it: none where something else may stand between. The file
    /// itself is one.
    pub(super) fn module(&self, index: usize) -> Option<Option<usize>> {
        for open in self.around(index) {
            match self.group(open) {
                Group::Module => return Some(Some(open)),
                Group::Functions | Group::Members | Group::Part | Group::Attribute => {}
                Group::Macro | Group::Rules | Group::Body => return None,
            }
        }
        Some(None)
    }

    /// The `use` of which a word is a part.
    pub(super) fn import_of(&self, index: usize) -> Option<&std::ops::Range<usize>> {
        let behind = self.imports.partition_point(|import| import.start <= index);
        self.imports[..behind].last().filter(|import| import.contains(&index))
    }

    fn import(&self, index: usize) -> Option<std::ops::Range<usize>> {
        // `impl Sized + use<'a>` imports nothing.
        let is_import = self.keyword(index) == "use" && self.shown(index + 1) != "<";
        let end = is_import.then(|| (index..self.tokens.len()).find(|next| self.shown(*next) == ";"))??;
        Some(index..end)
    }

    /// Whether an import brings what nobody sees. What the module around brings is in this file, too.
    fn brings_all(&self, import: &std::ops::Range<usize>) -> bool {
        let first = import.start + 1;
        let is_inside = self.tokens[import.start].within.is_some();
        let mut all = import.clone().filter(|index| self.shown(*index) == "*");
        all.any(|index| {
            // By itself, or in a list: `framework::{prelude::*, App}`.
            let listed = self.tokens[index].within.filter(|open| import.contains(open));
            let begins = |it: &usize| listed.is_none_or(|open| *it < open || *it + 3 >= index);
            let written: String = (first..=index).filter(begins).map(|it| self.shown(it)).collect();
            let is_whole = listed.is_none() || ["{", ","].contains(&self.before(index, 4));
            !(written == "framework::prelude::*" && is_whole || written == "super::*" && is_inside)
        })
    }

    /// Whether an attribute may write items beside others, where these are seen.
    fn writes_unseen(&self) -> bool {
        let mut opening = (1..self.tokens.len()).filter(|index| self.is_open(*index) && self.before(*index, 1) == "#");
        let is_seen = |open: usize| self.around(open).all(|around| self.group(around) == Group::Module);
        opening.any(|open| is_seen(open) && self.may_write(open))
    }

    /// Whether a macro is called that may declare something: one that is not known, where an item may stand.
    fn calls_unknown(&self) -> bool {
        // What these write has no name.
        const NAMELESS: [&str; 27] = [
            "assert",
            "assert_eq",
            "assert_ne",
            "compile_error",
            "concat",
            "dbg",
            "debug_assert",
            "env",
            "eprintln",
            "format",
            "include_bytes",
            "include_str",
            "link",
            "macro_rules",
            "matches",
            "option_env",
            "panic",
            "print",
            "println",
            "resources",
            "stringify",
            "thread_local",
            "todo",
            "unimplemented",
            "unreachable",
            "vec",
            "write",
        ];
        let mut calls = self.tokens.iter().enumerate().filter(|(index, token)| {
            token.kind == Kind::Sign
                && self.shown(*index) == "!"
                && *index > 0
                && self.is_name(index - 1)
                && self.is_open(index + 1)
        });
        calls.any(|(index, _)| {
            let name = self.shown(index - 1);
            let groups: Vec<_> = self.around(index).map(|open| self.group(open)).collect();
            let is_item = groups.iter().all(|group| matches!(group, Group::Module | Group::Macro));
            // What a macro of this file writes, the file shows: but for what it is given, and what other macros write.
            let is_ours =
                self.before(index - 1, 1) != ":" && self.all(name).any(|it| self.before(it, 2) == "macro_rules");
            (is_item && !is_ours || groups.contains(&Group::Rules)) && !NAMELESS.contains(&name)
        })
    }
}
