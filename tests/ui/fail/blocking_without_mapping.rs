use framework::prelude::*;

#[blocking]
//~^ [#[blocking]] `#[blocking]` is for handlers: write it beside a mapping
fn report() {}

fn main() {
    report();
}
