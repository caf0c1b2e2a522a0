//! How the values of settings are written.

pub(super) use framework_pattern::{duration, size};

/// The strftime format of a Qt pattern, as `%Y/%m/%d` of `yyyy/MM/dd`, where the text is one.
pub(super) fn strftime_of_qt(pattern: &str) -> Option<String> {
    // The longer ones first. What stands in quotes is text.
    const FIELDS: [(&str, &str); 20] = [
        ("yyyy", "%Y"),
        ("yy", "%y"),
        ("MMMM", "%B"),
        ("MMM", "%b"),
        ("MM", "%m"),
        ("M", "%-m"),
        ("dddd", "%A"),
        ("ddd", "%a"),
        ("dd", "%d"),
        ("d", "%-d"),
        ("HH", "%H"),
        ("H", "%-H"),
        ("hh", "%H"),
        ("h", "%-H"),
        ("mm", "%M"),
        ("m", "%-M"),
        ("ss", "%S"),
        ("s", "%-S"),
        ("zzz", "%3f"),
        ("t", "%Z"),
    ];
    if pattern.contains('%') {
        return None;
    }
    let (mut format, mut rest, mut fields) = (String::new(), pattern, 0);
    while let Some(first) = rest.chars().next() {
        let field = FIELDS.iter().find(|(field, _)| rest.starts_with(field));
        if let Some((field, strftime)) = field {
            format += strftime;
            fields += 1;
            rest = &rest[field.len()..];
        } else if first == '\'' {
            let (text, behind) = rest[1..].split_once('\'').unwrap_or((&rest[1..], ""));
            format += text;
            rest = behind;
        } else if first.is_ascii_alphabetic() && first != 'T' {
            return None; // a word, and no pattern
        } else {
            format.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (fields > 0).then_some(format)
}

/// `true`, `false`, `on`, `off`, `yes`, `no`, `1`, `0`.
pub(super) fn switch(text: &str) -> Option<bool> {
    match text {
        "true" | "on" | "yes" | "1" => Some(true),
        "false" | "off" | "no" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qt_pattern_has_a_strftime_format() {
        let cases = [
            ("yyyy/MM/dd", Some("%Y/%m/%d")),
            ("yyyy-MM-ddTHH:mm:ss", Some("%Y-%m-%dT%H:%M:%S")),
            ("d.M.yy", Some("%-d.%-m.%y")),
            ("dddd 'the' d", Some("%A the %-d")),
            ("'mm'", None),
            ("'open", None),
            ("HH:mm:ss.zzz", Some("%H:%M:%S.%3f")),
            ("today", None),
            ("年月日", None),
            ("%Y", None),
            ("", None),
        ];
        for (pattern, format) in cases {
            assert_eq!(strftime_of_qt(pattern).as_deref(), format, "{pattern}");
        }
    }
}
