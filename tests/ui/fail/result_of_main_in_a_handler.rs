use framework::{prelude::*, serde_json};

#[get_mapping]
fn list(text: &str) -> framework::Result<Vec<u8>> {
//~^ [framework::Result<Vec<u8>>] the error of `framework::Result` is that of `main`; write `Result<Vec<u8>, Invalid>`
    let list: Vec<u8> = serde_json::from_str(text)?;
    let more: Vec<u8> = serde_json::from_str("[1]")?;
    Ok([list, more].concat())
}

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[post_mapping]
    async fn add(&self, #[body] text: String) -> framework::Result<()> {
    //~^ [framework::Result<()>] the error of `framework::Result` is that of `main`; write `Result<(), Invalid>`
        text.parse::<u8>()?;
        Ok(())
    }
}

fn main() -> framework::Result<()> {
    App::new().run()
}
