//! A listener that serves, or has served.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    runtime::Handle,
    sync::{OnceCell, watch},
    task::JoinHandle,
    time::Instant,
};

use super::{
    accept::{Serving, accept},
    connections::{Connections, StopReport},
    deadlines::Deadlines,
    occupancy::Occupancy,
    socket::{Opened, Socket},
    tls::Security,
};
use crate::{
    service::Application,
    takeover::{ListenerId, StopReason},
};

/// What is known of a listener.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListenerInfo {
    /// Its number.
    pub id: ListenerId,
    /// The name that it was given; otherwise its address.
    pub name: String,
    /// An address with its port, or the path of a unix socket.
    pub address: String,
    /// The port; none for a unix socket.
    pub port: Option<u16>,
    /// What is spoken there.
    pub protocol: Protocol,
    /// Whether it takes connections.
    pub state: ListenerState,
    /// Connections that are open.
    pub connections: usize,
    /// Those of them that a handler has taken over.
    pub upgraded: usize,
}

impl ListenerInfo {
    pub(super) fn url(&self) -> String {
        match (self.port, self.protocol) {
            (None, _) => format!("unix:{}", self.address),
            (Some(_), Protocol::Http) => format!("http://{}", self.address),
            (Some(_), Protocol::Https) => format!("https://{}", self.address),
        }
    }
}

/// What is spoken on a listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// HTTP in clear: 1.0 and 1.1, and 2 where `http.h2c` is on.
    Http,
    /// HTTP on TLS: 1.0 and 1.1, and with the feature `http2` 2, unless `http.h2` is off.
    Https,
}

/// Whether a listener takes connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ListenerState {
    /// It does.
    Listening = 0,
    /// It does not any more; requests are under way.
    Stopping = 1,
    /// It is closed, and so are its connections.
    Stopped = 2,
}

#[derive(Debug)]
pub(super) struct Listening {
    pub(super) id: ListenerId,
    name: String,
    address: String,
    pub(super) socket_address: Option<SocketAddr>,
    protocol: Protocol,
    pub(super) connections: Arc<Connections>,
    state: AtomicU8,
    stop: watch::Sender<bool>,
    accepting: Mutex<Vec<JoinHandle<()>>>,
    report: OnceCell<StopReport>,
}

impl Listening {
    /// Takes connections from an open listener: here, or on each of the cores' runtimes.
    pub(super) fn begin(
        id: ListenerId,
        opened: Opened,
        application: Arc<Application>,
        occupancy: Arc<Occupancy>,
        cores: &[Handle],
    ) -> io::Result<Self> {
        let Opened { name, address, socket, security } = opened;
        let protocol = if security.is_some() { Protocol::Https } else { Protocol::Http };
        security.iter().for_each(Security::watch_files);
        let (connections, (stop, stopped)) = (Arc::new(Connections::of(id)), watch::channel(false));
        let socket_address = socket.tcp_address();
        let serving = Serving { application, connections: Arc::clone(&connections), occupancy, security };
        let accepting = match cores {
            [] => vec![tokio::spawn(accept(socket, serving, stopped))],
            cores => {
                let sockets = socket.spread(cores)?;
                let spawn =
                    |(socket, core): (Socket, &Handle)| core.spawn(accept(socket, serving.clone(), stopped.clone()));
                sockets.into_iter().zip(cores).map(spawn).collect()
            }
        };
        let (state, accepting) = (AtomicU8::new(ListenerState::Listening as u8), Mutex::new(accepting));
        let report = OnceCell::new();
        Ok(Listening { id, name, address, socket_address, protocol, connections, state, stop, accepting, report })
    }

    pub(super) fn info(&self) -> ListenerInfo {
        ListenerInfo {
            id: self.id,
            name: self.name.clone(),
            address: self.address.clone(),
            port: self.socket_address.map(|address| address.port()),
            protocol: self.protocol,
            state: match self.state.load(Relaxed) {
                0 => ListenerState::Listening,
                1 => ListenerState::Stopping,
                _ => ListenerState::Stopped,
            },
            connections: self.connections.count(),
            upgraded: self.connections.sockets.count(),
        }
    }

    /// Stops it, once: whoever asks again is given the same report. Meanwhile controllers are told.
    pub(super) async fn stop(&self, drain: Duration, deadlines: &Deadlines, tell: impl Future) -> StopReport {
        *self.report.get_or_init(|| async { tokio::join!(self.end(drain, deadlines), tell).0 }).await
    }

    async fn end(&self, drain: Duration, deadlines: &Deadlines) -> StopReport {
        self.state.store(ListenerState::Stopping as u8, Relaxed);
        self.connections.tell(StopReason::Listener(self.id));
        self.stop.send_replace(true);
        let accepting = std::mem::take(&mut *self.accepting.lock().unwrap_or_else(PoisonError::into_inner));
        let until = Instant::now() + Duration::from_secs(1);
        for mut accepting in accepting {
            // Handlers that block every worker keep that task, too, from ending.
            if tokio::time::timeout_at(until, &mut accepting).await.is_err() {
                accepting.abort();
            }
        }
        let report = self.connections.drain(drain, deadlines).await;
        self.state.store(ListenerState::Stopped as u8, Relaxed);
        report
    }
}
