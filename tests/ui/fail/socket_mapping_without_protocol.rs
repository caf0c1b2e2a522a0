use framework::prelude::*;

#[socket_mapping("/raw")]
//~^ [#[socket_mapping("/raw")]] `#[socket_mapping]` needs its protocol: `protocol = "line-echo/1"`
async fn raw(_socket: Socket) {}

fn main() {}
