//! What reference managers are told of the formats that they may ask for (unAPI, version 1).

use askama::Template;

use crate::address::Slug;
use crate::export;

/// The formats of every document, or of the one that was asked for.
#[derive(Template)]
#[template(path = "xml/unapi.xml")]
pub struct UnapiFormats {
    id: Option<Slug>,
    /// Name and media type.
    formats: Vec<(&'static str, &'static str)>,
}

impl UnapiFormats {
    /// The formats of the document `id`, or of all.
    #[must_use]
    pub fn new(id: Option<Slug>) -> Self {
        let formats = export::unapi_formats().map(|(name, format)| (name, format.essence()));
        Self { id, formats: formats.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formats_are_named_for_all_documents_or_for_one() {
        let all = UnapiFormats::new(None).render().unwrap();
        assert!(
            all.contains("<formats>\n<format name=\"rdf_zotero\" type=\"application/rdf+xml\"/>")
        );
        let one = UnapiFormats::new(Some(Slug::from_stem("a"))).render().unwrap();
        assert!(one.contains("<formats id=\"a\">"), "{one}");
    }
}
