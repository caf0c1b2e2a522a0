//! From text to segments.

use crate::accept::{Accept, Constraint};
use crate::builtin::Builtin;
use crate::decode::{DecodeError, decode_segment};
use crate::error::PatternError;
use crate::mistake;
use crate::pattern::{Capture, Segment, is_taken};
use crate::regex::Regex;

pub(crate) fn segments(text: &str) -> Result<Vec<Segment>, PatternError> {
    if let Some((piece, message)) = mistake::before_the_path(text) {
        return Err(PatternError::new(0, piece, message));
    }
    let mut segments = Vec::new();
    let mut remaining = text.strip_prefix('/').unwrap_or(text);
    while !remaining.is_empty() {
        let start = text.len() - remaining.len();
        let (raw, after) = remaining.split_once('/').unwrap_or((remaining, ""));
        let segment = Source { raw, start, after }.segment(&segments)?;
        segments.push(segment);
        if after.is_empty() && remaining.ends_with('/') {
            let message = mistake::trailing_slash(text);
            return Err(PatternError::new(text.len() - 1, "/", message));
        }
        remaining = after;
    }
    Ok(segments)
}

/// One segment of the text: its raw text, where it starts, and what follows its slash.
struct Source<'text> {
    raw: &'text str,
    start: usize,
    after: &'text str,
}

impl Source<'_> {
    fn segment(&self, earlier: &[Segment]) -> Result<Segment, PatternError> {
        let raw = self.raw;
        if raw.is_empty() {
            // The slash before this segment is the first of the two.
            let start = self.start.saturating_sub(1);
            return Err(PatternError::new(start, "//", mistake::empty_segment()));
        }
        if let Some((position, control)) = find(raw, char::is_control) {
            let message = mistake::control_character(control);
            return Err(self.error_at(position, control.encode_utf8(&mut [0; 4]), message));
        }
        let inside = raw.strip_prefix('<').and_then(|raw| raw.strip_suffix('>'));
        let segment = match inside {
            Some(inside) if !has_text_around(inside) => self.capture(inside)?,
            _ if raw.contains(['<', '>']) => {
                return Err(self.error(mistake::angle_bracket(raw, self.after)));
            }
            _ => self.literal()?,
        };
        if is_taken(earlier, &segment) {
            return Err(self.error(mistake::duplicate(raw)));
        }
        if matches!(segment, Segment::Rest(_)) && !self.after.is_empty() {
            return Err(self.error(mistake::catch_all_not_last(raw)));
        }
        Ok(segment)
    }

    fn capture(&self, inside: &str) -> Result<Segment, PatternError> {
        let (name, condition) = match inside.split_once('|') {
            Some((name, condition)) => (name, Some(condition)),
            None => (inside, None),
        };
        if let Some(name) = name.strip_prefix('*') {
            if condition.is_some() || !is_name(name) {
                return Err(self.error(mistake::catch_all(self.raw, name)));
            }
            return Ok(Segment::Rest(to_name(name)));
        }
        if !is_name(name) {
            let condition = condition.unwrap_or("");
            return Err(self.error(mistake::name(self.raw, name, condition)));
        }
        let accept = match condition {
            None | Some("" | "|") => Accept::Any,
            Some(condition) => match condition.strip_prefix('|') {
                Some(regex) => self.regex(regex)?,
                None => self.constraint(name, condition)?,
            },
        };
        let name = to_name(name);
        Ok(Segment::Capture(Capture { name, accept }))
    }

    fn regex(&self, text: &str) -> Result<Accept, PatternError> {
        Regex::new(text).map(Accept::Regex).map_err(|error| self.error_before_end(text, mistake::regex(text, &error)))
    }

    fn constraint(&self, name: &str, word: &str) -> Result<Accept, PatternError> {
        let constraint = match Builtin::from_name(word) {
            Some(builtin) => Constraint::Builtin(builtin),
            None if is_identifier(word) => Constraint::Own(word.to_owned()),
            None => return Err(self.error_before_end(word, mistake::constraint(name, word))),
        };
        Ok(Accept::Constraint(constraint))
    }

    fn literal(&self) -> Result<Segment, PatternError> {
        let raw = self.raw;
        if let Some(message) = mistake::foreign_capture(raw) {
            return Err(self.error(message));
        }
        if let Some((position, character)) = find(raw, |character| "?#".contains(character)) {
            let (piece, message) = mistake::query_or_fragment(character);
            return Err(self.error_at(position, piece, message));
        }
        let literal = decode_segment(raw).map_err(|error| match error {
            DecodeError::Percent { position } => {
                let encoded = raw.get(position..).unwrap_or("").chars();
                let piece = encoded.take(3).collect::<String>();
                self.error_at(position, &piece, mistake::percent_encoding(&piece))
            }
            DecodeError::Utf8 => self.error(mistake::not_utf8(raw)),
        })?;
        if matches!(&*literal, "." | "..") {
            return Err(self.error(mistake::dot_segment(raw)));
        }
        Ok(Segment::Literal(literal.into_owned()))
    }

    fn error(&self, message: String) -> PatternError {
        self.error_at(0, self.raw, message)
    }

    /// An error in what stands right before the closing bracket.
    fn error_before_end(&self, piece: &str, message: String) -> PatternError {
        let position = self.raw.len().saturating_sub(piece.len() + 1);
        self.error_at(position, piece, message)
    }

    fn error_at(&self, position: usize, piece: &str, message: String) -> PatternError {
        PatternError::new(self.start + position, piece, message)
    }
}

/// Whether what stands between the first `<` and the last `>` is more than one capture.
fn has_text_around(inside: &str) -> bool {
    let (before_regex, _) = inside.split_once("||").unwrap_or((inside, ""));
    before_regex.contains(['<', '>'])
}

fn is_name(name: &str) -> bool {
    name.is_empty() || is_identifier(name)
}

fn to_name(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether the word is an identifier; beyond ASCII, as far as the standard library knows letters
/// and digits (the compiler will look at the argument of that name anyway).
pub(crate) fn is_identifier(word: &str) -> bool {
    let begins = word.starts_with(|first: char| first == '_' || first.is_alphabetic());
    begins && word != "_" && word.chars().all(|c| c == '_' || c.is_alphanumeric())
}

fn find(text: &str, matches: impl Fn(char) -> bool) -> Option<(usize, char)> {
    text.char_indices().find(|(_, character)| matches(*character))
}
