use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
async fn raw(_one: Socket, _two: Socket) {}
//~^ [Socket] there is one connection; drop one of the two sockets

fn main() {}
