//! ISO 8601 dates and times, the extended format only.

/// `2024-02-29`: four, two and two digits, a day that the calendar has.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(year), Some(month), Some(day)) => (1..=days_in(year, month)).contains(&day),
        _ => false,
    }
}

/// `12:30`, `12:30:59` or `12:30:59.25`; neither hour 24 nor second 60.
pub(crate) fn is_time(text: &str) -> bool {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let hour = parts.next();
    let minute = parts.next();
    let second = parts.next();
    let is_clock =
        is_hour_and_minute(hour, minute) && second.is_none_or(|second| below(second, 60)) && parts.next().is_none();
    let is_fraction = fraction.is_none_or(|fraction| second.is_some() && are_digits(fraction));
    is_clock && is_fraction
}

/// A date, `T`, a time, then `Z`, `+01:00`, `-01:00` or nothing.
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    is_date(date) && is_time_with_offset(time)
}

fn is_time_with_offset(text: &str) -> bool {
    if let Some(time) = text.strip_suffix('Z') {
        return is_time(time);
    }
    let Some((time, offset)) = text.split_once(['+', '-']) else {
        return is_time(text);
    };
    let (hour, minute) = offset.split_once(':').unzip();
    is_time(time) && is_hour_and_minute(hour, minute)
}

fn is_hour_and_minute(hour: Option<&str>, minute: Option<&str>) -> bool {
    hour.is_some_and(|hour| below(hour, 24)) && minute.is_some_and(|minute| below(minute, 60))
}

fn below(text: &str, bound: u32) -> bool {
    number(text, 2).is_some_and(|number| number < bound)
}

/// The number that exactly so many ASCII digits write.
fn number(text: &str, digits: usize) -> Option<u32> {
    if text.len() != digits || !are_digits(text) {
        return None;
    }
    text.parse().ok()
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}
