//! The furniture of the source site's pages: skip links, buttons, labels. Never part of a text.

use crate::document::Language;

use super::language;

/// The line that opens the newer site's pages.
pub(super) fn is_skip_link(line: &str) -> bool {
    line.eq_ignore_ascii_case("Skip to content")
        || line.eq_ignore_ascii_case("Skip to main content")
}

/// Lines of the older site's pages that say nothing of the record.
pub(super) fn is_button(line: &str) -> bool {
    const LINES: &[&str] = &[
        "Search in",
        "ADD SEARCH FILTER CANCEL SEARCH FILTER",
        "ADD SEARCH FILTER",
        "CANCEL SEARCH FILTER",
        "Digital Archive International History Declassified",
        "International History Declassified",
        "digitalarchive.wilsoncenter.org",
        "CITATION SHARE DOWNLOAD",
        "CITATION SHARE DOWNLOAD-",
        "CITATION",
        "SHARE",
        "DOWNLOAD",
        "get citation",
        "Citation",
        "share document",
        "Share",
        "Download",
        "download document",
        "VIEW DOCUMENT IN",
        "<<",
        ">>",
    ];
    let bare = line.trim_start_matches(['•', '-', '–', '*', '·', ' ', '\u{a0}', '\t']);
    LINES.contains(&line) || LINES.contains(&bare) || is_reader_line(line)
}

/// What sites that print PDF files as text add: `Total Page:16`, `File Type:pdf, Size:1020Kb`.
fn is_reader_line(line: &str) -> bool {
    line.starts_with("Total Page:")
        || line.starts_with("File Type:pdf")
        || line.starts_with("File Type: pdf")
}

/// A version of the text that a button or an entry of a contents list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Version {
    /// Words in a language.
    In(Language),
    /// Pictures of the original.
    Scan,
}

impl Version {
    /// The language, where there are words.
    pub(super) fn language(self) -> Option<Language> {
        match self {
            Self::In(language) => Some(language),
            Self::Scan => None,
        }
    }
}

/// The version that a line names: `English HTML`, `Translation - English`, `Korean Translation`.
pub(super) fn version(line: &str) -> Option<Version> {
    if line.len() > 60 {
        return None;
    }
    let bare =
        line.trim_matches(|c: char| matches!(c, '*' | '•' | '-' | '–' | '_') || c.is_whitespace());
    if [
        "Scan of Original Document",
        "Original Scan",
        "Scan of Original",
        "Original Document",
        "PDF",
    ]
    .iter()
    .any(|scan| bare.eq_ignore_ascii_case(scan))
    {
        return Some(Version::Scan);
    }
    let (first, last) = bare.split_once(' ')?;
    let kinds = ["HTML", "Translation", "Transcript", "Transcription", "Original", "Text", "PDF"];
    let name = if kinds.contains(&last) {
        first
    } else {
        let rest = last.trim_start_matches(['-', '–', '—', ':', ' ']);
        if !kinds.contains(&first) || rest.len() == last.len() {
            return None;
        }
        rest
    };
    language::named(name).map(Version::In)
}

/// Whether a line holds nothing but the address of a page.
pub(super) fn is_address(line: &str) -> bool {
    let bare = line.trim_matches(['<', '>']);
    (bare.starts_with("http://") || bare.starts_with("https://"))
        && !bare.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_and_versions_are_whole_lines() {
        for line in
            ["Search in", "• Citation", "- Share", "CITATION SHARE DOWNLOAD-", "Total Page:16"]
        {
            assert!(is_button(line), "{line}");
        }
        assert!(!is_button("Citation of the decree"));
        let check = |line: &str, expect: Option<&str>| {
            let found = version(line).map(|version| match version {
                Version::In(language) => language.to_string(),
                Version::Scan => "scan".to_owned(),
            });
            assert_eq!(found.as_deref(), expect, "{line}");
        };
        check("English HTML", Some("en"));
        check("Translation - English", Some("en"));
        check("• Korean Translation", Some("ko"));
        check("Scan of Original Document", Some("scan"));
        check("Some HTML", None);
        check("Translation of a letter", None);
        check("대사", None);
    }
}
