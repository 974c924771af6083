//! The note that readers of archives use.
//!
//! In the field's order: title, date, archive, place in it, who translated it for whom, paragraph,
//! address. A document without a title is named by its author and its kind.

use crate::document::{Edtf, Language, PartialDate};

use super::csl::{credited, enumerated, paragraph};
use super::language_name::language_name;
use super::manual::MONTHS;
use super::{Pinpoint, Record, Run, Translator};

/// The note.
pub(super) fn note(record: &Record, at: Option<&Pinpoint>) -> Vec<Run> {
    let field = |words: &Option<String>| words.as_deref().and_then(bare);
    let title = field(&record.title);
    let mut parts: Vec<String> = Vec::new();
    if title.is_none() {
        parts.extend(record.authors.iter().filter_map(|author| bare(&author.name.spoken())));
        parts.extend(field(&record.genre));
    }
    parts.extend(record.date.map(date));
    parts.extend(field(&record.archive));
    parts.extend(field(&record.shelfmark));
    parts.extend(translated(&credited(record, at)));
    parts.extend(at.and_then(|at| text(record, at)));
    parts.extend(at.map(|at| {
        format!("{} {}", if at.is_several() { "paras." } else { "para." }, at.numbers())
    }));
    parts.push(at.map_or(&record.cited_address, |at| &at.address).clone());
    let rest = parts.join(", ");
    let Some(text) = title else { return vec![Run { text: format!("{rest}."), italic: false }] };
    let rest = Run { text: format!(", {rest}."), italic: false };
    vec![Run { text, italic: true }, rest]
}

/// Words of a field on one line, without commas and the like at their ends; `None` where nothing is
/// left.
fn bare(words: &str) -> Option<String> {
    let words = paragraph(words)?;
    let bare = words.trim_matches([',', ';', ' ']);
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// `trans. Gary Goldberg for NKIDP`; those who worked for one project stand together.
fn translated(credited: &[&Translator]) -> Vec<String> {
    let project = |translator: &Translator| translator.project.as_deref().and_then(bare);
    let groups = credited.chunk_by(|one, other| project(one) == project(other));
    let group = |translators: &[&Translator]| {
        let names = bare(&enumerated(translators))?;
        let project = translators.first().and_then(|first| project(first));
        let project = project.map(|project| format!(" for {project}")).unwrap_or_default();
        Some(format!("trans. {names}{project}"))
    };
    groups.filter_map(group).collect()
}

/// Which text a place stands in, where that is not the first and no translator tells it: a
/// translation only where the original is known to be in another language.
fn text(record: &Record, at: &Pinpoint) -> Option<String> {
    if record.languages.first() == Some(&at.language) || !credited(record, Some(at)).is_empty() {
        return None;
    }
    let primary =
        |language: &Language| language.as_str().split('-').next().unwrap_or_default().to_owned();
    let language = primary(&at.language);
    let name = language_name(&language)?;
    let original = record.original_language_tag.as_ref().map(primary);
    let is_translation = original.is_some_and(|original| original != language);
    Some(format!("{name} {}", if is_translation { "translation" } else { "text" }))
}

/// `8 July 1957`, `26–29 March 1957`; an interval whose ends are known unlike tells both in full.
pub(super) fn date(date: Edtf) -> String {
    let month = |month: i8| {
        usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
    };
    let full = |date: PartialDate| match date {
        PartialDate::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
        PartialDate::Month(year, m) => format!("{} {year}", month(m)),
        PartialDate::Year(year) => year.to_string(),
    };
    match date {
        Edtf::Point(date) => full(date),
        Edtf::Interval(from, to) if from == to => full(from),
        Edtf::Interval(PartialDate::Day(from), PartialDate::Day(to))
            if from.year() == to.year() && from.month() == to.month() =>
        {
            format!("{}–{}", from.day(), full(PartialDate::Day(to)))
        }
        Edtf::Interval(PartialDate::Day(from), PartialDate::Day(to))
            if from.year() == to.year() =>
        {
            format!("{} {}–{}", from.day(), month(from.month()), full(PartialDate::Day(to)))
        }
        Edtf::Interval(PartialDate::Month(year, m), to @ PartialDate::Month(other, _))
            if year == other =>
        {
            format!("{}–{}", month(m), full(to))
        }
        Edtf::Interval(from, to) => format!("{}–{}", full(from), full(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_day_first_and_tell_once_what_their_ends_share() {
        let check = |edtf: &str, expect: &str| {
            assert_eq!(date(Edtf::parse(edtf).unwrap()), expect);
        };
        check("1957-07-08", "8 July 1957");
        check("1957-07", "July 1957");
        check("1957", "1957");
        check("1957-03-26/1957-03-29", "26–29 March 1957");
        check("1957-03-26/1957-04-02", "26 March–2 April 1957");
        check("1957-12-30/1958-01-02", "30 December 1957–2 January 1958");
        check("1957-03/1957-05", "March–May 1957");
        check("1957/1958", "1957–1958");
        check("1957-03-26/1957-04", "26 March 1957–April 1957");
        check("1957/1957", "1957");
    }
}
