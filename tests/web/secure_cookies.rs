//! Signed and private cookies, where the feature is on: only what the program has written is read.

use framework::{CookieKey, PrivateCookies, SignedCookies, StartProblem, TestApp, TestResponse, prelude::*};

const OLD: &str = "an old secret of at least 32 bytes";
const NEW: &str = "a new secret of at least 32 bytes!";

fn key(secret: &str) -> CookieKey {
    CookieKey::from_secret(secret).expect("it is long enough")
}

fn app(key: CookieKey) -> TestApp {
    App::new().module(concat!(module_path!(), "::served")).provide(key).test()
}

mod served {
    use super::*;

    #[get_mapping("/secure/<kind>/<name>")]
    fn get(kind: &str, name: &str, signed: SignedCookies, private: PrivateCookies) -> Option<String> {
        if kind == "signed" { signed.get(name) } else { private.get(name) }
    }

    #[get_mapping("/secure/<kind>/<name>/all")]
    fn get_all(kind: &str, name: &str, signed: SignedCookies, private: PrivateCookies) -> Vec<String> {
        if kind == "signed" { signed.get_all(name).collect() } else { private.get_all(name).collect() }
    }

    #[post_mapping("/secure/signed/<name>")]
    fn sign(name: &str, #[body] value: &str, cookies: SignedCookies) {
        cookies.set((name, value));
    }

    #[post_mapping("/secure/private/<name>")]
    async fn encrypt(name: &str, #[body] value: &str, cookies: PrivateCookies) {
        cookies.set((name, value));
    }

    #[post_mapping("/secure/all")]
    fn beside(plain: Cookies, signed: SignedCookies, private: PrivateCookies) -> Result<(), Invalid> {
        private.set(Cookie::new("__Host-a", "1").same_site(framework::SameSite::Strict));
        plain.set(("b", "2"));
        signed.set(Cookie::new("c", "3").path("/x").http_only(false));
        private.remove("d");
        signed.remove("e");
        Err(Invalid::conflict("set all the same"))
    }

    /// Whoever has logged in; stays so.
    struct Known(String);

    impl Guard for Known {
        async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
            let cookies = SignedCookies::of(request)?;
            let user = cookies.get("user").ok_or_else(|| Invalid::unauthorized("log in first"))?;
            let calls = PrivateCookies::of(request)?;
            let last = calls.get("last").unwrap_or_default();
            calls.set(("last", request.path()));
            Ok(Known(format!("{user} {last}")))
        }
    }

    #[get_mapping("/secure/guarded")]
    fn guarded(#[guard] known: Known) -> String {
        known.0
    }
}

mod unkeyed {
    use super::*;

    struct Known;

    impl Guard for Known {
        async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
            SignedCookies::of(request)?;
            Ok(Known)
        }
    }

    #[get_mapping("/secure/unkeyed")]
    fn guarded(#[guard] _known: Known) {}
}

/// Name and value of every cookie that an answer sets, as a browser sends them back.
fn pairs(answer: &TestResponse) -> Vec<String> {
    let fields = answer.headers().get_all("set-cookie").iter();
    let fields = fields.map(|field| field.to_str().expect("ASCII").split(';').next().unwrap_or_default().to_owned());
    fields.collect()
}

/// What the program sets for a value, as `name=…`.
async fn written(app: &TestApp, kind: &str, name: &str, value: &str) -> String {
    let answer = app.post(&format!("/secure/{kind}/{name}")).body(value.to_owned()).await;
    pairs(answer.assert_status(200)).remove(0)
}

/// What is read of a name.
async fn read(app: &TestApp, kind: &str, name: &str, cookies: impl AsRef<[u8]>) -> Option<String> {
    let answer = app.get(&format!("/secure/{kind}/{name}")).header("cookie", cookies.as_ref()).await;
    (answer.status() != 404).then(|| answer.assert_status(200).text().to_owned())
}

#[tokio::test]
async fn any_text_survives_the_way_to_the_browser_and_back() {
    let app = app(key(NEW));
    let long = "ß".repeat(2000);
    for value in ["", "7", "a b; Path=/", "\"quoted\"", "100%3B", "a=b", "名\r\n\0", "+/==", &long] {
        for kind in ["signed", "private"] {
            let cookie = written(&app, kind, "a", value).await;
            assert_eq!(read(&app, kind, "a", &cookie).await.as_deref(), Some(value), "{kind} {cookie}");
        }
    }
}

