use framework::prelude::*;

#[get_mapping]
fn find(peer: std::net::SocketAddr) -> u16 {
//~^ [std::net::SocketAddr] a handler cannot take `std::net::SocketAddr` as an argument
    peer.port()
}

fn main() {}
