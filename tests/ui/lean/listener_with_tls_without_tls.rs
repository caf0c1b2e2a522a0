use framework::prelude::*;

fn main() {
    let _ = App::new().listen_tls("127.0.0.1:8443", ());
    //~^ [listen_tls] TLS needs the feature `tls` of the framework; switch it on in Cargo.toml
}
