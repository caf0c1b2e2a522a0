//! Listeners are opened together, listed in order, added and stopped one by one.

use std::time::Duration;

use framework::{Drain, Listener, ListenerState, UnknownListener, prelude::*};
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::{PING, ask, connect, rest, started};

#[tokio::test]
async fn one_listener_stops_and_the_others_go_on() {
    let server = started(App::new()).await;
    let other = server.add_listener(Listener::tcp("127.0.0.1:0").named("other")).await.expect("it opens");
    let mut kept = connect(&server).await;
    assert!(ask(&mut kept, PING).await.ends_with("pong"));
    let address = server.addresses()[1];
    let mut closed = TcpStream::connect(address).await.expect("it accepts");
    assert!(ask(&mut closed, PING).await.ends_with("pong"));

    let report = server.stop_listener(other, Drain::within(Duration::from_secs(20))).await.expect("it is known");
    assert_eq!(report.forced, 0);
    assert_eq!(rest(&mut closed).await, "");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
    assert!(ask(&mut kept, PING).await.ends_with("pong"), "the others' connections are left alone");
    let info = &server.listeners()[1];
    assert_eq!((info.state, info.connections), (ListenerState::Stopped, 0));
    assert_eq!(server.stop_listener(other, Drain::now()).await, Ok(report), "stopped twice");

    // Under the same name another one begins anew.
    let again = server.add_listener(Listener::tcp("127.0.0.1:0").named("other")).await.expect("it opens");
    assert_ne!(again, other);
    server.shutdown().await;
    let another = started(App::new()).await;
    assert_eq!(another.stop_listener(again, Drain::now()).await, Err(UnknownListener(again)));
    another.shutdown().await;
}

#[tokio::test]
async fn a_listener_that_is_not_added_leaves_the_application_as_it_is() {
    let server = started(App::new()).await;
    let address = server.address().expect("an address");
    let refused = server.add_listener(Listener::tcp(address.to_string())).await.expect_err("the port is taken");
    assert!(refused.to_string().starts_with("the listener is not added\n  - cannot listen on "), "{refused}");
    assert_eq!(server.listeners().len(), 1);
    assert!(ask(&mut connect(&server).await, PING).await.starts_with("HTTP/1.1 200 "));
}

#[cfg(unix)]
#[tokio::test]
async fn a_port_is_shared_where_both_ask_for_it() {
    let first = App::new().listener(Listener::tcp("127.0.0.1:0").reuse_port()).start().await.expect("it starts");
    let address = first.address().expect("an address");
    App::new().listen(address).start().await.expect_err("nobody shares unasked");
    let second = App::new().listener(Listener::tcp(address).reuse_port()).start().await.expect("it starts");
    assert_eq!(second.address(), Some(address));
    first.shutdown().await;
    let mut stream = connect(&second).await;
    assert!(ask(&mut stream, PING).await.ends_with("pong"));
    second.shutdown().await;
}

#[tokio::test]
async fn an_address_is_free_at_once_although_connections_were_open() {
    let server = started(App::new()).await;
    let address = server.address().expect("an address");
    let mut stream = connect(&server).await;
    stream.write_all(PING.as_bytes()).await.expect("it reads");
    server.shutdown().await;
    let again = App::new().listen(address).start().await.expect("the address is free");
    again.shutdown().await;
}

#[tokio::test]
async fn an_address_that_is_none_is_told_how_one_is_written() {
    for text in [":8080", "8080", "localhost", "127.0.0.1", "127.0.0.1:99999", "http://127.0.0.1:8080", ""] {
        let refused = App::new().listen(text).start().await.expect_err("it is no address");
        let expected = "an address and a port are written as `127.0.0.1:8080`, for all interfaces as `0.0.0.0:8080`";
        assert!(refused.to_string().ends_with(expected), "{text}: {refused}");
    }
}

#[tokio::test]
async fn a_server_that_has_stopped_takes_no_listener() {
    let server = started(App::new()).await;
    server.clone().shutdown().await;
    let refused = server.add_listener(Listener::tcp("127.0.0.1:0")).await.expect_err("it has stopped");
    assert!(refused.to_string().contains("the server is stopping"), "{refused}");
    assert_eq!(server.listeners().len(), 1);
}
