use framework::prelude::*;

#[derive(Bean)]
struct Album {
    #[allow(dead_code)]
    cover: UploadedFile,
}

#[derive(Bean)]
struct Shelf {
    #[allow(dead_code)]
    album: Album,
}

#[get_mapping]
fn get(album: Album) {
//~^ [Album] a file comes in a body; use `#[post_mapping]`
    let _ = album;
}

#[post_mapping]
fn form(#[form] shelf: Shelf) {
//~^ [Shelf] the bean has a file, so it is a multipart form as a whole; take it alone, without an attribute
    let _ = shelf;
}

#[post_mapping]
fn list(albums: Vec<Album>) {
//~^ [Vec<Album>] the bean has a file, so it is a multipart form as a whole; take it alone, without an attribute
    let _ = albums;
}

fn main() {}
