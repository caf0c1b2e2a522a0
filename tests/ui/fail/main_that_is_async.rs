use framework::prelude::*;

#[get_mapping]
fn home() -> &'static str {
    "home"
}

async fn main() -> Result<(), framework::StartError> {
    //~^ [async fn main() -> Result<(), framework::StartError>] `main` function is not allowed to be `async`
    App::new().run()
}
