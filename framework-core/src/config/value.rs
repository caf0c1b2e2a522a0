//! How the values of settings are written.

use std::time::Duration;

/// `"10s"`, `"500ms"`, `"5m"`, `"1h"` or a number of seconds.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = split_unit(text)?;
    let seconds = match unit {
        "" | "s" => number,
        "ms" => number / 1e3,
        "m" => number * 60.0,
        "h" => number * 3600.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

/// `"2 MiB"`, `"64 KiB"`, `"1 GiB"`, `"10 MB"` or a number of bytes.
pub(super) fn size(text: &str) -> Option<u64> {
    let (number, unit) = split_unit(text)?;
    let factor: u32 = match unit {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "kB" | "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    let bytes = number * f64::from(factor);
    (bytes.fract() == 0.0 && bytes <= 2f64.powi(53)).then_some(bytes as u64)
}

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

fn split_unit(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_a_unit_or_are_seconds() {
        let cases = [
            ("10s", Some(10_000)),
            ("500ms", Some(500)),
            ("5m", Some(300_000)),
            ("30", Some(30_000)),
            ("1.5s", Some(1_500)),
            ("0", Some(0)),
            ("", None),
            ("s", None),
            ("-1s", None),
            ("1 week", None),
            ("1.2.3", None),
        ];
        for (text, milliseconds) in cases {
            assert_eq!(duration(text), milliseconds.map(Duration::from_millis), "{text}");
        }
    }

    #[test]
    fn sizes_have_a_unit_or_are_bytes() {
        let cases = [
            ("2 MiB", Some(2 << 20)),
            ("64KiB", Some(65_536)),
            ("10", Some(10)),
            ("1 kB", Some(1_000)),
            ("0.5 KiB", Some(512)),
            ("0.3 B", None),
            ("1 TB", None),
            ("MiB", None),
            ("99999999999999999999", None),
        ];
        for (text, bytes) in cases {
            assert_eq!(size(text), bytes, "{text}");
        }
    }

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
