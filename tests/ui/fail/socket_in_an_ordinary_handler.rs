use framework::prelude::*;

#[get_mapping]
async fn raw(_socket: Socket) {}
//~^ [Socket] a `Socket` is what `#[socket_mapping]` gives

fn main() {}
