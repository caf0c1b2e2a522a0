use framework::prelude::*;

#[derive(Default)]
struct Reports;

#[controller]
impl Reports {
    #[get_mapping]
    fn report(&self) {
        self.written();
    }

    #[blocking]
    //~^ [#[blocking]] `#[blocking]` is for handlers: write it beside a mapping
    fn written(&self) {}
}

fn main() {}
