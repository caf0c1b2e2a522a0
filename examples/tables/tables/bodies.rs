//! What is read from the body: JSON, forms, parts, text, bytes.

use framework::{bytes::Bytes, prelude::*, serde_json::Value};

use super::types::{Photo, Point, User};

#[derive(Default)]
struct Bodies;

/// Arguments of the body.
#[controller("/bodies")]
impl Bodies {
    /// JSON or a form, as the `Content-Type` says.
    #[post_mapping]
    fn bean(
        /// The new user.
        user: User,
    ) -> Created<User> {
        Created::at(format!("/users/{}", user.index), user)
    }

    #[put_mapping]
    fn maybe(point: Option<Point>) -> Option<Point> {
        point
    }

    #[patch_mapping]
    fn list(points: Vec<Point>) -> usize {
        points.len()
    }

    #[post_mapping]
    fn json(#[json] point: Point) -> Point {
        point
    }

    /// Two parts of one document.
    #[post_mapping]
    fn pointers(#[json("/to/point")] point: Point, #[json("/note")] note: Option<String>) -> String {
        format!("{} {note:?}", point.x)
    }

    #[post_mapping]
    fn value(value: Value) -> Value {
        value
    }

    #[post_mapping]
    fn fields(#[form] count: u8, #[form] word: Option<String>, #[form(default = 1)] page: u32) -> String {
        format!("{count} {word:?} {page}")
    }

    #[post_mapping]
    fn form(#[form] point: Point) -> Point {
        point
    }

    #[post_mapping]
    async fn parts(#[part] title: String, #[part] file: UploadedFile, #[part] more: Vec<UploadedFile>) -> String {
        format!("{title} {} {}", file.len(), more.len())
    }

    /// A bean with a file comes from a multipart form alone.
    #[post_mapping]
    fn photo(photo: Photo) -> u64 {
        photo.file.len()
    }

    #[post_mapping]
    async fn multipart(mut form: Multipart) -> Result<usize, Invalid> {
        let mut parts = 0;
        while form.next_part().await?.is_some() {
            parts += 1;
        }
        Ok(parts)
    }

    #[post_mapping]
    fn text(#[body] text: String) -> usize {
        text.len()
    }

    #[post_mapping]
    fn bytes(#[body] bytes: Bytes) -> Bytes {
        bytes
    }

    #[post_mapping]
    fn octets(#[body] bytes: Vec<u8>) -> Vec<u8> {
        bytes
    }

    #[post_mapping]
    async fn stream(body: Body) -> Result<usize, Invalid> {
        Ok(body.read(1 << 20).await?.len())
    }

    #[post_mapping]
    async fn request(request: Request) -> String {
        request.path().to_owned()
    }

    /// No more than a kibibyte.
    #[post_mapping(body_limit = "1 KiB")]
    fn limited(#[body] text: &str) -> String {
        text.to_owned()
    }

    #[post_mapping]
    fn anywhere(#[auto] word: String) -> String {
        word
    }

    /// A bean comes from the body of a POST and from the query string of a GET.
    #[request_mapping("/either", methods("GET", "POST"))]
    fn either(point: Point) -> Point {
        point
    }
}
