#[framework::main]
fn start() {}
//~^ [start] it stands on `fn main`; elsewhere, `framework::link!` says which crates' routes are served

fn main() {}
