//! What is counted of each route, so that counting waits for nobody.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use prometheus_client::encoding::{EncodeMetric, MetricEncoder, NoLabelSet};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::{MetricType, TypedMetric};

use super::metrics::{Label, Labels};

/// Upper ends of the classes of times, in seconds, and for how many microseconds each stands.
const CLASSES: [(f64, u64); 10] = [
    (0.001, 1_000),
    (0.0025, 2_500),
    (0.005, 5_000),
    (0.01, 10_000),
    (0.025, 25_000),
    (0.05, 50_000),
    (0.1, 100_000),
    (0.5, 500_000),
    (1.0, 1_000_000),
    (5.0, 5_000_000),
];

/// How long answers took to make.
#[derive(Debug, Default, Clone)]
pub(super) struct Times(std::sync::Arc<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// How many fell into each class, and how many were longer.
    classes: [AtomicU64; CLASSES.len() + 1],
    nanoseconds: AtomicU64,
}

impl Times {
    /// One more.
    pub(super) fn observe(&self, time: Duration) {
        let class = CLASSES
            .iter()
            .position(|(_, most)| time <= Duration::from_micros(*most))
            .unwrap_or(CLASSES.len());
        self.0.classes[class].fetch_add(1, Ordering::Relaxed);
        if !time.is_zero() {
            let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
            self.0.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
        }
    }
}

impl TypedMetric for Times {
    const TYPE: MetricType = MetricType::Histogram;
}

impl EncodeMetric for Times {
    fn encode(&self, mut encoder: MetricEncoder) -> Result<(), std::fmt::Error> {
        let counts = self.0.classes.each_ref().map(|count| count.load(Ordering::Relaxed));
        let ends = CLASSES.iter().map(|(end, _)| *end).chain([f64::INFINITY]);
        let classes: Vec<(f64, u64)> = ends.zip(counts).collect();
        let time = Duration::from_nanos(self.0.nanoseconds.load(Ordering::Relaxed));
        let count = counts.iter().sum();
        encoder.encode_histogram::<NoLabelSet>(time.as_secs_f64(), count, &classes, None)
    }

    fn metric_type(&self) -> MetricType {
        Self::TYPE
    }
}

/// What is counted of one route.
#[derive(Debug)]
pub(super) struct Route {
    name: String,
    requests: Family<Labels, Counter>,
    /// By the first digit of the status.
    classes: [OnceLock<Counter>; 6],
    times: Times,
}

impl Route {
    /// The route of this name, which is one of the room's own patterns.
    pub(super) fn new(
        name: &str,
        requests: &Family<Labels, Counter>,
        seconds: &Family<Label, Times>,
    ) -> Self {
        let times = seconds.get_or_create(&[("route", name.to_owned())]).clone();
        Self {
            name: name.to_owned(),
            requests: requests.clone(),
            classes: Default::default(),
            times,
        }
    }

    /// A request was answered with `status`, which took `time`.
    pub(super) fn answered(&self, status: u16, time: Duration) {
        let class = self.classes.get(usize::from(status / 100)).unwrap_or(&self.classes[0]);
        let counter = class.get_or_init(|| {
            let labels = [("route", self.name.clone()), ("status", format!("{}xx", status / 100))];
            self.requests.get_or_create(&labels).clone()
        });
        counter.inc();
        self.times.observe(time);
    }
}
