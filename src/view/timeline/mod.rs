//! The documents over time, drawn by the server.

mod axis;
mod chart;
#[cfg(test)]
mod tests;

pub(super) use chart::Chart;

use askama::Template;

use crate::document::Timeline;
use crate::export;

use super::room::Alternate;
use super::{Head, Room};

/// The timeline.
#[derive(Template)]
#[template(path = "timeline.html")]
pub struct TimelinePage {
    room: Room,
    head: Head,
    total: String,
    chart: Option<Chart>,
    undated: Option<String>,
    formats: Vec<Alternate>,
}

impl TimelinePage {
    /// The page.
    #[must_use]
    pub fn new(room: &Room, timeline: &Timeline) -> Self {
        let dated: u64 = timeline.counts.iter().map(|(_, count)| count).sum();
        let total = room.say_count("timeline-total", dated);
        Self {
            head: Head {
                title: Some(room.say("timeline-title")),
                description: Some(total.clone()),
                own: Some(room.lasting.timeline()),
                canonical: Some(room.lasting.absolute(&room.lasting.timeline())),
                alternates: formats(room),
                ..Head::default()
            },
            total,
            chart: room.chart(timeline),
            undated: (timeline.undated > 0)
                .then(|| room.say_count("timeline-undated", timeline.undated)),
            formats: formats(room),
            room: room.clone(),
        }
    }
}

fn formats(room: &Room) -> Vec<Alternate> {
    let alternate = |format: &export::Format<export::TimelineWriter>| Alternate {
        href: room.links.timeline_twin(format.suffix),
        media_type: format.media_type,
        label: room.say(format.label),
        relation: format.relation,
    };
    export::TIMELINE.iter().map(alternate).collect()
}
