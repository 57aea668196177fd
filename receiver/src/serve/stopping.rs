//! When to stop: the signals of the system.

use std::io;

use tokio::sync::watch;

/// Turns true when the process is told to stop.
pub(super) fn stop_signal() -> io::Result<watch::Receiver<bool>> {
    let (tell, told) = watch::channel(false);
    let signal = signals()?;
    tokio::spawn(async move {
        signal.await;
        tell.send_replace(true);
        tell.closed().await;
    });
    Ok(told)
}

#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Resolves when the process is told to stop.
pub(super) async fn told(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // Nobody is left who could tell: go on for ever.
        std::future::pending::<()>().await;
    }
}
