//! What stands in front of every route, switched by settings.

mod access_log;
#[cfg(feature = "compression")]
mod compression;
mod cors;
#[cfg(debug_assertions)]
mod order;
mod proxies;
mod request_ids;
mod security_headers;

use std::{
    io,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use framework::tokio::task::yield_now;
use tracing_subscriber::util::SubscriberInitExt;

/// What is logged on this thread, line by line.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Begins to listen, for as long as the guard lives.
    fn begin() -> (Self, impl Drop) {
        // With one subscriber alone, tests of other threads decide what is of interest; see `testing/logs.rs`.
        static SECOND: OnceLock<tracing::Dispatch> = OnceLock::new();
        SECOND.get_or_init(|| tracing::Dispatch::new(tracing::subscriber::NoSubscriber::new()));
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false).with_writer(move || writer.clone());
        (log, subscriber.set_default())
    }

    /// The lines that hold a text, and what is heard from now on.
    fn take(&self, text: &str) -> Vec<String> {
        let told = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let told = String::from_utf8(told).expect("UTF-8");
        told.lines().filter(|line| line.contains(text)).map(str::to_owned).collect()
    }

    /// The same, once there is one: what a server logs at the end of a connection comes after its last byte.
    async fn awaited(&self, text: &str) -> Vec<String> {
        loop {
            let lines = self.take(text);
            if !lines.is_empty() {
                return lines;
            }
            yield_now().await;
        }
    }
}
