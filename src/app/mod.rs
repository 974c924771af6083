//! The running room: what is opened in which order, and how it ends.
//!
//! In come the settings; out goes a room that answers until it is told to stop. What was there
//! before is served at once and changes are taken in behind it; a new room opens once its seeds
//! are read, a large one with its first documents. Whatever keeps it from starting is one
//! sentence that says what to do.

mod ending;
mod folders;
mod left;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use crate::address::Links;
use crate::config::Config;
use crate::fixity::{self, Found, Rhythm};
use crate::ingest::{self, Doubt, Ingest, Mended, Opened, Pass};
use crate::store::{Pace, Store};
use crate::web::{self, Limits, Reception};
use ending::{stopped, told_to_stop, until};
use folders::{check_folders, check_restored, lock_file};
pub(crate) use folders::{forget, locked};

/// The database's name in the data folder.
const DATABASE: &str = "room.sqlite3";
/// How long the reading of seeds, and then the database, may take to end once the room is told to
/// stop. Together with the time for open requests it stays below ten seconds.
const ENDING: Duration = Duration::from_secs(1);
/// Open files that are not connections: database, watched folder, standard streams.
const OTHER_FILES: usize = 40;

/// A database up to this size, in bytes, is sealed when it is closed; a larger one behind the readers.
const SEALED_AT_END: u64 = 8 << 20;
/// How long readers wait for a new room to be read whole; after that it opens with what is there.
const PATIENCE: Duration = Duration::from_secs(10);
/// A new room with so many documents and more to come opens at once.
const LARGE: u64 = 100;
/// The same where it is known that there are many more to come.
const FIRST: u64 = 16;
/// How often a new room is asked how many it has.
const GLANCE: Duration = Duration::from_millis(10);

