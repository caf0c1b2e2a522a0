use framework::{Prefixed, prefixed, prelude::*};

#[get_mapping("/prefix")]
fn prefix() -> &'static str {
    "$file::/no.json"
}

#[get_mapping("/formatted")]
fn formatted() -> Prefixed {
    prefixed!("$file::/no/page.html")
}

#[get_mapping("/response")]
fn response() -> FileResponse {
    FileResponse::new(":/no.svg").attachment()
}

#[get_mapping("/suffix")]
fn suffix() -> FileResponse {
    ":/no.css".file()
}

fn main() {
    report::report(App::new, &[]);
}
