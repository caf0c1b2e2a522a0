//! Lengths and ranges in words and as keywords of a schema.

use std::{
    fmt::Display,
    ops::Bound::{self, Excluded, Included, Unbounded},
};

use serde_json::Value;

use crate::schema::Schema;

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Unicode scalar values of a text.
    Characters,
    /// Elements of a list.
    Elements,
    /// Entries of a map.
    Entries,
}

impl Unit {
    pub(super) fn keywords(self, least: Option<usize>, most: Option<usize>) -> Schema {
        let [minimum, maximum] = match self {
            Unit::Characters => ["minLength", "maxLength"],
            Unit::Elements => ["minItems", "maxItems"],
            Unit::Entries => ["minProperties", "maxProperties"],
        };
        let ends = [(minimum, least), (maximum, most)];
        ends.into_iter().filter_map(|(keyword, end)| Some((keyword.to_owned(), end?.into()))).collect()
    }

    fn counted(self, count: usize) -> &'static str {
        match (self, count) {
            (Unit::Characters, 1) => "character",
            (Unit::Characters, _) => "characters",
            (Unit::Elements, 1) => "element",
            (Unit::Elements, _) => "elements",
            (Unit::Entries, 1) => "entry",
            (Unit::Entries, _) => "entries",
        }
    }
}

#[cold]
pub(super) fn message(unit: Unit, least: Option<usize>, most: Option<usize>) -> String {
    let amount = match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => return String::new(), // the macro refuses it
    };
    format!("must have {amount} {}", unit.counted(most.or(least).unwrap_or_default()))
}

#[cold]
pub(super) fn range_message<B: Display>(from: &Bound<B>, to: &Bound<B>) -> String {
    if let (Included(from), Included(to)) = (from, to) {
        return format!("must be from {from} to {to}");
    }
    let from = match from {
        Included(from) => Some(format!("at least {from}")),
        Excluded(from) => Some(format!("above {from}")),
        Unbounded => None,
    };
    let to = match to {
        Included(to) => Some(format!("at most {to}")),
        Excluded(to) => Some(format!("below {to}")),
        Unbounded => None,
    };
    format!("must be {}", from.into_iter().chain(to).collect::<Vec<_>>().join(" and "))
}

/// JSON Schema has keywords for numbers alone; the ends of dates are only checked.
pub(super) fn range_keywords<B: Display>(from: &Bound<B>, to: &Bound<B>) -> Schema {
    let from = match from {
        Included(end) => number(end).map(|end| ("minimum", end)),
        Excluded(end) => number(end).map(|end| ("exclusiveMinimum", end)),
        Unbounded => None,
    };
    let to = match to {
        Included(end) => number(end).map(|end| ("maximum", end)),
        Excluded(end) => number(end).map(|end| ("exclusiveMaximum", end)),
        Unbounded => None,
    };
    from.into_iter().chain(to).map(|(keyword, end)| (keyword.to_owned(), end)).collect()
}

/// As it is written, so that 0.1 stays 0.1 also for `f32`.
fn number(end: &impl Display) -> Option<Value> {
    serde_json::from_str(&end.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_in_few_words() {
        let cases = [
            (Unit::Characters, Some(1), Some(40), "must have 1 to 40 characters"),
            (Unit::Characters, None, Some(1), "must have at most 1 character"),
            (Unit::Elements, Some(1), None, "must have at least 1 element"),
            (Unit::Elements, Some(0), Some(0), "must have 0 elements"),
            (Unit::Entries, Some(2), Some(2), "must have 2 entries"),
            (Unit::Entries, Some(1), Some(1), "must have 1 entry"),
        ];
        for (unit, least, most, expected) in cases {
            assert_eq!(message(unit, least, most), expected);
        }
    }

    #[test]
    fn ranges_are_told_in_few_words_and_as_keywords() {
        let cases = [
            (Included(0.0), Included(0.1), "must be from 0 to 0.1", r#"{"maximum":0.1,"minimum":0}"#),
            (
                Included(-1.0),
                Excluded(2.0),
                "must be at least -1 and below 2",
                r#"{"exclusiveMaximum":2,"minimum":-1}"#,
            ),
            (Unbounded, Included(5.0), "must be at most 5", r#"{"maximum":5}"#),
            (Excluded(5.0), Unbounded, "must be above 5", r#"{"exclusiveMinimum":5}"#),
            (Unbounded, Excluded(f32::INFINITY), "must be below inf", "{}"),
        ];
        for (from, to, told, keywords) in cases {
            assert_eq!(range_message(&from, &to), told);
            let found: Value = range_keywords::<f32>(&from, &to).into();
            assert_eq!(found, serde_json::from_str::<Value>(keywords).expect("JSON"));
        }
    }
}
