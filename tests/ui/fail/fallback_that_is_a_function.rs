use framework::prelude::*;

async fn lost() -> &'static str {
    "lost"
}

fn main() {
    let _ = App::new().fallback(lost);
    //~^ [lost] is no service
    //~| a page for what is not found is a function under `#[invalid_handler(404)]`
}
