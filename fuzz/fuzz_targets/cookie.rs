//! `cargo fuzz run cookie`: the first byte chooses a route, each line is a header field: one that begins with `o:` is
//! `Origin`, with `s:` `Sec-Fetch-Site`, any other is `Cookie`.
#![no_main]

use std::{collections::BTreeMap, time::Duration};

use framework::{
    BoxError, ParameterError, SessionChanges, SessionId, SessionRecord, SessionStore, TestApp, TestRequest,
    TestResponse,
    prelude::*,
    serde_json::{Value, json},
};
use framework_fuzz::{
    asking::{Asked, SECRET},
    beans::{Address, Colour, Keeps},
    naive,
};
use libfuzzer_sys::fuzz_target;

#[get_mapping]
fn all(cookies: Cookies) -> Value {
    cookies.iter().map(|(name, value)| json!([name, value])).collect()
}

#[get_mapping]
fn some(
    #[cookie] a: Option<&str>,
    #[cookie] n: Option<u8>,
    #[cookie] colour: Option<Colour>,
    #[cookie] list: Vec<i8>,
    #[cookie("x y", default = 7)] renamed: u16,
    #[auto] auto: Option<String>,
) -> Value {
    json!({ "a": a, "n": n, "colour": colour, "list": list, "renamed": renamed, "auto": auto })
}

/// What nobody but the program can have written: it has, once, under the name `user`.
#[get_mapping]
fn sealed(signed: SignedCookies, private: PrivateCookies) -> Value {
    for value in signed.get_all("user").chain(private.get_all("user")) {
        assert_eq!(value, USER);
    }
    for name in ["", "a", "usr", "user=", "USER"] {
        assert_eq!((signed.get(name), private.get(name)), (None, None));
    }
    json!([signed.get("user"), private.get("user")])
}

/// Sets what it was sent, in every way.
#[get_mapping]
fn set(#[cookie] v: &str, cookies: Cookies, signed: SignedCookies, private: PrivateCookies) {
    cookies.set(("plain", v));
    signed.set(("signed", v));
    private.set(("private", v));
}

#[get_mapping]
fn get(cookies: Cookies, signed: SignedCookies, private: PrivateCookies) -> Value {
    json!([cookies.get("plain"), signed.get("signed"), private.get("private")])
}

#[post_mapping]
fn session(
    session: Session,
    #[session] user: Option<String>,
    #[session] count: Result<u8, ParameterError>,
    #[session] address: Option<Address>,
    #[session] list: Option<Vec<i8>>,
) -> Value {
    assert!(address.iter().all(Keeps::keeps));
    assert_eq!(session.get::<String>("user"), user);
    session.set("count", count.map_or(0, |count| count.wrapping_add(1)));
    json!([session.id().is_some(), user, address.is_some(), list])
}

#[post_mapping]
fn leave(session: Session) -> bool {
    let is_known = session.get::<Value>("user").is_some();
    session.rotate();
    if is_known {
        session.destroy();
    }
    is_known
}

const PATHS: &[&str] = &["/all", "/some", "/sealed", "/set", "/session", "/leave"];
const USER: &str = "ada;\u{e4}=";

/// Knows one session, and another one that holds what the handlers do not want.
struct Store;

const KNOWN: &str = "0123456789abcdef0123456789abcdef";
const ODD: &str = "ffffffffffffffffffffffffffffffff";

impl SessionStore for Store {
    async fn load(&self, id: &SessionId) -> Result<Option<SessionRecord>, BoxError> {
        let values = match id.as_str() {
            KNOWN => json!({ "user": "ada", "count": 255, "address": { "zip": 1 }, "list": [1, -1] }),
            ODD => json!({ "user": 1, "count": SECRET, "address": { "zip": 10000 }, "list": { "0": 1 } }),
            _ => return Ok(None),
        };
        let values: BTreeMap<_, _> = values.as_object().expect("an object").clone().into_iter().collect();
        Ok(Some(SessionRecord { values, age: Duration::from_secs(60) }))
    }

    async fn apply(&self, _: &SessionId, _: SessionChanges) -> Result<bool, BoxError> {
        Ok(true)
    }
}

thread_local! {
    static APP: Asked = Asked::new({
        let key = CookieKey::from_secret([b'k'; 32]).expect("a key");
        App::new().provide(key).session_store(Store).set("http.header_limit", "60 KiB")
    });
}

type Field<'a> = (&'static str, &'a [u8]);

