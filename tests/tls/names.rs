//! Which certificate is shown: one for the name that is asked for.

use framework::{Server, prelude::*};
use tokio_rustls::rustls::ClientConfig;

use crate::{
    certificates::{Made, made, trusting},
    started, try_connect,
};

/// Which of the certificates a client that trusts all of them is shown.
async fn shown<'m>(server: &Server, name: &str, all: &[&'m Made]) -> Option<&'m Made> {
    /// A client that takes whatever it is shown.
    fn careless(mut config: ClientConfig) -> ClientConfig {
        config.dangerous().set_certificate_verifier(std::sync::Arc::new(careless::Careless));
        config
    }
    let stream = try_connect(server, name, careless(trusting(all))).await.expect("a handshake");
    let shown = stream.get_ref().1.peer_certificates().expect("certificates")[0].clone();
    all.iter().find(|made| made.der == shown).copied()
}

#[tokio::test]
async fn each_name_has_its_certificate_and_any_other_the_first() {
    let (first, shop, any) = (made(&["localhost"]), made(&["shop.test", "Www.Shop.test"]), made(&["*.any.test"]));
    let tls = first.tls();
    let tls = tls.and_pem_bytes(&*shop.certificate, &*shop.key).and_pem_bytes(&*any.certificate, &*any.key);
    let server = started(App::new(), tls).await;
    let all = [&first, &shop, &any];
    let cases = [
        ("localhost", &first),
        ("shop.test", &shop),
        ("SHOP.test", &shop),
        ("www.shop.test", &shop),
        ("sub.shop.test", &first),
        ("x.any.test", &any),
        ("x.y.any.test", &first),
        ("any.test", &first),
        ("127.0.0.1", &first), // a client names no address
    ];
    for (name, expected) in cases {
        let found = shown(&server, name, &all).await.expect("one of them");
        assert_eq!(found.der, expected.der, "{name}");
    }
    // One that looks is content.
    for (name, own) in [("shop.test", &shop), ("x.any.test", &any)] {
        try_connect(&server, name, trusting(&[own])).await.expect("a handshake");
    }
    server.shutdown().await;
}

mod careless {
    use tokio_rustls::rustls::{
        DigitallySignedStruct, Error, SignatureScheme,
        client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        crypto::ring,
        pki_types::{CertificateDer, ServerName, UnixTime},
    };

    #[derive(Debug)]
    pub(super) struct Careless;

    impl ServerCertVerifier for Careless {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            ring::default_provider().signature_verification_algorithms.supported_schemes()
        }
    }
}
