//! A text of Rust as tokens: as far as rustc's own lexer is needed to tell code from comments, texts and characters.

/// A token, and where it stands.
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The bytes of it. Of a raw name those behind `r#`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The token that opens the group in which it stands.
    pub(super) within: Option<usize>,
    /// Of a delimiter the other one.
    pub(super) mate: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// `r#type`, which is no keyword.
    RawWord,
    Sign,
    Open,
    Close,
    /// A literal or a lifetime.
    Other,
}

/// The tokens of a text; none of one that is not as it should be.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut lexer = Lexer { text, at: 0 };
    // A line for other programs; `#![…]` is an attribute.
    if text.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('[')) {
        lexer.skip(|letter| letter != '\n');
    }
    let (mut tokens, mut open) = (Vec::<Token>::new(), Vec::new());
    while let Some((kind, start)) = lexer.next()? {
        let (index, mut within, mut mate) = (tokens.len(), open.last().copied(), 0);
        match kind {
            Kind::Open => open.push(index),
            Kind::Close => {
                mate = open.pop()?;
                let opening = &mut tokens[mate];
                if !matches!(
                    (text.as_bytes()[opening.start], text.as_bytes()[start]),
                    (b'(', b')') | (b'[', b']') | (b'{', b'}')
                ) {
                    return None;
                }
                (opening.mate, within) = (index, opening.within);
            }
            _ => {}
        }
        tokens.push(Token { kind, start, end: lexer.at, within, mate });
    }
    open.is_empty().then_some(tokens)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    /// The next token and its beginning, and none at the end. A text that ends within a token has none.
    fn next(&mut self) -> Option<Option<(Kind, usize)>> {
        loop {
            self.skip(char::is_whitespace);
            match self.rest() {
                rest if rest.starts_with("//") => self.skip(|letter| letter != '\n'),
                rest if rest.starts_with("/*") => self.comment()?,
                _ => break,
            }
        }
        let mut start = self.at;
        let Some(first) = self.rest().chars().next() else { return Some(None) };
        let kind = match first {
            '(' | '[' | '{' => self.sign(first, Kind::Open),
            ')' | ']' | '}' => self.sign(first, Kind::Close),
            '"' => self.quoted('"')?,
            '\'' => self.character()?,
            _ if first.is_ascii_digit() => self.word(Kind::Other),
            _ if is_word(first) => {
                self.skip(is_word);
                let rest = self.rest();
                match &self.text[start..self.at] {
                    "r" if is_raw_name(rest) => {
                        self.at += 1;
                        start = self.at;
                        self.word(Kind::RawWord)
                    }
                    "r" | "br" | "cr" if rest.starts_with(['"', '#']) => self.raw(rest)?,
                    "b" | "c" if rest.starts_with('"') => self.quoted('"')?,
                    "b" if rest.starts_with('\'') => self.quoted('\'')?,
                    _ => Kind::Word,
                }
            }
            _ => self.sign(first, Kind::Sign),
        };
        Some(Some((kind, start)))
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip(&mut self, belongs: impl Fn(char) -> bool) {
        self.at += self.rest().find(|letter| !belongs(letter)).unwrap_or(self.rest().len());
    }

    fn sign(&mut self, sign: char, kind: Kind) -> Kind {
        self.at += sign.len_utf8();
        kind
    }

    fn word(&mut self, kind: Kind) -> Kind {
        self.skip(is_word);
        kind
    }

    /// `/* one /* in another */ */`
    fn comment(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            let next = self.rest().find(['/', '*'])?;
            self.at += next;
            let (step, change) = match self.rest().get(..2)? {
                "/*" => (2, 1),
                "*/" => (2, -1),
                _ => (1, 0),
            };
            self.at += step;
            depth = depth.checked_add_signed(change)?;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// From one sign to the next that no `\` is before.
    fn quoted(&mut self, sign: char) -> Option<Kind> {
        self.at += 1;
        loop {
            let next = self.rest().find([sign, '\\'])?;
            self.at += next + 1;
            if self.text[..self.at].ends_with(sign) {
                return Some(Kind::Other);
            }
            self.at += self.rest().chars().next()?.len_utf8();
        }
    }

    /// `"…"` with as many `#` around it as are before it.
    fn raw(&mut self, rest: &str) -> Option<Kind> {
        let inner = rest.trim_start_matches('#');
        let signs = rest.len() - inner.len();
        let end = format!("\"{}", &rest[..signs]);
        let inner = inner.strip_prefix('"')?;
        self.at += signs + 1 + inner.find(&end)? + end.len();
        Some(Kind::Other)
    }

    /// A character or a lifetime.
    fn character(&mut self) -> Option<Kind> {
        let mut letters = self.rest().chars().skip(1);
        let (first, second) = (letters.next()?, letters.next());
        if first == '\\' {
            return self.quoted('\'');
        }
        self.at += 1;
        if second == Some('\'') {
            self.at += first.len_utf8() + 1;
            return Some(Kind::Other);
        }
        Some(self.word(Kind::Other))
    }
}

/// Whether what follows an `r` makes it a raw name.
fn is_raw_name(rest: &str) -> bool {
    rest.strip_prefix('#').is_some_and(|rest| rest.starts_with(is_word))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_texts_and_characters_are_no_code() {
        for (text, code) in [
            ("a // b\nc /* d /* e */ f */ g", "a c g"),
            ("\"a\\\"b\" c b\"}\" c\"{\" d", "\"a\\\"b\" c b\"}\" c\"{\" d"),
            ("r#\"a\"}\"# b br##\"\"#\"## c r\"\\\" d", "r#\"a\"}\"# b br##\"\"#\"## c r\"\\\" d"),
            ("'{' '\\'' '\\u{1}' b'}' &'a b<'_> 'ä' 'ö: loop", "'{' '\\'' '\\u{1}' b'}' & 'a b < '_ > 'ä' 'ö : loop"),
            ("r#type ärger 1.5e3 0x1f_u8 x->y", "type ärger 1 . 5e3 0x1f_u8 x - > y"),
            ("#!/usr/bin/env \"cargo\nfn a() {}", "fn a ( ) { }"),
            ("#![allow(a)]", "# ! [ allow ( a ) ]"),
        ] {
            let found = tokens(text).expect(text);
            let found: Vec<_> = found.iter().map(|token| &text[token.start..token.end]).collect();
            assert_eq!(found.join(" "), code);
        }
    }

    #[test]
    fn a_text_that_is_no_program_has_no_tokens() {
        for text in ["(", ")", "(]", "\"a", "/* /* */", "r#\"a\"", "'\\", "b'a"] {
            assert!(tokens(text).is_none(), "{text}");
        }
    }

    #[test]
    fn groups_are_known_at_both_ends() {
        let tokens = tokens("a ( b [ c ] ) d").expect("tokens");
        let within: Vec<_> = tokens.iter().map(|token| token.within).collect();
        assert_eq!(within, [None, None, Some(1), Some(1), Some(3), Some(1), None, None]);
        assert_eq!((tokens[1].mate, tokens[6].mate, tokens[3].mate), (6, 1, 5));
    }
}
