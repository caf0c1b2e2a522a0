//! hyper with nothing above it: the floor that every framework is measured against.

mod answers;

use std::{error::Error, io, net::SocketAddr, thread};

use answers::{Routes, answer, routes};
use bench_common::{Arguments, announce};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::{Builder, Runtime},
    signal::unix::{SignalKind, signal},
};

const MULTI_THREAD: &str = "--multi-thread";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read(&[MULTI_THREAD]);
    let routes: &'static Routes = Box::leak(Box::new(routes()?));
    let workers =
        if arguments.has(MULTI_THREAD) { work_stealing(&arguments)? } else { one_runtime_per_worker(&arguments)? };
    thread::scope(|scope| {
        let threads: Vec<_> = workers
            .into_iter()
            .map(|(runtime, listener)| scope.spawn(move || runtime.block_on(serve(listener, routes))))
            .collect();
        for thread in threads {
            thread.join().expect("a worker does not panic")?;
        }
        Ok(())
    })
}

type Worker = (Runtime, TcpListener);

/// One single-threaded runtime per worker; the system spreads the connections over their listeners.
fn one_runtime_per_worker(arguments: &Arguments) -> io::Result<Vec<Worker>> {
    let mut address = arguments.address;
    let mut workers = Vec::new();
    for _ in 0..arguments.workers {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let listener = runtime.block_on(listen(address))?;
        // The first listener chooses the port, the others share it.
        address = listener.local_addr()?;
        workers.push((runtime, listener));
    }
    announce(address);
    Ok(workers)
}

/// One listener, one runtime whose threads take work from one another.
fn work_stealing(arguments: &Arguments) -> io::Result<Vec<Worker>> {
    let runtime = Builder::new_multi_thread().worker_threads(arguments.workers).enable_io().build()?;
    let listener = runtime.block_on(listen(arguments.address))?;
    announce(listener.local_addr()?);
    Ok(vec![(runtime, listener)])
}

async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    socket.set_reuseaddr(true)?;
    socket.set_reuseport(true)?;
    socket.bind(address)?;
    socket.listen(1024)
}

/// Accepts connections until SIGTERM.
async fn serve(listener: TcpListener, routes: &'static Routes) -> io::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    loop {
        let (stream, _) = tokio::select! {
            accepted = listener.accept() => accepted?,
            _ = terminated.recv() => return Ok(()),
        };
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            // A client that breaks its connection off is nothing to report.
            let _ = http1::Builder::new()
                .pipeline_flush(true)
                .serve_connection(TokioIo::new(stream), service_fn(|request| answer(routes, request)))
                .await;
        });
    }
}
