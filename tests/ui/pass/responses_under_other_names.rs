use framework::{
    Created as Made, FileResponse as Download, HtmlResponse as Html, JsonResponse as Json, RedirectResponse as Away,
    Status as Code, prelude::*,
};

#[derive(Bean)]
struct User {
    name: String,
}

type Page = Result<Html, Away>;

#[get_mapping]
fn page(name: Option<String>) -> Page {
    Ok(Html::new(name.ok_or_else(|| Away::to("/login"))?))
}

#[get_mapping]
fn either(kind: u8) -> Json {
    match kind {
        0 => User { name: "Ada".into() }.into(),
        1 => Away::local("/login").into(),
        2 => Invalid::bad_request("no").into(),
        3 => Html::new("<p>").status(404).into(),
        _ => vec![1, 2].into(),
    }
}

#[get_mapping]
fn download() -> Download {
    Download::new("a.pdf").attachment()
}

#[post_mapping]
async fn make(user: User) -> Result<Made<User>, Invalid> {
    Ok(Made::at("/users/1", user))
}

#[post_mapping]
fn queue() -> Option<Code<202, Code<203, &'static str>>> {
    Some(Code(Code("queued")))
}

#[get_mapping]
fn nothing() -> Code<204> {
    Code(())
}

#[get_mapping]
fn odd() -> Code<{ 500 + 99 }, String> {
    Code("odd".to_owned())
}

fn main() {}
