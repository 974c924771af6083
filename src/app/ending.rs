//! When the program is to end, and work that gives way to it.

use anyhow::{Context as _, Result};
use tokio::sync::watch;

/// Becomes true when the program is asked to end: by SIGTERM, or by Ctrl-C.
pub(super) fn told_to_stop() -> Result<watch::Receiver<bool>> {
    let (tell, told) = watch::channel(false);
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .context("signals cannot be received")?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
        .context("signals cannot be received")?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        drop(tokio::signal::ctrl_c().await);
        tell.send_replace(true);
        // Held until the end: a closed channel would look like a wish to go on.
        std::future::pending::<()>().await;
    });
    Ok(told)
}

/// Ready when the program is to stop.
pub(super) async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What `work` comes to, unless the program is to stop first.
pub(super) async fn until<T>(
    stop: watch::Receiver<bool>,
    work: impl Future<Output = T>,
) -> Option<T> {
    tokio::select! {
        () = stopped(stop) => None,
        done = work => Some(done),
    }
}
