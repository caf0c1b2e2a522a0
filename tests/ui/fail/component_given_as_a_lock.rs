use framework::prelude::*;

fn main() {
    let _ = App::new().provide(std::sync::Mutex::new(1));
    //~^ [std::sync::Mutex::new(1)] `std::sync::Mutex<{integer}>` cannot be a component
}
