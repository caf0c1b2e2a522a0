use framework::prelude::*;

#[controller("/users")]
impl Usres {
    //~^ [Usres] cannot find type `Usres` in this scope
    #[construct]
    fn new(pool: u8) -> Self {
        let _ = pool;
        todo!()
    }

    #[get_mapping]
    fn find(&self, id: u8) -> u8 {
        id
    }

    #[get_mapping]
    async fn all(&self) {}

    #[destruct]
    fn end(&self) {}
}

fn main() {}
