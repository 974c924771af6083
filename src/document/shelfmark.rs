//! A place in an archive: the archive and the levels of a reference below it.

use super::Description;

/// What ends each level in a shelfmark's key; no printed value holds it.
const END: char = '\u{1f}';

/// A level of an archive's order, from the archive itself to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The archive.
    Archive,
    /// Fond: all that came from one office.
    Fond,
    /// Opis: an inventory of a fond.
    Opis,
    /// Papka: a folder.
    Papka,
    /// Delo: a file.
    Delo,
}

impl Level {
    /// All levels, the highest first.
    pub const ALL: [Self; 5] = [Self::Archive, Self::Fond, Self::Opis, Self::Papka, Self::Delo];

    /// `archive`, `fond`, `opis`, `papka` or `delo`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Fond => "fond",
            Self::Opis => "opis",
            Self::Papka => "papka",
            Self::Delo => "delo",
        }
    }
}

/// A place in an archive: one value for each level down to the last that is meant, as printed;
/// `None` for a level that is not stated. An archive known by its abbreviation and by its full name
/// is two, since that they are one would be a guess.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Shelfmark(pub Vec<Option<String>>);

impl Shelfmark {
    /// Where a document stands by what its source states: all five levels, or `None` where the
    /// source states no archive.
    #[must_use]
    pub fn of(description: &Description) -> Option<Self> {
        let code = &description.reference_code;
        let levels = [&description.archive, &code.fond, &code.opis, &code.papka, &code.delo];
        let stated = |value: &Option<String>| {
            let value: String = value.as_deref()?.chars().filter(|c| *c != END).collect();
            let value = value.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        let levels: Vec<_> = levels.into_iter().map(stated).collect();
        levels.first()?.is_some().then_some(Self(levels))
    }

    /// The same place without the levels below the last that is stated.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.0.len() > 1 && self.0.last().is_some_and(Option::is_none) {
            self.0.pop();
        }
        self
    }

    /// The place below this one.
    #[must_use]
    pub fn below(&self, value: Option<String>) -> Self {
        let mut levels = self.0.clone();
        levels.push(value);
        Self(levels)
    }

    /// The places that lead here, the highest first and this one last.
    #[must_use]
    pub fn way(&self) -> Vec<Self> {
        (1..=self.0.len()).map(|length| Self(self.0[..length].to_vec())).collect()
    }

    /// The lowest level that is meant and its value; `None` above all archives.
    #[must_use]
    pub fn last(&self) -> Option<(Level, Option<&str>)> {
        let value = self.0.last()?;
        Some((*Level::ALL.get(self.0.len() - 1)?, value.as_deref()))
    }

    /// The level of what stands below; `None` below a file.
    #[must_use]
    pub fn next_level(&self) -> Option<Level> {
        Level::ALL.get(self.0.len()).copied()
    }

    /// Whether it names a file: all that stands here is one file of the archive.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.last(), Some((Level::Delo, Some(_))))
    }

    /// The key that the key of every place below begins with.
    #[must_use]
    pub fn key(&self) -> String {
        let mut key = String::new();
        for level in &self.0 {
            key.push_str(level.as_deref().unwrap_or_default());
            key.push(END);
        }
        key
    }

    /// The place that has this key.
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        let value = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        Self(key.split_terminator(END).map(value).collect())
    }

    /// The key of the documents that stand at this very place and not below it.
    #[must_use]
    pub fn own_key(&self) -> String {
        let missing = Level::ALL.len().saturating_sub(self.0.len());
        let mut key = self.key();
        key.extend(std::iter::repeat_n(END, missing));
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ReferenceCode;

    fn mark(levels: &[&str]) -> Shelfmark {
        let value = |value: &&str| (!value.is_empty()).then(|| (*value).to_owned());
        Shelfmark(levels.iter().map(value).collect())
    }

    #[test]
    fn a_place_is_read_from_its_key_as_it_was_written() {
        for levels in [&["AVPRF", "0102", "13", "72", "5"][..], &["A", "", "13"], &["A"], &[]] {
            assert_eq!(Shelfmark::of_key(&mark(levels).key()), mark(levels));
        }
    }

    #[test]
    fn a_source_without_an_archive_gives_no_place() {
        let code = ReferenceCode { fond: Some("5".to_owned()), ..ReferenceCode::default() };
        let mut description = Description { reference_code: code, ..Description::default() };
        assert_eq!(Shelfmark::of(&description), None);
        description.archive = Some(" AVPRF ".to_owned());
        let place = Shelfmark::of(&description).unwrap();
        assert_eq!(place.key(), mark(&["AVPRF", "5", "", "", ""]).key());
        assert_eq!(place.clone().trimmed(), mark(&["AVPRF", "5"]));
        assert_eq!(place.key(), mark(&["AVPRF", "5"]).own_key());
    }

    #[test]
    fn a_missing_level_above_a_stated_one_stays() {
        assert_eq!(mark(&["A", "", "13", "", ""]).trimmed(), mark(&["A", "", "13"]));
        assert!(mark(&["A", "", "", "", "5"]).is_file());
        assert!(!mark(&["A", "5"]).is_file());
    }
}
