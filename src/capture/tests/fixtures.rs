//! Invented captures in every layout, each as an outline that was checked by reading.

use std::fmt::Write as _;

use super::*;

/// The whole reading in few lines: fields, blocks with kinds, marks, findings, regions.
fn outline(text: &str, form: Form) -> String {
    let captured = match read(text, form) {
        Reading::Record(captured) => *captured,
        Reading::NotARecord(reason) => return format!("no record: {}", reason.code.as_str()),
    };
    let mut out = format!("layout: {}\n", captured.document.layout);
    let fields = serde_json::to_value(&captured.document.description).unwrap();
    for (name, value) in fields.as_object().unwrap() {
        let empty = value.is_null()
            || value.as_array().is_some_and(Vec::is_empty)
            || value
                .as_object()
                .is_some_and(|levels| levels.values().all(serde_json::Value::is_null));
        if !empty {
            writeln!(out, "{name}: {value}").unwrap();
        }
    }
    for text in &captured.document.texts {
        writeln!(
            out,
            "text {}: translator {:?}, project {:?}, from {:?}, inferred {}, lost {}",
            text.language,
            text.translator,
            text.project,
            text.source_language,
            text.credit_inferred,
            text.line_breaks_lost
        )
        .unwrap();
        for block in &text.blocks {
            let words: String = block.text.chars().take(60).collect();
            writeln!(out, "  {} {}: {}", block.n, block.kind.as_str(), words.replace('\n', "⏎"))
                .unwrap();
            for mark in &block.marks {
                let words = &block.text[mark.start as usize..mark.end as usize];
                writeln!(out, "    {} {words:?} = {:?}", mark.kind.as_str(), mark.value).unwrap();
            }
        }
    }
    for finding in &captured.findings {
        writeln!(
            out,
            "finding {} line {:?} {:?}",
            finding.code.as_str(),
            finding.line,
            finding.args
        )
        .unwrap();
    }
    let regions: String = captured
        .regions
        .iter()
        .map(|region| match region {
            Region::Blank => '.',
            Region::Description => 'd',
            Region::Text => 't',
            Region::Furniture => 'f',
        })
        .collect();
    writeln!(out, "regions {regions}").unwrap();
    out
}

#[test]
fn every_layout_is_read() {
    for (name, text) in CORPUS.iter().filter(|(name, _)| !name.starts_with("seed")) {
        insta::assert_snapshot!(*name, outline(text, form_of(name)));
    }
}
