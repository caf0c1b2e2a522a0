//! Files in memory, and those beyond it in one temporary file.

use framework::{TestApp, TestPart, UploadedFile, prelude::*, tokio::io::AsyncReadExt};

fn app(spill: usize) -> TestApp {
    App::new().module(module_path!()).set("http.multipart.spill", spill).test()
}

/// Reads all of them at the same time, a little of each in turn, and each as often as it is asked for.
#[post_mapping("/uploads/spill")]
async fn turns(files: Vec<UploadedFile>) -> Result<Vec<String>, Invalid> {
    let mut readers: Vec<_> = files.iter().chain(&files).map(|file| (file.reader(), Vec::new())).collect();
    let mut buffer = [0; 1021];
    loop {
        let mut open = 0;
        for (reader, read) in &mut readers {
            let length = reader.read(&mut buffer).await?;
            read.extend_from_slice(&buffer[..length]);
            open += length;
        }
        if open == 0 {
            break;
        }
    }
    for (file, (_, read)) in files.iter().chain(&files).zip(&readers) {
        assert!(file.bytes().await? == *read);
    }
    readers.truncate(files.len());
    Ok(readers.into_iter().map(|(_, read)| String::from_utf8_lossy(&read).into_owned()).collect())
}

#[tokio::test]
async fn a_file_is_the_same_in_memory_on_disk_and_on_the_border() {
    let content = |letter: &str, length: usize| letter.repeat(length);
    let contents = [
        content("a", 1000),
        content("b", 200_000),
        content("c", 0),
        content("d", 24),
        content("e", 65_536),
        content("f", 1),
        content("g", 65_537),
    ];
    let parts: Vec<_> = contents.iter().map(|content| ("files", TestPart::file("f", content.clone()))).collect();
    for spill in [0, 1, 999, 1000, 1001, 1023, 1024, 1025, 201_000, 1 << 20] {
        let answer = app(spill).post("/uploads/spill").multipart(&parts).await;
        let read: Vec<String> = answer.assert_status(200).json();
        assert!(read == contents, "{spill}");
    }
}

#[tokio::test]
async fn files_of_several_requests_do_not_mix() {
    let app = app(10);
    let ask = |letter: &'static str| {
        let (app, content) = (app.clone(), letter.repeat(100_000));
        framework::tokio::spawn(async move {
            let parts = [("files", TestPart::file("f", content.clone()))];
            let read: Vec<String> = app.post("/uploads/spill").multipart(&parts).await.assert_status(200).json();
            assert!(read == [content]);
        })
    };
    for asked in ["a", "b", "c", "d"].map(ask) {
        asked.await.expect("it is answered");
    }
}
