framework::link!("users");
//~^ ["users"] write the crates whose routes are served: `link!(users, billing)`

fn main() {}
