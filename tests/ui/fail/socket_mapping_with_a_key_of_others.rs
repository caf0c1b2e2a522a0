use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1", prefixed)]
//~^ [prefixed] the key `prefixed` is not understood
async fn raw(_socket: Socket) {}

fn main() {}
