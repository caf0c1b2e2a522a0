//! How many bytes a body may have.

use framework::{Request, TestApp, TestResponse, bytes::Bytes, prelude::*, stream};

use super::{application, detail};

#[post_mapping("/limited/open")]
fn open(#[body] text: &str) -> usize {
    text.len()
}

#[post_mapping("/limited/own", body_limit = 8)]
fn own(#[body] text: &str) -> usize {
    text.len()
}

#[post_mapping("/limited/later", body_limit = "8 B")]
async fn later(#[body] text: String) -> usize {
    text.len()
}

#[post_mapping("/limited/unread", body_limit = 8)]
async fn unread(request: Request) -> Result<usize, Invalid> {
    Ok(request.into_body().read(u64::MAX).await?.len())
}

#[post_mapping("/limited/elsewhere", body_limit = 8)]
#[blocking]
fn elsewhere(#[body] text: &str) -> usize {
    text.len()
}

#[derive(Default)]
struct Limited;

#[controller("/limited/controller", body_limit = 8)]
impl Limited {
    #[post_mapping("/as-it-says")]
    fn as_it_says(&self, #[body] text: &str) -> usize {
        text.len()
    }

    #[post_mapping("/more", body_limit = 12)]
    fn more(&self, #[body] text: &str) -> usize {
        text.len()
    }

    #[post_mapping("/all", body_limit = "none")]
    fn all(&self, #[body] text: &str) -> usize {
        text.len()
    }
}

const OWN: [&str; 5] =
    ["/limited/own", "/limited/later", "/limited/unread", "/limited/elsewhere", "/limited/controller/as-it-says"];

/// Bytes whose number is not announced.
fn arriving(length: usize) -> Body {
    Body::new(http_body_util::StreamBody::new(stream::iter(
        std::iter::repeat_n(Bytes::from_static(b"a"), length)
            .map(hyper::body::Frame::data)
            .map(Ok::<_, std::io::Error>),
    )))
}

#[tokio::test]
async fn a_body_may_have_as_many_bytes_as_the_route_says_and_not_one_more() {
    let app = application().set("http.body_limit", 4).test();
    let of_route = |path, bytes| (path, bytes, "`body_limit` of the route");
    let mut cases: Vec<_> = OWN.map(|path| of_route(path, 8)).into();
    cases.push(of_route("/limited/controller/more", 12));
    cases.push(("/limited/open", 4, "setting `http.body_limit`"));
    for (path, most, said_by) in cases {
        let announced = |length: usize| Body::from("a".repeat(length));
        for body in [announced as fn(usize) -> Body, arriving] {
            app.post(path).body(body(most)).await.assert_status(200).assert_text(&most.to_string());
            let refused = app.post(path).body(body(most + 1)).await;
            refused.assert_status(413);
            assert_eq!(detail(&refused), format!("the body is larger than {most} bytes ({said_by})"), "{path}");
        }
    }
    let large = "a".repeat(100_000);
    app.post("/limited/controller/all").body(large).await.assert_status(200).assert_text("100000");
}

#[cfg(feature = "multipart")]
mod of_forms {
    use framework::{Multipart, UploadedFile};

    use super::*;

    #[post_mapping("/limited/form", body_limit = 8)]
    fn form(#[part] a: &str, #[part] file: Option<UploadedFile>) -> String {
        format!("{} {}", a.len(), file.map_or(0, |file| file.len()))
    }

    #[post_mapping("/limited/parts", body_limit = 8)]
    async fn parts(mut form: Multipart) -> Result<usize, Invalid> {
        let mut length = 0;
        while let Some(part) = form.next_part().await? {
            length += part.bytes().await?.len();
        }
        Ok(length)
    }

    async fn send(app: &TestApp, path: &str, text: usize, file: usize) -> TestResponse {
        let (text, file) = ("t".repeat(text), "f".repeat(file));
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{text}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n{file}\r\n--x--\r\n"
        );
        app.post(path).header("content-type", "multipart/form-data; boundary=x").body(body).await
    }

    #[tokio::test]
    async fn it_is_the_limit_of_the_texts_of_a_form_and_not_of_its_files() {
        let app = application().set("http.body_limit", 4).test();
        // The names of the parts and of the file count too: six bytes.
        send(&app, "/limited/form", 2, 1000).await.assert_status(200).assert_text("2 1000");
        let refused = send(&app, "/limited/form", 3, 0).await;
        assert_eq!(
            detail(refused.assert_status(413)),
            "the text of the form is larger than 8 bytes (`body_limit` of the route)"
        );
        send(&app, "/limited/parts", 8, 1000).await.assert_status(200).assert_text("1008");
        let refused = send(&app, "/limited/parts", 9, 0).await;
        assert_eq!(
            detail(refused.assert_status(413)),
            "a field of the form is larger than 8 bytes (`body_limit` of the route)"
        );
    }

    #[tokio::test]
    async fn the_whole_of_a_form_has_the_limit_of_the_setting() {
        let app = application().set("http.multipart.total_limit", 300).test();
        let refused = send(&app, "/limited/form", 1, 1000).await;
        let told = "the body is larger than 300 bytes (setting `http.multipart.total_limit`)";
        assert_eq!(detail(refused.assert_status(413)), told);
    }
}
