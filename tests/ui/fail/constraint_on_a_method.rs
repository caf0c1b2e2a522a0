use framework::prelude::*;

struct People;

impl People {
    #[path_constraint("gender")]
    fn gender(&self, segment: &str) -> bool {
    //~^ [&self] a constraint is a free function: `fn name(segment: &str) -> bool`
        segment == "female"
    }
}

fn main() {}
