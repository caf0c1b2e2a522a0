//! Takes connections from a listener.

use std::{io, sync::Arc, time::Duration};

use tokio::net::TcpListener;

use super::connection::{self, Connections};
use crate::service::Application;

/// Accepts until the task is aborted; a failure to accept never ends it.
pub(super) async fn accept(listener: TcpListener, application: Arc<Application>, connections: Arc<Connections>) {
    let mut exhausted = false;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                exhausted = false;
                // Without it, small answers wait for the acknowledgement of the one before.
                let _best_effort = stream.set_nodelay(true);
                tokio::spawn(connection::serve(stream, peer, Arc::clone(&application), connections.enter()));
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                if !exhausted {
                    tracing::error!(target: "framework", "cannot accept connections: {error}; trying again");
                }
                exhausted = true;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// The connection was lost before it was taken; that says nothing about the next.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
