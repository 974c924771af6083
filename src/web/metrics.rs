//! What the room counts of itself, for those who watch over it.
//!
//! In come events of serving; out goes the text that Prometheus reads (`OpenMetrics` 1.0). Labels are
//! taken from short lists of the program's own: nothing that a client sent, no address of a reader
//! and no word that was searched for is ever part of it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use super::counts::{Route, Times};
use super::places::Waiting;
use crate::store::{Searches, Tally};

/// A label's name and value.
pub(super) type Label = [(&'static str, String); 1];
pub(super) type Labels = [(&'static str, String); 2];

/// The media type of the text.
pub(super) const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Everything that is counted.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    registry: Mutex<Registry>,
    routes: Mutex<HashMap<String, Arc<Route>>>,
    requests: Family<Labels, Counter>,
    seconds: Family<Label, Times>,
    connections: Gauge,
    dropped: Family<Label, Counter>,
    refused: Family<Label, Counter>,
    kept: Family<Label, Counter>,
    /// Of these, those that were found.
    found: OnceLock<Counter>,
    searches: Family<Label, Gauge>,
    searches_refused: Family<Label, Gauge>,
    documents: Gauge,
    files: Family<Label, Gauge>,
    events: Family<Label, Gauge>,
    last_events: Family<Label, Gauge>,
}

impl Metrics {
    /// Nothing counted yet.
    pub(super) fn new() -> Self {
        let metrics =
            Self { registry: Mutex::new(Registry::with_prefix("reading_room")), ..Self::default() };
        metrics.register();
        metrics
    }

    fn register(&self) {
        let mut registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let registry = &mut *registry;
        registry.register(
            "requests",
            "Requests by route and class of status",
            self.requests.clone(),
        );
        registry.register("request_seconds", "Time to make an answer", self.seconds.clone());
        registry.register("connections", "Open connections", self.connections.clone());
        registry.register(
            "clients_dropped",
            "Clients that kept the room waiting, by what it waited for",
            self.dropped.clone(),
        );
        registry.register(
            "requests_unread",
            "Requests whose head was refused",
            self.refused.clone(),
        );
        registry.register("kept_answers", "Answers looked for among those kept", self.kept.clone());
        registry.register("searches", "Searches now, by state", self.searches.clone());
        registry.register(
            "searches_ended",
            "Searches given up since the start, by reason",
            self.searches_refused.clone(),
        );
        registry.register("documents", "Documents in the room", self.documents.clone());
        registry.register("files", "Files of the seeds folder by outcome", self.files.clone());
        registry.register("events", "Events on record by kind", self.events.clone());
        registry.register(
            "last_event_timestamp_seconds",
            "When an event of the kind happened last",
            self.last_events.clone(),
        );
    }

    /// Where requests of a route are counted. `name` is one of the room's own patterns.
    pub(super) fn counts_of(&self, name: &str) -> Arc<Route> {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(route) = routes.get(name) {
            return Arc::clone(route);
        }
        let route = Arc::new(Route::new(name, &self.requests, &self.seconds));
        routes.insert(name.to_owned(), Arc::clone(&route));
        route
    }

    /// A connection, until what is returned is dropped.
    pub(super) fn connection(&self) -> Counted {
        self.connections.inc();
        Counted(self.connections.clone())
    }

    /// A client was dropped while the room waited for it.
    pub(super) fn dropped(&self, waiting: Waiting) {
        let name = match waiting {
            Waiting::Idle => "idle",
            Waiting::Silent => "silent",
            Waiting::Head => "head",
            Waiting::Body => "body",
            Waiting::Stalled => "stalled",
            Waiting::Answer => "answer",
        };
        self.dropped.get_or_create(&[("waiting", name.to_owned())]).inc();
    }

    /// A request's head was refused before it became a request.
    pub(super) fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&[("reason", reason.to_owned())]).inc();
    }

    /// An answer was looked for among those that are kept.
    pub(super) fn looked_up(&self, found: bool) {
        let counter = || self.kept.get_or_create(&[("found", found.to_string())]).clone();
        if found {
            self.found.get_or_init(counter).inc();
        } else {
            counter().inc();
        }
    }

    /// The text, with what the store says at this moment.
    pub(super) fn text(
        &self,
        searches: Searches,
        tally: &Tally,
    ) -> Result<String, std::fmt::Error> {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        for (state, count) in [("running", searches.running), ("waiting", searches.waiting)] {
            self.searches.get_or_create(&[("state", state.to_owned())]).set(number(count));
        }
        for (reason, count) in [("busy", searches.refused), ("too_long", searches.ended)] {
            self.searches_refused
                .get_or_create(&[("reason", reason.to_owned())])
                .set(number(count));
        }
        self.documents.set(number(tally.documents));
        for (outcome, count) in &tally.files {
            self.files.get_or_create(&[("outcome", outcome.clone())]).set(number(*count));
        }
        for (kind, count, last) in &tally.events {
            self.events.get_or_create(&[("kind", kind.clone())]).set(number(*count));
            if let Some(last) = last {
                self.last_events.get_or_create(&[("kind", kind.clone())]).set(*last);
            }
        }
        let mut text = String::new();
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        encode(&mut text, &registry)?;
        Ok(text)
    }
}

/// One of what a gauge counts.
#[derive(Debug)]
pub(super) struct Counted(Gauge);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}
