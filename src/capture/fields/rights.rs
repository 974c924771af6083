//! The site's statement of rights.

/// Whether a paragraph belongs to the site's statement of rights.
pub(crate) fn is_rights(line: &str) -> bool {
    line.starts_with("The History and Public Policy Program welcomes reuse")
        || line.starts_with("To enquire about this document's rights status")
        || line.starts_with("To enquire about this document’s rights status")
}

/// The statement, paragraphs parted by a blank line, without a scrambled mail address.
pub(crate) fn rights(paragraphs: &[&str]) -> Option<String> {
    let kept: Vec<String> = paragraphs.iter().map(|paragraph| unscrambled(paragraph)).collect();
    (!kept.is_empty()).then(|| kept.join("\n\n"))
}

/// What hides mail addresses from robots left `[email protected]` in the capture; it goes with
/// the ` at ` before it.
fn unscrambled(paragraph: &str) -> String {
    let mut text = paragraph.replace("[email\u{a0}protected]", SCRAMBLED);
    if text.contains(SCRAMBLED) {
        let pieces: Vec<&str> = text.split(SCRAMBLED).collect();
        let last = pieces.len() - 1;
        text = pieces
            .iter()
            .enumerate()
            .map(|(place, piece)| {
                let bare = piece.trim_end();
                if place == last { piece } else { bare.strip_suffix(" at").unwrap_or(bare) }
            })
            .collect();
    }
    text
}

const SCRAMBLED: &str = "[email protected]";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scrambled_address_never_shows() {
        let line = "To enquire about this document's rights status, contact the Program at [email\u{a0}protected].";
        assert!(is_rights(line));
        assert_eq!(
            rights(&["A.", line]).unwrap(),
            "A.\n\nTo enquire about this document's rights status, contact the Program."
        );
        assert_eq!(rights(&["write to a@b.example."]).unwrap(), "write to a@b.example.");
        assert_eq!(rights(&[]), None);
    }
}
