//! Say what a value alone cannot: the response types, prefixes, and a type of one's own.

use framework::{prefixed, prelude::*, response_prefix};

#[derive(Default)]
struct Responses;

#[controller("/responses")]
impl Responses {
    /// A page, with a header field and a cookie.
    /// Try `/responses/page`
    #[get_mapping]
    fn page(&self) -> HtmlResponse {
        HtmlResponse::new("<h1>A page</h1>").header("x-greeting", "hello").cookie(("seen", "1"))
    }

    /// JSON that is text already, sent as it is.
    /// Try `/responses/raw`
    #[get_mapping]
    fn raw(&self) -> JsonResponse {
        r#"{"ready":true}"#.json()
    }

    /// A status that nobody registered, with a text.
    /// Try `/responses/unknown` → 600
    #[get_mapping]
    fn unknown(&self) -> StatusResponse {
        StatusResponse::new(600, "a status of our own")
    }

    /// A JSON handler that may send elsewhere: every response type becomes every other.
    /// Try `/responses/nested?login=true`
    /// Try `/responses/nested` → 302
    #[get_mapping]
    fn nested(&self, #[query(default = false)] login: bool) -> JsonResponse {
        if login {
            return JsonResponse::new(vec!["for", "members"]);
        }
        RedirectResponse::to("/responses/page").into()
    }

    /// Where a visitor says, as long as it is on this server.
    /// Try `/responses/back?next=/values/text` → 302
    /// Try `/responses/back?next=//example.org` → 400
    #[get_mapping]
    fn back(&self, next: &str) -> RedirectResponse {
        RedirectResponse::local(next)
    }

    /// Made, and where: a status that the type tells.
    /// Try `/responses/made` → 201
    #[get_mapping]
    fn made(&self) -> Created<&'static str> {
        Created::at("/values/text", "made")
    }

    /// Done, and nothing to say.
    /// Try `/responses/done` → 204
    #[get_mapping]
    fn done(&self) -> NoContent {
        NoContent
    }

    /// A text whose prefix says what it is.
    /// Try `/responses/prefix`
    #[get_mapping]
    fn prefix(&self) -> &'static str {
        "$html:<h1>hello world</h1>"
    }

    /// What a visitor types never chooses: this is plain text.
    /// Try `/responses/echo?text=$html:hello`
    #[get_mapping]
    fn echo(&self, text: String) -> String {
        text
    }

    /// A prefix that the program wrote, and a text that cannot change it.
    /// Try `/responses/filled/$json:7`
    #[get_mapping("/filled/<name>")]
    fn filled(&self, name: &str) -> impl IntoResponse {
        prefixed!("$text:called {name}")
    }

    /// A table of our own type.
    /// Try `/responses/table.csv`
    #[get_mapping("/table.csv")]
    fn table(&self) -> Csv {
        Csv("name,age\nAda,36\n".to_owned())
    }

    /// The same by its prefix.
    /// Try `/responses/claimed`
    #[get_mapping]
    fn claimed(&self) -> &'static str {
        "$csv:name,age\nAda,36\n"
    }
}

/// A type of our own that can be returned: how it is sent, and what that is called.
struct Csv(String);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(PlainTextResponse::new(self.0).content_type("text/csv; charset=UTF-8").into())
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[response_prefix("$csv:")]
impl FromPrefix for Csv {
    fn from_prefix(text: String) -> Result<Self, Invalid> {
        Ok(Csv(text))
    }
}
