use framework::response_prefix;

pub struct Csv(pub String);

#[response_prefix("$csv:")]
impl Csv {
//~^ [impl] `#[response_prefix]` stands on an `impl FromPrefix for` a type
    pub fn text(self) -> String {
        self.0
    }
}

fn main() {}
