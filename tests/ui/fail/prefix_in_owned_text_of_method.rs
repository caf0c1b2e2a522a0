use framework::prelude::*;

#[derive(Default)]
struct Pages;

#[controller("/pages")]
impl Pages {
    #[get_mapping("/<n>")]
    async fn page(&self, n: u8) -> String {
        format!("$html:{n}")
        //~^ ["$html:{n}"] a prefix in a returned `String` is sent as text
    }
}

fn main() {}
