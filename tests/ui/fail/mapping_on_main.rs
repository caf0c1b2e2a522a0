use framework::prelude::*;
#[get_mapping("/")]
fn main() -> framework::Result<()> {
//~^ [main] `main` begins the program and answers no request; drop the mapping
    App::new().run()
}
