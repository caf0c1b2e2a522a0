//! `session.*`: what is taken, what stops the start, and what it does.

use framework::prelude::*;

use super::{Visitor, visitor::set_cookie};

#[post_mapping("/settings/set")]
fn set(session: Session) {
    session.set("a", 1);
}

#[post_mapping("/settings/end")]
fn end(session: Session) {
    session.destroy();
}

#[get_mapping("/settings/get")]
fn get(#[session] a: u8) -> u8 {
    a
}

fn app() -> App {
    App::new().module(module_path!())
}

#[tokio::test]
async fn the_cookie_is_called_as_the_setting_says_and_has_what_its_name_demands() {
    for (name, attributes) in [
        ("session", "HttpOnly; SameSite=Lax; Path=/"),
        ("__Host-session", "HttpOnly; SameSite=Lax; Secure; Path=/"),
        ("__Secure-id", "HttpOnly; SameSite=Lax; Secure; Path=/"),
        ("a!#$%&'*+-.^_`|~", "HttpOnly; SameSite=Lax; Path=/"),
    ] {
        let app = app().set("session.cookie", name).test();
        let mut visitor = Visitor::new(&app);
        let answer = visitor.post("/settings/set").await;
        let cookie = set_cookie(answer.assert_status(200)).expect("a cookie");
        let (pair, found) = cookie.split_once("; ").expect("attributes");
        assert_eq!((pair.split('=').next(), found), (Some(name), attributes));
        visitor.get("/settings/get").await.assert_text("1");
        let removal = set_cookie(&visitor.post("/settings/end").await).expect("a removal");
        assert!(removal.starts_with(&format!("{name}=; {attributes}; Max-Age=0; ")), "{removal}");
    }
}

#[tokio::test]
async fn what_is_no_value_of_a_setting_stops_the_start_with_what_to_write() {
    let cases: [(&str, &[&str], &str); 4] = [
        (
            "session.cookie",
            &["", "a b", "a=b", "a;b", "a,b", "\"a\"", "名", "a\r\nb", "__Host-a/b"],
            "the name of a cookie, or `auto`",
        ),
        ("session.idle", &["0", "0s", "-1s", "soon", "1 week", "None"], "a duration, as `30m`, or `none`"),
        ("session.absolute", &["0", "0ms", "", "never"], "a duration, as `12h`, or `none`"),
        (
            "session.origins",
            &[
                "",
                "*",
                "null",
                "app.example.org",
                "https://",
                "https:///",
                "https://a.example/",
                "https://a.example/path",
                "https://a.example?q",
                "https://a.example#f",
                "https://user@a.example",
                "https://a b",
                "https://*.a.example/",
                "https://a.example,",
                "https://a.example https://b.example",
                "https://a.example, none",
                "https://a.example:",
                "https://a.example:99999",
                "https://名.example",
            ],
            "origins as `https://app.example.org`, separated by commas, or `none`",
        ),
    ];
    for (key, values, allowed) in cases {
        for value in values {
            let report = crate::refused(app().set(key, *value)).await;
            let line = format!("setting `{key}` cannot be `{}`", value.escape_debug());
            assert!(report.contains(&format!("setting `{key}` cannot be `")), "{line}\nis not in\n{report}");
            assert!(report.contains(&format!("write {allowed}")), "{report}");
        }
    }
}
