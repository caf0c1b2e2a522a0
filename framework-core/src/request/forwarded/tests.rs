//! Who is believed, and how far.

use http::{HeaderMap, HeaderValue, request::Request};

use super::*;

/// The proxies of these tests: `10.0.0.0/8` and `fd00::/8`.
fn told(peer: &str, fields: &[(&str, &str)]) -> Result<(String, bool, Option<String>), u16> {
    let trusted = crate::config::TrustedProxies::parse("10.0.0.0/8, fd00::/8").expect("networks");
    let mut request = Request::get("/");
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    let request = request.body(()).expect("a request");
    let other_end = Sender::of(Some(format!("{peer}:9").parse().expect("an address")));
    let sender = sender(&other_end, request.headers(), &trusted);
    let sender = sender.map_err(|invalid| invalid.status().code())?;
    let peer = sender.peer.address().expect("there is a connection");
    Ok((peer.to_string(), sender.is_secure(), sender.host().map(str::to_owned)))
}

#[test]
fn the_peer_is_the_rightmost_address_that_is_no_trusted_proxy() {
    type Fields = &'static [(&'static str, &'static str)];
    let cases: &[(&str, Fields, &str)] = &[
        ("10.0.0.1", &[], "10.0.0.1:9"),
        // Nobody else is believed.
        ("192.0.2.1", &[("forwarded", "for=203.0.113.7")], "192.0.2.1:9"),
        ("192.0.2.1", &[("x-forwarded-for", "203.0.113.7")], "192.0.2.1:9"),
        ("10.0.0.1", &[("x-forwarded-for", "203.0.113.7")], "203.0.113.7:0"),
        ("[fd00::1]", &[("x-forwarded-for", "2001:db8::7")], "[2001:db8::7]:0"),
        ("[::ffff:10.0.0.1]", &[("x-forwarded-for", "203.0.113.7")], "203.0.113.7:0"),
        ("10.0.0.1", &[("x-forwarded-for", "203.0.113.7:4711")], "203.0.113.7:4711"),
        ("10.0.0.1", &[("x-forwarded-for", "[2001:db8::7]:80")], "[2001:db8::7]:80"),
        ("10.0.0.1", &[("x-forwarded-for", "[2001:db8::7]")], "[2001:db8::7]:0"),
        // What a visitor has written stands on the left.
        ("10.0.0.1", &[("x-forwarded-for", "127.0.0.1, 203.0.113.7, 10.0.0.2")], "203.0.113.7:0"),
        ("10.0.0.1", &[("x-forwarded-for", "127.0.0.1"), ("x-forwarded-for", "203.0.113.7")], "203.0.113.7:0"),
        ("10.0.0.1", &[("x-forwarded-for", "10.0.0.3,10.0.0.2")], "10.0.0.3:0"),
        // What cannot be read ends the way: the last proxy that is known has sent it.
        ("10.0.0.1", &[("x-forwarded-for", "203.0.113.7, unknown")], "10.0.0.1:9"),
        ("10.0.0.1", &[("x-forwarded-for", "203.0.113.7, x, 10.0.0.2")], "10.0.0.2:0"),
        ("10.0.0.1", &[("x-forwarded-for", "203.0.113.7,")], "10.0.0.1:9"),
        ("10.0.0.1", &[("x-forwarded-for", "[203.0.113.7]")], "10.0.0.1:9"),
        ("10.0.0.1", &[("x-forwarded-for", "")], "10.0.0.1:9"),
        ("10.0.0.1", &[("forwarded", "for=203.0.113.7")], "203.0.113.7:0"),
        ("10.0.0.1", &[("forwarded", "For=\"[2001:db8::7]:4711\";by=_x")], "[2001:db8::7]:4711"),
        ("10.0.0.1", &[("forwarded", "for=127.0.0.1, for=203.0.113.7, for=10.0.0.2")], "203.0.113.7:0"),
        ("10.0.0.1", &[("forwarded", "for=127.0.0.1"), ("forwarded", "for=203.0.113.7")], "203.0.113.7:0"),
        ("10.0.0.1", &[("forwarded", "for=203.0.113.7, for=_hidden")], "10.0.0.1:9"),
        ("10.0.0.1", &[("forwarded", "for=203.0.113.7, proto=https")], "10.0.0.1:9"),
        // A quotation mark swallows nothing that a proxy has added.
        ("10.0.0.1", &[("forwarded", "for=\"127.0.0.1, for=203.0.113.7")], "10.0.0.1:9"),
        ("10.0.0.1", &[("forwarded", "for=\"\\\"127.0.0.1\", for=203.0.113.7")], "203.0.113.7:0"),
        ("10.0.0.1", &[("forwarded", "nonsense")], "10.0.0.1:9"),
        ("10.0.0.1", &[("forwarded", "nonsense"), ("x-forwarded-for", "203.0.113.7")], "203.0.113.7:0"),
    ];
    for (peer, fields, expected) in cases {
        assert_eq!(told(peer, fields).expect("it is taken").0, *expected, "{peer} {fields:?}");
    }
}

