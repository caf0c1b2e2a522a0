//! What a debug build says when no route answers: a browser is shown a page, and the log has a line for tests.

use http::{HeaderValue, StatusCode, header};

use crate::{
    Body, Response,
    heads::HTML,
    invalid::{Form, escape},
    request::{RequestHead, RouteInfo},
    route::PathConstraint,
    router::{NearMiss, explain},
};

/// More would not be near.
const MOST: usize = 12;

/// The same of a line.
const MOST_IN_LOG: usize = 3;

/// The page, for a client that prefers HTML; none for any other.
pub(crate) fn page(
    head: &RequestHead,
    routes: impl Iterator<Item = &'static RouteInfo>,
    constraints: &[&'static PathConstraint],
) -> Option<Response> {
    if Form::of(head.headers()) != Form::Html {
        return None;
    }
    let misses = misses(head, routes, constraints);
    let rows = misses.iter().take(MOST).map(|NearMiss { route, reason, .. }| {
        let RouteInfo { methods, pattern, function, .. } = route;
        let cells = [&methods.join(", "), *pattern, &reason.to_string(), *function, &route.place()];
        cells.map(|cell| format!("<td>{}</td>", escape(cell))).concat()
    });
    let rows = rows.map(|row| format!("<tr>{row}</tr>\n")).collect::<String>();
    let asked = escape(&format!("{} {}", head.method(), head.path()));
    let mut response = Response::new(Body::from(format!(
        "{HEAD}<h1>404 Not Found</h1><p><code>{asked}</code> is answered by no route. The nearest:</p>\n<table>\n{rows}</table>\n<p>This page is shown in debug builds alone.</p>\n"
    )));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(header::CONTENT_TYPE, HTML);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept"));
    Some(response)
}

/// Logs the nearest, where that is asked for, as a [`TestResponse`](crate::TestResponse) does.
pub(crate) fn log(
    head: &RequestHead,
    routes: impl Iterator<Item = &'static RouteInfo>,
    constraints: &[&'static PathConstraint],
) {
    if !tracing::enabled!(target: "framework", tracing::Level::DEBUG) {
        return;
    }
    let misses = misses(head, routes, constraints);
    let near = misses.iter().take(MOST_IN_LOG).map(|NearMiss { route, reason, .. }| {
        let RouteInfo { methods, pattern, .. } = route;
        format!("{} {pattern} ({}: {reason})", methods.join(","), route.place())
    });
    let (method, path, near) = (head.method(), head.path(), near.collect::<Vec<_>>().join("; "));
    tracing::debug!(target: "framework", "{method} {path} is answered by no route; the nearest: {near}");
}

/// The routes that do not answer, the nearest first.
fn misses(
    head: &RequestHead,
    routes: impl Iterator<Item = &'static RouteInfo>,
    constraints: &[&'static PathConstraint],
) -> Vec<NearMiss> {
    let routes: Vec<_> = routes.filter(|route| !route.is_part_of_page()).collect();
    explain(head.method().as_str(), head.path(), &routes, constraints, None).others
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\"><meta charset=\"utf-8\"><title>404 Not Found</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
  td { padding: .2rem .8rem .2rem 0; vertical-align: top } td:first-child { white-space: nowrap } td:nth-child(2), code { font-family: monospace }
</style>
";
