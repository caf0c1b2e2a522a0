//! The page that lists a folder.

use std::collections::BTreeSet;

use http::{HeaderValue, header};
use percent_encoding::utf8_percent_encode;

use crate::{Body, Response, heads::HTML, invalid::escape, resources::Entry, urls::RESERVED};

/// The page of a folder, whose path, decoded, is shown. The outermost one has no link to the one above.
pub(super) fn page(path: &str, is_outermost: bool, entries: &BTreeSet<Entry>) -> Response {
    let path = escape(path);
    let above = if is_outermost { "" } else { "<li><a href=\"../\">../</a></li>\n" };
    let entries: String = entries.iter().map(item).collect();
    let mut response = Response::new(Body::from(format!(
        "<!doctype html>\n<html><meta charset=\"utf-8\"><title>{path}</title>\n\
         <h1>{path}</h1>\n<ul>\n{above}{entries}</ul>\n</html>\n"
    )));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HTML);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn item(Entry { is_file, name }: &Entry) -> String {
    let slash = if *is_file { "" } else { "/" };
    // A name with a colon is no scheme, one with `?` has no query.
    let link = utf8_percent_encode(name, RESERVED);
    let shown = escape(name);
    format!("<li><a href=\"{link}{slash}\">{shown}{slash}</a></li>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn names_are_escaped_and_links_encoded_and_folders_go_first() {
        let entry = |is_file, name: &str| Entry { is_file, name: name.to_owned() };
        let entries =
            [entry(true, "a.txt"), entry(true, "<i>\"x\" & 100%?#"), entry(true, "javascript:é"), entry(false, "z")];
        let page = page("/<b>/", false, &BTreeSet::from(entries));
        assert_eq!(page.headers()["x-content-type-options"], "nosniff");
        let text = page.into_body().read(10_000).await.expect("a body");
        let text = std::str::from_utf8(&text).expect("UTF-8");
        let lines: Vec<_> = text.lines().filter(|line| line.starts_with("<li>") || line.starts_with("<h1>")).collect();
        assert_eq!(
            lines,
            [
                "<h1>/&lt;b&gt;/</h1>",
                "<li><a href=\"../\">../</a></li>",
                "<li><a href=\"z/\">z/</a></li>",
                "<li><a href=\"%3Ci%3E%22x%22%20%26%20100%25%3F%23\">&lt;i&gt;&quot;x&quot; &amp; 100%?#</a></li>",
                "<li><a href=\"a.txt\">a.txt</a></li>",
                "<li><a href=\"javascript%3A%C3%A9\">javascript:é</a></li>",
            ]
        );
    }
}
