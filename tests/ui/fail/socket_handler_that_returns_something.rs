use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
async fn raw(_socket: Socket) -> String {
//~^ [String] cannot return `std::string::String`
//~| return nothing, or a `Result<(), E>`
    String::new()
}

fn main() {}
