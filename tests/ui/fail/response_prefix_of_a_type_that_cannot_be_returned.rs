use framework::{prelude::*, response_prefix};

struct Csv(String);

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
//~^ [Csv] a handler cannot return `Csv`
//~| add `#[derive(Bean)]` to `Csv` to send it as JSON
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

fn main() {}
