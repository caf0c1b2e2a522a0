use framework::prelude::*;
#[get_mapping("/logo")]
async fn logo() -> Option<NamedFile> {
//~^ [NamedFile] there is no `NamedFile` here; return a `FileResponse`
    NamedFile::open("logo.png").await.ok()
}

fn main() {}
