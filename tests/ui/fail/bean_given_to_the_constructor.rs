use framework::prelude::*;

#[derive(Bean)]
struct Config {
    name: String,
}

struct Users {
    config: Config,
}

#[controller("/users")]
impl Users {
    #[construct]
    fn new(config: Config) -> Self {
    //~^ [Config] `Config` cannot be a component
        Users { config }
    }

    #[get_mapping]
    fn name(&self) -> String {
        self.config.name.clone()
    }
}

fn main() {}
