use framework::response_prefix;

#[response_prefix("$csv:")]
pub struct Csv(pub String);
//~^ [pub] `#[response_prefix]` stands on an `impl FromPrefix for` a type

fn main() {}
