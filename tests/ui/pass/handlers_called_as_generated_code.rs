use framework::prelude::*;

#[derive(Default)]
struct Take;

#[controller]
impl Take {
    #[get_mapping]
    fn call(&self, call: u8) -> u8 {
        call
    }

    #[get_mapping]
    async fn describe(&self, describe: u8, errors: u8, loaded: u8, context: u8) -> u8 {
        describe + errors + loaded + context
    }

    #[get_mapping]
    fn take(&self) {}

    #[get_mapping]
    fn new() {}

    #[get_mapping]
    fn into_response(&self) {}

    #[get_mapping]
    fn default(&self) {}
}

#[get_mapping]
fn call(call: u8, describe: u8) -> u8 {
    call + describe
}

#[get_mapping]
fn describe(description: String) -> String {
    description
}

#[get_mapping]
fn load() {}

#[get_mapping]
fn returned() {}

#[get_mapping]
fn needs_of() {}

fn main() {}
