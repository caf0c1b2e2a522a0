use framework::prelude::*;

struct Pages;

impl Pages {
    #[invalid_handler(404)]
    fn page(&self, invalid: &Invalid) -> String {
    //~^ [&self] an invalid handler is a free function: `fn page(invalid: &Invalid, request: &RequestHead) -> …`
        invalid.to_string()
    }
}

fn main() {}
