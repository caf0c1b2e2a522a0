//! Whether an application does what its document says: every route is asked with what it should take and with what it
//! should not.

mod fits;
mod requests;
mod values;

use std::fmt::Write as _;

use http::Method;
use serde_json::Value;

use super::{TestApp, TestResponse};
use crate::{
    openapi::{Operation, operations},
    schema::ResponseDescription,
    service::Application,
};
use fits::Named;

/// A test of all routes by their description: [`TestApp::conformance`].
#[derive(Debug, Clone)]
#[must_use = "it asks nothing before `assert`"]
pub struct Conformance {
    app: TestApp,
    headers: Vec<(String, String)>,
    without: Vec<String>,
}

impl TestApp {
    /// Asks every route with values from the ends of what its description allows, and with what it does not, and fails
    /// where an answer is not described: a status that the OpenAPI document does not name, another media type, a body
    /// that does not suit the schema, or any 5xx.
    ///
    /// The requests are the same in each run. Those that a route takes it carries out, so the application is one of a
    /// test's own. Hidden routes are not asked.
    ///
    /// ```no_run
    /// # async fn test() {
    /// use framework_core::App;
    ///
    /// App::new().test().assert_conformance().await;
    /// # }
    /// ```
    ///
    /// # Panics
    /// When an answer is not described; all such answers are told.
    pub async fn assert_conformance(&self) {
        self.conformance().assert().await;
    }

    /// The same, with more to say: header fields that show who asks, routes that are left out.
    ///
    /// ```no_run
    /// # async fn test() {
    /// use framework_core::App;
    ///
    /// let test = App::new().test().conformance().header("authorization", "Bearer ada");
    /// test.without("POST /shutdown").assert().await;
    /// # }
    /// ```
    pub fn conformance(&self) -> Conformance {
        Conformance { app: self.clone(), headers: Vec::new(), without: Vec::new() }
    }
}

impl Conformance {
    /// Adds a header field to all requests.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Leaves a route out, named by a method and its pattern: `POST /users/<id>`.
    pub fn without(mut self, route: impl Into<String>) -> Self {
        self.without.push(route.into());
        self
    }

    /// Asks.
    ///
    /// # Panics
    /// When an answer is not described; all such answers are told.
    pub async fn assert(self) {
        let service = match self.app.service().await {
            Ok(service) => service,
            Err(report) => panic!("{report}"),
        };
        let application = &service.0;
        let routes: Vec<_> = application.routes.served.iter().map(|served| served.route).collect();
        let (operations, schemas) = operations(&routes, &application.context);
        let (named, mut asked, mut wrong) = (Named(&schemas), 0, Vec::new());
        for operation in &operations {
            let name = format!("{} {}", operation.method, operation.route.info.pattern);
            if self.without.contains(&name) {
                continue;
            }
            for request in requests::requests(operation, named) {
                // Another route may answer what is odd.
                let target = request.target(operation).filter(|target| answers(application, operation, target));
                let built = target.and_then(|_| request.request(&self.app, &operation.method, operation));
                let Some(built) = built else { continue };
                let headers = self.headers.iter();
                let answer = headers.fold(built, |built, (name, value)| built.header(name, value)).await;
                asked += 1;
                if let Some(problem) = problem(operation, &answer, named) {
                    wrong.push(format!("{name}, {}: {problem}", request.what));
                }
            }
        }
        assert!(asked > 0, "there is no route to ask");
        if !wrong.is_empty() {
            let mut told = format!("{} of {asked} answers are not as described:\n", wrong.len());
            for problem in wrong.iter().take(40) {
                let _text_takes_all = writeln!(told, "  {problem}");
            }
            panic!("{told}");
        }
    }
}

/// Whether this route answers a target.
fn answers(application: &Application, operation: &Operation, target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    let routes = &application.routes;
    let is_its =
        |index: usize| routes.served.get(index).is_some_and(|served| std::ptr::eq(served.route, operation.route));
    routes.router.answered_by(&operation.method, path).is_none_or(is_its)
}

/// What an answer has that is not described.
fn problem(operation: &Operation, answer: &TestResponse, named: Named<'_>) -> Option<String> {
    let status = answer.status();
    let shown = || String::from_utf8_lossy(answer.bytes()).chars().take(300).collect::<String>();
    if status.is_server_error() {
        return Some(format!("{status} {}", shown()));
    }
    let exact = operation.responses.get(&Some(status.code()));
    let Some(described) = exact.or(operation.responses.get(&None)) else {
        return Some(format!("{status} is not described: {}", shown()));
    };
    let missing = described.headers.keys().find(|name| answer.header(name).is_none());
    if let Some(missing) = missing {
        return Some(format!("{status} has no `{missing}`"));
    }
    // What is known only at run time may be anything.
    if exact.is_none() && described.content.is_empty() {
        return None;
    }
    content(described, answer, &operation.method, named).map(|problem| format!("{status} {problem}: {}", shown()))
}

fn content(
    described: &ResponseDescription,
    answer: &TestResponse,
    method: &Method,
    named: Named<'_>,
) -> Option<String> {
    let field = answer.header("content-type").unwrap_or_default();
    let media_type = field.split(';').next().unwrap_or_default().trim();
    if answer.bytes().is_empty() && (media_type.is_empty() || *method == Method::HEAD) {
        return None;
    }
    let is_it = |range: &str| range == "*/*" || range.eq_ignore_ascii_case(media_type);
    let Some((_, schema)) = described.content.iter().find(|(range, _)| is_it(range)) else {
        return Some(format!("is `{media_type}`, described as {:?}", described.content.keys().collect::<Vec<_>>()));
    };
    let value = match media_type {
        "application/json" | "application/problem+json" => match serde_json::from_slice(answer.bytes()) {
            Ok(value) => value,
            Err(error) => return Some(format!("is no JSON: {error}")),
        },
        // A number is a text there.
        "text/plain" => {
            let text = String::from_utf8_lossy(answer.bytes());
            let kind = named.resolve(schema).get("type").and_then(Value::as_str).unwrap_or_default();
            let literal = matches!(kind, "integer" | "number" | "boolean").then(|| text.parse().ok()).flatten();
            literal.unwrap_or_else(|| Value::from(text))
        }
        _ => return None,
    };
    (!named.fits(schema, &value)).then(|| format!("does not suit {}", Value::from(schema.clone())))
}
