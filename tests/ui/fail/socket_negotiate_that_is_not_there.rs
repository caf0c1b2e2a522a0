use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1", negotiate = decide)]
//~^ [decide] cannot find value `decide`
async fn raw(_socket: Socket) {}

fn main() {}
