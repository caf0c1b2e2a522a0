use framework::prelude::*;

#[socket_mapping("/raw", protocol = 1)]
//~^ [1] `protocol` is a text: `protocol = "line-echo/1"`
async fn raw(_socket: Socket) {}

fn main() {}
