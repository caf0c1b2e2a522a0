//! Redirects: one location, encoded, and with `local` never elsewhere.

use framework::prelude::*;

use super::{all, app};
use crate::answers::{PROBLEM, assert_answer, with};

#[derive(Default)]
struct Redirects;

#[controller("/redirects")]
impl Redirects {
    #[get_mapping]
    fn to(text: &str) -> RedirectResponse {
        RedirectResponse::to(text)
    }

    #[get_mapping]
    fn from(text: String) -> RedirectResponse {
        text.into()
    }

    #[get_mapping]
    fn permanent(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).permanent()
    }

    #[get_mapping]
    fn moved(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).moved()
    }

    #[get_mapping]
    fn see_other(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).see_other()
    }

    #[get_mapping]
    fn temporary(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).temporary()
    }

    #[get_mapping]
    fn suffix(text: &str) -> RedirectResponse {
        text.redirect()
    }

    #[get_mapping]
    fn local(text: &str) -> RedirectResponse {
        RedirectResponse::local(text)
    }

    #[get_mapping]
    fn local_moved(text: String) -> JsonResponse {
        RedirectResponse::local(text).moved().into()
    }
}

#[tokio::test]
async fn a_redirect_is_a_location_and_no_more() {
    let app = app();
    let codes = [
        ("to", 302),
        ("from", 302),
        ("permanent", 308),
        ("moved", 301),
        ("see_other", 303),
        ("temporary", 307),
        ("suffix", 302),
        ("local", 302),
        ("local_moved", 301),
    ];
    for (path, status) in codes {
        let answer = app.get(&with(&format!("/redirects/{path}"), "/login?next=%2F#top")).await;
        assert_answer(&answer, status, None, "");
        assert_eq!(all(&answer, "location"), ["/login?next=%2F#top"], "{path}");
    }
}

#[tokio::test]
async fn a_location_is_encoded_where_it_must_be() {
    let app = app();
    let cases = [
        ("/a b", "/a%20b"),
        ("/名", "/%E5%90%8D"),
        ("/%E5%90%8D?q=%20", "/%E5%90%8D?q=%20"),
        ("https://example.org/ä?q=ö#ü", "https://example.org/%C3%A4?q=%C3%B6#%C3%BC"),
        ("/\"<>\\^`{|}", "/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("http://[::1]:8080/a;b=c,d/@:!$&'()*+-._~", "http://[::1]:8080/a;b=c,d/@:!$&'()*+-._~"),
        ("relative", "relative"),
    ];
    for (text, location) in cases {
        let answer = app.get(&with("/redirects/to", text)).await;
        answer.assert_status(302).assert_header("location", location);
    }
}

#[tokio::test]
async fn a_control_character_in_a_location_is_a_500() {
    let app = app();
    for text in ["/a\r\nSet-Cookie: b=1", "/a\nb", "/a\rb", "/\0", "/\t", "/\u{7f}", "/\u{85}", "\r\n"] {
        for path in ["to", "permanent", "from", "suffix"] {
            let answer = app.get(&with(&format!("/redirects/{path}"), text)).await;
            answer.assert_status(500).assert_header("content-type", PROBLEM);
            assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None), "{text:?}");
        }
    }
}

#[tokio::test]
async fn a_local_redirect_leads_to_this_server_alone() {
    let app = app();
    for (text, location) in [("/", "/"), ("/a//b?c=//d", "/a//b?c=//d"), ("/名 ", "/%E5%90%8D%20"), ("/a\\b", "/a%5Cb")]
    {
        let answer = app.get(&with("/redirects/local", text)).await;
        answer.assert_status(302).assert_header("location", location);
    }
    let elsewhere = [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https://evil.example",
        "https:evil.example",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        " /login",
        "?a",
        "#a",
        ".",
        "/\t/evil.example",
        "/\r\n/evil.example",
        "\t//evil.example",
    ];
    for text in elsewhere {
        for path in ["local", "local_moved"] {
            let answer = app.get(&with(&format!("/redirects/{path}"), text)).await;
            answer.assert_status(400).assert_header("content-type", PROBLEM);
            assert_eq!(answer.header("location"), None, "{text:?}");
            assert!(text.len() < 3 || !answer.text().contains(text), "{text:?}: {}", answer.text());
        }
    }
}