/// Serves the room until told to stop.
///
/// # Errors
/// Whatever keeps the room from opening.
pub async fn serve(config: &Config) -> Result<()> {
    // From here on a signal ends the program in order, however far it has come.
    let stop = told_to_stop()?;
    let opening = Box::pin(opened(config));
    let Some(house) = until(stop.clone(), opening).await.transpose()? else { return Ok(()) };
    let listener = listening(&config.listen, "--listen", 3001).await?;
    stays_private(config, &listener)?;
    let monitor = match &config.metrics {
        Some(address) => Some(listening(address, "--metrics", 9101).await?),
        None => None,
    };
    if house.is_new && !house.ingest.is_anything_there() {
        bail!(no_documents(config));
    }
    let (tell, mut read) = oneshot::channel();
    let reading = keep_reading(house.ingest.clone(), stop.clone(), tell);
    // What lies where nothing can be written stays as it is.
    let reading = tokio::spawn(async move {
        if house.is_still { std::future::pending().await } else { reading.await }
    });
    if house.is_new {
        let first = until_first(&house.store, &house.ingest, &mut read);
        match until(stop.clone(), first).await {
            None => {
                end(house, reading).await;
                return Ok(());
            }
            Some(None) => tracing::info!("the room opens while its documents are still read"),
            Some(Some(Err(error))) => {
                let data = config.data.display();
                return Err(error.context(format!("the data folder {data} cannot be filled")));
            }
            Some(Some(Ok(_))) if house.store.coverage().await?.documents == 0 => {
                // Without seeds, the kept files may still have held a room.
                bail!(no_documents(config));
            }
            Some(Some(Ok(_))) => {}
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
    let watch = tokio::spawn(house.watch(stop.clone()));
    if !house.is_still && !house.ingest.is_replica() {
        let (seeds, data) = (config.seeds.clone(), config.data.clone());
        let (store, ingest, ending) = (house.store.clone(), house.ingest.clone(), stop.clone());
        tokio::spawn(async move {
            fixity::keep(store, ingest, [&seeds, &data], Rhythm::default(), ending).await;
        });
    }
    announce(&here);
    let store = house.store.clone();
    tokio::spawn(async move {
        // The first search would do it, and take that much longer.
        if let Err(error) = store.prepare_searches().await {
            tracing::debug!(%error, "searches were not prepared");
        }
    });
    if let Some(monitor) = monitor {
        tracing::info!(address = %monitor.local_addr()?, "metrics are at /metrics");
        let (reception, limits) = (reception.clone(), limits.clone());
        tokio::spawn(web::monitored(monitor, reception, limits, stopped(stop.clone())));
    }
    web::serve(listener, reception, limits, stopped(stop)).await;
    watch.abort();
    end(house, reading).await;
    Ok(())
}

/// Waits until a new room can be opened: all of it was read, and then what came of it, or some of
/// its documents are in and it is large, or it takes long.
async fn until_first(
    store: &Store,
    ingest: &Ingest,
    read: &mut oneshot::Receiver<Result<Pass>>,
) -> Option<Result<Pass>> {
    let some = async {
        loop {
            tokio::time::sleep(GLANCE).await;
            let least = if ingest.reads_many() { FIRST } else { LARGE };
            if store.being_read().await.is_ok_and(|read| read.is_some_and(|read| read >= least)) {
                return;
            }
        }
    };
    tokio::select! {
        read = read => read.ok(),
        () = some => None,
        () = tokio::time::sleep(PATIENCE) => None,
    }
}

fn no_documents(config: &Config) -> String {
    format!(
        "there are no documents in the seeds folder {}; put captures there, or name another \
         folder with --seeds",
        config.seeds.display()
    )
}

/// The room before it answers.
pub struct House {
    /// Its memory.
    pub store: Store,
    /// The way in.
    pub ingest: Ingest,
    /// Whether no reading of the seeds ever came to its end.
    pub is_new: bool,
    /// Whether nothing can be written: the data folder lies on a disk that is only read.
    pub is_still: bool,
    /// Whether all of the database was examined and found sound.
    is_examined: Arc<AtomicBool>,
    /// Held as long as the house is: no other program may use the data folder.
    lock: Option<Arc<File>>,
    database: PathBuf,
}

impl House {
    /// Closes the database and notes that it was closed in order.
    pub async fn closed(self) {
        let is_examined = self.is_examined.load(Ordering::Acquire);
        if is_examined
            && self.lock.is_some()
            && fs::metadata(&self.database).is_ok_and(|file| file.len() < SEALED_AT_END)
            && let Err(error) = self.store.seal(Pace::Full).await
        {
            tracing::debug!(%error, "the database was not sealed at closing");
        }
        self.store.close().await;
        if let Some(lock) = self.lock.filter(|_| self.is_examined.load(Ordering::Acquire)) {
            let state = if left::is_closed(&self.database) {
                left::State::closed(&self.database)
            } else {
                left::State::Open
            };
            state.note(&lock);
        }
    }

    /// Examines what was not examined before the room opened, and looks after what is found damaged
    /// while it is open.
    fn watch(&self, mut stop: watch::Receiver<bool>) -> impl Future<Output = ()> + use<> {
        let (store, ingest) = (self.store.clone(), self.ingest.clone());
        let (lock, is_still) = (self.lock.clone(), self.is_still);
        let is_examined = Arc::clone(&self.is_examined);
        async move {
            if !is_examined.load(Ordering::Acquire)
                && !is_still
                && look_after(&ingest, Pace::Behind).await.is_none()
            {
                is_examined.store(true, Ordering::Release);
                tracing::info!("the database was examined; nothing in it is damaged");
            }
            loop {
                tokio::select! {
                    _ = stop.wait_for(|stop| *stop) => return,
                    () = store.condemned() => {}
                }
                let torn = if is_still { None } else { look_after(&ingest, Pace::Full).await };
                if torn.is_none() && !is_still {
                    store.pardon();
                    // Whoever asks again and again must not keep the room busy with this.
                    tokio::time::sleep(EXAMINED_AGAIN).await;
                    continue;
                }
                if let Some(lock) = &lock {
                    left::State::Damaged.note(lock);
                }
                tracing::error!(
                    what = torn,
                    "the database is damaged; start the program again, and it is made again from \
                     the seeds and the kept files"
                );
                return;
            }
        }
    }
}

/// The time between two examinations of an open database that seemed damaged.
const EXAMINED_AGAIN: Duration = Duration::from_mins(1);

/// Examines an open database and makes good what can be made good in its place. Answers what
/// cannot, and condemns the file then.
async fn look_after(ingest: &Ingest, pace: Pace) -> Option<String> {
    let looked = async {
        if let Some(what) = ingest.contradicted(pace).await? {
            return Ok(Mended::Torn(what));
        }
        ingest.mended(pace).await
    };
    let torn = match looked.await {
        Ok(Mended::Nothing | Mended::Repaired) => return None,
        Ok(Mended::Torn(what)) => what,
        Err(error) => format!("{error:#}"),
    };
    ingest.condemn();
    Some(torn)
}

/// Opens the data folder as it is, with nothing examined: for those who look for damage.
///
/// # Errors
/// If it cannot be used, or another program uses it.
pub async fn open(config: &Config) -> Result<House> {
    check_folders(config)?;
    let lock = locked(&config.data)?;
    check_restored(&config.data)?;
    left::State::Open.note(&lock);
    let database = config.data.join(DATABASE);
    let store = Store::open(&database).await?;
    let ingest = Ingest::new(store.clone(), &config.seeds, &config.data, Timestamp::now)?;
    let opened = Opened { store, ingest, is_examined: false };
    House::of(opened, config, Some(lock)).await
}

/// Opens the data folder and makes sure that nothing in its database is damaged, as far as can be
/// told before readers come in.
///
/// # Errors
/// If it cannot be used, or another program uses it, or the database is damaged and holds what
/// nothing else does.
pub async fn opened(config: &Config) -> Result<House> {
    check_folders(config)?;
    let data = &config.data;
    let database = data.join(DATABASE);
    if let Err(error) = lock_file(data)
        && error.kind() == std::io::ErrorKind::ReadOnlyFilesystem
        && database.is_file()
    {
        tracing::warn!(
            folder = ?data,
            "the data folder lies on a disk that is only read; the room is served as it is, and \
             nothing is taken in"
        );
        let store = Store::open_still(&database).await?;
        let ingest = Ingest::new(store.clone(), &config.seeds, data, Timestamp::now)?;
        let opened = Opened { store, ingest, is_examined: false };
        return Ok(House { is_still: true, ..House::of(opened, config, None).await? });
    }
    let lock = locked(data)?;
    check_restored(data)?;
    let left = left::State::of(&lock);
    let doubt = match &left {
        left::State::Damaged => Doubt::Damaged,
        left::State::Closed(mark) => {
            ingest::strays_set_aside(&database, Timestamp::now)?;
            match mark.sameness(&database) {
                left::Sameness::Same => Doubt::Unfounded,
                left::Sameness::Other if database.exists() => Doubt::Changed,
                _ => Doubt::Open,
            }
        }
        left::State::Open => Doubt::Open,
    };
    left::State::Open.note(&lock);
    let keeper = config.keeper.as_deref();
    let opened =
        ingest::opened(&database, &config.seeds, data, keeper, Timestamp::now, doubt).await;
    if opened.is_err() {
        // Whatever was in doubt still is.
        left.note(&lock);
    }
    House::of(opened?, config, Some(lock)).await
}

impl House {
    async fn of(opened: Opened, config: &Config, lock: Option<File>) -> Result<Self> {
        let Opened { store, ingest, is_examined } = opened;
        Ok(Self {
            is_new: store.being_read().await? == Some(0),
            ingest: ingest.accepting_losses(config.accept_losses),
            store,
            is_still: false,
            is_examined: Arc::new(AtomicBool::new(is_examined)),
            lock: lock.map(Arc::new),
            database: config.data.join(DATABASE),
        })
    }
}

/// The store of the data folder, only to be read, if there is one.
///
/// # Errors
/// If it cannot be read.
pub(crate) async fn store_to_read(config: &Config) -> Result<Option<Store>> {
    let database = config.data.join(DATABASE);
    if !database.is_file() {
        return Ok(None);
    }
    Ok(Some(Store::open_to_read(&database).await?))
}

/// Compares everything in these folders with its checksums, whether a room is being served from
/// them or not.
///
/// # Errors
/// If there is no room, or it cannot be read.
pub(crate) async fn verified(config: &Config) -> Result<Found> {
    let Some(store) = store_to_read(config).await? else {
        bail!(
            "there is no room in the data folder {}; start it once, or name another with --data",
            config.data.display()
        );
    };
    let found = fixity::compared(&store, &config.seeds, &config.data, Pace::Full).await;
    store.close().await;
    found
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

/// Takes in what changed since the last time, and then what changes. Tells what became of the first
/// reading.
async fn keep_reading(
    ingest: Ingest,
    stop: watch::Receiver<bool>,
    tell: oneshot::Sender<Result<Pass>>,
) {
    // Watched before it is read, so that no change falls between the two.
    let watch = ingest::Watch::begin(ingest.clone()).await;
    let first = ingest.pass(false).await;
    match &first {
        Ok(pass) if pass.nothing_there => {
            tracing::warn!("the seeds folder is missing or empty; the room stays as it was");
        }
        Ok(_) => {}
        Err(error) => tracing::error!(
            cause = format!("{error:#}"),
            "the seeds could not be read; the room stays as it was"
        ),
    }
    // Nobody waits for it where the room is open already.
    drop(tell.send(first));
    watch.go_on(stop).await;
}

/// Ends what still goes on and closes the database, each within its time. Nothing is lost where
/// that is not enough: whatever is written is written whole or not at all.
async fn end(house: House, mut reading: tokio::task::JoinHandle<()>) {
    if timeout(ENDING, &mut reading).await.is_err() {
        reading.abort();
    }
    if timeout(ENDING, house.closed()).await.is_err() {
        tracing::warn!("the database was left to close itself");
    }
    tracing::info!("the room is closed");
}
