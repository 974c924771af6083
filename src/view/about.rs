//! What the room is and how to read it.

use askama::Template;

use crate::document::{Block, BlockKind, Coverage, Mark, MarkKind, MarkPart};
use crate::markup::Html;

use super::room::Alternate;
use super::{Head, Room};

/// The page about the room.
#[derive(Template)]
#[template(path = "about.html")]
pub struct AboutPage {
    room: Room,
    head: Head,
    coverage: String,
    /// Marks as the texts print them, each with its meaning.
    legend: Vec<(Html, String)>,
    formats: Vec<Alternate>,
    program: String,
}

impl AboutPage {
    /// The page.
    #[must_use]
    pub fn new(room: &Room, coverage: &Coverage) -> Self {
        let coverage = room.coverage_words(coverage);
        let head = Head {
            title: Some(room.say("about-title")),
            description: Some(format!("{}: {coverage}.", room.title)),
            canonical: Some(room.links.absolute(&room.links.about())),
            ..Head::default()
        };
        Self {
            head,
            coverage,
            formats: Alternate::of_listing(room, &crate::address::ListingQuery::default()),
            legend: legend(room),
            program: room.say_with("about-program-words", &[("version", room.version.into())]),
            room: room.clone(),
        }
    }
}

/// An example of each kind of mark, set as the texts set it.
fn legend(room: &Room) -> Vec<(Html, String)> {
    let example = |kind: MarkKind, text: &str, start: u32, end: u32| {
        let mark = Mark { start, end, kind, value: None, part: MarkPart::Whole };
        let block =
            Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks: vec![mark] };
        let meaning = room.say(&format!("mark-{}", kind.as_str().replace('_', "-")));
        (crate::markup::html(&block, 1, &[]), meaning)
    };
    vec![
        example(MarkKind::Expansion, "Comr[ade]", 4, 9),
        example(MarkKind::Spelling, "Heo Ga-I [Ho Ka I]", 9, 18),
        example(MarkKind::Supplied, "[them]", 0, 6),
        example(MarkKind::OriginalWord, "committed [dopustil]", 10, 20),
        example(MarkKind::Uncertain, "[?]", 0, 3),
        example(MarkKind::Illegible, "[illegible]", 0, 11),
        example(MarkKind::Handwritten, "[handwritten: …]", 0, 18),
        example(MarkKind::Note, "[trans. note: …]", 0, 18),
        example(MarkKind::Unclassified, "[…]", 0, 5),
    ]
}
