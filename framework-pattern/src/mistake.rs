//! The wording of every mistake: what is wrong, quoting the piece, then what to write instead.
//!
//! Much of it translates what other frameworks write; a suggestion always parses.

use crate::builtin::Builtin;
use crate::parse::is_identifier;
use crate::pattern::Pattern;
use crate::regex::Regex;

/// A capture as axum, actix, Express and others write it, where a literal was expected.
pub(crate) fn foreign_capture(raw: &str) -> Option<String> {
    let first = raw.chars().next()?;
    let inside = raw.get(first.len_utf8()..)?;
    let (suggestion, encoded) = match first {
        '{' => (from_braces(inside), "%7B"),
        ':' => (from_colon(inside), "%3A"),
        '*' => (from_star(inside), "%2A"),
        '[' if raw.ends_with(']') => (from_brackets(inside), "%5B"),
        '(' if raw.ends_with(')') && raw.contains(['\\', '[']) => (from_parentheses(inside), "%28"),
        _ => return None,
    };
    Some(format!("`{raw}` is not a capture; write `{suggestion}` (a `{first}` itself is `{encoded}`)"))
}

/// `\d+)`: what follows a `(`.
fn from_parentheses(inside: &str) -> String {
    let regex = inside.strip_suffix(')').unwrap_or(inside);
    capture("id", &format!("|{regex}"))
}

/// `id]`, `...rest]`, `[id]]`: what follows a `[`.
fn from_brackets(inside: &str) -> String {
    let name = inside.trim_matches(['[', ']']);
    match name.strip_prefix("...") {
        Some(rest) => rest_capture(rest),
        None => capture(name, ""),
    }
}

/// A method or a host before the path, and what is wrong with it.
pub(crate) fn before_the_path(text: &str) -> Option<(&str, String)> {
    if let Some((_, rest)) = text.split_once("://").filter(|(scheme, _)| is_identifier(scheme)) {
        let path = rest.find('/').map_or("", |slash| rest.split_at(slash).1);
        let piece = text.strip_suffix(path)?;
        let instead = instead(if path.is_empty() { "/" } else { path });
        return Some((piece, format!("`{piece}` stands before the path, and patterns begin with it; {instead}")));
    }
    let (method, path) = text.split_once(' ')?;
    let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
    let message = || format!("`{method}` is a method, which the attribute says; {}", instead(path));
    (is_method && path.starts_with('/')).then(|| (method, message()))
}

/// What is written without it, where that is a pattern.
fn instead(path: &str) -> String {
    if Pattern::parse(path).is_ok() { format!("write `{path}`") } else { "leave it out".to_owned() }
}

/// `id}`, `id:[0-9]+}`, `*rest}`, `id}.json`: what follows a `{`.
fn from_braces(inside: &str) -> String {
    let (inside, after) = inside.rsplit_once('}').unwrap_or((inside, ""));
    let (name, condition) = inside.split_once(':').unwrap_or((inside, ""));
    if !after.is_empty() {
        return whole_segment("", name, condition, after);
    }
    let rest = name.strip_prefix('*').or(name.strip_suffix("..."));
    match (rest, condition) {
        (Some(rest), _) => rest_capture(rest.trim_start_matches('*')),
        (None, ".*" | ".+") => rest_capture(name),
        (None, _) => capture(name.trim_end_matches('?'), condition),
    }
}

/// `id`, `id?`, `id([0-9]+)`: what follows a `:`.
fn from_colon(inside: &str) -> String {
    let inside = inside.trim_end_matches('?');
    match inside.split_once('(') {
        Some((name, regex)) => {
            let regex = regex.strip_suffix(')').unwrap_or(regex);
            capture(name, &format!("|{regex}"))
        }
        None => capture(inside, ""),
    }
}

/// `rest`, `*`, `.json` or nothing: what follows a `*`.
fn from_star(inside: &str) -> String {
    let name = inside.trim_matches('*');
    if name.is_empty() || is_identifier(name) { rest_capture(name) } else { whole_segment("", "file", "", name) }
}

