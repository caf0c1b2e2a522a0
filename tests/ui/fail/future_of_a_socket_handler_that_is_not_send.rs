use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
async fn raw(socket: Socket) {
//~^ [raw] future cannot be sent between threads safely
    let held = std::rc::Rc::new(1);
    drop(socket);
    std::future::ready(()).await;
    let _ = held;
}

fn main() {}
