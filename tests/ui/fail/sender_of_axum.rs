use framework::prelude::*;
#[get_mapping("/users")]
async fn list(ConnectInfo(sender): ConnectInfo<std::net::SocketAddr>) -> String {
//~^ [ConnectInfo] there is no `ConnectInfo` here; the sender's address is a `PeerAddress`
    sender.to_string()
}

fn main() {}
