//! The MLA Handbook, 9th edition: works cited.

use super::super::CslItem;
use super::dates;
use super::letters::{capitalised, titled};
use super::names::{self, Join};
use super::part::{Part, field, group, words};

/// How authors are joined.
const AUTHORS: Join = Join {
    inverted: names::Inverted::First,
    between_two: ", and ",
    before_last: ", and ",
    most: 2,
    first: 1,
    others: names::Others::EtAl { always_after_comma: true },
    given: names::Given::Full,
    family_first: false,
    demotes_particles: false,
};

/// An entry.
pub(super) fn entry(item: &CslItem) -> Part {
    let title = item.title.as_deref().map(|title| titled(title, item.language.as_deref()));
    let genre = item.genre.as_deref().map(capitalised);
    let medium = item.medium.as_deref().map(capitalised);
    let translators = Join {
        inverted: names::Inverted::None,
        between_two: " and ",
        others: names::Others::EtAl { always_after_comma: false },
        ..AUTHORS
    };
    let room = words(item.source.clone()).slanted();
    group(
        ". ",
        [
            names::part(item, &item.author, AUTHORS),
            field(title.as_ref()).quoted(),
            field(genre.as_ref()),
            group(
                ", ",
                [
                    names::part(item, &item.translator, translators).within("Translated by ", ""),
                    field(item.publisher.as_ref()),
                    words(item.issued.as_ref().map(dates::day_first).unwrap_or_default()),
                    field(item.archive.as_ref()),
                    field(item.archive_location.as_ref()),
                    if room.is_empty() { words(item.url.clone()) } else { Part::default() },
                ],
            ),
            if room.is_empty() {
                Part::default()
            } else {
                group(", ", [room, words(item.url.clone())])
            },
            field(medium.as_ref()),
        ],
    )
    .within("", ".")
}
