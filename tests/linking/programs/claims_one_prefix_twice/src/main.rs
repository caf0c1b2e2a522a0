use framework::{prelude::*, response_prefix};

struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        self.0.into_response(context)
    }

    fn describe(description: &mut Description<'_>) {
        <String as IntoResponse>::describe(description);
    }
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}

mod other {
    use super::*;

    struct Table(String);

    impl IntoResponse for Table {
        fn into_response(self, context: &Context) -> Result<Response, Invalid> {
            self.0.into_response(context)
        }

        fn describe(description: &mut Description<'_>) {
            <String as IntoResponse>::describe(description);
        }
    }

    #[response_prefix("$csv:")]
    impl FromPrefix for Table {
        fn from_prefix(text: String) -> Result<Self, Invalid> {
            Ok(Table(text))
        }
    }
}

#[get_mapping("/own")]
fn own() -> &'static str {
    "$csv:1,2"
}

fn main() {
    report::report(App::new, &[]);
}
