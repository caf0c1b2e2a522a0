use framework::prelude::*;

struct Wrapped<T>(T);

#[derive(Bean)]
struct Page<T> {
    items: Wrapped<T>,
    //~^ [Wrapped<T>] `Wrapped<T>` cannot be sent as JSON
}

fn main() {}
