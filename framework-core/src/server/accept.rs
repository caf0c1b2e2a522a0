//! Takes connections from a listener.

use std::{
    fs::File,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::{
    connection,
    connections::Connections,
    occupancy::{Full, Occupancy},
    overload,
    socket::Socket,
    stream::Stream,
    tls::Security,
};
use crate::{service::Application, watch::Phase};

/// What a listener's connections are served with.
#[derive(Debug, Clone)]
pub(super) struct Serving {
    pub(super) application: Arc<Application>,
    pub(super) connections: Arc<Connections>,
    pub(super) occupancy: Arc<Occupancy>,
    /// None in clear.
    pub(super) security: Option<Arc<Security>>,
}

impl Serving {
    fn take(&self, stream: Stream, peer: Option<SocketAddr>) {
        // A trusted proxy brings many, each of whom is counted by the requests that are told to be theirs.
        let trusted = &self.application.context.settings.http.trusted_proxies;
        let is_proxy = |address: &IpAddr| trusted.contains(*address);
        match self.occupancy.sit(peer.map(|peer| peer.ip()).filter(|address| !is_proxy(address))) {
            Ok(seat) => {
                let first = if self.security.is_some() { Phase::Handshake } else { Phase::New };
                let entry = self.connections.enter(seat, first);
                let (application, security) = (Arc::clone(&self.application), self.security.clone());
                tokio::spawn(connection::serve(stream, peer, application, security, entry));
            }
            // What is said in clear is heard by nobody there.
            Err(_) if self.security.is_some() => {}
            Err(full) => overload::refuse(stream, full, &self.occupancy),
        }
    }
}

/// Accepts until it is told to stop, then takes what has arrived and closes the listener. A failure to accept never ends
/// it.
pub(super) async fn accept(socket: Socket, serving: Serving, mut stop: watch::Receiver<bool>) {
    let mut reserve = Reserve::new();
    loop {
        let accepted = tokio::select! {
            biased;
            _ = stop.changed() => break,
            accepted = socket.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                reserve.restore();
                serving.take(stream, peer);
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                reserve.tell(&error);
                // The descriptor in reserve lets one caller be told; without it, nobody would hear anything.
                if reserve.give_up()
                    && let Ok(Ok((stream, _))) = tokio::time::timeout(Duration::ZERO, socket.accept()).await
                {
                    overload::refuse_at_once(stream, Full::All, serving.security.is_some());
                }
                tokio::select! {
                    _ = stop.changed() => break,
                    () = tokio::time::sleep(Duration::from_millis(100)) => {}
                }
                reserve.restore();
            }
        }
    }
    match socket.into_rest() {
        Ok(rest) => rest.into_iter().for_each(|(stream, peer)| serving.take(stream, peer)),
        Err(error) => tracing::warn!(target: "framework", "a listener did not end in order: {error}"),
    }
}

/// The connection was lost before it was taken; that says nothing about the next.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The least time between two words on the same trouble.
const SILENCE: Duration = Duration::from_secs(60);

/// A descriptor for the time in which there are no others.
struct Reserve {
    file: Option<File>,
    told: Option<Instant>,
}

impl Reserve {
    fn new() -> Self {
        Reserve { file: Reserve::open(), told: None }
    }

    fn open() -> Option<File> {
        File::open(if cfg!(windows) { "NUL" } else { "/dev/null" }).ok()
    }

    /// What lasts, with callers taken in between, is told again now and then.
    fn tell(&mut self, error: &io::Error) {
        if self.told.is_none_or(|told| told.elapsed() >= SILENCE) {
            self.told = Some(Instant::now());
            tracing::error!(target: "framework", "cannot accept connections: {error}; trying again");
        }
    }

    /// Whether there was one to give up.
    fn give_up(&mut self) -> bool {
        self.file.take().is_some()
    }

    fn restore(&mut self) {
        if self.file.is_none() {
            self.file = Reserve::open();
        }
    }
}
