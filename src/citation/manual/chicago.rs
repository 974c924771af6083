//! The Chicago Manual of Style, 18th edition: notes and bibliography.

use super::super::CslItem;
use super::letters::{capitalised, titled};
use super::names::{self, Join};
use super::part::{Part, field, group, words};
use super::{dates, part};

/// How notes join names.
const NOTE: Join = Join {
    inverted: names::Inverted::None,
    between_two: " and ",
    before_last: ", and ",
    most: 2,
    first: 1,
    others: names::Others::EtAl { always_after_comma: false },
    given: names::Given::Full,
    family_first: false,
    demotes_particles: true,
};
/// How the bibliography joins authors.
const AUTHORS: Join =
    Join { inverted: names::Inverted::First, between_two: ", and ", most: 6, first: 3, ..NOTE };
/// How it joins translators.
const TRANSLATORS: Join = Join { most: 6, first: 3, ..NOTE };

/// A full note.
pub(super) fn note(item: &CslItem, place: Part) -> Part {
    let (lead, rest) = led(item, item.title.as_ref(), ", ", str::to_owned);
    let lead = names::part(item, &item.author, NOTE).or_else(|| lead);
    group(
        ", ",
        [
            lead,
            group(
                ", ",
                [
                    rest.title,
                    rest.genre,
                    names::part(item, &item.translator, NOTE).within("trans. ", ""),
                ],
            ),
            group(", ", [field(item.publisher.as_ref()), date(item)]),
            place,
            field(item.medium.as_ref()),
            rest.place,
            words(item.url.clone()),
        ],
    )
    .within("", ".")
}

/// The note of a document that was cited in full before; of one that has none of what it tells, its
/// address.
pub(super) fn short_note(item: &CslItem, place: Part) -> Part {
    let short = item.title_short.as_ref().or(item.title.as_ref());
    let (lead, rest) = led(item, short, ", ", str::to_owned);
    let lead = names::part(item, &item.author, Join { given: names::Given::Omitted, ..NOTE })
        .or_else(|| lead);
    let told = if item.title.is_some() {
        rest.title
    } else if item.genre.is_some() {
        rest.genre
    } else {
        field(item.medium.as_ref())
    };
    group(", ", [group(", ", [lead, told]).or_else(|| words(item.url.clone())), place])
        .within("", ".")
}

/// An entry of the bibliography.
pub(super) fn entry(item: &CslItem) -> Part {
    let (lead, rest) = led(item, item.title.as_ref(), ". ", capitalised);
    let lead = names::part(item, &item.author, AUTHORS).or_else(|| lead);
    let publisher = item.publisher.as_deref().map(capitalised);
    let medium = item.medium.as_deref().map(capitalised);
    group(
        ". ",
        [
            lead,
            rest.title,
            rest.genre,
            names::part(item, &item.translator, TRANSLATORS).within("Translated by ", ""),
            group(", ", [field(publisher.as_ref()), date(item)]),
            field(medium.as_ref()),
            rest.place,
            words(item.url.clone()),
        ],
    )
    .within("", ".")
}

/// What is left to tell where something of it took the author's place.
struct Rest {
    title: Part,
    genre: Part,
    place: Part,
}

/// What stands in an author's place: the title, else the kind, else the place in the archive; and
/// the rest.
fn led(
    item: &CslItem,
    title: Option<&String>,
    joint: &'static str,
    cased: fn(&str) -> String,
) -> (Part, Rest) {
    let title = title.map(|title| words(titled(title, item.language.as_deref())).quoted());
    let location = item.archive_location.as_deref().map(cased);
    let mut rest = Rest {
        title: title.unwrap_or_default(),
        genre: field(item.genre.as_deref().map(cased).as_ref()),
        place: part::group(joint, [field(location.as_ref()), field(item.archive.as_ref())]),
    };
    if !item.author.is_empty() {
        return (Part::default(), rest);
    }
    let lead = if item.title.is_some() {
        std::mem::take(&mut rest.title)
    } else if let Some(genre) = &item.genre {
        rest.genre = Part::default();
        words(capitalised(genre))
    } else if item.publisher.is_none() {
        std::mem::take(&mut rest.place)
    } else {
        Part::default()
    };
    (lead, rest)
}

fn date(item: &CslItem) -> Part {
    words(item.issued.as_ref().map(dates::month_first).unwrap_or_default())
}