#[tokio::test]
async fn what_is_signed_can_be_read_and_what_is_private_cannot() {
    let app = app(key(NEW));
    let signed = written(&app, "signed", "a", "visible").await;
    assert!(signed.ends_with("visible") && signed.len() == "a=visible".len() + 44, "{signed}");
    let (first, second) =
        (written(&app, "private", "a", "hidden").await, written(&app, "private", "a", "hidden").await);
    assert!(!first.contains("hidden") && first != second, "{first} {second}");
    assert_eq!(written(&app, "private", "a", &"x".repeat(32)).await.len(), "a=".len() + (32 + 28) * 4 / 3);
}

#[tokio::test]
async fn what_was_forged_is_as_if_it_were_not_there() {
    let (own, foreign) = (app(key(NEW)), app(key(OLD)));
    for (kind, other) in [("signed", "private"), ("private", "signed")] {
        let cookie = written(&own, kind, "ab", "value").await;
        let (_, value) = cookie.split_once('=').expect("a pair");
        let swap = |index: usize| {
            let mut bytes = value.as_bytes().to_vec();
            bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
            format!("ab={}", String::from_utf8(bytes).expect("ASCII"))
        };
        for index in 0..value.trim_end_matches('=').len() {
            assert_eq!(read(&own, kind, "ab", swap(index)).await, None, "{kind}: letter {index} of {value}");
        }
        for end in 0..value.len() {
            assert_eq!(read(&own, kind, "ab", format!("ab={}", &value[..end])).await, None, "{kind}: {end} of {value}");
        }
        assert_eq!(read(&own, kind, "ab", format!("ab={value}A")).await, None, "{kind}: longer");
        assert_eq!(read(&own, kind, "b", format!("b={value}")).await, None, "{kind}: of another name");
        assert_eq!(read(&own, other, "ab", &cookie).await, None, "{kind} as {other}");
        assert_eq!(read(&foreign, kind, "ab", &cookie).await, None, "{kind}: a foreign key");
        assert_eq!(read(&own, kind, "ab", &cookie).await.as_deref(), Some("value"), "{kind}");
    }
}

#[tokio::test]
async fn a_letter_of_the_name_never_counts_as_one_of_the_value() {
    let app = app(key(NEW));
    let cookie = written(&app, "signed", "a", "b=c").await;
    let (signature, _) = cookie.strip_prefix("a=").expect("its name").split_at(44);
    assert_eq!(read(&app, "signed", "a=b", format!("a=b={signature}c")).await, None);
    assert_eq!(read(&app, "signed", "ab", format!("ab={signature}=c")).await, None);
    assert_eq!(read(&app, "signed", "ab", format!("ab={signature}c")).await, None);
}

#[tokio::test]
async fn nothing_that_a_visitor_sends_is_a_panic() {
    let app = app(key(NEW));
    let (zeros, long) = ("A".repeat(43) + "=", "A".repeat(6000));
    let values: [&[u8]; 16] = [
        b"",
        b"=",
        b"A",
        b"AAAA",
        b"AAAAAAAAAAAAAAAA",     // as long as a nonce
        b"AAAAAAAAAAAAAAAAAA==", // and a byte of the tag
        b"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
        zeros.as_bytes(),
        long.as_bytes(),
        "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß".as_bytes(),
        b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%C3%9F", // a letter across the end of the signature
        b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\xFF",
        b"%00",
        b"%FF%FE",
        b"%",
        b"\"\"",
    ];
    for value in values {
        let cookie = [b"a=", value].concat();
        for kind in ["signed", "private"] {
            assert_eq!(read(&app, kind, "a", &cookie).await, None, "{kind} {:?}", value.escape_ascii().to_string());
        }
    }
}

#[tokio::test]
async fn one_that_was_forged_hides_no_authentic_one() {
    let app = app(key(NEW));
    for kind in ["signed", "private"] {
        let (first, second) = (written(&app, kind, "a", "1").await, written(&app, kind, "a", "2").await);
        let cookies = format!("a=forged; {first}; a=; {second}");
        assert_eq!(read(&app, kind, "a", &cookies).await.as_deref(), Some("1"));
        app.get(&format!("/secure/{kind}/a/all")).header("cookie", &cookies).await.assert_text(r#"["1","2"]"#);
    }
}

#[tokio::test]
async fn they_are_set_with_all_others_in_order_and_with_their_attributes() {
    let app = app(key(NEW));
    let answer = app.post("/secure/all").await;
    let fields = answer.assert_status(409).headers().get_all("set-cookie").iter();
    let fields: Vec<_> = fields.map(|field| field.to_str().expect("ASCII").split_once("; ").expect("more")).collect();
    let gone = "HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    let expected = [
        "HttpOnly; SameSite=Strict; Secure; Path=/",
        "HttpOnly; SameSite=Lax; Path=/",
        "SameSite=Lax; Path=/x",
        gone,
        gone,
    ];
    assert_eq!(fields.iter().map(|(_, attributes)| *attributes).collect::<Vec<_>>(), expected);
    assert_eq!((fields[1].0, fields[3].0, fields[4].0), ("b=2", "d=", "e="));
    assert_eq!(read(&app, "private", "__Host-a", fields[0].0).await.as_deref(), Some("1"));
    assert_eq!(read(&app, "signed", "c", fields[2].0).await.as_deref(), Some("3"));
}

