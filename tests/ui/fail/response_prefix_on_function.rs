use framework::response_prefix;

#[response_prefix("$csv:")]
fn main() {}
//~^ [fn] `#[response_prefix]` stands on an `impl FromPrefix for` a type
