//! Sockets: listening, serving, stopping. The only part that knows hyper's connections.

mod accept;
mod connection;
pub(crate) mod manners;
mod run;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use tokio::task::JoinHandle;

use crate::{
    application::{App, Listen},
    config::{HttpSettings, Reading, Settings},
    controllers,
    request::RouteInfo,
    service::Application,
    start_error::{StartError, StartProblem},
};
use connection::Connections;

/// A running server. Dropping it does not stop it; [`shutdown`](Server::shutdown) does.
#[derive(Debug)]
pub struct Server {
    addresses: Vec<SocketAddr>,
    accepting: Vec<JoinHandle<()>>,
    connections: Arc<Connections>,
    drain: Duration,
    application: Arc<Application>,
}

impl App {
    /// Starts it on the current tokio runtime. Settings come from the file, the program and the environment.
    ///
    /// # Errors
    /// Everything that keeps it from serving: settings, routes, components, addresses.
    pub async fn start(self) -> Result<Server, StartError> {
        let settings = self.load(Reading::NoArguments)?.settings;
        self.start_with(settings).await
    }

    async fn start_with(mut self, settings: Settings) -> Result<Server, StartError> {
        let http = settings.http.clone();
        let listeners = std::mem::take(&mut self.listeners);
        // Before constructors open databases, and reported together with everything else.
        let (listeners, problems) = listen(listeners, &http).await;
        let service = self.build(settings, problems).await?;
        if cfg!(debug_assertions) {
            let infos = service.0.routes.served.iter().map(|served| &served.route.info);
            tracing::info!(target: "framework", "routes:{}", table(infos));
            service.0.front.tell_order();
        }
        let connections = Arc::new(Connections::default());
        let mut addresses = Vec::new();
        let mut accepting = Vec::new();
        for listener in listeners {
            addresses.extend(listener.local_addr());
            accepting.push(tokio::spawn(accept::accept(listener, service.0.clone(), Arc::clone(&connections))));
        }
        for address in &addresses {
            tracing::info!(target: "framework", "listening on http://{address}");
        }
        Ok(Server { addresses, accepting, connections, drain: http.drain, application: service.0 })
    }
}

impl Server {
    /// The address of the first listener, with the port that the system chose.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        self.addresses.first().copied()
    }

    /// The addresses of all listeners.
    #[must_use]
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// Stops: no new connections, idle ones are closed, requests under way finish; after `http.drain` what is left
    /// is cut. Then controllers end (`#[destruct]`), the last one made first.
    pub async fn shutdown(self) {
        let closed = async {
            for accepting in self.accepting {
                accepting.abort();
                let _ended = accepting.await; // the listener is closed once its task is gone
            }
        };
        // Handlers that block every worker keep that task, too, from ending.
        let _closed = tokio::time::timeout(Duration::from_secs(1), closed).await;
        self.connections.drain(self.drain).await;
        if tokio::time::timeout(self.drain, controllers::end(&self.application.controllers)).await.is_err() {
            tracing::warn!(target: "framework", "controllers did not end within {:?} (setting `http.drain`)", self.drain);
        }
    }
}

/// The route table, a line each.
fn table<'r>(routes: impl Iterator<Item = &'r RouteInfo>) -> String {
    let line = |route: &RouteInfo| {
        let RouteInfo { methods, pattern, function, file, line, .. } = route;
        format!("\n  {:<7} {pattern:<40} {function:<30} {file}:{line}", methods.join(","))
    };
    routes.map(line).collect()
}

/// Opens every listener, or says of each why not.
async fn listen(listeners: Vec<Listen>, settings: &HttpSettings) -> (Vec<tokio::net::TcpListener>, Vec<StartProblem>) {
    let configured = listeners.is_empty();
    let listeners = if configured {
        vec![Listen::Address(SocketAddr::from((settings.address, settings.port)).to_string())]
    } else {
        listeners
    };
    let mut open = Vec::new();
    let mut problems = Vec::new();
    for listener in listeners {
        let (address, listener) = match listener {
            Listen::Address(address) => (address.clone(), tokio::net::TcpListener::bind(&address).await),
            Listen::Bound(listener) => (
                listener.local_addr().map_or_else(|_| "a bound socket".to_owned(), |address| address.to_string()),
                listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener)),
            ),
        };
        let advice = if configured {
            "settings `http.address` and `http.port` (for instance `--http.port=0`) choose another"
        } else {
            "the program chooses it with `App::listen` or `App::bind`"
        };
        match listener {
            Ok(listener) => open.push(listener),
            Err(source) => problems.push(StartProblem::Listen { address, source, advice }),
        }
    }
    (open, problems)
}