#[tokio::test]
async fn a_cookie_that_cannot_be_set_is_a_500() {
    for kind in ["signed", "private"] {
        let answer = app(key(NEW)).post(&format!("/secure/{kind}/no%20name")).body("s3cret").await;
        assert!(pairs(answer.assert_status(500)).is_empty());
    }
}

#[tokio::test]
async fn a_guard_reads_and_sets_them() {
    let app = app(key(NEW));
    let guarded = |cookies: String| app.get("/secure/guarded").header("cookie", cookies);
    assert!(pairs(guarded("user=ada".to_owned()).await.assert_status(401)).is_empty());
    let user = written(&app, "signed", "user", "ada").await;
    let first = guarded(user.clone()).await;
    let last = pairs(first.assert_text("ada ")).remove(0);
    guarded(format!("{user}; {last}")).await.assert_text("ada /secure/guarded");
}

#[tokio::test]
async fn an_older_key_is_read_and_a_newer_one_writes() {
    let (old, new) = (app(key(OLD)), app(key(NEW)));
    let (oldest, both) = (app(CookieKey::generate()), app(key(NEW).with_previous(&key(OLD))));
    for kind in ["signed", "private"] {
        let (by_old, by_both) = (written(&old, kind, "a", "1").await, written(&both, kind, "a", "2").await);
        assert_eq!(read(&both, kind, "a", &by_old).await.as_deref(), Some("1"), "{kind}");
        assert_eq!(read(&new, kind, "a", &by_both).await.as_deref(), Some("2"), "{kind}");
        assert_eq!(read(&old, kind, "a", &by_both).await, None, "{kind}");
        assert_eq!(read(&both, kind, "a", &written(&oldest, kind, "a", "3").await).await, None, "{kind}");
    }
    let chain = app(CookieKey::generate().with_previous(&key(NEW).with_previous(&key(OLD))));
    let by_old = written(&old, "signed", "a", "1").await;
    assert_eq!(read(&chain, "signed", "a", &by_old).await.as_deref(), Some("1"));
}

#[tokio::test]
async fn every_byte_of_a_secret_counts() {
    let secret = "s".repeat(100);
    let cookie = written(&app(key(&secret)), "signed", "a", "1").await;
    assert_eq!(read(&app(key(&secret)), "signed", "a", &cookie).await.as_deref(), Some("1"));
    for other in [format!("{}t", &secret[1..]), format!("t{}", &secret[1..]), secret[1..].to_owned()] {
        assert_eq!(read(&app(key(&other)), "signed", "a", &cookie).await, None, "{other}");
    }
}

#[test]
fn a_short_secret_is_an_error_and_none_is_shown() {
    for length in [0, 1, 31] {
        let error = CookieKey::from_secret(vec![7; length]).expect_err("too short").to_string();
        assert_eq!(error, format!("a secret of {length} bytes is too short for cookies; give at least 32 random ones"));
    }
    assert!(CookieKey::from_secret([7; 32]).is_ok());
    assert_eq!(format!("{:?}", key(NEW).with_previous(&key(OLD))), "CookieKey(…)");
}

#[tokio::test]
async fn a_program_without_a_key_does_not_start() {
    let served = || App::new().module(concat!(module_path!(), "::served"));
    let error = served().into_service().await.expect_err("there is no key");
    let missing = error.problems().iter().filter_map(|problem| match problem {
        StartProblem::MissingComponent { needed_by, component, file, line } => {
            assert!(component.ends_with("::CookieKey") && file.ends_with("secure_cookies.rs") && *line > 0, "{error}");
            Some(*needed_by)
        }
        _ => None,
    });
    let mut missing: Vec<_> = missing.collect();
    missing.sort_unstable();
    assert_eq!(missing, ["beside", "encrypt", "get", "get_all", "sign"], "{error}");
    let made = served().provide_with(async || CookieKey::from_secret(NEW)).test();
    assert_eq!(read(&made, "signed", "a", written(&made, "signed", "a", "1").await).await.as_deref(), Some("1"));
}

#[tokio::test]
async fn a_guard_without_a_key_is_a_500() {
    let app = App::new().module(concat!(module_path!(), "::unkeyed")).test();
    app.get("/secure/unkeyed").await.assert_status(500);
}
