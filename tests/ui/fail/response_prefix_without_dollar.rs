use framework::{prelude::*, response_prefix};

struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[response_prefix("csv:")]
//~^ ["csv:"] `csv:` is no prefix; write one as `$csv:`
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

fn main() {}
