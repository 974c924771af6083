//! A document in a list: what a reader needs to choose it.

use crate::address::Slug;
use crate::document::{Entry, PartialDate};

use super::Room;
use super::date::Moment;

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
    /// Who wrote it.
    pub authors: Vec<PersonLine>,
    /// Whom else its texts name most often.
    pub named: Vec<PersonLine>,
    /// That its file is absent, and since when.
    pub absent: Option<String>,
}

/// A person in a document's line.
#[derive(Debug, Clone)]
pub(super) struct PersonLine {
    /// The name.
    pub name: String,
    /// The person's page, where there is one.
    pub href: Option<String>,
    /// That the program derived who it was.
    pub inferred: Option<String>,
}

impl Room {
    pub(super) fn entry_line(&self, entry: &Entry) -> EntryLine {
        let title = self.title_words(entry.title.as_deref(), entry.id.as_str());
        let spoken =
            [&entry.title, &entry.summary].map(|words| words.as_deref().unwrap_or_default());
        let spoken = spoken.join(" ");
        EntryLine {
            id: entry.id.clone(),
            href: self.links.document(&entry.id),
            lang: self.tongue_of(&spoken, &entry.languages),
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
            authors: entry
                .cast
                .authors
                .iter()
                .map(|(author, person)| PersonLine {
                    name: author.name.clone(),
                    href: person.as_ref().map(|id| self.links.person(id, None)),
                    inferred: author.evidence.is_some().then(|| self.say("entry-inferred")),
                })
                .collect(),
            named: entry
                .cast
                .named
                .iter()
                .map(|(id, name)| PersonLine {
                    name: name.clone(),
                    href: Some(self.links.person(id, None)),
                    inferred: None,
                })
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

    /// The entries under headings of years, in the order they come in.
    pub(super) fn chronology(&self, entries: &[Entry]) -> Vec<YearGroup> {
        let mut years: Vec<YearGroup> = Vec::new();
        for entry in entries {
            let year = entry.date.value.map(|date| match date.start() {
                PartialDate::Year(year) | PartialDate::Month(year, _) => year,
                PartialDate::Day(day) => day.year(),
            });
            if years.last().is_none_or(|group| group.year != year) {
                let words =
                    year.map_or_else(|| self.say("group-undated"), |year| self.year_words(year));
                years.push(YearGroup { year, words, entries: Vec::new() });
            }
            if let Some(group) = years.last_mut() {
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
    /// Its documents.
    pub entries: Vec<EntryLine>,
}
