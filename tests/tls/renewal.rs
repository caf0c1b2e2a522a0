//! Certificates are renewed while the server runs, and nobody notices.

use std::{
    io::{self, Write},
    path::Path,
    sync::{
        Arc, Mutex, Once, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use framework::{ClientAuthorities, Server, Tls, prelude::*};

use crate::{
    PING, ask,
    certificates::{Authority, Folder, Made, made, showing, trusting},
    started, try_connect,
};

/// What the log of this process says.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn keep_the_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).init());
}

/// The lines of the log about a file.
fn logged(file: &Path) -> usize {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8_lossy(&log).lines().filter(|line| line.contains(&*file.display().to_string())).count()
}

/// Whether the server shows one of these certificates.
async fn shows(server: &Server, trusted: &[&Made]) -> bool {
    try_connect(server, "localhost", trusting(trusted)).await.is_ok()
}

/// Waits for something that takes a moment.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_pair_counts_for_new_connections_and_a_broken_one_for_none() {
    keep_the_log();
    let folder = Folder::new("renewal");
    let (old, new, newest) = (made(&["localhost"]), made(&["localhost"]), made(&["localhost"]));
    let certificate = folder.write("own.pem", &old.certificate);
    let key = folder.write("own.key", &old.key);
    let app = App::new().set("http.header_timeout", "none"); // of the connection that asks nothing for a while
    let server = started(app, Tls::from_pem_files(&certificate, &key)).await;
    let mut before = try_connect(&server, "localhost", trusting(&[&old])).await.expect("a handshake");

    // A certificate whose key is not written yet.
    folder.write("own.pem", &new.certificate);
    until("the log says so", async || logged(&key) == 1).await;
    assert!(shows(&server, &[&old]).await, "the old one is in force");
    folder.write("own.key", &new.key);
    until("the new one is in force", async || shows(&server, &[&new]).await).await;

    // A file that is broken, and one that is gone: said once, however often it is looked at.
    let lines = logged(&certificate);
    folder.write("own.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n");
    until("the log says so", async || logged(&certificate) > lines).await;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    assert_eq!(logged(&certificate), lines + 1);
    assert!(shows(&server, &[&new]).await, "the one before is in force");
    std::fs::remove_file(&certificate).expect("it is there");
    until("the log says so", async || logged(&certificate) == lines + 2).await;
    assert!(shows(&server, &[&new]).await, "the one before is in force");
    folder.write("own.pem", &newest.certificate);
    folder.write("own.key", &newest.key);
    until("the newest is in force", async || shows(&server, &[&newest]).await).await;

    assert!(ask(&mut before, PING).await.ends_with("pong"), "a connection goes on with what it began with");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn authorities_are_renewed_too_and_no_session_goes_on_under_the_old_ones() {
    let (folder, own) = (Folder::new("authorities"), made(&["localhost"]));
    let (old, new) = (Authority::new(), Authority::new());
    let authorities = folder.write("authorities.pem", &old.certificate);
    let tls = own.tls().require_client_certificates(ClientAuthorities::from_pem_file(&authorities));
    let server = started(App::new(), tls).await;
    // A client that comes again resumes its session, unless the server has forgotten it.
    let anna = showing(&[&own], old.client("anna"));
    let asks =
        async |config: &tokio_rustls::rustls::ClientConfig| match try_connect(&server, "localhost", config.clone())
            .await
        {
            Ok(mut stream) => {
                use tokio::io::AsyncWriteExt;
                stream.write_all(PING.as_bytes()).await.is_ok() && ask(&mut stream, "").await.ends_with("pong")
            }
            Err(_) => false,
        };
    assert!(asks(&anna).await && asks(&anna).await);
    folder.write("authorities.pem", &new.certificate);
    let bert = showing(&[&own], new.client("bert"));
    until("the new authority counts", async || asks(&bert).await).await;
    assert!(!asks(&anna).await, "the old one does not");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_no_connection_is_lost() {
    let folder = Folder::new("load");
    let all: Arc<Vec<_>> = Arc::new((0..3).map(|_| made(&["localhost"])).collect());
    let certificate = folder.write("own.pem", &all[0].certificate);
    let key = folder.write("own.key", &all[0].key);
    let server = started(App::new(), Tls::from_pem_files(&certificate, &key)).await;
    let stop = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..4)
        .map(|_| {
            let (server, all, stop) = (server.clone(), Arc::clone(&all), Arc::clone(&stop));
            tokio::spawn(async move {
                let trusted: Vec<_> = all.iter().collect();
                let mut answered = 0;
                while !stop.load(Relaxed) {
                    // Full handshakes: no session is kept.
                    let mut stream = try_connect(&server, "localhost", trusting(&trusted)).await.expect("a handshake");
                    assert!(ask(&mut stream, PING).await.ends_with("pong"));
                    answered += 1;
                }
                answered
            })
        })
        .collect();
    for renewed in &all[1..] {
        folder.write("own.pem", &renewed.certificate);
        folder.write("own.key", &renewed.key);
        until("the new one is in force", async || shows(&server, &[renewed]).await).await;
    }
    stop.store(true, Relaxed);
    for client in clients {
        assert!(client.await.expect("every connection was served") > 0);
    }
    server.shutdown().await;
}
