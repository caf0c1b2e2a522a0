//! Handlers called by their names, with arguments of their types: the client of a controller that says `client`.

use std::{fmt, marker::PhantomData, panic::Location};

use http::Method;
use serde_json::{Map, Value};

use super::{Outcome, TestApp, TestRequest, TestResponse};
use crate::{
    BoxFuture,
    extract::{Kind, Place, Source},
    urls::{Url, text},
};

/// A controller whose handlers a test can call by their names.
#[diagnostic::on_unimplemented(
    message = "of `{Self}` there is no client",
    label = "no controller that says `client`",
    note = "write `client` into its attribute: `#[controller(\"/users\", client)]`"
)]
pub trait HasClient {
    /// A function for each handler.
    type Client<W>;

    /// One of an application.
    fn client<W>(app: &TestApp) -> Self::Client<W>;
}

impl TestApp {
    /// The handlers of a controller by their names, with arguments of the same types, where it says `client`:
    ///
    /// ```ignore
    /// // #[controller("/users", client)], #[get_mapping("/<id>")] fn find(&self, id: u64) -> Result<User, Invalid>
    /// let users = app.client::<Users>();
    /// let ada: User = users.find(7).await?;
    /// users.find(8).request().await.assert_status(404);
    /// ```
    ///
    /// Each is sent as a request is, and read as the answer to one. What a handler takes from elsewhere is left out:
    /// guards, sessions, and whatever is made from the request as a whole. A guard is satisfied by what the client sends:
    /// `app.with_header(…).client::<Users>()`. [`TypedCall`] says what comes back.
    #[must_use]
    pub fn client<C: HasClient>(&self) -> C::Client<()> {
        C::client(self)
    }
}

/// A handler that is about to be called; awaiting it sends the request.
///
/// What comes back is what the handler returns: a bean, a number, a list; of a `Result` what is `Ok`, of an `Option`
/// `None` for a 404, of `Status`, `Created` and `Accepted` what is inside, and a [`TestResponse`] of response types and
/// streams. Any other status than a successful one is the error: the response, which knows its
/// [`problem`](TestResponse::problem).
#[must_use = "a handler is called when the call is awaited"]
pub struct TypedCall<R> {
    request: TestRequest,
    returned: PhantomData<fn() -> R>,
}

/// One argument of a call.
#[derive(Debug)]
pub struct Given {
    name: &'static str,
    place: Place,
    kind: Kind,
    value: Value,
}

impl Given {
    /// An argument, where the handler looks for it.
    #[must_use]
    pub fn new(name: &'static str, place: Place, kind: Kind, value: Value) -> Self {
        Given { name, place, kind, value }
    }
}

impl<R> TypedCall<R> {
    /// The call of a route with these arguments; those of its captures are in their order.
    #[track_caller]
    pub fn new(app: &TestApp, method: &str, pattern: &str, captures: &[&str], given: Vec<Given>) -> Self {
        let request = request(app, method, pattern, captures, given, Location::caller());
        TypedCall { request, returned: PhantomData }
    }

    /// Changes the request: `call.with(|request| request.header("x-token", "7"))`.
    pub fn with(mut self, change: impl FnOnce(TestRequest) -> TestRequest) -> Self {
        self.request = change(self.request);
        self
    }

    /// The request alone; awaiting it gives the response as it comes.
    pub fn request(self) -> TestRequest {
        self.request
    }
}

impl<R> fmt::Debug for TypedCall<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedCall").field(&self.request).finish()
    }
}

impl<R: Outcome> IntoFuture for TypedCall<R> {
    type Output = Result<R::Value, TestResponse>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let response = self.request.into_future();
        Box::pin(async { R::read(response.await) })
    }
}

/// Compiled once for all calls.
fn request(
    app: &TestApp,
    method: &str,
    pattern: &str,
    names: &[&str],
    given: Vec<Given>,
    place: &'static Location<'static>,
) -> TestRequest {
    let method: Method = method.parse().unwrap_or_default();
    let has_body = crate::request::method_has_body(&method);
    let mut captures = Map::new();
    let mut query = Vec::new();
    let mut fields = Vec::new();
    let mut json = None;
    let mut raw = None;
    let mut request = TestRequest::new(app.clone(), method, "/");
    for Given { name, place, kind, value } in given {
        match Source::of(place, kind, has_body) {
            Source::Path => drop(captures.insert(name.to_owned(), value)),
            Source::Captures => captures.extend(members(value)),
            Source::Query | Source::Auto => pairs(name, kind, value, &mut query),
            Source::Form | Source::Part => pairs(name, kind, value, &mut fields),
            Source::Header => texts(value).iter().for_each(|text| add(&mut request, |it| it.header(name, text))),
            Source::Cookie => texts(value).iter().for_each(|text| add(&mut request, |it| it.cookie(name, text))),
            Source::Data => json = Some(value),
            Source::Json(pointer) => put(json.get_or_insert_default(), pointer, value),
            Source::Body => raw = Some(value),
            Source::Session | Source::Request => {}
        }
    }
    let values: Vec<_> = names.iter().map(|name| captures.remove(*name).unwrap_or_default()).collect();
    let mut url = Url::of(pattern, &values);
    for (name, value) in query {
        url = url.query(&name, value);
    }
    *request.request.uri_mut() = url.as_ref().parse().unwrap_or_default();
    request.place = place;
    match (json, raw) {
        (Some(json), _) => request.json(&json),
        (None, Some(Value::String(text))) => request.body(text),
        (None, Some(Value::Array(bytes))) => request.body(bytes.iter().filter_map(byte).collect::<Vec<u8>>()),
        (None, Some(other)) => request.json(&other),
        (None, None) if !fields.is_empty() => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            request.form(&fields)
        }
        (None, None) => request,
    }
}

fn add(request: &mut TestRequest, change: impl FnOnce(TestRequest) -> TestRequest) {
    let blank = TestRequest { request: http::Request::default(), app: request.app.clone(), ..*request };
    *request = change(std::mem::replace(request, blank));
}

fn byte(value: &Value) -> Option<u8> {
    value.as_u64()?.try_into().ok()
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// All values of a name; none where there is nothing.
fn texts(value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(text).collect(),
        one => vec![text(&one)],
    }
}

/// A scalar under its name, the members of a bean under theirs, at any depth: `address.zip`, `items[0].name`.
fn pairs(name: &str, kind: Kind, value: Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            let prefix = if kind == Kind::Bean { String::new() } else { format!("{name}.") };
            members.into_iter().for_each(|(member, value)| deep(format!("{prefix}{member}"), value, pairs));
        }
        other => deep(name.to_owned(), other, pairs),
    }
}

fn deep(name: String, value: Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.into_iter().for_each(|(member, value)| deep(format!("{name}.{member}"), value, pairs));
        }
        Value::Array(values) => {
            for (index, value) in values.into_iter().enumerate() {
                let is_plain = !value.is_object() && !value.is_array();
                deep(if is_plain { name.clone() } else { format!("{name}[{index}]") }, value, pairs);
            }
        }
        one => pairs.push((name, text(&one))),
    }
}

/// Puts a value where a pointer says (RFC 6901).
fn put(whole: &mut Value, pointer: &str, value: Value) {
    let mut at = whole;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        at = &mut at[token];
    }
    *at = value;
}
