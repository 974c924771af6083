//! The characters that a text may hold: NFC, and nothing that no reader can see or no XML can
//! carry.
//!
//! Taken out with a finding: control characters, byte order marks inside the text, zero-width
//! spaces, word joiners, direction overrides and isolates, non-characters. Kept: soft hyphens,
//! zero-width joiners, the marks U+200E and U+200F, blanks of every width. A page end or a line
//! separator becomes a blank. A replacement character stands for letters that were lost before
//! the file came here; it is shown as `□`, the sign that these sources use for an illegible
//! character, and reported.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::document::{Fate, Finding, FindingCode, LOST, fate};

use super::lines::{Findings, position};

/// The text with its line feeds, in NFC, without the characters that no text should hold.
pub(super) fn cleaned<'a>(text: &'a str, findings: &mut Findings) -> Cow<'a, str> {
    let (mut odd, mut wide) = (false, false);
    for &byte in text.as_bytes() {
        odd |= (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f;
        wide |= byte >= 0x80;
    }
    let mut plain = !wide;
    if wide {
        plain = true;
        for c in text.chars() {
            if c > '\u{bf}' && !is_plain(c) {
                plain = false;
                odd |= fate(c) != Fate::Kept;
            } else {
                odd |= ('\u{80}'..='\u{9f}').contains(&c);
            }
        }
    }
    let kept = if odd { Cow::Owned(clean(text, findings)) } else { Cow::Borrowed(text) };
    if plain || is_nfc(&kept) { kept } else { Cow::Owned(kept.nfc().collect()) }
}

/// The letters and signs that these sources use most, each of which stays as it is, in NFC and
/// otherwise.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2002}'..='\u{200a}' | '\u{2010}'..='\u{2027}' | '\u{202f}'..='\u{205f}'
        | '\u{2116}' | '\u{25a1}' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn is_nfc(text: &str) -> bool {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => true,
        IsNormalized::No => false,
        IsNormalized::Maybe => text.nfc().eq(text.chars()),
    }
}

fn clean(text: &str, findings: &mut Findings) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut line, mut lost, mut first_lost) = (1_u32, 0_u32, 1_u32);
    let mut removed: Vec<(char, u32, u32)> = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            // A line end of two characters is one; a lone one is a line end too.
            if chars.peek() != Some(&'\n') {
                kept.push('\n');
                line += 1;
            }
            continue;
        }
        match fate(c) {
            Fate::Kept => {
                line += u32::from(c == '\n');
                kept.push(c);
                continue;
            }
            Fate::Blank => kept.push(' '),
            Fate::Removed => {}
            Fate::Lost => {
                kept.push(LOST);
                if lost == 0 {
                    first_lost = line;
                }
                lost += 1;
                continue;
            }
        }
        match removed.iter_mut().find(|(other, ..)| *other == c) {
            Some((_, count, _)) => *count += 1,
            None => removed.push((c, 1, line)),
        }
    }
    for (c, count, line) in removed {
        findings.add(
            Finding::at(FindingCode::CharactersRemoved, line)
                .with("count", count.to_string())
                .with("character", format!("U+{:04X}", u32::from(c))),
        );
    }
    if lost > 0 {
        findings.add(
            Finding::at(FindingCode::CharactersLost, first_lost).with("count", lost.to_string()),
        );
    }
    kept
}

/// A place in the cleaned text is a place that the document model can keep.
pub(super) fn fits(text: &str) -> bool {
    position(text.len()) < u32::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_characters_go_and_others_stay() {
        let check = |text: &str, expect: &str, codes: &[&str]| {
            let mut findings = Findings::default();
            assert_eq!(cleaned(text, &mut findings), expect, "{text:?}");
            let found: Vec<String> = findings
                .sorted()
                .into_iter()
                .map(|finding| finding.args.get("character").cloned().unwrap_or_default())
                .collect();
            assert_eq!(found, codes, "{text:?}");
        };
        check("a\tb\nc\u{a0}d", "a\tb\nc\u{a0}d", &[]);
        check("a\u{200b}b\u{7}c", "abc", &["U+200B", "U+0007"]);
        check("a\u{c}b", "a b", &["U+000C"]);
        check("a\u{feff}\u{202e}b", "ab", &["U+FEFF", "U+202E"]);
        check("a\r\nb\rc", "a\nb\nc", &[]);
        check("soft\u{ad}hyphen \u{200d}", "soft\u{ad}hyphen \u{200d}", &[]);
        check("e\u{301} 가", "é 가", &[]);
        check("\u{1112}\u{1161}\u{11ab}", "한", &[]);
        check("lost \u{fffd} letter", "lost □ letter", &[""]);
        check("\u{ffff}x\u{1fffe}", "x", &["U+FFFF", "U+1FFFE"]);
    }
}
