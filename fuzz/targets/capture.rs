//! Files of the seeds folder: bytes to text, text to a document, and all that is written of it.

use std::collections::BTreeMap;

use reading_room::capture::{self, Captured, Form, Reading, Region};
use reading_room::document::Document;
use reading_room::parallel;
use unicode_normalization::is_nfc;

use super::{laws, outward};

/// A `.txt` file.
pub(super) fn capture(bytes: &[u8]) {
    if let Some(text) = decoded(bytes) {
        document(&text, Form::Capture);
    }
}

/// A `.md` file.
pub(super) fn markdown(bytes: &[u8]) {
    if let Some(text) = decoded(bytes) {
        document(&text, Form::Markdown);
    }
}

/// The bytes of any file.
pub(super) fn encoding(bytes: &[u8]) {
    drop(decoded(bytes));
}

/// The room's own words, `collection.md`.
pub(super) fn collection(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (collection, findings) = capture::collection(text);
    laws::findings(&findings, text.split(['\n', '\r']).count());
    if let Some(title) = &collection.title {
        laws::words(title);
    }
    for block in &collection.introduction {
        laws::block(block);
        outward::block(block);
    }
    let is_web = |address: &String| reading_room::address::is_web_address(address);
    let is_mail = |address: &String| reading_room::address::is_mail_address(address);
    assert!(collection.licence.iter().all(is_web), "{:?}", collection.licence);
    assert!(collection.contact.iter().all(|of| is_web(of) || is_mail(of)));
    for id in &collection.begin {
        assert!(reading_room::address::Slug::parse(id).is_some(), "{id:?}");
    }
}

/// The text of a file's bytes, if they are one.
fn decoded(bytes: &[u8]) -> Option<String> {
    let decoded = match capture::decoded(bytes) {
        Ok(decoded) => decoded,
        Err(reason) => {
            let at = reason.args.get("byte").map_or(0, |byte| byte.parse().unwrap());
            assert!(at <= bytes.len(), "{reason:?} of {} bytes", bytes.len());
            return None;
        }
    };
    let text = decoded.text;
    assert!(!text.contains(['\0', '\r']) && !text.trim().is_empty());
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(body) {
        Ok(as_it_came) => {
            let lines = as_it_came.replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!((text.as_str(), decoded.encoding.as_str()), (lines.as_str(), "UTF-8"));
        }
        // No letter is lost in the reading: two encodings have a place of their own for this one.
        Err(_) => assert!(
            !text.contains('\u{fffd}')
                || decoded.encoding.starts_with("UTF-16")
                || decoded.encoding == "gb18030",
            "{}",
            decoded.encoding
        ),
    }
    Some(text)
}

/// Reads a text and tries the laws on it and on everything that is written of it.
fn document(text: &str, form: Form) {
    let Reading::Record(captured) = capture::read(text, form) else { return };
    if text.len() < 4_000 {
        assert_eq!(capture::read(text, form), Reading::Record(captured.clone()), "read alike");
    }
    let lines: Vec<&str> = text.split('\n').collect();
    regions(&lines, &captured);
    laws::findings(&captured.findings, lines.len());
    let document = &captured.document;
    for text in &document.texts {
        laws::text(text);
    }
    description(document);
    if !matches!(document.layout.as_str(), "C1" | "C2" | "markdown") {
        nothing_is_lost(text, &lines, &captured);
    }
    let alignments: Vec<_> = match document.texts.split_first() {
        Some((first, others)) => others.iter().map(|of| parallel::aligned(first, of)).collect(),
        None => Vec::new(),
    };
    for (alignment, other) in alignments.iter().zip(document.texts.iter().skip(1)) {
        let (mut first, mut second) = (1, 1);
        for pair in &alignment.pairs {
            assert_eq!((pair.first.start, pair.other.start), (first, second), "nothing left out");
            assert!(!pair.first.is_empty() || !pair.other.is_empty(), "{pair:?}");
            (first, second) = (pair.first.end, pair.other.end);
        }
        let blocks = |n: usize| u32::try_from(n).unwrap() + 1;
        assert_eq!(first, blocks(document.texts[0].blocks.len()), "every block once");
        assert_eq!(second, blocks(other.blocks.len()), "every block once");
    }
    outward::document(*captured, alignments);
}

/// Every line is in one region, and the blank ones are those that say nothing.
fn regions(lines: &[&str], captured: &Captured) {
    assert_eq!(captured.regions.len(), lines.len(), "a region for each line");
    for (line, region) in lines.iter().zip(&captured.regions) {
        if line.trim().is_empty() {
            assert_eq!(*region, Region::Blank, "{line:?}");
        } else if line.contains(char::is_alphanumeric) {
            assert_ne!(*region, Region::Blank, "{line:?}");
        }
    }
}

fn description(document: &Document) {
    let d = &document.description;
    let single = [
        &d.title,
        &d.summary,
        &d.source,
        &d.source_raw,
        &d.archive,
        &d.citation_as_given,
        &d.obtained_by,
        &d.original_language,
        &d.document_type,
        &d.record_id,
        &d.source_url,
        &d.rights,
    ];
    single.into_iter().flatten().for_each(|words| laws::words(words));
    d.funders.iter().for_each(|words| laws::words(words));
    d.authors.iter().for_each(|author| laws::words(&author.name));
}

/// Every word on a line of text stands in a block, and every word of a block on such a line.
fn nothing_is_lost(text: &str, lines: &[&str], captured: &Captured) {
    // Letters that are taken out or raised in the midst of a word part it on one side alone.
    if text.contains('<') || text.contains(laws::is_unseen) || !is_nfc(text) {
        return;
    }
    if text.contains(['\u{2028}', '\u{2029}']) {
        return;
    }
    let mut words: BTreeMap<&str, i64> = BTreeMap::new();
    let each = |text| str::split(text, |c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    for (line, _) in
        lines.iter().zip(&captured.regions).filter(|(_, region)| **region == Region::Text)
    {
        each(line).for_each(|word| *words.entry(word).or_default() += 1);
    }
    for block in captured.document.texts.iter().flat_map(|text| &text.blocks) {
        each(&block.text).for_each(|word| *words.entry(word).or_default() -= 1);
    }
    words.retain(|_, count| *count != 0);
    assert!(words.is_empty(), "{}: {words:?}", captured.document.layout);
}