/// A capture whose name is no identifier.
pub(crate) fn name(raw: &str, name: &str, condition: &str) -> String {
    if let Some((left, right)) = name.split_once(':') {
        let is_type_first =
            Builtin::from_name(left).is_some() && Builtin::from_name(right).is_none() && is_identifier(right);
        let suggestion = if is_type_first { capture(right, left) } else { capture(left, right) };
        format!("`{raw}` has a `:` before the constraint; write `{suggestion}`")
    } else if let Some(rest) = name.strip_suffix("..") {
        let suggestion = rest_capture(rest.trim_end_matches('.'));
        format!("`{raw}` is not a catch-all; write `{suggestion}`")
    } else if let Some(name) = name.strip_suffix('?') {
        let suggestion = capture(name, condition);
        format!(
            "`{raw}` is not an optional capture, there is none; \
             write `{suggestion}`, and a second pattern without it"
        )
    } else if name == "_" {
        let suggestion = capture("", condition);
        format!("`{raw}` has no name that an argument could have; write `{suggestion}`")
    } else {
        let suggestion = capture(name, condition);
        format!("`{raw}` has a name that is not a Rust identifier; write one, such as `{suggestion}`")
    }
}

/// A constraint's name that is no identifier.
pub(crate) fn constraint(name: &str, word: &str) -> String {
    if let Some((first, _)) = word.split_once('|').filter(|_| word.split('|').all(is_identifier)) {
        let (one, either) = (capture(name, first), capture(name, word));
        return format!("`{word}` are several constraints; write one, as `{one}`, or a regular expression: `{either}`");
    }
    let suggestion = capture(name, word);
    format!(
        "`{word}` is not the name of a constraint; \
         write `{suggestion}` (a regular expression stands after `||`)"
    )
}

pub(crate) fn regex(text: &str, error: &regex_lite::Error) -> String {
    format!("`{text}` is not a regular expression: {error}; write it in the syntax of regex-lite")
}

/// A `<` or `>` elsewhere than around the whole segment.
pub(crate) fn angle_bracket(raw: &str, after: &str) -> String {
    if is_cut_regex(raw, after) {
        return format!(
            "`{raw}` is cut by a `/`, which a regular expression may not contain; \
             write one capture for each segment, or `<*rest>`"
        );
    }
    let Some((before, opened)) = raw.split_once('<') else {
        let suggestion = capture(raw.trim_end_matches('>'), "");
        return format!(
            "`{raw}` has a `>` without its `<`; \
             write `{suggestion}`, or `%3E` for the `>` itself"
        );
    };
    if before.contains('?') {
        let inside = opened.trim_end_matches('>');
        return format!(
            "`?` begins a query, which patterns do not match; \
             write its values as arguments, such as `{}`",
            to_identifier(inside, "page")
        );
    }
    let Some((inside, behind)) = opened.rsplit_once('>') else {
        let (name, condition) = opened.split_once('|').unwrap_or((opened, ""));
        let suggestion = capture(name, condition);
        return format!(
            "`{raw}` has a `<` without its `>`; \
             write `{suggestion}`, or `%3C` for the `<` itself"
        );
    };
    let (name, condition) = inside.split_once("||").unwrap_or((inside, ""));
    let suggestion = whole_segment(before, name, condition, behind);
    format!(
        "`{raw}` has text around a capture; \
         write one regular expression for the whole segment, such as `{suggestion}`"
    )
}

/// `<x||a` of `<x||a/b>`: a later segment closes the bracket that this one opens.
fn is_cut_regex(raw: &str, after: &str) -> bool {
    let closing = after.split('/').find(|later| later.ends_with('>'));
    raw.starts_with('<') && raw.contains("||") && closing.is_some_and(|closing| !closing.starts_with('<'))
}

/// A catch-all with a constraint, or with a name that is no identifier.
pub(crate) fn catch_all(raw: &str, name: &str) -> String {
    let suggestion = match name {
        "" | "_" => "<*>".to_owned(),
        name => rest_capture(name.trim_start_matches('*')),
    };
    format!("`{raw}` has more than a name in a catch-all; write `{suggestion}`")
}

