//! The application as one connection serves it.

use std::sync::Arc;

use super::connections::{Connections, Entry};
use crate::{
    service::{Application, Owner, Unattended},
    takeover::Line,
    watch::Watch,
};

/// The application, counted by this connection alone.
pub(super) struct Served {
    application: Arc<Application>,
    connections: Arc<Connections>,
    /// None where others use the connection, too: then it cannot be taken over.
    watch: Option<Arc<Watch>>,
}

impl Served {
    pub(super) fn new(application: Arc<Application>, entry: &Entry, can_be_taken_over: bool) -> Arc<Self> {
        let watch = can_be_taken_over.then(|| Arc::clone(&entry.watch));
        Arc::new(Served { application, connections: Arc::clone(&entry.connections), watch })
    }

    /// The same for one stream of a connection, which can be taken over though the connection cannot.
    #[cfg(all(feature = "http2", feature = "ws"))]
    pub(super) fn on_stream(&self, watch: &Arc<Watch>) -> Arc<Self> {
        let Served { application, connections, .. } = self;
        let (application, connections) = (Arc::clone(application), Arc::clone(connections));
        Arc::new(Served { application, connections, watch: Some(Arc::clone(watch)) })
    }
}

impl Owner for Served {
    fn application(&self) -> &Application {
        &self.application
    }

    fn unattended(&self) -> &Unattended {
        &self.connections.unattended
    }

    fn line(&self) -> Option<Line> {
        let Connections { listener, sockets, .. } = &*self.connections;
        Some(Line::new(*listener, sockets, self.watch.as_ref()))
    }
}
