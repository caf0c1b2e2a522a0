//! What a pattern is, once parsed, and how it prints.

use std::fmt::{self, Display, Formatter};

use crate::accept::{Accept, Constraint};
use crate::error::PatternError;
use crate::{matching, mistake, parse};

/// A route pattern, `/users/<id|int>`: the proof that a text follows the grammar.
///
/// It prints with a leading slash, and what it prints parses to an equal pattern.
/// Two patterns are equal when their segments are: `<id|int>` equals `<id|i32>`.
///
/// ```
/// use framework_pattern::Pattern;
///
/// let pattern = Pattern::parse("users/<id|i32>").unwrap();
/// assert_eq!(pattern.to_string(), "/users/<id|int>");
/// assert_eq!(pattern.shape(), "/users/<|int>");
/// assert!(pattern.captures().eq(["id"]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    // Invariant: a catch-all stands last only, and no two captures share a name.
    segments: Vec<Segment>,
}

impl Pattern {
    /// Reads a pattern; the leading slash may be left out, `""` and `"/"` are the empty pattern.
    ///
    /// # Errors
    ///
    /// The first mistake from the left, with what to write instead.
    pub fn parse(text: &str) -> Result<Pattern, PatternError> {
        let segments = parse::segments(text)?;
        Ok(Pattern { segments })
    }

    /// The pattern of a controller's prefix followed by a method's path.
    ///
    /// ```
    /// use framework_pattern::Pattern;
    ///
    /// let prefix = Pattern::parse("/users").unwrap();
    /// let path = Pattern::parse("/<id>").unwrap();
    /// assert_eq!(Pattern::join(&prefix, &path).unwrap().to_string(), "/users/<id>");
    /// ```
    ///
    /// # Errors
    ///
    /// A catch-all in the prefix, or a capture name in both. The error's range counts in the
    /// prefix as it prints (nothing, if it is empty) followed by the path as it prints.
    pub fn join(prefix: &Pattern, path: &Pattern) -> Result<Pattern, PatternError> {
        let mut joined: Vec<Segment> = Vec::new();
        let mut start = 1;
        for (index, segment) in prefix.segments.iter().chain(&path.segments).enumerate() {
            let piece = segment.to_string();
            if matches!(segment, Segment::Rest(_)) && index < prefix.segments.len() {
                return Err(PatternError::new(start, &piece, mistake::catch_all_in_prefix(&piece)));
            }
            if is_taken(&joined, segment) {
                return Err(PatternError::new(start, &piece, mistake::duplicate(&piece)));
            }
            joined.push(segment.clone());
            start += piece.len() + 1;
        }
        Ok(Pattern { segments: joined })
    }

    /// The segments, from the left; none in the empty pattern.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The names of the captures, from the left; captures without a name are left out.
    pub fn captures(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(Segment::name)
    }

    /// What the capture of that name accepts: `None` for an unknown name and for a catch-all.
    pub fn constraint_of(&self, capture: &str) -> Option<&Accept> {
        self.segments.iter().find_map(|segment| match segment {
            Segment::Capture(Capture { name, accept }) if name.as_deref() == Some(capture) => Some(accept),
            _ => None,
        })
    }

    /// The pattern's text without the capture names.
    ///
    /// Two patterns of one shape match the same paths by construction, so two routes of one
    /// method and one shape are a conflict.
    ///
    /// ```
    /// use framework_pattern::Pattern;
    ///
    /// let shape = |text| Pattern::parse(text).unwrap().shape();
    /// assert_eq!(shape("/%75sers/<id|int>/<*rest>"), shape("/users/<key|i32>/<*>"));
    /// ```
    pub fn shape(&self) -> String {
        let nameless = self.segments.iter().map(|segment| match segment {
            Segment::Literal(literal) => Segment::Literal(literal.clone()),
            Segment::Capture(capture) => Segment::Capture(Capture { name: None, accept: capture.accept.clone() }),
            Segment::Rest(_) => Segment::Rest(None),
        });
        let segments = nameless.collect();
        Pattern { segments }.to_string()
    }

    /// Matches a raw (percent-encoded) path and gives the named captures, decoded.
    ///
    /// The slow and obvious reference for the router, for tests and tools.
    /// `own(name, segment)` decides the constraints that the application defines.
    ///
    /// ```
    /// use framework_pattern::Pattern;
    ///
    /// let pattern = Pattern::parse("/files/<*rest>").unwrap();
    /// let captures = pattern.matches("/files/a%20b/c%2Fd", &|_, _| false).unwrap();
    /// assert_eq!(captures, [("rest".to_owned(), "a b/c%2Fd".to_owned())]);
    /// ```
    pub fn matches(&self, path: &str, own: &dyn Fn(&str, &str) -> bool) -> Option<Vec<(String, String)>> {
        matching::matches(&self.segments, path, own)
    }
}

/// What stands between two slashes of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// `users`: matches itself; percent-decoded, never empty, never a dot segment.
    Literal(String),
    /// `<id|int>`: matches one segment.
    Capture(Capture),
    /// `<*rest>`: matches the rest of the path, one segment or more; stands last.
    Rest(Option<String>),
}

impl Segment {
    /// The name under which the segment captures.
    pub fn name(&self) -> Option<&str> {
        match self {
            Segment::Literal(_) => None,
            Segment::Capture(capture) => capture.name.as_deref(),
            Segment::Rest(name) => name.as_deref(),
        }
    }
}

/// A capture of exactly one non-empty segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Capture {
    /// The name of the argument that takes the value; without one the value is dropped.
    pub name: Option<String>,
    /// Which segments the capture matches.
    pub accept: Accept,
}

/// Whether one of the segments captures under the same name already.
pub(crate) fn is_taken(segments: &[Segment], candidate: &Segment) -> bool {
    let name = candidate.name();
    name.is_some() && segments.iter().any(|segment| segment.name() == name)
}

impl Display for Pattern {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.segments.is_empty() {
            return formatter.write_str("/");
        }
        self.segments.iter().try_for_each(|segment| write!(formatter, "/{segment}"))
    }
}

impl Display for Segment {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Literal(literal) => write_literal(literal, formatter),
            Segment::Capture(capture) => capture.fmt(formatter),
            Segment::Rest(name) => write!(formatter, "<*{}>", name.as_deref().unwrap_or("")),
        }
    }
}

impl Display for Capture {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref().unwrap_or("");
        match &self.accept {
            Accept::Constraint(Constraint::Builtin(builtin)) => {
                write!(formatter, "<{name}|{}>", builtin.name())
            }
            Accept::Constraint(Constraint::Own(own)) => write!(formatter, "<{name}|{own}>"),
            Accept::Regex(regex) => write!(formatter, "<{name}||{}>", regex.text()),
            Accept::Any => write!(formatter, "<{name}>"),
        }
    }
}

/// Encodes what would not parse as this literal, and keeps the rest readable.
fn write_literal(literal: &str, formatter: &mut Formatter<'_>) -> fmt::Result {
    for (position, character) in literal.char_indices() {
        let encode = match character {
            '/' | '%' | '?' | '#' | '<' | '>' => true,
            '{' | ':' | '*' => position == 0,
            '[' => position == 0 && literal.ends_with(']'),
            _ => character.is_control(),
        };
        if encode {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                write!(formatter, "%{byte:02X}")?;
            }
        } else {
            write!(formatter, "{character}")?;
        }
    }
    Ok(())
}
