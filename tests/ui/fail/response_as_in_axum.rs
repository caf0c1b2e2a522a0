use framework::prelude::*;

struct Csv;

impl IntoResponse for Csv {
    fn into_response(self) -> Result<Response, Invalid> {
    //~^ [self] method `into_response` has 1 parameter but the declaration in trait `into_response` has 2
        Err(Invalid::not_found("nothing"))
    }

    fn describe(_: &mut Description<'_>) {}
}

fn main() {}
