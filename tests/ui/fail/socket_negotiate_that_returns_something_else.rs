use framework::prelude::*;

fn decide(_: &RequestHead) -> bool {
    true
}

#[socket_mapping("/raw", protocol = "line-echo/1", negotiate = decide)]
//~^ [decide] a function that negotiates cannot return `bool`
//~| return `Switch::accept()`
async fn raw(_socket: Socket) {}

fn main() {}
