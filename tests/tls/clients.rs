//! Certificates of clients.

use framework::{ClientAuthorities, ClientCertificate, prelude::*};

use crate::{
    PING, ask,
    certificates::{Authority, made, showing, trusting},
    connect, started, try_connect,
};

#[get_mapping]
fn whoami(certificate: ClientCertificate) -> String {
    let names = certificate.dns_names().join(" ");
    let chain = certificate.chain().count();
    assert_eq!(certificate.chain().next(), Some(certificate.der()));
    assert!(certificate.subject().is_some_and(|subject| subject.windows(4).any(|bytes| bytes == b"shop")));
    format!("{} {names} {chain}", certificate.common_name().unwrap_or_default())
}

#[get_mapping]
fn greeting(certificate: Option<ClientCertificate>) -> String {
    format!("hello {}", certificate.and_then(|shown| shown.common_name()).unwrap_or_else(|| "stranger".to_owned()))
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}

#[tokio::test]
async fn a_handler_sees_the_certificate_of_its_client() {
    let (own, authority) = (made(&["localhost"]), Authority::new());
    let authorities = ClientAuthorities::from_pem_bytes(&*authority.certificate);
    let server = started(App::new(), own.tls().request_client_certificates(authorities)).await;
    let config = showing(&[&own], authority.client("anna"));
    let mut anna = try_connect(&server, "localhost", config).await.expect("a handshake");
    assert!(ask(&mut anna, &get("/whoami")).await.ends_with("anna anna.staff.test 1"));
    assert!(ask(&mut anna, &get("/greeting")).await.ends_with("hello anna"));

    let mut stranger = connect(&server, &own).await;
    assert!(ask(&mut stranger, &get("/greeting")).await.ends_with("hello stranger"));
    let refused = ask(&mut stranger, &get("/whoami")).await;
    assert!(refused.starts_with("HTTP/1.1 400 ") && refused.contains("`certificate` is missing"), "{refused}");
    server.shutdown().await;
}

#[tokio::test]
async fn a_forged_certificate_is_refused_though_none_is_needed() {
    let (own, authority, forger) = (made(&["localhost"]), Authority::new(), Authority::new());
    let authorities = ClientAuthorities::from_pem_bytes(&*authority.certificate);
    let server = started(App::new(), own.tls().request_client_certificates(authorities)).await;
    let config = showing(&[&own], forger.client("anna"));
    // The client has done its part of the handshake before the server refuses.
    if let Ok(mut stream) = try_connect(&server, "localhost", config).await {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let _it_may_be_closed = stream.write_all(get("/greeting").as_bytes()).await;
        let mut answer = Vec::new();
        let ended = stream.read_to_end(&mut answer).await;
        assert!(ended.is_err() && answer.is_empty(), "{ended:?} {answer:?}");
    }
    server.shutdown().await;
}

#[tokio::test]
async fn where_one_is_required_nobody_is_served_without() {
    let (own, authority) = (made(&["localhost"]), Authority::new());
    let authorities = ClientAuthorities::from_pem_bytes(&*authority.certificate);
    let server = started(App::new(), own.tls().require_client_certificates(authorities)).await;
    let config = showing(&[&own], authority.client("anna"));
    let mut anna = try_connect(&server, "localhost", config).await.expect("a handshake");
    assert!(ask(&mut anna, PING).await.ends_with("pong"));
    if let Ok(mut stranger) = try_connect(&server, "localhost", trusting(&[&own])).await {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let _it_may_be_closed = stranger.write_all(PING.as_bytes()).await;
        let refused = stranger.read_to_end(&mut Vec::new()).await.expect_err("it is refused");
        assert!(refused.to_string().contains("CertificateRequired"), "{refused}");
    }
    server.shutdown().await;
}

#[test]
fn a_function_that_takes_one_can_be_called_with_one() {
    let anna = Authority::new().client("anna");
    assert_eq!(greeting(Some(ClientCertificate::from_der(anna.chain[0].to_vec()))), "hello anna");
}
