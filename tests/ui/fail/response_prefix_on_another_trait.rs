use framework::{prelude::*, response_prefix};

struct Csv(String);

#[response_prefix("$csv:")]
impl IntoResponse for Csv {
//~^ [Csv] `Csv` cannot be made of a text with a prefix
//~| `#[response_prefix]` stands on an `impl FromPrefix for Csv`
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

fn main() {
    let _ = Csv(String::new());
}
