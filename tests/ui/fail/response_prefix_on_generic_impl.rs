use framework::{prelude::*, response_prefix};

struct Table<T>(T);

impl<T: Send> IntoResponse for Table<T> {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(Body::empty()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[response_prefix("$table:")]
impl<T: Send + From<String>> FromPrefix for Table<T> {
//~^ [T: Send + From<String>] a prefix is claimed by one type; write the type
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Table(text.into()))
    }
}

fn main() {}
