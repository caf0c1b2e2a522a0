//! What the benchmarks share: requests that go through the application without a socket.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use criterion::{BatchSize, BenchmarkGroup, measurement::WallTime};
use framework::{App, Body, Service};
use http::{Request, StatusCode, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Full};
use tower_service::Service as _;

/// Builds the application of this program.
pub fn service(app: App) -> Service {
    now(app.into_service()).expect("the application starts")
}

/// What is sent, and the status that must come back.
#[derive(Clone)]
pub struct Asked {
    /// What is measured.
    pub name: &'static str,
    /// The whole of it.
    pub request: Request<Full<Bytes>>,
    /// Anything else is a failure.
    pub status: StatusCode,
}

/// A GET request that is answered with 200.
pub fn get(name: &'static str, target: &str) -> Asked {
    Asked { name, request: request(target, Bytes::new()), status: StatusCode::OK }
}

/// A POST request that is answered with 200.
pub fn post(name: &'static str, target: &str, content_type: &'static str, body: impl Into<Bytes>) -> Asked {
    let mut request = request(target, body.into());
    *request.method_mut() = http::Method::POST;
    request.headers_mut().insert(CONTENT_TYPE, http::HeaderValue::from_static(content_type));
    Asked { name, request, status: StatusCode::OK }
}

fn request(target: &str, body: Bytes) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::new(body));
    *request.uri_mut() = target.parse().expect("a target");
    request
}

impl Asked {
    /// With a header field.
    pub fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.request.headers_mut().insert(name, http::HeaderValue::from_static(value));
        self
    }

    /// Answered with this status.
    pub fn refused(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sends it and reads the whole answer.
    pub fn ask(self, service: &mut Service) -> Bytes {
        now(async {
            let response = match service.call(self.request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            assert_eq!(response.status(), self.status, "{}", self.name);
            read(response.into_body()).await
        })
    }

    /// Allocations of one request and its answer.
    pub fn allocations(&self, service: &mut Service) -> u64 {
        self.clone().ask(service); // whatever is made lazily
        let asked = self.clone();
        allocation_counter::measure(|| drop(asked.ask(service))).count_total
    }

    /// Prints its allocations, and measures its time in this group.
    pub fn measure(&self, group: &mut BenchmarkGroup<'_, WallTime>, service: &mut Service) {
        eprintln!("{}: {} allocations", self.name, self.allocations(service));
        group.bench_function(self.name, |bencher| {
            bencher.iter_batched(|| self.clone(), |asked| asked.ask(service), BatchSize::SmallInput);
        });
    }
}

async fn read(body: Body) -> Bytes {
    body.collect().await.expect("a whole answer").to_bytes()
}

/// The outcome of a future that waits for nothing.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits for something"),
    }
}
