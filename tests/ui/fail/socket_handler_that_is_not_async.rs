use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
fn raw(_socket: Socket) {}
//~^ [fn] a socket handler waits for the other end; write `async fn`

fn main() {}
