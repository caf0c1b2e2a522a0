//! What keeps TLS from starting is told, all of it at once.

use framework::{ClientAuthorities, Tls, TlsVersion, prelude::*, rustls};

use crate::{
    PING, ask,
    certificates::{Authority, Folder, made},
    connect,
};

/// What the start says, a line for each problem.
async fn problems(app: App) -> Vec<String> {
    let error = app.start().await.expect_err("something is wrong");
    error.problems().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn whatever_is_wrong_is_told_with_its_file() {
    let folder = Folder::new("starting");
    let (own, other) = (made(&["localhost"]), made(&["localhost"]));
    let certificate = folder.write("own.pem", &own.certificate);
    let key = folder.write("own.key", &own.key);
    let other = folder.write("other.key", &other.key);
    let nothing = folder.write("nothing.pem", "hello\n");
    let broken = folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n");
    let half = folder.write("half.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n");
    let none = folder.write("none.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    let locked = folder
        .write("locked.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    let missing = folder.path("missing.pem");
    let cases = [
        (Tls::from_pem_files(&missing, &key), "missing.pem` cannot be read: "),
        (Tls::from_pem_files(&certificate, &missing), "missing.pem` cannot be read: "),
        (Tls::from_pem_files(&certificate, &other), "other.key` is not the key of the certificate in `"),
        (Tls::from_pem_files(&nothing, &key), "nothing.pem` holds no certificate; "),
        (Tls::from_pem_files(&certificate, &nothing), "nothing.pem` holds no key; "),
        (Tls::from_pem_files(&broken, &key), "broken.pem` is no PEM: "),
        (Tls::from_pem_files(&half, &key), "half.pem` is no PEM: a section has no end"),
        (Tls::from_pem_files(&none, &key), "none.pem` holds a certificate that cannot be used: "),
        (Tls::from_pem_files(&certificate, &locked), "locked.key` holds a key that is encrypted; "),
        (Tls::from_pem_files(&key, &key), "own.key` holds a key and no certificate; are the two swapped?"),
        (
            Tls::from_pem_files(&certificate, &certificate),
            "own.pem` holds a certificate and no key; are the two swapped?",
        ),
        (Tls::from_pem_bytes("", &*own.key), "the certificate holds no certificate; "),
    ];
    for (tls, expected) in cases {
        let found = problems(App::new().listen_tls("127.0.0.1:0", tls)).await;
        let [found] = found.as_slice() else { panic!("one problem: {found:?}") };
        assert!(found.starts_with("no TLS on 127.0.0.1:0: ") && found.contains(expected), "{expected}: {found}");
    }
}

#[tokio::test]
async fn all_of_it_is_told_at_once() {
    let own = made(&["localhost"]);
    let tls = Tls::from_pem_files("/nowhere/a.pem", "/nowhere/a.key").and_pem_files("/nowhere/b.pem", "/nowhere/b.key");
    let tls = tls.request_client_certificates(ClientAuthorities::from_pem_file("/nowhere/authorities.pem"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a socket");
    let taken = taken.local_addr().expect("an address");
    let found = problems(App::new().listen_tls("127.0.0.1:0", tls).listen_tls(taken, own.tls())).await;
    let names = ["/nowhere/a.pem", "/nowhere/a.key", "/nowhere/b.pem", "/nowhere/b.key", "/nowhere/authorities.pem"];
    assert_eq!(found.len(), names.len() + 1, "{found:?}");
    for name in names {
        assert!(found.iter().any(|problem| problem.contains(name)), "{name}: {found:?}");
    }
}

#[tokio::test]
async fn a_configuration_of_rustls_takes_nothing_beside_it() {
    let (own, authority) = (made(&["localhost"]), Authority::new());
    let config = || {
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.expect("versions").with_no_client_auth();
        let resolver = rustls::server::ResolvesServerCertUsingSni::new();
        Tls::from_config(config.with_cert_resolver(std::sync::Arc::new(resolver)))
    };
    let authorities = ClientAuthorities::from_pem_bytes(&*authority.certificate);
    let wrong = [
        config().min_version(TlsVersion::V1_3),
        config().and_pem_bytes(&*own.certificate, &*own.key),
        config().require_client_certificates(authorities),
    ];
    for tls in wrong {
        let found = problems(App::new().listen_tls("127.0.0.1:0", tls)).await;
        assert!(found.len() == 1 && found[0].contains("`Tls::from_config` takes"), "{found:?}");
    }
}

#[tokio::test]
async fn the_settings_may_name_the_files() {
    let (folder, own) = (Folder::new("settings"), made(&["localhost"]));
    let both = folder.write("both.pem", &format!("{}{}", own.certificate, own.key));
    let both = both.display();
    let app = App::new().set("http.port", 0).set("http.tls_certificate", &both).set("http.tls_key", &both);
    let server = app.start().await.expect("it starts");
    assert!(ask(&mut connect(&server, &own).await, PING).await.ends_with("pong"));
    server.shutdown().await;
    for (one, other) in [("http.tls_certificate", "http.tls_key"), ("http.tls_key", "http.tls_certificate")] {
        let found = problems(App::new().set("http.port", 0).set(one, &both)).await;
        assert!(found.len() == 1 && found[0].contains(&format!("the setting `{other}` names no file")), "{found:?}");
    }
}

/// Whoever has written them takes for secure what is not.
#[tokio::test]
async fn settings_that_secure_no_listener_stop_the_start() {
    let (folder, own) = (Folder::new("unused"), made(&["localhost"]));
    let both = folder.write("both.pem", &format!("{}{}", own.certificate, own.key));
    let both = both.display();
    let apps: [fn(App, Tls) -> App; 2] =
        [|app, _| app.listen("127.0.0.1:0"), |app, tls| app.listen_tls("127.0.0.1:0", tls)];
    for app in apps {
        let app = |certificate: &str, key: &str| {
            app(App::new().set("http.tls_certificate", certificate).set("http.tls_key", key), own.tls())
        };
        let both = both.to_string();
        let found = problems(app(&both, &both)).await;
        let told = ["http.tls_certificate", "http.tls_key"].map(|key| {
            format!(
                "setting `{key}` is of no use (App::set): the program names its listeners itself; it secures them by \
                 `App::listen_tls`, or names none"
            )
        });
        assert_eq!(found, told);
        assert_eq!(problems(app(&both, "none")).await, told[..1]);
        app("none", "none").start().await.expect("it starts").shutdown().await;
    }
}

#[test]
fn a_key_is_never_shown() {
    let own = made(&["localhost"]);
    let shown = format!("{:?} {:?}", own.tls(), Tls::from_pem_files("a.pem", "a.key"));
    assert!(!shown.contains("PRIVATE") && shown.len() < 1000, "{shown}");
}
