//! Citations as pages print them, with what the reader should know of their parts.

use crate::citation::{Origin, Pinpoint, Record, Run, Style, cited, test_host};

use super::Room;

/// A document's citations in all styles.
#[derive(Debug, Clone)]
pub(super) struct Citing {
    /// One for each style, the one that is offered first at the head.
    pub citations: Vec<CitationView>,
    /// What in them is inferred or stated by the editors.
    pub remarks: Vec<String>,
    /// The citation that the source gives.
    pub given: Option<Given>,
}

/// A citation in a style.
#[derive(Debug, Clone)]
pub(super) struct CitationView {
    /// The style's name.
    pub label: String,
    /// Its words.
    pub runs: Vec<Run>,
}

/// The source's own citation, verbatim.
#[derive(Debug, Clone)]
pub(super) struct Given {
    /// Its words in parts.
    pub runs: Vec<GivenRun>,
    /// Its language, where it is not the interface's.
    pub lang: Option<String>,
    /// Whether it names a machine that only served for tests.
    pub is_doubtful: bool,
}

/// A part of the source's own citation.
#[derive(Debug, Clone)]
pub(super) struct GivenRun {
    /// The words.
    pub text: String,
    /// Whether they are the address of a test machine.
    pub doubtful: bool,
}

impl Citing {
    /// The citations of a record, or of a place in it.
    pub(super) fn of(room: &Room, record: &Record, at: Option<&Pinpoint>) -> Self {
        let citation = |style: Style| CitationView {
            label: room.say(style.label()),
            runs: cited(record, style, at).runs,
        };
        Self {
            citations: Style::ALL.into_iter().map(citation).collect(),
            remarks: remarks(room, record),
            given: record
                .as_given
                .as_deref()
                .map(|words| Given { lang: room.tongue(words), ..given(words) }),
        }
    }
}

/// What in a record's citations the source does not state.
fn remarks(room: &Room, record: &Record) -> Vec<String> {
    let mut remarks = Vec::new();
    for author in &record.authors {
        if let Origin::Inferred(evidence) = &author.origin {
            let args = [
                ("name", author.name.spoken().into()),
                ("evidence", room.evidence_words(evidence).into()),
            ];
            remarks.push(room.say_with("cite-author-inferred", &args));
        }
    }
    if let Some(publisher) = &record.publisher
        && let Origin::Inferred(evidence) = &publisher.origin
    {
        let args =
            [("name", publisher.name.as_str().into()), ("evidence", evidence.as_str().into())];
        remarks.push(room.say_with("cite-publisher-inferred", &args));
    }
    if !record.stated.is_empty() {
        let fields: Vec<String> =
            record.stated.iter().map(|field| room.field_name(field)).collect();
        remarks.push(room.say_with("cite-stated", &[("fields", fields.join(", ").into())]));
    }
    remarks
}

impl Room {
    /// The name of a field of the description for readers.
    fn field_name(&self, field: &str) -> String {
        let name = match field {
            "authors" => "author".to_owned(),
            field => field.replace('_', "-"),
        };
        let (field, level) = (format!("field-{name}"), format!("level-name-{name}"));
        match [field, level].into_iter().find(|message| self.words.has(message)) {
            Some(message) => self.say(&message),
            None => name,
        }
    }
}

fn given(words: &str) -> Given {
    let doubtful = test_host(words);
    let is_doubtful = doubtful.is_some();
    let (start, end) = doubtful.map_or((words.len(), words.len()), |at| (at.start, at.end));
    let parts = [(..start, false), (..end, true), (..words.len(), false)];
    let mut from = 0;
    let mut runs = Vec::new();
    for (to, doubtful) in parts {
        let text = words.get(from..to.end).unwrap_or_default();
        from = to.end;
        if !text.is_empty() {
            runs.push(GivenRun { text: text.to_owned(), doubtful });
        }
    }
    Given { runs, lang: None, is_doubtful }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_own_citation_stays_whole_and_a_test_host_in_it_is_told_apart() {
        let check = |words: &str, expect: &[(&str, bool)]| {
            let given = given(words);
            let runs: Vec<(&str, bool)> =
                given.runs.iter().map(|run| (run.text.as_str(), run.doubtful)).collect();
            assert_eq!(runs, expect, "{words}");
            assert_eq!(given.is_doubtful, expect.iter().any(|(_, doubtful)| *doubtful));
        };
        check("“T”, 1957.", &[("“T”, 1957.", false)]);
        check(
            "“T”. <https://archive.dvincitest.com/document/1> (seen)",
            &[
                ("“T”. <", false),
                ("https://archive.dvincitest.com/document/1", true),
                ("> (seen)", false),
            ],
        );
        check(
            "https://digitalarchive.example.org/document/1",
            &[("https://digitalarchive.example.org/document/1", false)],
        );
    }
}
