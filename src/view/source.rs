//! A document's source file as it is, line by line.

use askama::Template;

use crate::document::Holding;

use super::notice::NoticeLine;
use super::{Head, Room};

/// The source of a document with line numbers and checksum.
#[derive(Template)]
#[template(path = "source.html")]
pub struct SourcePage {
    room: Room,
    head: Head,
    title: String,
    document: String,
    raw: String,
    file: String,
    sha256: String,
    size: String,
    encoding: String,
    notices: Vec<NoticeLine>,
    lines: Vec<Line>,
}

/// A line of the file.
pub(super) struct Line {
    /// Its number from 1.
    pub n: usize,
    /// Its characters, without the line end.
    pub text: String,
}

impl SourcePage {
    /// The page of the edition that `holding` shows, made from its untouched bytes.
    #[must_use]
    pub fn new(room: &Room, holding: &Holding, bytes: &[u8]) -> Self {
        let title = room.document_title(holding);
        let edition = (!holding.is_current()).then(|| holding.edition.short());
        let head = Head {
            title: Some(room.say_with("source-title", &[("title", title.as_str().into())])),
            own: Some(room.lasting.source(&holding.id, edition)),
            canonical: Some(room.lasting.absolute(&room.lasting.source(&holding.id, edition))),
            unlisted: true,
            ..Head::default()
        };
        Self {
            head,
            document: room.links.document_view(&holding.id, None, edition),
            raw: room.links.source_bytes(&holding.id, edition),
            file: holding.custody.seed_file.clone(),
            sha256: holding.edition.sha256.clone(),
            size: room.size_words(holding.edition.size),
            encoding: holding.custody.encoding.clone(),
            notices: room.custody_notices(holding),
            lines: lines(&decoded(bytes, &holding.custody.encoding)),
            title,
            room: room.clone(),
        }
    }
}

/// The bytes as text for showing. The loader took the file in only because this encoding fits, so
/// no replacement character arises; a byte order mark is not shown.
fn decoded(bytes: &[u8], encoding: &str) -> String {
    let encoding =
        encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

fn lines(text: &str) -> Vec<Line> {
    text.lines().enumerate().map(|(at, line)| Line { n: at + 1, text: line.to_owned() }).collect()
}
