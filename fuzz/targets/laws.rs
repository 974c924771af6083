//! Laws of what every document is made of.

use reading_room::document::{Block, BlockKind, Finding, Text};
use unicode_normalization::is_nfc;

/// What no text of the room holds: what nobody sees, and what stands for a letter that was lost.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(c, '\u{200b}' | '\u{feff}' | '\u{fffd}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Words as a field shows them.
pub(super) fn words(words: &str) {
    assert!(!words.trim().is_empty(), "a field that is there says something: {words:?}");
    assert!(!words.contains(is_unseen), "{words:?}");
    assert!(is_nfc(words), "{words:?}");
}

/// A text and its blocks.
pub(super) fn text(text: &Text) {
    assert!(!text.blocks.is_empty(), "a text has words");
    for (n, each) in (1..).zip(&text.blocks) {
        assert_eq!(each.n, n, "blocks are counted from 1");
        block(each);
    }
}

/// A block's words, and its marks: within the words, on the boundaries of characters, in order,
/// one inside of another or apart.
pub(super) fn block(block: &Block) {
    let text = &block.text;
    assert!(!text.trim().is_empty() && text.trim() == text, "{text:?}");
    assert!(is_nfc(text) && !text.contains(is_unseen), "{text:?}");
    let mut open: Vec<u32> = Vec::new();
    let mut last = (0, u32::MAX);
    for mark in &block.marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        assert!(start < end && end <= text.len(), "{mark:?} in {text:?}");
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{mark:?} {text:?}");
        assert!(last.0 < mark.start || (last.0 == mark.start && last.1 >= mark.end), "in order");
        last = (mark.start, mark.end);
        while open.last().is_some_and(|&end| end <= mark.start) {
            open.pop();
        }
        assert!(open.last().is_none_or(|&end| mark.end <= end), "nested: {:?}", block.marks);
        open.push(mark.end);
    }
    assert_eq!(BlockKind::named(block.kind.as_str()), Some(block.kind));
}

/// Findings name a line that is there.
pub(super) fn findings(findings: &[Finding], lines: usize) {
    for finding in findings {
        let line = finding.line.unwrap_or(1);
        assert!(line >= 1 && line as usize <= lines.max(1), "{finding:?} of {lines} lines");
    }
}
