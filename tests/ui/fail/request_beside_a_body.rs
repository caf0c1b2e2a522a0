use framework::prelude::*;
#[post_mapping]
fn create(request: Request, #[body] text: String) -> String {
//~^ [String] two arguments read the body; put both into one bean
    let _ = request;
    text
}

fn main() {}
