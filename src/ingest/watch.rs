//! Watching the seeds folder: a change is taken in once it has held still.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};
use tokio::sync::{mpsc, watch as signal};

use super::Ingest;
use super::survey::glance;

/// A file is taken in when its size and time have not changed for so long.
const STILL: Duration = Duration::from_millis(500);
/// Between two looks at a folder that tells of its changes, at least.
const LOOK: Duration = Duration::from_secs(10);
/// Between two looks at a folder that does not: network mounts send no events.
const LOOK_UNTOLD: Duration = Duration::from_secs(1);
/// A look at a large folder takes time; it takes no more than one part in so many.
const SHARE: u32 = 20;

/// Takes in what changes in the seeds folder until `stop` becomes true.
///
/// The folder is told of by the system where it can, and looked at from time to time in any case.
pub async fn watch(ingest: Ingest, mut stop: signal::Receiver<bool>) {
    let (tell, mut told) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Looking at the folder is an event too, and no change.
        if event.is_ok_and(|event| event.kind.is_access()) {
            return;
        }
        // A full channel holds the news already.
        let _ = tell.try_send(());
    })
    .ok();
    let mut tells = false;
    // Beginning with nothing seen, the first look also finds what changed while the folder was read.
    let mut before = HashMap::new();
    let mut pause = LOOK_UNTOLD;
    let mut trouble = None;
    loop {
        // A folder that is taken away is watched anew when it is back.
        tells = tells && ingest.seeds.is_dir();
        if !tells {
            tells = watcher.as_mut().is_some_and(|watcher| {
                watcher.watch(&ingest.seeds, RecursiveMode::Recursive).is_ok()
            });
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            Some(()) = told.recv() => {}
            () = tokio::time::sleep(pause) => {}
        }
        let started = Instant::now();
        let mut now = look(&ingest).await;
        let took = started.elapsed();
        pause = (if tells { LOOK } else { LOOK_UNTOLD }).max(took * SHARE);
        if now == before {
            continue;
        }
        // Something moves. What holds still is taken in; what does not waits for the next look.
        let moving = loop {
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(STILL) => {}
            }
            let later = look(&ingest).await;
            let moving: HashSet<PathBuf> = later
                .iter()
                .filter(|(path, state)| now.get(*path) != Some(*state))
                .map(|(path, _)| path.clone())
                .collect();
            now = later;
            let settled = now
                .iter()
                .any(|(path, state)| !moving.contains(path) && before.get(path) != Some(state));
            if moving.is_empty() || settled {
                break moving;
            }
        };
        match ingest.pass_without(&moving).await {
            Ok(pass) => {
                if trouble.take().is_some() {
                    tracing::info!("the changes were taken in");
                }
                if pass.taken > 0 {
                    tracing::info!(taken = pass.taken, "changed documents taken in");
                }
                now.retain(|path, _| !moving.contains(path));
                before = now;
            }
            Err(error) => {
                // Said once, however often it is tried: a full disk must not fill with this.
                let cause = format!("{error:#}");
                if trouble.as_ref() != Some(&cause) {
                    tracing::error!(
                        cause,
                        "the changes could not be taken in; the room stays as it is, and they are \
                         tried again until it works"
                    );
                }
                trouble = Some(cause);
            }
        }
    }
}

async fn look(ingest: &Ingest) -> HashMap<PathBuf, (u64, i64)> {
    let (seeds, own) = (ingest.seeds.clone(), ingest.own.clone());
    tokio::task::spawn_blocking(move || glance(&seeds, own.as_deref())).await.unwrap_or_default()
}
