//! The running room: what is opened in which order, and how it ends.
//!
//! In come the settings; out goes a room that answers until it is told to stop. What was there
//! before is served at once and changes are taken in behind it; a new room opens once its seeds
//! are read. Whatever keeps it from starting is one sentence that says what to do.

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::address::Links;
use crate::config::Config;
use crate::ingest::{self, Ingest};
use crate::store::Store;
use crate::web::{self, Limits, Reception};

/// The database's name in the data folder.
const DATABASE: &str = "room.sqlite3";
/// How long the reading of seeds, and then the database, may take to end once the room is told to
/// stop. Together with the time for open requests it stays below ten seconds.
const ENDING: Duration = Duration::from_secs(1);
/// Open files that are not connections: database, watched folder, standard streams.
const OTHER_FILES: usize = 40;

/// Serves the room until told to stop.
///
/// # Errors
/// Whatever keeps the room from opening.
pub async fn serve(config: &Config) -> Result<()> {
    // From here on a signal ends the program in order, however far it has come.
    let stop = told_to_stop()?;
    let open = open(config);
    let Some(house) = until(stop.clone(), open).await.transpose()? else { return Ok(()) };
    let listener = listening(&config.listen, "--listen", 3001).await?;
    stays_private(config, &listener)?;
    let monitor = match &config.metrics {
        Some(address) => Some(listening(address, "--metrics", 9101).await?),
        None => None,
    };
    if house.is_new {
        let first = Box::pin(house.ingest.pass(true));
        let Some(pass) = until(stop.clone(), first).await.transpose()? else { return Ok(()) };
        // Without seeds, the kept files may still hold a room.
        if pass.nothing_there && house.store.coverage().await?.documents == 0 {
            bail!(
                "there are no documents in the seeds folder {}; put captures there, or name \
                 another folder with --seeds",
                config.seeds.display()
            );
        }
    }
    let here = format!("http://{}", listener.local_addr()?);
    let links = config.base_url.clone().or_else(|| Links::parse(&here));
    let links = links.with_context(|| format!("no address can be made from {here}"))?;
    let reception = if config.private {
        Reception::of_private(house.store.clone(), links)
    } else {
        Reception::new(house.store.clone(), links)
    };
    let limits = Limits { connections: connections(), ..Limits::default() };
    let reading = tokio::spawn(keep_reading(house.ingest.clone(), house.is_new, stop.clone()));
    announce(&here);
    if let Some(monitor) = monitor {
        tracing::info!(address = %monitor.local_addr()?, "metrics are at /metrics");
        let (reception, limits) = (reception.clone(), limits.clone());
        tokio::spawn(web::monitored(monitor, reception, limits, stopped(stop.clone())));
    }
    web::serve(listener, reception, limits, stopped(stop)).await;
    end(house, reading).await;
    Ok(())
}

/// The room before it answers.
pub struct House {
    /// Its memory.
    pub store: Store,
    /// The way in.
    pub ingest: Ingest,
    /// Whether no reading of the seeds ever came to its end.
    pub is_new: bool,
    /// Held as long as the house is: no other program may use the data folder.
    _lock: File,
}

/// Opens the data folder.
///
/// # Errors
/// If it cannot be used, or another program uses it.
pub async fn open(config: &Config) -> Result<House> {
    let data = &config.data;
    let lock = locked(data)?;
    let store = Store::open(&data.join(DATABASE)).await?;
    let ingest = Ingest::new(store.clone(), &config.seeds, data, Timestamp::now)?;
    let is_new =
        store.coverage().await?.documents == 0 && store.ingest_report().await?.files.is_empty();
    Ok(House { store, ingest, is_new, _lock: lock })
}

/// The data folder, made if need be, for this program alone.
///
/// # Errors
/// If it cannot be written, or another program uses it.
pub(crate) fn locked(data: &Path) -> Result<File> {
    let unusable = |cause: std::io::Error| {
        anyhow!(
            "the data folder {} cannot be written ({cause}); give this user write access to it, \
             or name another with --data",
            data.display()
        )
    };
    fs::create_dir_all(data).map_err(unusable)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(data.join("lock"))
        .map_err(unusable)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "another reading-room is using the data folder {}; it takes in changed seeds by \
             itself, so leave it running, or stop it first",
            data.display()
        ),
        // Some network mounts have no locks; the room works without.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, folder = ?data, "the data folder cannot be locked");
        }
    }
    Ok(lock)
}

/// Takes the database away, which is made again from the plain files.
///
/// # Errors
/// If it cannot be removed.
pub(crate) fn forget(data: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = data.join(format!("{DATABASE}{ending}"));
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be removed", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The address that a setting names; `other` is a port to try instead.
async fn listening(address: &str, setting: &str, other: u16) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|cause| {
        anyhow!(
            "cannot listen on {address} ({cause}); stop the program that does, or choose another \
             address and port with {setting}, as in {setting} 127.0.0.1:{other}"
        )
    })
}

/// Refuses to open a private room to whoever reaches its port, unless that was said as well.
fn stays_private(config: &Config, listener: &TcpListener) -> Result<()> {
    let address = listener.local_addr()?;
    if config.private && !address.ip().is_loopback() && !config.private_beyond_loopback {
        bail!(
            "a private room does not listen on {address}, where others could reach it past the \
             proxy that signs readers in; listen on 127.0.0.1, or add --private-beyond-loopback if \
             nobody but the proxy can reach that port"
        );
    }
    Ok(())
}

/// Connections at once that leave enough open files for the rest, where the system tells its
/// limit.
fn connections() -> usize {
    let most = Limits::default().connections;
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = limits.lines().find_map(|line| {
        line.strip_prefix("Max open files")?.split_whitespace().next()?.parse::<usize>().ok()
    });
    files.map_or(most, |files| files.saturating_sub(OTHER_FILES).clamp(8, most))
}

/// Says on standard output where the room is; a closed one is no reason not to open.
fn announce(here: &str) {
    tracing::info!(address = here, "the room is open");
    let mut out = std::io::stdout();
    drop(writeln!(out, "Reading Room is open at {here}/").and_then(|()| out.flush()));
}

/// Takes in what changed since the last time, and then what changes.
async fn keep_reading(ingest: Ingest, is_read: bool, stop: watch::Receiver<bool>) {
    if !is_read {
        match ingest.pass(true).await {
            Ok(pass) if pass.nothing_there => {
                tracing::warn!("the seeds folder is missing or empty; the room stays as it was");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(
                cause = format!("{error:#}"),
                "the seeds could not be read; the room stays as it was"
            ),
        }
    }
    ingest::watch(ingest, stop).await;
}

/// Ends what still goes on and closes the database, each within its time. Nothing is lost where
/// that is not enough: whatever is written is written whole or not at all.
async fn end(house: House, mut reading: tokio::task::JoinHandle<()>) {
    if timeout(ENDING, &mut reading).await.is_err() {
        reading.abort();
    }
    if timeout(ENDING, house.store.close()).await.is_err() {
        tracing::warn!("the database was left to close itself");
    }
    tracing::info!("the room is closed");
}

/// Becomes true when the program is asked to end: by SIGTERM, or by Ctrl-C.
fn told_to_stop() -> Result<watch::Receiver<bool>> {
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
async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What `work` comes to, unless the program is to stop first.
async fn until<T>(stop: watch::Receiver<bool>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        () = stopped(stop) => None,
        done = work => Some(done),
    }
}
