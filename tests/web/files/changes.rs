//! Files that change, between requests and while they are sent.

use std::{fs::File, io::Write, time::Duration};

use framework::tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use super::{DIGITS, at_date, folder, serve, with};

const TARGET: &str = "/files/digits";

#[tokio::test]
async fn another_content_has_another_entity_tag() {
    let folder = folder();
    let app = serve(&folder).await;
    let mut tags: Vec<String> = Vec::new();
    let seconds = [0, 1, 1, 2, 2];
    let contents = [DIGITS, "9876543210", "98765", "98765", ""];
    for (content, seconds) in contents.into_iter().zip(seconds) {
        folder.write("public/digits.txt", content).date("public/digits.txt", at_date() + Duration::from_secs(seconds));
        let sent = app.get(TARGET).await;
        assert_eq!(sent.told(), (200, content.to_owned()));
        let tag = sent.field("etag").expect("an entity tag").to_owned();
        assert_eq!(app.get(TARGET).await.field("etag"), Some(&*tag), "the same until it changes");
        for old in &tags {
            assert_ne!(&tag, old);
            assert_eq!(app.ask("GET", TARGET, &[("if-none-match", old)]).await.told(), (200, content.to_owned()));
            assert_eq!(app.ask("GET", TARGET, &[("if-match", old)]).await.status, 412);
            // A download that goes on must not mix two contents.
            let resumed = app.ask("GET", TARGET, &[("range", "bytes=2-"), ("if-range", old)]).await;
            assert_eq!(resumed.told(), (200, content.to_owned()));
        }
        tags.push(tag);
    }
}

#[tokio::test]
async fn a_file_that_is_replaced_or_touched_within_a_second_is_another() {
    let folder = folder();
    let app = serve(&folder).await;
    let mut tags = Vec::new();
    for milliseconds in [1, 2, 500] {
        folder.date("public/digits.txt", at_date() + Duration::from_millis(milliseconds));
        let sent = app.get(TARGET).await;
        assert_eq!(sent.field("last-modified"), Some(super::DATE));
        tags.push(sent.field("etag").expect("an entity tag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3);
    folder.write("public/new.txt", "abcdefghij").date("public/new.txt", at_date());
    std::fs::rename(folder.path("public/new.txt"), folder.path("public/digits.txt")).expect("it is replaced");
    let sent = app.get(TARGET).await;
    assert_eq!(sent.told(), (200, "abcdefghij".to_owned()));
    assert!(!tags.contains(&sent.field("etag").expect("an entity tag").to_owned()));
}

#[tokio::test]
async fn a_file_that_goes_and_comes_is_a_500_in_between() {
    let folder = folder();
    let app = serve(&folder).await;
    for status in [200, 500, 200, 500] {
        let path = folder.path("public/digits.txt");
        match status {
            200 => drop(folder.write("public/digits.txt", DIGITS)),
            _ => std::fs::remove_file(path).expect("it goes"),
        }
        assert_eq!(app.get(TARGET).await.status, status);
    }
}

const MIB: u64 = 1 << 20;
const LENGTH: u64 = 128 * MIB;

/// A connection on which a file of this length has begun to come, and the head.
async fn begun(address: std::net::SocketAddr, target: &str) -> (TcpStream, String) {
    let mut socket = TcpStream::connect(address).await.expect("it accepts");
    let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.expect("a head"));
    }
    (socket, String::from_utf8(head).expect("the head is UTF-8"))
}

/// How many bytes come until the connection ends, and the last of them.
async fn rest(socket: &mut TcpStream) -> (u64, Vec<u8>) {
    let (mut count, mut last, mut buffer) = (0, Vec::new(), vec![0; 256 * 1024]);
    loop {
        let read = timeout(Duration::from_secs(20), socket.read(&mut buffer)).await.expect("it does not hang");
        match read {
            Ok(0) | Err(_) => return (count, last),
            Ok(read) => {
                count += read as u64;
                last = buffer[..read].to_vec();
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_cuts_the_connection() {
    let folder = folder();
    let app = serve(&folder).await;
    let file = File::create(folder.path("public/shrinking.bin")).expect("a file");
    for left in [0, MIB] {
        file.set_len(LENGTH).expect("a sparse file");
        let (mut socket, head) = begun(app.address(), &with("named", "shrinking.bin")).await;
        assert!(head.contains(&format!("content-length: {LENGTH}\r\n")), "{head}");
        file.set_len(left).expect("it shrinks");
        let (count, last) = rest(&mut socket).await;
        assert!(count < LENGTH, "all of it came");
        assert!(last.iter().all(|byte| *byte == 0), "nothing else is sent in its place");
    }
    assert_eq!(app.get(TARGET).await.status, 200, "others are served");
}

#[tokio::test]
async fn a_file_that_grows_while_it_is_sent_is_sent_as_long_as_it_was() {
    let folder = folder();
    let app = serve(&folder).await;
    let mut file = File::create(folder.path("public/growing.bin")).expect("a file");
    file.set_len(8 * MIB).expect("a sparse file");
    let (mut socket, head) = begun(app.address(), &with("named", "growing.bin")).await;
    assert!(head.contains(&format!("content-length: {}\r\n", 8 * MIB)), "{head}");
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).expect("its end");
    file.write_all(&[1; 1024]).expect("it grows");
    // What comes after it is the next answer.
    socket.write_all(b"GET /files/digits HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.expect("it reads");
    let mut body = vec![0; 8 * MIB as usize];
    timeout(Duration::from_secs(20), socket.read_exact(&mut body)).await.expect("it does not hang").expect("all of it");
    assert!(body.iter().all(|byte| *byte == 0));
    let mut next = Vec::new();
    socket.read_to_end(&mut next).await.expect("the next answer");
    assert!(next.starts_with(b"HTTP/1.1 200 OK\r\n") && next.ends_with(DIGITS.as_bytes()));
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_removed_while_it_is_sent_is_sent_whole() {
    let folder = folder();
    let app = serve(&folder).await;
    File::create(folder.path("public/removed.bin")).and_then(|file| file.set_len(8 * MIB)).expect("a sparse file");
    let (mut socket, _) = begun(app.address(), &with("named", "removed.bin")).await;
    std::fs::remove_file(folder.path("public/removed.bin")).expect("it goes");
    let mut body = vec![1; 8 * MIB as usize];
    timeout(Duration::from_secs(20), socket.read_exact(&mut body)).await.expect("it does not hang").expect("all of it");
    assert!(body.iter().all(|byte| *byte == 0));
}
