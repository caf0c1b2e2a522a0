//! The grammar of route patterns, specified where it is implemented.
//!
//! A *pattern* such as `/users/<id|int>` says which paths a route answers and which pieces of
//! them it *captures*. The macros read patterns at compile time, the router at start; both by
//! this crate, so that they cannot disagree. So do they with a [`size`], a [`duration`], and the
//! word that a mistyped one probably means ([`nearest`]).
//!
//! ```
//! use framework_pattern::{Accept, Builtin, Constraint, Pattern, PatternError, Segment};
//!
//! let pattern = Pattern::parse("/users/<id|int>/files/<*rest>")?;
//! assert!(pattern.captures().eq(["id", "rest"]));
//! assert_eq!(pattern.segments()[0], Segment::Literal("users".to_owned()));
//! assert_eq!(
//!     pattern.constraint_of("id"),
//!     Some(&Accept::Constraint(Constraint::Builtin(Builtin::I32)))
//! );
//! # Ok::<(), PatternError>(())
//! ```
//!
//! # Segments
//!
//! A pattern is a list of segments with a `/` before each; the first `/` may be left out. `""`
//! and `"/"` are the pattern of no segments, which matches the path `/`.
//!
//! | segment | matches | captures |
//! | --- | --- | --- |
//! | `users` | itself | – |
//! | `<>` | exactly one non-empty segment | – |
//! | `<name>` | the same | `name` |
//! | `<name\|int>`, `<\|int>` | a segment that satisfies the [constraint](#constraints) | `name`, – |
//! | `<name\|>`, `<\|>` | as `<name>`, `<>` | |
//! | `<name\|\|[a-z]+>`, `<\|\|[a-z]+>` | a segment that the whole regular expression matches | `name`, – |
//! | `<name\|\|>`, `<\|\|>` | as `<name>`, `<>` | |
//! | `<*rest>`, `<*>` | the rest of the path, one segment or more; last segment only | `rest` (slashes kept), – |
//!
//! ```
//! use framework_pattern::Pattern;
//!
//! # let own = |_: &str, _: &str| false;
//! let matches = |pattern: &str, path: &str| Pattern::parse(pattern).unwrap().matches(path, &own);
//! let one = |name: &str, value: &str| Some(vec![(name.to_owned(), value.to_owned())]);
//!
//! assert_eq!(matches("/users", "/users"), Some(vec![]));
//! assert_eq!(matches("users", "/users"), Some(vec![]));
//! assert_eq!(matches("", "/"), Some(vec![]));
//! assert_eq!(matches("/<>", "/ada"), Some(vec![]));
//! assert_eq!(matches("/<name>", "/ada"), one("name", "ada"));
//! assert_eq!(matches("/<name|int>", "/17"), one("name", "17"));
//! assert_eq!(matches("/<name|int>", "/ada"), None);
//! assert_eq!(matches("/<name||[a-z]+>", "/ada"), one("name", "ada"));
//! assert_eq!(matches("/<name||[a-z]+>", "/ada1"), None);
//! assert_eq!(matches("/<*rest>", "/a/b"), one("rest", "a/b"));
//! assert_eq!(matches("/<*rest>", "/"), None);
//! ```
//!
//! **Literals** may be UTF-8 (`产品`) or percent-encoded (`%E4%BA%A7%E5%93%81`), and are compared
//! after decoding. What the grammar gives a meaning is written percent-encoded: `<`, `>`, `?`,
//! `#`, `%` and `/` anywhere, `{`, `:` and `*` at the beginning of a segment, and `[` there if `]` ends it.
//!
//! **Names** are identifiers, as the arguments that take the captures; no two captures of a
//! pattern share one. A capture without a name is matched and dropped.
//!
//! **Regular expressions** are [regex-lite](https://docs.rs/regex-lite)'s: no `\p{…}`, and `\d`,
//! `\w`, `\s` are ASCII. One runs from the `||` to the `>` that ends its segment, so it may
//! contain `|`, `<`, `>`, `?` and `#`, but no `/`. It is asked for the decoded segment.
//!
//! **Printing** gives a leading slash, the canonical names of constraints, and literals readable:
//! what it prints parses to an equal pattern.
//!
//! ```
//! use framework_pattern::Pattern;
//!
//! let print = |text: &str| Pattern::parse(text).unwrap().to_string();
//! assert_eq!(print(""), "/");
//! assert_eq!(print("%E4%BA%A7%E5%93%81/<id|i32>"), "/产品/<id|int>");
//! assert_eq!(print("/100%25/%7Ba}/<x||>/<|>"), "/100%25/%7Ba}/<x>/<>");
//! ```
//!
//! # Constraints
//!
//! The built-in constraints stand in one total order, which is that of matching: narrower first.
//! The names in one row are equal, the first is canonical.
//!
//! | order | names | accepts |
//! | --- | --- | --- |
//! | 1 | `bool` | `true`, `false`, `1`, `0`, `on`, `off` |
//! | 2 | `date` | ISO 8601: `2024-02-29`, a day that the calendar has |
//! | 3 | `time` | ISO 8601: `12:30`, `12:30:59` or `12:30:59.25`; neither hour 24 nor second 60 |
//! | 4 | `datetime` | ISO 8601: a date, `T`, a time, then `Z`, an offset (`+01:00`) or nothing |
//! | 5 | `uuid` | hexadecimal digits, 8-4-4-4-12 or 32 |
//! | 6 | `u8` | 8 bits, unsigned |
//! | 7 | `i8` | 8 bits |
//! | 8 | `ushort`, `u16` | 16 bits, unsigned |
//! | 9 | `short`, `i16` | 16 bits |
//! | 10 | `uint`, `u32` | 32 bits, unsigned |
//! | 11 | `int`, `i32` | 32 bits |
//! | 12 | `usize` | the platform's size, unsigned |
//! | 13 | `isize` | the platform's size |
//! | 14 | `ulong`, `ulonglong`, `u64` | 64 bits, unsigned |
//! | 15 | `long`, `longlong`, `i64` | 64 bits |
//! | 16 | `u128` | 128 bits, unsigned |
//! | 17 | `i128` | 128 bits |
//! | 18 | `float`, `f32` | a finite number of 32 bits |
//! | 19 | `double`, `f64` | a finite number of 64 bits |
//! | 20 | `alpha` | ASCII letters |
//! | 21 | `alnum` | ASCII letters and digits |
//! | 22 | `slug` | words of `a` to `z` and digits, joined by single hyphens |
//! | 23 | `base64` | the standard or the URL-safe alphabet, with the right padding or none |
//! | 24 | `string` | every segment |
//!
//! - Where one constraint accepts all that another does, the other stands first; where neither
//!   does, the order is agreed.
//! - A number is what the Rust type's `FromStr` accepts, without a leading `+`, `inf` and `NaN`;
//!   what is out of range does not satisfy.
//! - Any other identifier, as in `<who|gender>`, is an *own constraint*: the application defines
//!   it, and the start finds out whether it does.
//!
//! ```
//! use framework_pattern::{Accept, Builtin, Constraint, Pattern};
//!
//! assert!(Builtin::ALL.is_sorted_by_key(|(_, builtin)| *builtin));
//! assert_eq!(Builtin::from_name("int"), Builtin::from_name("i32"));
//! let pattern = Pattern::parse("/<who|gender>").unwrap();
//! let own = Accept::Constraint(Constraint::Own("gender".to_owned()));
//! assert_eq!(pattern.constraint_of("who"), Some(&own));
//! assert!(pattern.matches("/f", &|name, segment| name == "gender" && segment == "f").is_some());
//! ```
//!
//! # Precedence
//!
//! At each segment the router tries, with backtracking, and whatever the order of registration:
//!
//! 1. the literal;
//! 2. captures by [`Precedence`]: built-in constraints in the order of the table, then own
//!    constraints and regular expressions (by rank, then by pattern text), then the plain capture;
//! 3. the catch-all.
//!
//! So `<x|string>` stands before every regular expression and hides it; where every segment will
//! do, `<x>` is the word.
//!
//! Two patterns match the same paths *by construction* when their [shapes](Pattern::shape) are
//! equal: the same literals after decoding, the same constraints, whatever the captures' names.
//!
//! # Matching
//!
//! - The raw path is split on `/`, then each segment is percent-decoded, once: `%2F` stays inside
//!   its segment. In a `<*rest>` encoded slashes and backslashes stay encoded.
//! - Bad percent-encoding, or what does not decode to UTF-8, matches nothing. So do an empty
//!   segment (`//`) and a dot segment (`.`, `..`, `%2e`), wherever in the path.
//! - `/a/` is not `/a`. A `+` is a plus sign.
//!
//! ```
//! use framework_pattern::Pattern;
//!
//! # let own = |_: &str, _: &str| false;
//! let matches = |pattern: &str, path: &str| Pattern::parse(pattern).unwrap().matches(path, &own);
//! let one = |name: &str, value: &str| Some(vec![(name.to_owned(), value.to_owned())]);
//!
//! assert_eq!(matches("/<name>", "/a%2Fb+c"), one("name", "a/b+c"));
//! assert_eq!(matches("/<*rest>", "/a%20b/c%2Fd"), one("rest", "a b/c%2Fd"));
//! for nothing in ["/a%2", "/a%FF", "/a//b", "/a/../b", "/%2e%2E", "/a/", ""] {
//!     assert_eq!(matches("/<*rest>", nothing), None);
//! }
//! assert_eq!(matches("/a", "/a/"), None);
//! ```
//!
//! # Mistakes
//!
//! [`Pattern::parse`] reports the first mistake from the left: the piece at fault, where it
//! stands, and what to write instead.
//!
//! | mistake | instead |
//! | --- | --- |
//! | `{id}`, `:id`, `<id:int>`, `(\d+)`, `<id?>`, `*`, `*rest`, `<rest..>` (other frameworks' captures) | `<id>`, `<id>`, `<id\|int>`, `<id\|\|\d+>`, two patterns, `<*rest>` |
//! | `<id>.json`, `v<id>`, `<a>-<b>` (text around a capture) | one regular expression: `<id\|\|[^.]+\.json>` |
//! | `<id`, `a<b`, `id>` (unpaired brackets) | `<id>`, or `%3C`, `%3E` |
//! | `<x\|\|a/b>`, `<x\|\|[>` (a slash in a regular expression; a bad one) | |
//! | `<user-id>`, `<_>`, `<id\|[a-z]>` (a name or constraint that is no identifier) | `<user_id>`, `<>`, `<id\|\|[a-z]>` |
//! | `/<id>/<id>` (one name twice) | another name, or none |
//! | `/<*rest>/a`, `<*rest\|int>` (a catch-all with something after it; with a constraint) | `<rest>`, `<*rest>` |
//! | `/a/`, `/a//b` (empty segments) | `/a`, `/a/b` |
//! | `/./a`, `/%2e%2e/a` (dot segments) | `/a` |
//! | `/a?b`, `/a#b` | `%3F`, `%23` |
//! | `/100%`, `/%FF` (bad percent-encoding; not UTF-8) | `/100%25` |
//! | control characters | percent-encoded |
//!
//! [`Pattern::join`] reports a catch-all in the prefix, and a name in both.
//!
//! ```
//! use framework_pattern::Pattern;
//!
//! let message = |text: &str| Pattern::parse(text).unwrap_err().to_string();
//! assert_eq!(
//!     message("/users/:id"),
//!     "`:id` is not a capture; write `<id>` (a `:` itself is `%3A`)"
//! );
//! assert_eq!(
//!     message("/<id>.json"),
//!     r"`<id>.json` has text around a capture; write one regular expression for the whole segment, such as `<id||[^.]+\.json>`"
//! );
//! assert_eq!(message("/users/"), "`/users/` ends with a `/`; drop it: write `/users`");
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
// No input makes this crate panic; these lints keep the usual ways out.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)
)]

mod accept;
mod builtin;
mod calendar;
mod decode;
mod error;
mod matching;
mod mistake;
mod nearest;
mod parse;
mod pattern;
mod regex;
mod units;

pub use accept::{Accept, Constraint, Precedence};
pub use builtin::Builtin;
pub use decode::{DecodeError, decode_rest, decode_segment};
pub use error::PatternError;
pub use nearest::nearest;
pub use pattern::{Capture, Pattern, Segment};
pub use regex::{Regex, Search};
pub use units::{duration, size};
