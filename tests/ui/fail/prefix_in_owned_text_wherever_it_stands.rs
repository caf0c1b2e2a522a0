use framework::prelude::*;

#[get_mapping]
fn page(n: u8) -> String {
    let page = |n: u8| match n {
        0 => r#"$html:"0""#.to_owned(),
        //~^ [r#"$html:"0""#] a prefix in a returned `String` is sent as text
        _ => {
            let mut page = String::new();
            page.push_str("$text:");
            //~^ ["$text:"] a prefix in a returned `String` is sent as text
            page
        }
    };
    page(n)
}

fn main() {}
