//! Forms that are none.

use std::io;

use framework::{Body, Multipart, TestApp, UploadedFile, bytes::Bytes, prelude::*, stream};
use http_body_util::StreamBody;
use hyper::body::Frame;

use super::{bytewise, form, post, told};

#[post_mapping("/uploads/malformed/whole")]
fn whole(#[part] file: Option<UploadedFile>, #[part] text: Option<String>) -> String {
    format!("{:?} {text:?}", file.map(|file| file.len()))
}

#[post_mapping("/uploads/malformed/stream")]
async fn streamed(mut form: Multipart) -> Result<usize, Invalid> {
    while let Some(part) = form.next_part().await? {
        part.bytes().await?;
    }
    Ok(form.names().len())
}

const BOTH: [&str; 2] = ["/uploads/malformed/whole", "/uploads/malformed/stream"];

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[tokio::test]
async fn a_boundary_has_1_to_70_characters() {
    let app = app();
    let send = |path: &str, parameters: String, body: String| {
        app.post(path).header("content-type", format!("multipart/form-data{parameters}")).body(body)
    };
    let longest = "b".repeat(70);
    let odd = "a'()+_,-./:=?9";
    for path in BOTH {
        for boundary in [&longest, "-", odd] {
            let body = form(["name=\"text\"\r\n\r\nx"]).replace("--B", &format!("--{boundary}"));
            send(path, format!("; boundary=\"{boundary}\""), body.clone()).await.assert_status(200);
            send(path, format!(";charset=utf-8;  Boundary=\"{boundary}\""), body).await.assert_status(200);
        }
        let beyond = format!("; boundary={}", "b".repeat(71));
        for parameters in ["", ";", "; boundary", "; boundary=", "; boundary=\"\"", "; border=B", &beyond] {
            let answer = send(path, parameters.to_owned(), form([])).await;
            let (status, detail) = told(&answer);
            assert_eq!(status, 400, "{parameters}");
            let expected = "the Content-Type of a multipart form names a boundary of 1 to 70 characters";
            assert!(detail.ends_with(expected), "{parameters}: {detail}");
        }
    }
}

#[tokio::test]
async fn what_is_cut_is_a_400_wherever_it_ends() {
    let app = app();
    let whole = form(["name=\"text\"\r\n\r\nhello", "name=\"file\"; filename=\"f\"\r\nContent-Type: a/b\r\n\r\nhello"]);
    // What stands behind the last boundary means nothing.
    let complete = whole.len() - "\r\n".len();
    for path in BOTH {
        for end in 1..whole.len() {
            for body in [Body::from(whole[..end].to_owned()), bytewise(&whole[..end])] {
                let answer = post(&app, path, body).await;
                if end >= complete {
                    answer.assert_status(200);
                } else {
                    assert_eq!(told(&answer), (400, "the multipart form is not complete".to_owned()), "{end}");
                }
            }
        }
        post(&app, path, format!("{whole}whatever follows\r\n--B\r\n")).await.assert_status(200);
        post(&app, path, format!("whatever comes first\r\n{whole}")).await.assert_status(200);
    }
}

#[tokio::test]
async fn what_is_no_form_is_a_400() {
    let incomplete = "the multipart form is not complete";
    let malformed = "the multipart form is malformed";
    let nameless = "a part of the form has no name";
    let part = "Content-Disposition: form-data; name=\"text\"";
    let headers: String = (0..40).map(|number| format!("x-{number}: y\r\n")).collect();
    let cases = [
        ("{\"text\":\"x\"}".to_owned(), incomplete),
        ("--C\r\n\r\n--C--".to_owned(), incomplete),
        (format!("--B{part}\r\n\r\nx\r\n--B--"), incomplete),
        (format!("--B\n{part}\n\nx\n--B--"), incomplete),
        (format!("--B\r\n{part}\r\n\r\nx\r\n--Bx--"), incomplete),
        (format!("--B\r\n{part}\r\nno colon\r\n\r\nx\r\n--B--"), malformed),
        (format!("--B\r\n{part}\r\nx y: z\r\n\r\nx\r\n--B--"), malformed),
        (format!("--B\r\n{part}\r\n{headers}\r\nx\r\n--B--"), malformed),
        ("--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B--".to_owned(), nameless),
        ("--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--".to_owned(), nameless),
        ("--B\r\nContent-Disposition: form-data; filename=\"x\"\r\n\r\nx\r\n--B--".to_owned(), nameless),
    ];
    let app = app();
    for (body, detail) in cases {
        for path in BOTH {
            for body in [Body::from(body.clone()), bytewise(body.clone())] {
                assert_eq!(told(&post(&app, path, body).await), (400, detail.to_owned()));
            }
        }
    }
    let invalid =
        [form(["name=\"text\"\r\n\r\n"]).replace("--B--", "").into_bytes(), b"\xFF\r\n--B--".to_vec()].concat();
    let answer = post(&app, BOTH[0], invalid).await;
    assert_eq!(told(&answer), (400, "part `text` of the form: expected UTF-8".to_owned()));
}

#[tokio::test]
async fn a_body_that_breaks_off_is_a_400() {
    let app = app();
    let whole = form(["name=\"file\"; filename=\"f\"\r\n\r\nhello"]);
    for path in BOTH {
        for end in 0..whole.len() - "--\r\n".len() {
            let frames = [Ok(Frame::data(Bytes::from(whole[..end].to_owned()))), Err(io::Error::other("s3cret"))];
            let answer = post(&app, path, Body::new(StreamBody::new(stream::iter(frames)))).await;
            assert_eq!(told(&answer), (400, "the body broke off or is badly framed".to_owned()), "{end}");
        }
    }
}
