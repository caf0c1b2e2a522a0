//! What is said to connections for which there is no room.

use std::{sync::Arc, time::Duration};

use tokio::io::AsyncWriteExt;

use super::{
    occupancy::{Full, Occupancy},
    stream::Stream,
};
use crate::{takeover::close, watch::Watch};

/// Written as they are: there is no request to render a refusal for.
fn response(full: Full) -> String {
    let (status, reason, detail) = match full {
        Full::All => (503, "Service Unavailable", "there are too many connections (setting `http.max_connections`)"),
        Full::Address => (
            429,
            "Too Many Requests",
            "there are too many connections from this address (setting `http.max_connections_per_address`)",
        ),
    };
    let body = format!(r#"{{"type":"about:blank","title":"{reason}","status":{status},"detail":"{detail}"}}"#);
    format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: application/problem+json\r\nContent-Length: {}\r\nRetry-After: 1\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Says so, and waits a moment for the other end to read it.
pub(super) fn refuse(mut stream: Stream, full: Full, occupancy: &Arc<Occupancy>) {
    let Some(place) = occupancy.refusal() else { return };
    tokio::spawn(async move {
        let _place = place;
        let told = async {
            if stream.write_all(response(full).as_bytes()).await.is_ok() {
                close(stream, &Watch::default()).await; // which nobody looks at
            }
        };
        let _best_effort = tokio::time::timeout(Duration::from_secs(1), told).await;
    });
}

/// The same without waiting: the descriptor is needed. On TLS nobody would hear it.
pub(super) fn refuse_at_once(stream: Stream, full: Full, is_secure: bool) {
    if !is_secure {
        stream.try_write(response(full).as_bytes());
    }
}
