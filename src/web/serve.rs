//! The HTTP server: lets connections in until the stop, and waits for nobody who doesn't finish a request.

use std::io;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// For a request's headers to come, and between two requests.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// What is read of a connection in one go: more than all headers together. A body comes in as many pieces as it takes.
const BUFFER_BYTES: usize = 16 * 1024;
/// At the stop, for requests that are being answered. Slack waits no longer for an answer.
const DRAIN: Duration = Duration::from_secs(3);
/// Before the next connection is let in when the last one could not be: no more files can be opened, say.
const AFTER_ERROR: Duration = Duration::from_millis(500);

/// Serves until `stop`; then finishes the requests that are being answered, and cuts the rest.
///
/// # Errors
/// When the listener has no address any more.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> io::Result<()> {
    listener.local_addr()?;
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, _)) => {
                connections.spawn(connection(stream, router.clone(), stop.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be let in");
                // In real time: the operating system needs it to free what is short.
                let nothing = std::future::pending::<()>();
                let _ = tokio::time::timeout(AFTER_ERROR, nothing).await;
            }
        }
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(DRAIN, finished).await.is_err() {
        tracing::info!("connections that were not finished were cut at the stop");
    }
    Ok(())
}

async fn connection(stream: TcpStream, router: Router, stop: CancellationToken) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(BUFFER_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // That somebody went away is nothing to tell.
        _ = connection.as_mut() => return,
        () = stop.cancelled() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
