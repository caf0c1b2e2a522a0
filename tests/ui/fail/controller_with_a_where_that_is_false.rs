use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users
where
    Users: Clone,
    //~^ [Users: Clone] the trait bound `Users: Clone` is not satisfied
{
    #[get_mapping]
    fn count(&self) -> u8
    where
        std::rc::Rc<u8>: Send,
        //~^ [std::rc::Rc<u8>: Send] `Rc<u8>` cannot be sent between threads safely
    {
        1
    }
}

fn main() {}
