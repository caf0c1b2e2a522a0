use std::convert::Infallible;

use bench_common::{DUMMY_ROUTES, Echo, HELLO, User, items, message};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    header::{CONTENT_TYPE, HeaderValue},
};
use matchit::{InsertError, Params};
use serde::Serialize;

pub(crate) type Routes = matchit::Router<Route>;

#[derive(Clone, Copy)]
pub(crate) enum Route {
    Plaintext,
    Json,
    User,
    Echo,
    List,
    Dummy,
}

pub(crate) fn routes() -> Result<Routes, InsertError> {
    let mut routes = Routes::new();
    routes.insert("/plaintext", Route::Plaintext)?;
    routes.insert("/json", Route::Json)?;
    routes.insert("/users/{id}", Route::User)?;
    routes.insert("/echo", Route::Echo)?;
    routes.insert("/list", Route::List)?;
    for number in 0..DUMMY_ROUTES {
        routes.insert(format!("/dummy/{number}/{{id}}"), Route::Dummy)?;
    }
    Ok(routes)
}

type Answer = Response<Full<Bytes>>;

pub(crate) async fn answer(routes: &Routes, request: Request<Incoming>) -> Result<Answer, Infallible> {
    let (head, body) = request.into_parts();
    let Ok(found) = routes.at(head.uri.path()) else {
        return Ok(refusal(StatusCode::NOT_FOUND));
    };
    Ok(match (&head.method, found.value) {
        (&Method::GET, Route::Plaintext) => text(Bytes::from_static(HELLO.as_bytes())),
        (&Method::GET, Route::Json) => json(&message()),
        (&Method::GET, Route::User) => user(&found.params, head.uri.query()),
        (&Method::POST, Route::Echo) => echo(body).await,
        (&Method::GET, Route::List) => json(&items()),
        (&Method::GET, Route::Dummy) => dummy(&found.params),
        _ => refusal(StatusCode::METHOD_NOT_ALLOWED),
    })
}

fn user(params: &Params<'_, '_>, query: Option<&str>) -> Answer {
    let Some(id) = id(params) else {
        return refusal(StatusCode::BAD_REQUEST);
    };
    let q = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .find(|(name, _)| name == "q")
        .map(|(_, value)| value.into_owned());
    json(&User { id, q })
}

async fn echo(body: Incoming) -> Answer {
    let Ok(body) = body.collect().await else {
        return refusal(StatusCode::BAD_REQUEST);
    };
    match serde_json::from_slice::<Echo>(&body.to_bytes()) {
        Ok(echo) => json(&echo),
        Err(_) => refusal(StatusCode::BAD_REQUEST),
    }
}

fn dummy(params: &Params<'_, '_>) -> Answer {
    match id(params) {
        Some(id) => text(Bytes::from(id.to_string())),
        None => refusal(StatusCode::BAD_REQUEST),
    }
}

fn id(params: &Params<'_, '_>) -> Option<u64> {
    params.get("id")?.parse().ok()
}

fn text(body: Bytes) -> Answer {
    respond("text/plain; charset=UTF-8", body)
}

fn json(value: &impl Serialize) -> Answer {
    match serde_json::to_vec(value) {
        Ok(body) => respond("application/json", Bytes::from(body)),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn respond(content_type: &'static str, body: Bytes) -> Answer {
    let mut response = Response::new(Full::new(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn refusal(status: StatusCode) -> Answer {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
