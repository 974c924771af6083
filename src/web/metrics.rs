//! What the room counts of itself, for those who watch over it.
//!
//! In come events of serving; out goes the text that Prometheus reads (`OpenMetrics` 1.0). Labels are
//! taken from short lists of the program's own: nothing that a client sent, no address of a reader
//! and no word that was searched for is ever part of it.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::places::Waiting;
use crate::store::{Searches, Tally};

/// A label's name and value.
type Label = [(&'static str, String); 1];
type Labels = [(&'static str, String); 2];

/// Upper ends of the classes of times, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// The media type of the text.
pub(super) const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Everything that is counted.
#[derive(Debug)]
pub(super) struct Metrics {
    registry: Mutex<Registry>,
    requests: Family<Labels, Counter>,
    seconds: Family<Label, Histogram, fn() -> Histogram>,
    connections: Gauge,
    dropped: Family<Label, Counter>,
    refused: Family<Label, Counter>,
    kept: Family<Label, Counter>,
    searches: Family<Label, Gauge>,
    searches_refused: Family<Label, Gauge>,
    documents: Gauge,
    files: Family<Label, Gauge>,
    events: Family<Label, Gauge>,
    last_events: Family<Label, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let seconds: fn() -> Histogram = || Histogram::new(SECONDS);
        let metrics = Self {
            registry: Mutex::new(Registry::with_prefix("reading_room")),
            requests: Family::default(),
            seconds: Family::new_with_constructor(seconds),
            connections: Gauge::default(),
            dropped: Family::default(),
            refused: Family::default(),
            kept: Family::default(),
            searches: Family::default(),
            searches_refused: Family::default(),
            documents: Gauge::default(),
            files: Family::default(),
            events: Family::default(),
            last_events: Family::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
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

    /// A request was answered. `route` is one of the room's own patterns.
    pub(super) fn answered(&self, route: &str, status: u16, time: Duration) {
        let class = format!("{}xx", status / 100);
        self.requests.get_or_create(&[("route", route.to_owned()), ("status", class)]).inc();
        self.seconds.get_or_create(&[("route", route.to_owned())]).observe(time.as_secs_f64());
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
        self.kept.get_or_create(&[("found", found.to_string())]).inc();
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
