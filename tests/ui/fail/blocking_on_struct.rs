use framework::prelude::*;

#[blocking]
//~^ [#[blocking]] `#[blocking]` is for handlers: write it beside a mapping
struct Report;

fn main() {
    let _report = Report;
}
