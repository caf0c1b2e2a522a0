//! A file as an answer, beside a loop that reads it into a body.

use std::{env, fs, path::PathBuf, process};

use bench_parts::service;
use bytes::{Bytes, BytesMut};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use framework::prelude::*;
use http_body_util::{BodyExt, Full};
use tokio::{fs::File, io::AsyncReadExt, runtime};
use tower_service::Service as _;

const SIZE: usize = 16 * 1024 * 1024;

/// As much as the framework reads at once.
const PIECE: usize = 16 * 1024;

fn path() -> PathBuf {
    env::temp_dir().join(format!("bench-parts-{}", process::id()))
}

#[get_mapping]
fn film() -> FileResponse {
    FileResponse::from_path(path())
}

fn files(criterion: &mut Criterion) {
    fs::write(path(), vec![b'x'; SIZE]).expect("a file in the temporary folder");
    let runtime = runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut service = service(App::new());
    let mut group = criterion.benchmark_group("files");
    group.throughput(Throughput::Bytes(SIZE as u64)).sample_size(20);
    group.bench_function("a plain loop", |bencher| bencher.iter(|| runtime.block_on(read_by_loop())));
    group.bench_function("FileResponse", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let request = http::Request::get("/film").body(Full::<Bytes>::default()).expect("a request");
                let response = match service.call(request).await {
                    Ok(response) => response,
                    Err(never) => match never {},
                };
                let mut body = response.into_body();
                let mut read = 0;
                while let Some(frame) = body.frame().await {
                    read += frame.expect("a whole file").data_ref().map_or(0, Bytes::len);
                }
                assert_eq!(read, SIZE);
            });
        });
    });
    fs::remove_file(path()).expect("the file is there");
}

/// What one would write with tokio: read a piece, send a frame.
async fn read_by_loop() {
    let mut file = File::open(path()).await.expect("the file is there");
    let mut read = 0;
    loop {
        let mut piece = BytesMut::with_capacity(PIECE);
        if file.read_buf(&mut piece).await.expect("it can be read") == 0 {
            break;
        }
        read += std::hint::black_box(piece.freeze()).len();
    }
    assert_eq!(read, SIZE);
}

criterion_group!(benches, files);
criterion_main!(benches);
