use framework::prelude::*;

#[derive(Default)]
struct Lines;

#[controller]
impl Lines {
    #[socket_mapping("/raw")]
    //~^ [socket_mapping] `#[socket_mapping]` needs its protocol: `protocol = "line-echo/1"`
    async fn raw(&self, _socket: Socket) {}
}

fn main() {}
