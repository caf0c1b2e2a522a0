use framework::{FromPrefix as Made, IntoResponse as Sent, Prefixed, prelude::*, response_prefix as claims};

struct Csv(String);

impl Sent for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(Response::new(self.0.into()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[claims("$csv:")]
impl Made for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

struct Table<T>(T);

impl<T: Send> Sent for Table<T> {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        let _ = self.0;
        Ok(Response::new(Body::empty()))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[framework::response_prefix("$table:")]
impl Made for Table<u8> {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        text.parse().map(Table).map_err(Invalid::internal)
    }
}

#[framework::response_prefix("$words_2-x:")]
impl framework::FromPrefix for Table<Vec<String>> {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Table(vec![text]))
    }
}

#[get_mapping]
fn table() -> &'static str {
    "$csv:a,b"
}

#[get_mapping]
fn made(n: u8) -> Prefixed {
    framework::prefixed!("$table:{n}")
}

fn main() {}
