//! A document in a list: what a reader needs to choose it.

use crate::address::Slug;
use crate::document::{Entry, PartialDate};

use super::date::Moment;
use super::{Room, language};

/// A document as lists show it.
#[derive(Debug, Clone)]
pub(super) struct EntryLine {
    /// Its identifier, by which reference managers fetch its record.
    pub id: Slug,
    /// Its page.
    pub href: String,
    /// Its title, or what stands for one.
    pub title: String,
    /// The tag of the title's and summary's language where it is not the page's.
    pub lang: Option<String>,
    /// Its date.
    pub date: Moment,
    /// What happened on further dates, in a few words each.
    pub dates: Vec<String>,
    /// The source site's summary.
    pub summary: Option<String>,
    /// The archive as printed.
    pub archive: Option<String>,
    /// The languages of its texts.
    pub languages: Vec<String>,
    /// That its file is absent, and since when.
    pub absent: Option<String>,
}

impl Room {
    pub(super) fn entry_line(&self, entry: &Entry) -> EntryLine {
        let title = self.title_words(entry.title.as_deref(), entry.id.as_str());
        let spoken = format!("{title} {}", entry.summary.as_deref().unwrap_or_default());
        EntryLine {
            id: entry.id.clone(),
            href: self.links.document(&entry.id),
            lang: language::of_words(&spoken, &entry.languages)
                .map(|language| language.to_string()),
            title,
            date: self.moment(entry.date.value),
            dates: self.role_dates(entry),
            summary: entry.summary.clone(),
            archive: entry.archive.clone(),
            languages: entry
                .languages
                .iter()
                .map(|language| self.language_name(language))
                .collect(),
            absent: entry.absent_since.as_deref().map(|since| {
                self.say_with("entry-absent", &[("since", self.time_words(since).into())])
            }),
        }
    }

    /// The title as printed, or that there is none and the name of the document's file or address.
    pub(super) fn title_words(&self, title: Option<&str>, name: &str) -> String {
        match title.map(str::trim).filter(|title| !title.is_empty()) {
            Some(title) => title.to_owned(),
            None => self.say_with("document-untitled", &[("name", name.into())]),
        }
    }

    /// The entries under headings of years and months, in the order they come in.
    pub(super) fn chronology(&self, entries: &[Entry]) -> Vec<YearGroup> {
        let mut years: Vec<YearGroup> = Vec::new();
        for entry in entries {
            let (year, month) = match entry.date.value.map(crate::document::Edtf::start) {
                None => (None, None),
                Some(PartialDate::Year(year)) => (Some(year), None),
                Some(PartialDate::Month(year, month)) => (Some(year), Some(month)),
                Some(PartialDate::Day(day)) => (Some(day.year()), Some(day.month())),
            };
            if years.last().is_none_or(|group| group.year != year) {
                let words =
                    year.map_or_else(|| self.say("group-undated"), |year| self.year_words(year));
                years.push(YearGroup { year, words, months: Vec::new() });
            }
            let Some(group) = years.last_mut() else { continue };
            if group.months.last().is_none_or(|group| group.month != month) {
                let words = match (year, month) {
                    (Some(_), Some(month)) => Some(self.month_name(month)),
                    (Some(year), None) => {
                        Some(self.say_with("group-year-only", &[("year", year.to_string().into())]))
                    }
                    _ => None,
                };
                group.months.push(MonthGroup { month, words, entries: Vec::new() });
            }
            if let Some(group) = group.months.last_mut() {
                group.entries.push(self.entry_line(entry));
            }
        }
        years
    }
}

/// The documents of a year, or the undated ones.
#[derive(Debug, Clone)]
pub(super) struct YearGroup {
    year: Option<i16>,
    /// The year, or that these are undated.
    pub words: String,
    /// Its months.
    pub months: Vec<MonthGroup>,
}

/// The documents of a month, or those of which only the year is known.
#[derive(Debug, Clone)]
pub(super) struct MonthGroup {
    month: Option<i8>,
    /// The month's name; `None` for undated documents.
    pub words: Option<String>,
    /// Its documents.
    pub entries: Vec<EntryLine>,
}
