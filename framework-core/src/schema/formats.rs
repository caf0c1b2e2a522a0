//! Dates that are texts of their own: in a path, in a query string, returned alone.

use std::fmt::Write as _;

use chrono::format::{Fixed, Item, Numeric, Pad, StrftimeItems};
use serde_json::json;

use super::{Schema, object};
use crate::config::HttpSettings;

/// The formats of the settings, where they are not ISO 8601.
#[derive(Debug, Default)]
pub(crate) struct DateFormats {
    pub(crate) date: Option<String>,
    pub(crate) time: Option<String>,
    pub(crate) datetime: Option<String>,
    pub(crate) zoned_datetime: Option<String>,
}

impl DateFormats {
    pub(crate) fn of(settings: &HttpSettings) -> Self {
        let other = |format: &str, iso: &[&str]| (!iso.contains(&format)).then(|| format.to_owned());
        DateFormats {
            date: other(&settings.date_format, &["%Y-%m-%d", "%F"]),
            time: other(&settings.time_format, &["%H:%M:%S", "%T"]),
            datetime: other(&settings.datetime_format, &["%Y-%m-%dT%H:%M:%S", "%FT%T"]),
            zoned_datetime: other(&settings.zoned_datetime_format, &["%+"]),
        }
    }
}

/// The schema of a text in a strftime format: what can be said of it as a regular expression, and an example.
pub(crate) fn as_written(format: &str, example: &str) -> Schema {
    let mut schema = object(json!({ "type": "string", "examples": [example] }));
    if let Some(pattern) = pattern(format) {
        schema.insert("pattern".to_owned(), pattern.into());
    }
    schema
}

/// None where a part of it is of any form.
fn pattern(format: &str) -> Option<String> {
    let mut pattern = String::from("^");
    for item in StrftimeItems::new(format) {
        match item {
            Item::Literal(text) | Item::Space(text) => escape(text, &mut pattern),
            Item::OwnedLiteral(text) | Item::OwnedSpace(text) => escape(&text, &mut pattern),
            Item::Numeric(numeric, pad) => {
                let digits = match numeric {
                    Numeric::Year | Numeric::IsoYear => 4,
                    Numeric::Ordinal => 3,
                    Numeric::Nanosecond | Numeric::Timestamp => return None,
                    Numeric::NumDaysFromSun | Numeric::WeekdayFromMon | Numeric::Quarter => 1,
                    _ => 2,
                };
                match pad {
                    Pad::Zero => write!(pattern, "[0-9]{{{digits}}}").ok()?,
                    Pad::None => write!(pattern, "[0-9]{{1,{digits}}}").ok()?,
                    Pad::Space => write!(pattern, "[ 0-9]{{{digits}}}").ok()?,
                }
            }
            Item::Fixed(Fixed::ShortMonthName | Fixed::ShortWeekdayName) => pattern += "[A-Z][a-z]{2}",
            Item::Fixed(Fixed::LongMonthName | Fixed::LongWeekdayName) => pattern += "[A-Z][a-z]+",
            Item::Fixed(Fixed::UpperAmPm) => pattern += "[AP]M",
            Item::Fixed(Fixed::LowerAmPm) => pattern += "[ap]m",
            Item::Fixed(Fixed::TimezoneOffset) => pattern += "[+-][0-9]{4}",
            Item::Fixed(Fixed::TimezoneOffsetColon) => pattern += "[+-][0-9]{2}:[0-9]{2}",
            Item::Fixed(_) | Item::Error => return None,
        }
    }
    pattern.push('$');
    Some(pattern)
}

fn escape(text: &str, pattern: &mut String) {
    for character in text.chars() {
        if "\\^$.|?*+()[]{}/".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_a_regular_expression_where_all_of_it_is() {
        let cases = [
            ("%d/%m/%Y", Some("^[0-9]{2}\\/[0-9]{2}\\/[0-9]{4}$")),
            ("%-d. %b %y", Some("^[0-9]{1,2}\\. [A-Z][a-z]{2} [0-9]{2}$")),
            ("%H.%M Uhr", Some("^[0-9]{2}\\.[0-9]{2} Uhr$")),
            ("%I:%M %p", Some("^[0-9]{2}:[0-9]{2} [AP]M$")),
            ("%s", None),
            ("%H:%M:%S%.f", None),
        ];
        for (format, expected) in cases {
            assert_eq!(pattern(format).as_deref(), expected, "{format}");
        }
    }
}