pub(crate) fn catch_all_not_last(raw: &str) -> String {
    let one_segment = raw.replacen('*', "", 1);
    format!(
        "`{raw}` is a catch-all and not the last segment; \
         write `{one_segment}` for one segment, or drop what follows"
    )
}

pub(crate) fn catch_all_in_prefix(piece: &str) -> String {
    let one_segment = piece.replacen('*', "", 1);
    format!(
        "`{piece}` is a catch-all in a prefix; \
         write `{one_segment}` for one segment, or move it into the paths"
    )
}

pub(crate) fn duplicate(piece: &str) -> String {
    format!("`{piece}` has the name of an earlier capture; write another name, or none")
}

pub(crate) fn empty_segment() -> String {
    "`//` makes an empty segment, which matches nothing; write `/`".to_owned()
}

pub(crate) fn trailing_slash(text: &str) -> String {
    let suggestion = text.trim_end_matches('/');
    format!("`{text}` ends with a `/`; drop it: write `{suggestion}`")
}

pub(crate) fn dot_segment(raw: &str) -> String {
    format!("`{raw}` is a dot segment, which matches nothing; write the path without it")
}

pub(crate) fn control_character(control: char) -> String {
    let quoted = control.escape_default();
    format!("`{quoted}` is a control character; drop it (a literal may have it percent-encoded)")
}

pub(crate) fn query_or_fragment(character: char) -> (&'static str, String) {
    let (piece, message) = if character == '?' {
        (
            "?",
            "`?` begins a query, which patterns do not match; \
             write its values as arguments, or `%3F` for the `?` itself",
        )
    } else {
        ("#", "`#` begins a fragment, which no server sees; drop it, or write `%23` for the `#` itself")
    };
    (piece, message.to_owned())
}

pub(crate) fn percent_encoding(piece: &str) -> String {
    format!(
        "`{piece}` is not percent-encoding; \
         write two hexadecimal digits after the `%`, or `%25` for the `%` itself"
    )
}

pub(crate) fn not_utf8(raw: &str) -> String {
    format!("`{raw}` does not decode to UTF-8; write the characters themselves")
}

/// `<name|condition>` without what would not parse; a condition that begins with a `|` is a
/// regular expression, another one may be.
fn capture(name: &str, condition: &str) -> String {
    let name = to_identifier(name, "id");
    let word = condition.trim();
    let regex = condition.strip_prefix('|').unwrap_or(word);
    if is_identifier(word) {
        format!("<{name}|{word}>")
    } else if !regex.is_empty() && Regex::new(regex).is_ok() {
        format!("<{name}||{regex}>")
    } else {
        format!("<{name}>")
    }
}

fn rest_capture(name: &str) -> String {
    let name = match name {
        "" => "rest".to_owned(),
        name => to_identifier(name, "rest"),
    };
    format!("<*{name}>")
}

/// No name stays none, `user-id` becomes `user_id`, what cannot be saved becomes the fallback.
fn to_identifier(name: &str, fallback: &str) -> String {
    let name = name.trim();
    let identifier = name.replace(['-', '.', ' '], "_");
    if name.is_empty() || is_identifier(&identifier) { identifier } else { fallback.to_owned() }
}

/// One regular expression for a capture and the text around it.
fn whole_segment(before: &str, name: &str, condition: &str, after: &str) -> String {
    let is_one_capture = ![before, name, after].concat().contains(['<', '>']);
    let (name, _) = name.split_once('|').unwrap_or((name, ""));
    let name = to_identifier(name, "file");
    let middle = match after.chars().next() {
        _ if !condition.is_empty() => format!("(?:{condition})"),
        Some(next @ ('.' | '-' | '_' | ',' | '~')) => format!("[^{next}]+"),
        _ => ".+".to_owned(),
    };
    let regex = regex_lite::escape(before) + &middle + &regex_lite::escape(after);
    if is_one_capture && Regex::new(&regex).is_ok() {
        format!("<{name}||{regex}>")
    } else {
        r"<file||[^.]+\.json>".to_owned()
    }
}
