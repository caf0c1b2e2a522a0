//! An `Invalid` as a response: problem+json, a page or a text. What it keeps private is in none of them.

use std::borrow::Cow;

use http::{HeaderValue, header};
use serde_json::{Map, Value};

use super::{Form, Invalid};
use crate::{
    Body, HttpStatus, Response,
    heads::{HTML, TEXT},
    status::name_reason,
};

pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

impl Invalid {
    /// The response about a request for `instance` (a path).
    pub(crate) fn render(&self, form: Form, instance: &str) -> Response {
        let headers = &self.0.headers;
        // Who names a media type by hand, names one of JSON.
        let form = if headers.contains_key(header::CONTENT_TYPE) { Form::Json } else { form };
        let (content_type, body) = match form {
            Form::Json => (HeaderValue::from_static(PROBLEM_JSON), self.json(instance)),
            Form::Html => (HTML, self.html()),
            Form::Text => (TEXT, self.text()),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.0.status.into();
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        response.headers_mut().extend(headers.clone());
        response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
        name_reason(&mut response);
        response
    }

    fn json(&self, instance: &str) -> String {
        let instance = Some(instance).filter(|path| path.starts_with('/'));
        let problem = Problem { status: self.0.status, detail: self.detail(), instance, members: &self.0.members };
        serde_json::to_string(&problem).unwrap_or_default() // strings and numbers: it cannot fail
    }

    fn html(&self) -> String {
        let title = escape(&self.title());
        let detail = self.shown_detail().map(|detail| format!("<p>{}</p>\n", escape(detail))).unwrap_or_default();
        let violations: String = self.violations().map(|text| format!("<li>{}</li>\n", escape(&text))).collect();
        let list = if violations.is_empty() { violations } else { format!("<ul>\n{violations}</ul>\n") };
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<h1>{title}</h1>\n{detail}{list}"
        )
    }

    fn text(&self) -> String {
        let detail = self.shown_detail().map(|detail| format!("{detail}\n")).unwrap_or_default();
        let violations: String = self.violations().map(|text| format!("- {text}\n")).collect();
        format!("{}\n{detail}{violations}", self.title())
    }

    /// `404 Not Found`, or with the title that was set by hand.
    fn title(&self) -> String {
        let title = self.member("title").and_then(Value::as_str).unwrap_or_else(|| self.0.status.reason());
        format!("{} {title}", self.0.status.code())
    }

    fn shown_detail(&self) -> Option<&str> {
        self.member("detail").map_or(self.detail(), Value::as_str)
    }

    /// What is wrong in particular, one line each.
    fn violations(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.member("errors").and_then(Value::as_array).into_iter().flatten().map(|error| {
            let text = |name| error.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            let place: Vec<_> = ["in", "name", "pointer"].into_iter().filter_map(text).collect();
            match (text("message").or(error.as_str()), place.join(" ")) {
                (None, _) => error.to_string().into(),
                (Some(message), place) if place.is_empty() => message.into(),
                (Some(message), place) => format!("{place}: {message}").into(),
            }
        })
    }
}

/// A text for HTML, between tags and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// In the order in which RFC 9457 names the members; one that was set by hand replaces ours.
struct Problem<'a> {
    status: HttpStatus,
    detail: Option<&'a str>,
    /// None where no path was sent.
    instance: Option<&'a str>,
    members: &'a Map<String, Value>,
}

impl serde::Serialize for Problem<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let standard = [
            ("type", Some(Value::from("about:blank"))),
            ("title", Some(self.status.reason().into())),
            ("status", Some(self.status.code().into())),
            ("detail", self.detail.map(Value::from)),
            ("instance", self.instance.map(Value::from)),
        ];
        let standard = standard.into_iter().filter(|(name, _)| !self.members.contains_key(*name));
        serializer.collect_map(
            standard
                .filter_map(|(name, value)| Some((name, Cow::Owned(value?))))
                .chain(self.members.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value)))),
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_page_and_a_text_show_what_is_wrong_and_nothing_that_is_private() {
        let errors = json!([
            { "in": "query", "name": "q", "message": "is missing" },
            { "in": "body", "pointer": "/a/<b>", "rule": "type", "message": "expected 'text'" },
            { "in": "body", "pointer": "", "message": "too deep" },
            "a text",
            { "other": 1 },
        ]);
        let invalid = Invalid::bad_request("<i>\"no\" & 'never'").with("errors", errors).caused_by("s3cret");
        assert_eq!(
            invalid.html(),
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>400 Bad Request</title>\n\
             <h1>400 Bad Request</h1>\n<p>&lt;i&gt;&quot;no&quot; &amp; &#39;never&#39;</p>\n<ul>\n\
             <li>query q: is missing</li>\n<li>body /a/&lt;b&gt;: expected &#39;text&#39;</li>\n\
             <li>body: too deep</li>\n<li>a text</li>\n<li>{&quot;other&quot;:1}</li>\n</ul>\n"
        );
        assert_eq!(
            invalid.text(),
            "400 Bad Request\n<i>\"no\" & 'never'\n- query q: is missing\n- body /a/<b>: expected 'text'\n\
             - body: too deep\n- a text\n- {\"other\":1}\n"
        );
    }

    #[test]
    fn a_title_and_a_detail_that_were_set_by_hand_are_shown() {
        let invalid = Invalid::conflict("a").with("title", "Taken").with("detail", "b").with("errors", "no list");
        assert_eq!(invalid.text(), "409 Taken\nb\n");
        assert_eq!(Invalid::of(HttpStatus::GONE).text(), "410 Gone\n");
    }
}
