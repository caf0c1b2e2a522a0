use framework::prelude::*;

#[get_mapping]
#[post_mapping]
fn page() -> String {
    "$html:x".into()
    //~^ ["$html:x"] a prefix in a returned `String` is sent as text
}

#[derive(Default)]
struct Pages;

#[controller("/pages")]
impl Pages {
    #[get_mapping]
    #[post_mapping]
    fn page(&self) -> String {
        "$html:y".into()
        //~^ ["$html:y"] a prefix in a returned `String` is sent as text
    }
}

fn main() {}
