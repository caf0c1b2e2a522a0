use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
async fn raw(stop: StopToken) {
//~^ [raw] a socket handler takes the connection; add `socket: Socket`
    stop.cancelled().await;
}

fn main() {}
