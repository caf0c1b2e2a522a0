//! In which form a client wants a problem: the field `Accept` (RFC 9110, section 12.5.1).

use http::{HeaderMap, header};

/// The form of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Html,
    Text,
}

/// The ranges that accept each form, a more specific one later. Who asks for JSON takes a problem in it.
const JSON: &[&str] = &["*/*", "application/*", "application/json", "application/problem+json"];
const HTML: &[&str] = &["*/*", "text/*", "text/html"];
const TEXT: &[&str] = &["*/*", "text/*", "text/plain"];

impl Form {
    /// The form that is preferred. JSON, unless another one is preferred to it; also where nothing of ours is
    /// accepted: a problem in the wrong form says more than a 406 in none.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        // How specific the best range is, and its weight.
        let (mut json, mut html, mut text) = ((0, 0), (0, 0), (0, 0));
        for field in headers.get_all(header::ACCEPT) {
            for (range, weight) in split(field.as_bytes(), b',').filter_map(read) {
                for (best, ranges) in [(&mut json, JSON), (&mut html, HTML), (&mut text, TEXT)] {
                    let known = ranges.iter().position(|known| range.eq_ignore_ascii_case(known.as_bytes()));
                    *best = known.map_or(*best, |specific| (specific + 1, weight).max(*best));
                }
            }
        }
        if html.1 > json.1 && html.1 >= text.1 {
            Form::Html
        } else if text.1 > json.1 {
            Form::Text
        } else {
            Form::Json
        }
    }
}

/// A range and its weight in thousandths. None for one that cannot be read, and for one with parameters: those are
/// asked of the type, and ours has none but its encoding.
fn read(range: &[u8]) -> Option<(&[u8], u16)> {
    let mut parts = split(range, b';');
    let range = parts.next()?;
    for parameter in parts {
        let (name, value) = parameter.split_at(parameter.iter().position(|byte| *byte == b'=')?);
        match name.trim_ascii().to_ascii_lowercase().as_slice() {
            b"q" => return Some((range, weight(value[1..].trim_ascii())?)), // what follows is an extension
            b"charset" => {}
            _ => return None,
        }
    }
    Some((range, 1000))
}

/// `0` to `1`, in thousandths; more digits than three say nothing.
fn weight(text: &[u8]) -> Option<u16> {
    let (whole, digits) = match text {
        [whole @ (b'0' | b'1')] => (whole, &[][..]),
        [whole @ (b'0' | b'1'), b'.', digits @ ..] => (whole, digits),
        _ => return None,
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |index| u16::from(digits.get(index).copied().unwrap_or(b'0') - b'0');
    let weight = u16::from(whole - b'0') * 1000 + digit(0) * 100 + digit(1) * 10 + digit(2);
    (weight <= 1000).then_some(weight)
}

/// The parts between separators that are not quoted, without the space around them.
pub(crate) fn split(mut text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let (mut quoted, mut escaped) = (false, false);
        let end = text.iter().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                byte => return *byte == separator && !quoted,
            }
            false
        });
        let (part, rest) = text.split_at(end.unwrap_or(text.len()));
        done = rest.is_empty();
        text = rest.get(1..).unwrap_or_default();
        Some(part.trim_ascii())
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const CASES: &[(&[&str], Form)] = &[
        (&[], Form::Json),
        (&[""], Form::Json),
        (&["*/*"], Form::Json),
        (&["application/json"], Form::Json),
        (&["application/problem+json"], Form::Json),
        (&["application/*"], Form::Json),
        (&["image/png"], Form::Json),
        (&["text/html"], Form::Html),
        (&["TEXT/Html"], Form::Html),
        (&["text/plain"], Form::Text),
        (&["text/*"], Form::Html),
        (&["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], Form::Html),
        (&["image/avif,image/webp,image/*,*/*;q=0.8"], Form::Json),
        (&["application/json, text/plain, */*"], Form::Json),
        (&["text/html, text/plain, text/sgml, */*;q=0.01"], Form::Html),
        (&["text/plain, text/html"], Form::Html),
        (&["text/plain, text/html;q=0.9"], Form::Text),
        (&["text/plain, */*;q=0.5"], Form::Text),
        (&["text/html, application/json"], Form::Json),
        (&["text/html, application/json;q=0.9"], Form::Html),
        (&["text/html, application/problem+json"], Form::Json),
        (&["text/html;q=0.9, application/json"], Form::Json),
        (&["text/html;q=0", "*/*;q=0.1"], Form::Json),
        (&["application/json;q=0.5", "text/html;q=0.6"], Form::Html),
        // The more specific range says it, whatever the others weigh.
        (&["*/*, application/json;q=0.1"], Form::Html),
        (&["*/*, application/json;q=0.1, text/html;q=0"], Form::Text),
        (&["*/*;q=1, text/*;q=0.5"], Form::Json),
        (&["application/problem+json;q=0, application/json, text/html;q=0.1"], Form::Html),
        // Weights.
        (&["text/html ; q=0.001, */*;q=0"], Form::Html),
        (&["text/html;q=0.5559, */*;q=0.555"], Form::Json),
        (&["text/html;Q=1.000, */*;Q=0.999"], Form::Html),
        (&["text/html;q=0.000"], Form::Json),
        // What cannot be read says nothing.
        (&["text/html;q=2"], Form::Json),
        (&["text/html;q=1.001"], Form::Json),
        (&["text/html;q="], Form::Json),
        (&["text/html;q=-1"], Form::Json),
        (&["text/html;q"], Form::Json),
        (&[",,, ;;, text/html,"], Form::Html),
        (&["/", "*", "text", "text/"], Form::Json),
        // Parameters.
        (&["text/html;charset=utf-8"], Form::Html),
        (&["text/html;level=1, text/plain;q=0.1"], Form::Text),
        (&["text/html;q=0.5;extension=1, application/json;q=0.4"], Form::Html),
        (&[r#"text/html;charset="a,b;q=0", application/json;q=0.4"#], Form::Html),
        (&[r#"text/plain;a="\",text/html", application/json;q=0.4"#], Form::Json),
        (&[r#"text/plain;a=",text/html"#], Form::Json),
    ];

    #[test]
    fn the_form_is_the_one_that_is_preferred() {
        for (fields, form) in CASES {
            let mut headers = HeaderMap::new();
            for field in *fields {
                headers.append(header::ACCEPT, HeaderValue::from_static(field));
            }
            assert_eq!(Form::of(&headers), *form, "{fields:?}");
        }
    }

    #[test]
    fn any_bytes_are_read() {
        for bytes in [&b"\xff\xfe;q=\xff"[..], b"text/html;=;q=1", b";q", b"\"", b"\"\\", b"a;b=\"\\\"", b"=;=;="] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_bytes(bytes).expect("a value"));
            assert_eq!(Form::of(&headers), Form::Json, "{bytes:?}");
        }
    }
}
