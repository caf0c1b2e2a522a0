#[derive(Bean)]
struct Upload {
    number: u8,
}

#[derive(Bean)]
struct Redirect {
    number: u8,
}

#[post_mapping]
fn upload(upload: Upload) -> Redirect {
    Redirect { number: upload.number }
}
