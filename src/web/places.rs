//! The places for connections: how many there are, who holds one, and who gives way.
//!
//! In comes a wish for a place; out goes one, at the latest once somebody who only keeps a place
//! has given it back. A connection says here what it waits for its client with; nobody who is
//! being answered and takes the answer is ever asked to leave.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// One place in so many may be kept by those whom the room waits for; beyond that they are let go
/// sooner.
const ROOMY: usize = 8;
/// How long the room counts as crowded after it was: else the first who leave would make it roomy
/// for the others.
const CROWDED: Duration = Duration::from_secs(30);
/// How long a client may take before it is asked to leave for others: the least for one whose
/// request is on its way, and for one that takes its answer slowly.
const LEAST_REQUEST: Duration = Duration::from_millis(500);
const LEAST_STALL: Duration = Duration::from_secs(2);
/// The pause between two looks for a place to be had.
const LOOK: Duration = Duration::from_millis(50);

/// What a connection waits for, in the order in which it gives way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Waiting {
    /// For the first byte of a request, of a client that was answered before.
    Idle,
    /// For the first byte of its first request.
    Silent,
    /// For the rest of a request's head.
    Head,
    /// For the rest of a request's body.
    Body,
    /// For the client to take more of its answer.
    Stalled,
    /// For the room.
    Answer,
}

impl Waiting {
    const ALL: [Self; 6] =
        [Self::Idle, Self::Silent, Self::Head, Self::Body, Self::Stalled, Self::Answer];
}

/// All places.
#[derive(Debug)]
pub(super) struct Places {
    most: usize,
    guests: Mutex<HashMap<u64, Arc<Guest>>>,
    given_back: Notify,
    numbers: AtomicU64,
    opened: Instant,
    /// Until when the room counts as crowded, in milliseconds after its opening.
    crowded_until: AtomicU64,
}

/// Who holds a place.
#[derive(Debug)]
pub(super) struct Guest {
    waiting: AtomicU8,
    /// Since when, in milliseconds after the room's opening.
    since: AtomicU64,
    opened: Instant,
    leaves: AtomicBool,
    asked: Notify,
}

/// A place that is given back when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    number: u64,
    pub(super) guest: Arc<Guest>,
}

impl Place {
    /// All places.
    pub(super) fn places(&self) -> &Arc<Places> {
        &self.places
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.guests().remove(&self.number);
        self.places.given_back.notify_one();
    }
}

