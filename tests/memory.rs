//! What is large is never held: files are read as they are sent, streams are asked as the client takes, uploads are
//! read as they are asked for, or lie in a file.
//!
//! A program of its own, since it looks at how much memory the process has.

#![cfg(target_os = "linux")]

use std::{
    fs::File,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use framework::{
    prelude::*,
    stream,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        sync::Mutex,
        time::sleep,
    },
};

/// One test at a time: they share the process's memory.
static ALONE: Mutex<()> = Mutex::const_new(());

const GIB: u64 = 1 << 30;
const MIB: u64 = 1 << 20;

#[get_mapping]
fn huge(#[query] path: String) -> FileResponse {
    FileResponse::from_path(path)
}

static PULLED: AtomicU64 = AtomicU64::new(0);

/// Items without end, counted.
#[get_mapping]
fn endless() -> ByteStream {
    let item = || vec![b'x'; 64 * 1024];
    ByteStream::new(stream::iter(std::iter::repeat_with(item).inspect(|item| {
        PULLED.fetch_add(item.len() as u64, Ordering::Relaxed);
    })))
}

static GONE: AtomicU64 = AtomicU64::new(0);

struct Source;

impl Drop for Source {
    fn drop(&mut self) {
        GONE.fetch_add(1, Ordering::Relaxed);
    }
}

/// Says something once, and nothing ever after.
#[get_mapping]
fn silent() -> Sse<impl stream::Stream<Item = Event>> {
    Sse::new(stream::unfold((Source, 0), async |(source, said)| {
        if said > 0 {
            std::future::pending::<()>().await;
        }
        Some((Event::data("hello"), (source, said + 1)))
    }))
}

#[tokio::test]
async fn a_file_of_4_gib_takes_less_than_20_mib() {
    let _alone = ALONE.lock().await;
    let path = std::env::temp_dir().join(format!("framework-huge-{}", std::process::id()));
    let file = File::create(&path).expect("a temporary file");
    file.set_len(4 * GIB).expect("a sparse file");
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let mut socket = ask(server.address(), &format!("/huge?path={}", path.display())).await;
    let before = resident();
    let mut buffer = vec![0; 256 * 1024];
    let (mut received, mut most) = (0, 0);
    while received < 4 * GIB {
        let read = socket.read(&mut buffer).await.expect("it is sent");
        assert_ne!(read, 0, "it ended after {received} bytes");
        received += read as u64;
        if received % (256 * MIB) < read as u64 {
            most = most.max(resident());
        }
    }
    std::fs::remove_file(&path).expect("it is there");
    server.shutdown().await;
    let grown = most.saturating_sub(before) / MIB;
    assert!(grown < 20, "it has grown by {grown} MiB");
}

#[tokio::test]
async fn a_client_that_does_not_read_stops_the_stream() {
    let _alone = ALONE.lock().await;
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let before = resident();
    let socket = ask(server.address(), "/endless").await;
    let mut pulled = u64::MAX;
    // Until nothing is taken any more: what the system's buffers hold is not ours to say.
    while pulled != PULLED.load(Ordering::Relaxed) {
        pulled = PULLED.load(Ordering::Relaxed);
        sleep(Duration::from_millis(300)).await;
    }
    assert!(pulled > 0);
    assert!(pulled < 64 * MIB, "{pulled} bytes were asked for");
    let grown = resident().saturating_sub(before) / MIB;
    assert!(grown < 20, "it has grown by {grown} MiB");
    drop(socket);
    server.shutdown().await;
}

#[tokio::test]
async fn a_client_that_goes_away_ends_the_source() {
    let _alone = ALONE.lock().await;
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let socket = ask(server.address(), "/silent").await;
    assert_eq!(GONE.load(Ordering::Relaxed), 0);
    drop(socket);
    // As long as the test may take: the source ends, or it does not.
    while GONE.load(Ordering::Relaxed) == 0 {
        sleep(Duration::from_millis(10)).await;
    }
    server.shutdown().await;
}

#[cfg(feature = "multipart")]
mod uploads {
    use framework::{Multipart, UploadedFile};

    use super::*;

    /// Every part of it, a piece at a time.
    #[post_mapping("/uploads/streamed")]
    async fn streamed(mut form: Multipart) -> Result<u64, Invalid> {
        let mut length = 0;
        while let Some(mut part) = form.next_part().await? {
            while let Some(bytes) = part.chunk().await? {
                length += bytes.len() as u64;
            }
        }
        Ok(length)
    }

    #[post_mapping("/uploads/file")]
    async fn file(#[part] file: UploadedFile) -> Result<u64, Invalid> {
        let (mut reader, mut buffer, mut length) = (file.reader(), vec![0; 64 * 1024], 0);
        loop {
            match reader.read(&mut buffer).await? {
                0 => return Ok(length),
                read => length += read as u64,
            }
        }
    }

    #[tokio::test]
    async fn an_upload_of_200_mib_takes_less_than_20_mib() {
        let _alone = ALONE.lock().await;
        let app = App::new().set("http.multipart.file_limit", "none").set("http.multipart.total_limit", "none");
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let first = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
        let last = "\r\n--B--\r\n";
        let length = 200 * MIB;
        let piece = vec![b'x'; MIB as usize];
        for target in ["/uploads/streamed", "/uploads/file"] {
            let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
            let whole = first.len() as u64 + length + last.len() as u64;
            let request = format!(
                "POST {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=B\r\n\
                 Content-Length: {whole}\r\nConnection: close\r\n\r\n{first}"
            );
            let before = resident();
            let mut most = before;
            socket.write_all(request.as_bytes()).await.expect("it reads");
            for _ in 0..200 {
                socket.write_all(&piece).await.expect("it reads");
                most = most.max(resident());
            }
            socket.write_all(last.as_bytes()).await.expect("it reads");
            let mut response = String::new();
            socket.read_to_string(&mut response).await.expect("it answers");
            assert!(response.ends_with(&format!("\r\n\r\n{length}")), "{response}");
            let grown = most.max(resident()).saturating_sub(before) / MIB;
            assert!(grown < 20, "{target} has grown by {grown} MiB");
        }
        server.shutdown().await;
    }
}

/// A connection on which the answer has begun.
async fn ask(address: Option<std::net::SocketAddr>, target: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address.expect("an address")).await.expect("it accepts");
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.expect("a head"));
    }
    assert!(head.starts_with(b"HTTP/1.1 200 OK\r\n"), "{}", String::from_utf8_lossy(&head));
    socket
}

/// Bytes of memory that the process has.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") * 1024
}
