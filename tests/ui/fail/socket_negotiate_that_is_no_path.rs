use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1", negotiate = |_| Switch::accept())]
//~^ [|_| Switch::accept()] `negotiate` is the path of a function: `negotiate = decide`
async fn raw(_socket: Socket) {}

fn main() {}
