use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line echo")]
//~^ ["line echo"] `line echo` is no protocol; write a name, or a name and a version as `line-echo/1`
async fn raw(_socket: Socket) {}

fn main() {}
