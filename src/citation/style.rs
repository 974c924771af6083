//! The styles that the room cites in, and what a citation is made of.

/// A style of citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// The note that readers of archives use: title, date, archive and place in it.
    ArchivalNote,
    /// A note of the Chicago Manual of Style, 18th edition.
    ChicagoNote,
    /// The same manual's note for a document that was cited in full before.
    ChicagoShortNote,
    /// The same manual's entry in a bibliography.
    ChicagoBibliography,
    /// An entry of the MLA Handbook, 9th edition.
    Mla,
    /// A reference of the Publication Manual of the APA, 7th edition.
    Apa,
}

impl Style {
    /// All styles, the one that is offered first at the head.
    pub const ALL: [Self; 6] = [
        Self::ArchivalNote,
        Self::ChicagoNote,
        Self::ChicagoShortNote,
        Self::ChicagoBibliography,
        Self::Mla,
        Self::Apa,
    ];

    /// The style's name in addresses and data: `archival-note`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ArchivalNote => "archival-note",
            Self::ChicagoNote => "chicago-note",
            Self::ChicagoShortNote => "chicago-short-note",
            Self::ChicagoBibliography => "chicago-bibliography",
            Self::Mla => "mla",
            Self::Apa => "apa",
        }
    }

    /// The style that has this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.code() == code)
    }

    /// The name of the message that names the style for readers.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ArchivalNote => "style-archival-note",
            Self::ChicagoNote => "style-chicago-note",
            Self::ChicagoShortNote => "style-chicago-short-note",
            Self::ChicagoBibliography => "style-chicago-bibliography",
            Self::Mla => "style-mla",
            Self::Apa => "style-apa",
        }
    }
}

/// A citation in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The style.
    pub style: Style,
    /// Its words in their order; no run is empty.
    pub runs: Vec<Run>,
}

/// Words of a citation that are set alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words; not yet escaped for anything.
    pub text: String,
    /// Whether they are set in italics.
    pub italic: bool,
}

impl Citation {
    /// The citation as plain words.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn every_style_has_a_code_of_its_own_and_a_name_for_readers() {
        let words = Words::english();
        for style in Style::ALL {
            assert_eq!(Style::of_code(style.code()), Some(style));
            assert_ne!(words.say(style.label()), style.label(), "{style:?}");
        }
        assert_eq!(Style::of_code("harvard"), None);
    }
}