fuzz_target!(|input: &[u8]| {
    let Some((route, raw)) = input.split_first() else { return };
    let path = PATHS[usize::from(route.wrapping_sub(b'A')) % PATHS.len()];
    let fields = raw.split(|byte| *byte == b'\n').map(|line| match line {
        [b'o', b':', origin @ ..] => ("origin", origin),
        [b's', b':', site @ ..] => ("sec-fetch-site", site),
        cookie => ("cookie", cookie),
    });
    let fields: Vec<Field<'_>> = fields.collect();
    // Others are no header fields at all.
    if fields.iter().any(|(_, value)| http::HeaderValue::from_bytes(value).is_err()) {
        return;
    }
    APP.with(|app| {
        let (answer, response) = app.ask_whole(|app| with(asked(app, path), &fields));
        let named: Vec<_> = fields.iter().filter(|(name, _)| *name == "cookie").map(|(_, value)| *value).collect();
        let cookies = naive::cookies(&named);
        if !cookies.iter().any(|(name, _)| name.contains(SECRET)) {
            answer.assert_secret();
        }
        match path {
            "/all" => answer.assert_is(Ok(json!(cookies))),
            "/some" => answer.assert_is(some_of(&cookies)),
            "/set" if answer.status() == 200 => set_and_got(app, &response, first(&cookies, "v").expect("it was sent")),
            "/session" => {
                let expected = match session_of(&cookies) {
                    _ if refused(&fields, &cookies) => 403,
                    Some(ODD) => 400,
                    _ => 200,
                };
                assert_eq!(answer.status(), expected, "{fields:?}: {answer:?}");
            }
            "/leave" => {
                let knows = matches!(session_of(&cookies), Some(KNOWN | ODD));
                let expected = if refused(&fields, &cookies) { None } else { Some(knows.to_string()) };
                assert_eq!(answer.accepted(), expected.as_deref(), "{fields:?}");
                assert_eq!(response.header("set-cookie").is_some(), expected.is_some() && knows, "{response:?}");
            }
            _ => assert_eq!(answer.status(), if path == "/set" { 400 } else { 200 }, "{answer:?}"),
        }
    });
});

fn asked(app: &TestApp, path: &str) -> TestRequest {
    if matches!(path, "/session" | "/leave") { app.post(path) } else { app.get(path) }
}

fn with(request: TestRequest, fields: &[Field<'_>]) -> TestRequest {
    fields.iter().fold(request, |request, (name, value)| request.header(name, value))
}

fn first<'c>(cookies: &'c [(String, String)], name: &str) -> Option<&'c str> {
    cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The first that may be an id.
fn session_of(cookies: &[(String, String)]) -> Option<&str> {
    let is_id = |id: &&str| id.len() == 32 && id.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    cookies.iter().filter(|(name, _)| name == "session").map(|(_, value)| value.as_str()).find(is_id)
}

/// What `/some` must answer.
fn some_of(cookies: &[(String, String)]) -> Result<Value, usize> {
    fn read<T: std::str::FromStr>(text: Option<&str>) -> (Option<T>, usize) {
        let parsed = text.map(str::parse);
        let errors = usize::from(matches!(parsed, Some(Err(_))));
        (parsed.and_then(Result::ok), errors)
    }
    let (n, no_n) = read::<u8>(first(cookies, "n"));
    let (renamed, not_renamed) = read::<u16>(first(cookies, "x y"));
    let colour = first(cookies, "colour").map(|colour| if colour == "azure" { "blue" } else { colour });
    let no_colour = usize::from(colour.is_some_and(|colour| !["red", "dark-green", "blue"].contains(&colour)));
    let list = cookies.iter().filter(|(name, _)| name == "list").map(|(_, value)| value.parse::<i8>());
    let list: Result<Vec<_>, _> = list.collect();
    let errors = no_n + not_renamed + no_colour + usize::from(list.is_err());
    if errors > 0 {
        return Err(errors);
    }
    Ok(json!({
        "a": first(cookies, "a"), "n": n, "colour": colour, "list": list.unwrap_or_default(),
        "renamed": renamed.unwrap_or(7), "auto": first(cookies, "auto"),
    }))
}

/// What was set is sent back as a browser does it, and read.
fn set_and_got(app: &Asked, response: &TestResponse, value: &str) {
    let set: Vec<_> = response.headers().get_all("set-cookie").iter().map(|set| set.to_str().expect("ASCII")).collect();
    assert_eq!(set.len(), 3, "{response:?}");
    for (set, name) in set.iter().zip(["plain=", "signed=", "private="]) {
        assert!(set.starts_with(name) && set.ends_with("; HttpOnly; SameSite=Lax; Path=/"), "{set}");
    }
    let pairs: Vec<_> = set.iter().map(|set| set.split(';').next().unwrap_or_default()).collect();
    let answer = app.ask(|app| app.get("/get").header("cookie", pairs.join("; ")));
    answer.assert_is(Ok(json!([value, value, value])));
    // Under another's name none of them is worth anything.
    let moved = format!(
        "signed={}; private={}",
        pairs[2].split_once('=').expect("a value").1,
        pairs[1].split_once('=').expect("a value").1
    );
    app.ask(|app| app.get("/get").header("cookie", moved)).assert_is(Ok(json!([null, null, null])));
}

/// Whether a request with a session comes from elsewhere.
fn refused(fields: &[Field<'_>], cookies: &[(String, String)]) -> bool {
    let only = |name: &str| {
        let mut values = fields.iter().filter(|(key, _)| *key == name).map(|(_, value)| *value);
        (values.next(), values.next().is_some())
    };
    let ((origin, origins), (site, sites)) = (only("origin"), only("sec-fetch-site"));
    let is_own = |origin: &[u8]| {
        let ends = [("http://", ":80"), ("https://", ":443")].map(|(scheme, port)| {
            let host = origin.strip_prefix(scheme.as_bytes()).map(<[u8]>::to_ascii_lowercase);
            // The port may be left out.
            host.is_some_and(|host| host == b"localhost" || host == format!("localhost{port}").into_bytes())
        });
        ends.contains(&true)
    };
    let is_visible = |value: &[u8]| value.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t'));
    let is_foreign = match (site, origin) {
        _ if origins || sites || ![origin, site].iter().flatten().all(|value| is_visible(value)) => true,
        (Some(site), _) => site != b"same-origin" && site != b"none",
        (None, Some(origin)) => !is_own(origin),
        (None, None) => false,
    };
    first(cookies, "session").is_some() && is_foreign
}
