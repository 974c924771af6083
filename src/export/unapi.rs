//! Our formats under the names that unAPI's clients ask for them by.

use super::{DOCUMENT, DocumentWriter, Format, by_suffix};

/// Name and suffix, the one that loses least first: clients take the first that they know.
const NAMES: [(&str, &str); 7] = [
    ("rdf_zotero", "rdf"),
    ("ris", "ris"),
    ("bibtex", "bib"),
    ("csljson", "csl.json"),
    ("jsonld", "jsonld"),
    ("oai_dc", "dc.xml"),
    ("tei", "tei.xml"),
];

/// The formats that a document can be asked for in, each under its name.
pub fn unapi_formats() -> impl Iterator<Item = (&'static str, &'static Format<DocumentWriter>)> {
    NAMES.iter().filter_map(|(name, suffix)| Some((*name, by_suffix(&DOCUMENT, suffix)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_that_loses_nothing_comes_first_and_none_is_announced_that_there_is_not() {
        let names: Vec<&str> = unapi_formats().map(|(name, _)| name).collect();
        assert_eq!(names[..3], ["rdf_zotero", "ris", "bibtex"]);
        for (name, format) in unapi_formats() {
            assert!(by_suffix(&DOCUMENT, format.suffix).is_some(), "{name}");
        }
    }
}
