//! Files of the disk, files inside the program, and whole folders.

use framework::{prelude::*, resources};

// Inside the program in release; read from the folder in debug, so that a change shows at once.
resources!("examples/tour/resources");

#[derive(Default)]
struct Files;

#[controller("/files")]
impl Files {
    /// A file below `http.files_root`, with its type, `ETag`, `Last-Modified` and ranges.
    /// Try `/files/film`
    #[get_mapping]
    fn film(&self) -> FileResponse {
        FileResponse::new("clip.webm")
    }

    /// A page whose player seeks by ranges.
    /// Try `/files/player`
    #[get_mapping]
    fn player(&self) -> &'static str {
        "$file::/player.html"
    }

    /// Saved under a name of any letters.
    /// Try `/files/save`
    #[get_mapping]
    fn save(&self) -> FileResponse {
        FileResponse::new(":/notes.txt").attachment_as("筆記.txt")
    }

    /// A file that is not there is this program's mistake, and its path stays private.
    /// Try `/files/missing` → 500
    #[get_mapping]
    fn missing(&self) -> &'static str {
        "$file:nowhere.pdf"
    }

    /// Nothing leads out of the folder.
    /// Try `/files/named?name=clip.webm`
    /// Try `/files/named?name=../Cargo.toml` → 500
    #[get_mapping]
    fn named(&self, name: &str) -> FileResponse {
        FileResponse::new(name)
    }
}
