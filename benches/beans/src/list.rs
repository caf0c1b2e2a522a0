//! Lists of beans, as answers and as bodies, through the whole pipeline.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use framework::{TestApp, prelude::*};

use crate::Result;

#[derive(Bean)]
struct Item {
    id: u32,
    name: String,
    active: bool,
    score: f64,
}

#[get_mapping("/list/<length>")]
fn list(length: u32) -> Vec<Item> {
    let item = |id| Item { id, name: "item".to_owned(), active: id % 2 == 0, score: f64::from(id) * 1.5 };
    (0..length).map(item).collect()
}

#[post_mapping]
fn count(items: Vec<Item>) -> usize {
    items.len()
}

/// Sends a list of this length, or has it sent, so many times.
pub(crate) fn repeat(task: &str, length: &str, repetitions: usize) -> Result<bool> {
    let app = App::new().test();
    let list = now(written(&app, length));
    for _ in 0..repetitions {
        match task {
            "write" => drop(now(written(&app, length))),
            "read" => now(async {
                let answer = app.post("/count").header("content-type", "application/json").body(list.clone()).await;
                answer.assert_text(length);
            }),
            _ => return Err("no such task".into()),
        }
    }
    Ok(true)
}

async fn written(app: &TestApp, length: &str) -> String {
    let answer = app.get(&format!("/list/{length}")).await;
    answer.assert_status(200);
    answer.text().to_owned()
}

/// The outcome of a future that waits for nothing.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits for something"),
    }
}
