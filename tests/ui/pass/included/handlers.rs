#[get_mapping("/included")]
fn included(host: Host, upload: Option<Upload>) -> Redirect {
    Redirect { number: host.name.len() as u8 + upload.map_or(0, |upload| upload.number) }
}
