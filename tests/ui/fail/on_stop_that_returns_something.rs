use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[on_stop]
    fn stop(&self, reason: StopReason) -> u8 {
    //~^ [u8] `#[on_stop]` and `#[destruct]` must return nothing or `Result<(), E>`, not `u8`
        1
    }
}

fn main() {}
