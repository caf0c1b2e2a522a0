//! Unix sockets, beside others and by themselves.

use framework::{Listener, ListenerState, StartProblem, prelude::*};
use tokio::net::{TcpStream, UnixStream};

use crate::{PING, ask};

/// A folder of its own, gone with the test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("framework-server-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _best_effort = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn listeners_are_listed_in_their_order_with_what_is_known_of_them() {
    let folder = Folder::new("listed");
    let path = folder.0.join("app.sock");
    let app = App::new().listen("127.0.0.1:0").listen_unix(&path).listener(Listener::any().named("everywhere"));
    let server = app.start().await.expect("it starts");
    let added = server.add_listener(Listener::tcp("127.0.0.1:0").named("late")).await.expect("it opens");
    let mut stream = UnixStream::connect(&path).await.expect("it accepts");
    assert!(ask(&mut stream, PING).await.ends_with("pong"));

    let listeners = server.listeners();
    let names: Vec<_> = listeners.iter().map(|listener| listener.name.as_str()).collect();
    let first = server.address().expect("an address");
    assert_eq!(names, [&first.to_string(), &path.display().to_string(), "everywhere", "late"]);
    assert_eq!(listeners[0].port, Some(first.port()));
    assert_eq!(listeners[1].port, None);
    assert_eq!(listeners[1].connections, 1);
    assert_eq!(listeners[3].id, added);
    assert!(listeners.iter().all(|listener| listener.state == ListenerState::Listening));
    assert_eq!(server.addresses().len(), 3);
    assert!(listeners.windows(2).all(|two| two[0].id < two[1].id));
    server.shutdown().await;
}

#[tokio::test]
async fn a_stale_unix_socket_is_replaced_and_a_live_one_is_not() {
    let folder = Folder::new("stale");
    let path = folder.0.join("app.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).expect("a socket")); // its file stays
    let server = App::new().listen_unix(&path).start().await.expect("a stale socket is replaced");
    assert!(server.address().is_none());
    let mut stream = UnixStream::connect(&path).await.expect("it accepts");
    assert!(ask(&mut stream, "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n").await.ends_with("nobody"));

    let second = App::new().listen_unix(&path).start().await.expect_err("another process listens there");
    assert!(second.to_string().contains(&format!("cannot listen on {}: another process", path.display())), "{second}");
    assert!(ask(&mut stream, PING).await.ends_with("pong"), "and goes on");
    server.shutdown().await;
    assert!(!path.exists(), "its file goes with it");

    std::fs::write(&path, "precious").expect("a file");
    let third = App::new().listen_unix(&path).start().await.expect_err("a file is not replaced");
    assert!(third.to_string().contains("it is no socket"), "{third}");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "precious");
}

#[tokio::test]
async fn sockets_that_are_open_already_serve_and_keep_their_files() {
    let folder = Folder::new("bound");
    let path = folder.0.join("app.sock");
    let unix = std::os::unix::net::UnixListener::bind(&path).expect("a socket");
    let tcp = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let server = App::new().bind(unix).bind(tcp).start().await.expect("it starts");
    let mut stream = UnixStream::connect(&path).await.expect("it accepts");
    assert!(ask(&mut stream, PING).await.ends_with("pong"));
    let mut stream = TcpStream::connect(server.addresses()[0]).await.expect("it accepts");
    assert!(ask(&mut stream, "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n").await.ends_with("127.0.0.1"));
    server.shutdown().await;
    assert!(path.exists(), "who has made it removes it");
}

#[tokio::test]
async fn all_that_cannot_be_opened_is_told_together() {
    let folder = Folder::new("failures");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let path = folder.0.join("no/such/folder/app.sock");
    let app = App::new().listen(&address).listen_unix(&path).listen("127.0.0.1:0").listen("nonsense");
    let error = app.start().await.expect_err("three cannot be opened");
    let places = error.problems().iter().filter_map(|problem| match problem {
        StartProblem::Listen { address, .. } => Some(address.clone()),
        _ => None,
    });
    assert_eq!(places.collect::<Vec<_>>(), [address, path.display().to_string(), "nonsense".to_owned()], "{error}");
}
