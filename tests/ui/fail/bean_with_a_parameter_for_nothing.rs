use framework::prelude::*;

#[derive(Bean)]
struct Page<T> {
//~^ [T] type parameter `T` is never used
    total: u32,
}

fn main() {}
