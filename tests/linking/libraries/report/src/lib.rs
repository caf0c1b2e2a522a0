//! What a program of these shows: its routes, whether it starts, what it logs, what it answers.

use framework::{App, tokio};
use tracing_subscriber::util::SubscriberInitExt;

pub fn report(app: fn() -> App, paths: &[&str]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for route in app().routes() {
        println!("{} {} of {}", route.methods.join(","), route.pattern, route.package);
    }
    let logged = tracing_subscriber::fmt().without_time().with_ansi(false).with_writer(std::io::stdout).set_default();
    match runtime.block_on(app().into_service()) {
        Ok(_) => println!("it starts"),
        Err(error) => println!("{error}"),
    }
    drop(logged); // every test of a path starts it again
    for path in paths {
        let answer = runtime.block_on(async { app().test().get(path).await });
        println!("GET {path}: {}", answer.status());
    }
}
