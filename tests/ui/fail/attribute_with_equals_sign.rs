use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping = "/find"]
    //~^ ["/find"] write `#[get_mapping("/find")]`
    fn find(&self, #[query = "q"] id: u8) -> u8 {
        id
    }

    #[get_mapping]
    fn search(&self, #[query = "q"] id: u8) -> u8 {
    //~^ ["q"] write `#[query("q")]`
        id
    }
}

fn main() {}
