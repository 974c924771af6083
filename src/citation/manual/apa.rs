//! The Publication Manual of the American Psychological Association, 7th edition: references.

use super::super::CslItem;
use super::dates;
use super::letters::capitalised;
use super::names::{self, Join};
use super::part::{Part, field, group, words};

/// How authors are joined.
const AUTHORS: Join = Join {
    inverted: names::Inverted::All,
    between_two: ", & ",
    before_last: ", & ",
    most: 20,
    first: 19,
    others: names::Others::Last,
    given: names::Given::Initials,
    family_first: false,
    demotes_particles: false,
};

/// A reference.
pub(super) fn entry(item: &CslItem) -> Part {
    let genre = item.genre.as_deref().map(capitalised);
    let medium = item.medium.as_deref().map(capitalised);
    let translators = Join { inverted: names::Inverted::None, between_two: " & ", ..AUTHORS };
    let mut title = field(item.title.as_ref()).italic();
    let mut label = group("; ", [field(genre.as_ref()), field(medium.as_ref())]).within("[", "]");
    let mut translated = names::part(item, &item.translator, translators).within("(", ", Trans.)");
    let mut lead = names::part(item, &item.author, AUTHORS);
    if lead.is_empty() {
        // The title takes the author's place, else all that describes the document.
        lead = if title.is_empty() {
            group(" ", [std::mem::take(&mut label), std::mem::take(&mut translated)])
        } else {
            group(" ", [std::mem::take(&mut title), std::mem::take(&mut translated)])
        };
    }
    let described = if item.title.is_some() {
        group(" ", [title, translated, label])
    } else {
        group(" ", [label, translated])
    };
    let year = words(item.issued.as_ref().map(dates::years).unwrap_or_default()).within("(", ")");
    let archive = group(
        " ",
        [field(item.archive.as_ref()), field(item.archive_location.as_ref()).within("(", ")")],
    );
    let retrieved = if item.issued.is_none() { "Retrieved " } else { "" };
    group(
        " ",
        [
            group(". ", [lead, year, described, field(item.publisher.as_ref()), archive])
                .within("", "."),
            words(item.url.clone()).within(retrieved, ""),
        ],
    )
}
