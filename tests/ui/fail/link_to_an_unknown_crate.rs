framework::link!(no_such_crate);
//~^ [no_such_crate] unresolved import

fn main() {}
