use framework::prelude::*;

struct Csv;

impl IntoResponse for Csv {
//~^ [impl IntoResponse for Csv] not all trait items implemented, missing: `describe`
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Err(Invalid::not_found("nothing"))
    }
}

fn main() {}
