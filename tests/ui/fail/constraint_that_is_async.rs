use framework::prelude::*;

#[path_constraint("gender")]
async fn gender(segment: &str) -> bool {
    //~^ [async] a constraint decides at once: `fn name(segment: &str) -> bool`
    segment == "female"
}

fn main() {}