impl Places {
    /// So many places.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            guests: Mutex::default(),
            given_back: Notify::new(),
            numbers: AtomicU64::default(),
            opened: Instant::now(),
            crowded_until: AtomicU64::default(),
        }
    }

    fn guests(&self) -> MutexGuard<'_, HashMap<u64, Arc<Guest>>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there are places enough for those whom the room waits for.
    pub(super) fn is_roomy(&self) -> bool {
        milliseconds(self.opened.elapsed()) >= self.crowded_until.load(Ordering::Relaxed)
    }

    /// A place, as soon as there is one. Where all are taken, whoever keeps one without need is
    /// asked to leave.
    pub(super) async fn place(self: &Arc<Self>) -> Place {
        loop {
            if let Some(place) = self.free() {
                return place;
            }
            self.ask_one_to_leave();
            tokio::select! {
                () = self.given_back.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// A place, if one is free.
    pub(super) fn free(self: &Arc<Self>) -> Option<Place> {
        let mut guests = self.guests();
        if guests.len() >= self.most {
            return None;
        }
        if guests.len() >= self.most / ROOMY {
            let until = milliseconds(self.opened.elapsed() + CROWDED);
            self.crowded_until.store(until, Ordering::Relaxed);
        }
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let guest = Arc::new(Guest::new(self.opened));
        guests.insert(number, Arc::clone(&guest));
        drop(guests);
        Some(Place { places: Arc::clone(self), number, guest })
    }

    /// Asks the one to leave who has kept a place longest among those who need it least.
    fn ask_one_to_leave(&self) {
        let guests = self.guests();
        let spared = |guest: &&Arc<Guest>| {
            let least = match guest.waiting() {
                Waiting::Idle | Waiting::Silent => Duration::ZERO,
                Waiting::Head | Waiting::Body => LEAST_REQUEST,
                Waiting::Stalled => LEAST_STALL,
                Waiting::Answer => return false,
            };
            !guest.leaves() && guest.waited() >= least
        };
        let order = |guest: &&Arc<Guest>| (guest.waiting(), guest.since.load(Ordering::Relaxed));
        if let Some(guest) = guests.values().filter(spared).min_by_key(order) {
            guest.ask_to_leave();
        }
    }

    /// Asks all to leave whose request has not come in.
    pub(super) fn ask_all_without_a_request_to_leave(&self) {
        for guest in self.guests().values() {
            if guest.waiting() <= Waiting::Body {
                guest.ask_to_leave();
            }
        }
    }
}

impl Guest {
    fn new(opened: Instant) -> Self {
        let guest = Self {
            waiting: AtomicU8::default(),
            since: AtomicU64::default(),
            opened,
            leaves: AtomicBool::default(),
            asked: Notify::new(),
        };
        guest.waits(Waiting::Silent);
        guest
    }

    /// What the connection waits for.
    pub(super) fn waiting(&self) -> Waiting {
        let waiting = usize::from(self.waiting.load(Ordering::Relaxed));
        Waiting::ALL.get(waiting).copied().unwrap_or(Waiting::Answer)
    }

    /// From now on the connection waits for this.
    pub(super) fn waits(&self, waiting: Waiting) {
        self.waiting.store(waiting as u8, Ordering::Relaxed);
        let since = milliseconds(self.opened.elapsed());
        self.since.store(since, Ordering::Relaxed);
    }

    /// For how long it has waited.
    pub(super) fn waited(&self) -> Duration {
        let since = Duration::from_millis(self.since.load(Ordering::Relaxed));
        self.opened.elapsed().saturating_sub(since)
    }

    /// Whether its place is wanted by others.
    pub(super) fn leaves(&self) -> bool {
        self.leaves.load(Ordering::Relaxed)
    }

    /// It is being answered, and nobody asks it to leave any more.
    pub(super) fn is_answered(&self) {
        self.leaves.store(false, Ordering::Relaxed);
        self.waits(Waiting::Answer);
    }

    /// It was answered at the door, and is waited for again.
    pub(super) fn is_given(&self) {
        self.leaves.store(false, Ordering::Relaxed);
        self.waits(Waiting::Idle);
    }

    fn ask_to_leave(&self) {
        self.leaves.store(true, Ordering::Relaxed);
        self.asked.notify_one();
    }

    /// Ready once its place is wanted by others.
    pub(super) async fn asked(&self) {
        self.asked.notified().await;
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_needs_a_place_least_gives_way() {
        let places = Arc::new(Places::new(4));
        let held: Vec<Place> = (0..4).map(|_| places.free().unwrap()).collect();
        let states = [Waiting::Answer, Waiting::Silent, Waiting::Idle, Waiting::Head];
        for (place, waiting) in held.iter().zip(states) {
            place.guest.waits(waiting);
        }
        assert!(places.free().is_none() && !places.is_roomy());
        let leaves = || held.iter().map(|place| place.guest.leaves()).collect::<Vec<_>>();
        places.ask_one_to_leave();
        assert_eq!(leaves(), [false, false, true, false]);
        places.ask_one_to_leave();
        assert_eq!(leaves(), [false, true, true, false]);
        // A request that has just begun is let come in.
        places.ask_one_to_leave();
        assert_eq!(leaves(), [false, true, true, false]);
    }

    #[tokio::test]
    async fn a_place_given_back_is_the_next_ones() {
        let places = Arc::new(Places::new(1));
        let first = places.free().unwrap();
        first.guest.waits(Waiting::Answer);
        let (next, ()) = tokio::join!(places.place(), async { drop(first) });
        assert!(places.free().is_none());
        drop(next);
        assert!(places.free().is_some());
    }
}
