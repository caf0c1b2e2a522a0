//! Durations and sizes, as settings and attributes of routes write them.

use std::time::Duration;

/// A duration: `10s`, `500ms`, `5m`, `1h` or a number of seconds.
///
/// ```
/// use std::time::Duration;
///
/// assert_eq!(framework_pattern::duration("1.5s"), Some(Duration::from_millis(1_500)));
/// assert_eq!(framework_pattern::duration("1 week"), None);
/// ```
pub fn duration(text: &str) -> Option<Duration> {
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

/// A size in bytes: `2 MiB`, `64 KiB`, `1 GiB`, `10 MB` or a number of bytes.
///
/// ```
/// assert_eq!(framework_pattern::size("0.5 KiB"), Some(512));
/// assert_eq!(framework_pattern::size("0.3 B"), None);
/// ```
pub fn size(text: &str) -> Option<u64> {
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
}