#[test]
fn scheme_and_host_are_those_that_the_outermost_trusted_proxy_was_asked_for() {
    type Fields = &'static [(&'static str, &'static str)];
    let cases: &[(Fields, bool, Option<&str>)] = &[
        (&[("x-forwarded-proto", "https")], true, None),
        (&[("x-forwarded-proto", "HTTPS"), ("x-forwarded-host", "a.example:8443")], true, Some("a.example:8443")),
        (&[("x-forwarded-proto", "http")], false, None),
        (&[("x-forwarded-proto", "gopher")], false, None),
        (&[("x-forwarded-host", "a.example/evil")], false, None),
        (&[("x-forwarded-host", "user@a.example")], false, None),
        // One value for each proxy: that of the proxy which names the peer.
        (&[("x-forwarded-for", "203.0.113.7"), ("x-forwarded-proto", "https, http")], false, None),
        (&[("x-forwarded-for", "203.0.113.7, 10.0.0.2"), ("x-forwarded-proto", "https, http")], true, None),
        (&[("x-forwarded-for", "203.0.113.7, 10.0.0.2"), ("x-forwarded-proto", "https")], true, None),
        (&[("forwarded", "for=203.0.113.7;proto=https;host=\"a.example:80\"")], true, Some("a.example:80")),
        (
            &[("forwarded", "proto=https;host=evil, for=203.0.113.7;proto=http;host=a.example")],
            false,
            Some("a.example"),
        ),
        (&[("forwarded", "for=203.0.113.7;proto=https, for=10.0.0.2;proto=http")], true, None),
        (&[("forwarded", "for=203.0.113.7;host=\"a b\"")], false, None),
    ];
    for (fields, secure, host) in cases {
        let told = told("10.0.0.1", fields).expect("it is taken");
        assert_eq!((told.1, told.2.as_deref()), (*secure, *host), "{fields:?}");
        let untrusted = super::tests::told("192.0.2.1", fields).expect("it is taken");
        assert_eq!(untrusted, ("192.0.2.1:9".to_owned(), false, None), "{fields:?}");
    }
}

#[test]
fn two_families_of_fields_must_not_contradict_each_other() {
    let cases = [
        ("for=203.0.113.7", ("x-forwarded-for", "203.0.113.7:80"), Ok(("203.0.113.7:0", false))),
        ("for=203.0.113.7;proto=https", ("x-forwarded-for", "203.0.113.7"), Ok(("203.0.113.7:0", true))),
        ("for=127.0.0.1", ("x-forwarded-for", "203.0.113.7"), Err(400)),
        ("proto=https", ("x-forwarded-proto", "http"), Err(400)),
        ("host=a.example", ("x-forwarded-host", "b.example"), Err(400)),
        ("host=a.example", ("x-forwarded-host", "A.example"), Ok(("10.0.0.1:9", false))),
    ];
    for (forwarded, other, expected) in cases {
        let found = told("10.0.0.1", &[("forwarded", forwarded), other]);
        let found = found.as_ref().map(|(peer, secure, _)| (peer.as_str(), *secure)).map_err(|status| *status);
        assert_eq!(found, expected, "{forwarded} {other:?}");
        assert!(told("192.0.2.1", &[("forwarded", forwarded), other]).is_ok(), "nobody else is asked");
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let bytes: [&[u8]; 8] = [b"\xff", b"for=\xff", b"for=\"\\", b"\"", b"=", b";;,,", b"for=[", b"for=\"]:99999\""];
    let trusted = crate::config::TrustedProxies::parse("10.0.0.1").expect("a network");
    for value in bytes {
        let mut headers = HeaderMap::new();
        for name in [header::FORWARDED, X_FORWARDED_FOR, X_FORWARDED_PROTO, X_FORWARDED_HOST] {
            headers.append(name, HeaderValue::from_bytes(value).expect("a value"));
        }
        let peer = "10.0.0.1:9".parse().expect("an address");
        let sender = sender(&Sender::of(Some(peer)), &headers, &trusted).expect("it is taken");
        assert_eq!((sender.peer.address(), sender.is_secure()), (Some(peer), false), "{value:?}");
    }
}
