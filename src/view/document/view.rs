//! Which texts of a document are shown, and how they stand to each other.

use crate::document::{Document, Language};

/// A way of showing a document's texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The first text beside another: the one named, or the second.
    Both(Option<Language>),
    /// The same, each paragraph followed by its counterpart.
    Interleaved(Option<Language>),
    /// One text alone.
    One(Language),
}

impl View {
    /// Reads a view as the address carries it: `both`, `interleaved`, a language tag, or, where a
    /// document has more than two texts, `both-ru` and `interleaved-ru`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, other) = match text.split_once('-') {
            Some((kind @ ("both" | "interleaved"), tag)) => (kind, Some(Language::parse(tag)?)),
            _ => (text, None),
        };
        match kind {
            "both" => Some(Self::Both(other)),
            "interleaved" => Some(Self::Interleaved(other)),
            tag => Language::parse(tag).map(Self::One),
        }
    }

    /// The view as the address carries it.
    #[must_use]
    pub fn written(&self) -> String {
        let with = |kind: &str, other: &Option<Language>| match other {
            Some(language) => format!("{kind}-{language}"),
            None => kind.to_owned(),
        };
        match self {
            Self::Both(other) => with("both", other),
            Self::Interleaved(other) => with("interleaved", other),
            Self::One(language) => language.to_string(),
        }
    }

    /// The same view if the document has what it asks for.
    #[must_use]
    pub fn fitting(self, document: &Document) -> Option<Self> {
        let further = document.texts.get(1..).unwrap_or_default();
        let fits = match &self {
            Self::Both(other) | Self::Interleaved(other) => match other {
                None => !further.is_empty(),
                Some(other) => further.iter().any(|text| text.language == *other),
            },
            Self::One(language) => document.text(language).is_some(),
        };
        fits.then_some(self)
    }

    /// How a document is shown when the address says nothing.
    pub(super) fn usual(document: &Document) -> Self {
        match document.texts.as_slice() {
            [only] => Self::One(only.language.clone()),
            [] => Self::One(Language::undetermined()),
            _ => Self::Both(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_read_as_they_are_written() {
        for good in ["both", "interleaved", "en", "zh-Hant", "both-ru", "interleaved-zh-Hant"] {
            assert_eq!(View::parse(good).map(|view| view.written()).as_deref(), Some(good));
        }
        for bad in ["", "alle", "both-", "both-x", "English"] {
            assert_eq!(View::parse(bad), None, "{bad}");
        }
    }
}
