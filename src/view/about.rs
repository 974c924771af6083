//! What the room is and how to read it.

use askama::Template;

use crate::address::{is_mail_address, letter};
use crate::document::{Coverage, Verification};

use super::document::{Explained, whole_legend};
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
    legend: Vec<Explained>,
    formats: Vec<Alternate>,
    program: String,
    /// Where errors are reported: the link, and the address as readers know it.
    contact: Option<(String, String)>,
    /// When everything was last compared with its checksum, and what was found.
    verified: Option<String>,
}

impl AboutPage {
    /// The page.
    #[must_use]
    pub fn new(room: &Room, coverage: &Coverage, last: Option<&Verification>) -> Self {
        let documents = coverage.documents;
        let coverage = room.coverage_sentence(coverage);
        let head = Head {
            title: Some(room.say("about-title")),
            description: Some(format!("{}: {coverage}", room.title)),
            own: Some(room.lasting.about()),
            canonical: Some(room.lasting.absolute(&room.lasting.about())),
            ..Head::default()
        };
        Self {
            head,
            coverage,
            formats: Alternate::of_listing(
                room,
                &crate::address::ListingQuery::default(),
                documents,
            ),
            legend: whole_legend(room),
            contact: contact(room),
            verified: last.map(|last| verified(room, last)),
            program: room.say_with("about-program-words", &[("version", room.version.into())]),
            room: room.clone(),
        }
    }
}

/// When everything was last compared with its checksum, and what was found.
pub(super) fn verified(room: &Room, last: &Verification) -> String {
    let args = [
        ("time", room.time_words(&last.at).into()),
        ("sources", room.say_count("verified-sources", last.sources).into()),
        ("texts", room.say_count("verified-texts", last.texts).into()),
        ("problems", room.say_count("verified-problems", last.problems).into()),
    ];
    room.say_with(if last.problems == 0 { "verified-well" } else { "verified-damaged" }, &args)
}

/// Where errors are reported: the link, and the address as readers know it.
pub(super) fn contact(room: &Room) -> Option<(String, String)> {
    let address = room.contact.clone()?;
    let is_mail = is_mail_address(&address);
    Some((if is_mail { letter(&address, &room.title, "") } else { address.clone() }, address))
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::super::sample;
    use super::*;

    #[test]
    fn licence_and_contact_are_told_where_they_are_stated() {
        let mut room = sample::room();
        let page = |room: &Room| AboutPage::new(room, &sample::coverage(5), None).render().unwrap();
        let told = page(&room);
        assert!(told.contains(r#"<h2 id="rights">"#), "{told}");
        assert!(told.contains(r#"4.0/" rel="license">"#), "{told}");
        assert!(told.contains(r#"<a href="mailto:editors@example.org?subject="#), "{told}");
        room.contact = Some("https://example.org/errors".to_owned());
        room.licence = None;
        let told = page(&room);
        assert!(
            told.contains(r#"<h2 id="rights">"#) && !told.contains("rel=\"license\""),
            "{told}"
        );
        assert!(told.contains(r#"<a href="https://example.org/errors">"#), "{told}");
        room.contact = None;
        assert!(!page(&room).contains("id=\"contact\""));
    }

    #[test]
    fn the_last_check_is_told_with_what_it_found() {
        let room = sample::room();
        let check = |problems, expect: &str| {
            let told = verified(&room, &sample::verification(problems));
            assert_eq!(told, expect);
        };
        check(
            0,
            "12 sources and 1 text were compared with their checksums on 22 November 2026, 03:08 \
             UTC; nothing was damaged.",
        );
        check(
            2,
            "12 sources and 1 text were compared with their checksums on 22 November 2026, 03:08 \
             UTC; 2 of them were damaged, and the room’s log says which.",
        );
    }
}
