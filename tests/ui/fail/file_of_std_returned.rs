use framework::prelude::*;

#[get_mapping]
fn find() -> std::io::Result<std::fs::File> {
//~^ [std::io::Result<std::fs::File>] a handler cannot return `std::fs::File`
    std::fs::File::open("users.html")
}

fn main() {}
