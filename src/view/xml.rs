//! Words that can stand in XML.

/// The words without what XML 1.0 cannot hold (section 2.2, "Char"); blanks stand for it.
pub(super) fn writable(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_gives_way_to_a_blank() {
        assert_eq!(super::writable("a\u{b}b\u{fffe}\nc\u{0}허"), "a b  c 허");
    }
}
