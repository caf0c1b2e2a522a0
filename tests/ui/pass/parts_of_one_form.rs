use framework::{Multipart, ParameterError, UploadedFile, prelude::*};

#[derive(Bean)]
struct Album {
    cover: UploadedFile,
    #[bean(custom = small)]
    back: Option<UploadedFile>,
    #[bean(default, length(..=3), each(custom = small))]
    more: Vec<UploadedFile>,
}

fn small(file: &UploadedFile) -> Result<(), &'static str> {
    if file.len() < 1000 { Ok(()) } else { Err("must be small") }
}

#[post_mapping]
async fn parts(
    #[part] first: UploadedFile,
    second: Option<UploadedFile>,
    more: Vec<UploadedFile>,
    #[part] name: &str,
    #[part("n", default = 1)] count: u8,
    #[part] broken: Result<UploadedFile, ParameterError>,
    #[auto] any: Option<bool>,
) -> String {
    format!("{first:?} {second:?} {more:?} {name} {count} {} {any:?}", broken.is_ok())
}

#[patch_mapping]
fn album(album: Option<Album>) -> u64 {
    album.map_or(0, |album| album.cover.len() + album.back.iter().chain(&album.more).map(UploadedFile::len).sum::<u64>())
}

#[delete_mapping]
fn removed(#[part] file: UploadedFile) -> bool {
    file.is_empty()
}

#[put_mapping("/streamed/<id>")]
async fn streamed(id: u8, mut form: Multipart, #[query] limit: u64) -> Result<u64, Invalid> {
    let mut length = u64::from(id);
    while let Some(mut part) = form.next_part().await? {
        while let Some(bytes) = part.chunk().await? {
            length += bytes.len() as u64;
        }
    }
    Ok(length.min(limit))
}

fn main() {}
