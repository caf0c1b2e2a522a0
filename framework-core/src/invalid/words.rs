//! Somebody else's words in the log: those of errors and panics.

use std::fmt::{self, Display, Write};

/// Words that may repeat what a visitor has written. No line of them looks as if another event began:
/// all behind the first are indented. What moves the cursor of a terminal is escaped.
pub(crate) struct Words<T>(pub(crate) T);

impl<T: Display> Display for Words<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut plain = text;
        while let Some(at) = plain.find(|character: char| is_unsafe(character)) {
            let (before, from) = plain.split_at(at);
            self.0.write_str(before)?;
            let mut rest = from.chars();
            match rest.next() {
                Some('\n') => self.0.write_str("\n    ")?,
                Some(other) => write!(self.0, "{}", other.escape_default())?,
                None => {}
            }
            plain = rest.as_str();
        }
        self.0.write_str(plain)
    }
}

/// Control characters but the tabulator, and what separates lines or turns their direction (Unicode, annexes 9 and 14).
fn is_unsafe(character: char) -> bool {
    let separates = matches!(character, '\u{2028}' | '\u{2029}');
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() && character != '\t' || separates || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_looks_like_another_event() {
        let cases = [
            ("plain", "plain"),
            ("", ""),
            ("left: 1\n right: 2", "left: 1\n     right: 2"),
            ("a\r\n2026-11-29 ERROR forged", "a\\r\n    2026-11-29 ERROR forged"),
            ("a\n\nb\n", "a\n    \n    b\n    "),
            ("\x1b[2K\x07\u{9b}", "\\u{1b}[2K\\u{7}\\u{9b}"),
            ("a\tb \u{202e}c\u{2028}", "a\tb \\u{202e}c\\u{2028}"),
            ("üß😀", "üß😀"),
        ];
        for (text, expected) in cases {
            assert_eq!(Words(text).to_string(), expected);
        }
    }
}
