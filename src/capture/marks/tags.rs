//! The tags that stand literally in captures: `sup`, `sub`, `em`, `strong` become marks, `br` a
//! line end, all others stay as printed.

use crate::capture::lines::{Findings, RawBlock, Said, position};
use crate::document::{Finding, FindingCode, Mark, MarkKind, MarkPart};

/// How many tags of a block are read; further ones stay as printed.
const MOST: usize = 2000;

/// Names that show that markup was meant, where they stay as printed.
const MARKUP: &[&str] = &[
    "a", "b", "body", "button", "center", "div", "embed", "font", "form", "h1", "h2", "h3", "hr",
    "html", "i", "iframe", "img", "input", "li", "link", "meta", "object", "ol", "p", "pre",
    "script", "span", "style", "svg", "table", "td", "th", "tr", "u", "ul", "video",
];

struct Tag {
    start: usize,
    end: usize,
    /// `None` for a line end.
    kind: Option<MarkKind>,
    closes: bool,
    /// Whether its counterpart is there; line ends need none.
    paired: bool,
}

/// A block's text without the tags that became marks, its marks, and what else is said of it.
pub(super) fn untagged(block: RawBlock<'_>, findings: &mut Findings) -> (String, Vec<Mark>, Said) {
    let RawBlock { text, line, marks, mut said, .. } = block;
    if !text.contains('<') {
        return (text.into_owned(), marks, said);
    }
    let mut tags = tags(&text, line, findings);
    if let Some(raw) = &said.tags {
        tags.retain(|tag| {
            let at = raw.partition_point(|range| range.end <= tag.start);
            raw.get(at).is_some_and(|range| range.start <= tag.start && tag.end <= range.end)
        });
    }
    pair(&mut tags);
    tags.retain(|tag| tag.paired);
    if tags.is_empty() {
        return (text.into_owned(), marks, said);
    }
    let mut kept = String::with_capacity(text.len());
    let mut set: Vec<Mark> = Vec::new();
    let mut open: Vec<(MarkKind, usize)> = Vec::new();
    // Where the text was cut: a byte of the old text and the byte of the new one that it became.
    let mut moved: Vec<(usize, usize)> = vec![(0, 0)];
    let mut at = 0;
    for tag in &tags {
        kept.push_str(text.get(at..tag.start).unwrap_or_default());
        at = tag.end;
        match tag.kind {
            None => {
                kept.truncate(kept.trim_end_matches([' ', '\n', '\t']).len());
                if !kept.is_empty() {
                    kept.push('\n');
                }
                at += text[at..].len() - text[at..].trim_start_matches([' ', '\n', '\t']).len();
            }
            Some(kind) if !tag.closes => open.push((kind, kept.len())),
            Some(_) => {
                if let Some((kind, start)) = open.pop()
                    && start < kept.len()
                {
                    set.push(Mark {
                        start: position(start),
                        end: position(kept.len()),
                        kind,
                        value: None,
                        part: MarkPart::Whole,
                    });
                }
            }
        }
        moved.push((at, kept.len()));
    }
    kept.push_str(&text[at..]);
    kept.truncate(kept.trim_end().len());
    let length = kept.len();
    let place = |old: u32| {
        let old = old as usize;
        let (from, to) = moved[moved.partition_point(|&(from, _)| from <= old) - 1];
        let next = moved.iter().find(|&&(other, _)| other > old).map_or(length, |&(_, to)| to);
        position((to + old - from).min(next).min(length))
    };
    for mark in marks {
        set.push(Mark { start: place(mark.start), end: place(mark.end), ..mark });
    }
    for bracket in &mut said.brackets {
        bracket.end = place(bracket.end);
    }
    // What stood behind a tag at the head can be a blank.
    let skipped = position(kept.len() - kept.trim_start().len());
    kept.drain(..skipped as usize);
    for mark in &mut set {
        mark.start = mark.start.saturating_sub(skipped);
        mark.end = mark.end.min(position(length)).saturating_sub(skipped);
    }
    for bracket in &mut said.brackets {
        bracket.end = bracket.end.saturating_sub(skipped);
    }
    set.retain(|mark| {
        mark.start < mark.end
            && kept.is_char_boundary(mark.start as usize)
            && kept.is_char_boundary(mark.end as usize)
    });
    (kept, set, said)
}

fn tags(text: &str, line: u32, findings: &mut Findings) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find('<') {
        let start = from + found;
        from = start + 1;
        let closes = text[from..].starts_with('/');
        let name_start = from + usize::from(closes);
        let length =
            text[name_start..].bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = text[name_start..name_start + length].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        // Attributes end within a line's length, or this is no tag.
        let mut rest = text[name_start + length..].char_indices().take(200);
        let Some((close, _)) = rest.find(|(_, c)| matches!(c, '>' | '<')) else { continue };
        let end = name_start + length + close + 1;
        if text.as_bytes()[end - 1] != b'>' {
            continue;
        }
        let attributes = &text[name_start + length..end - 1];
        let bare = attributes.trim().is_empty() || attributes.trim() == "/";
        let kind = match name.as_str() {
            "sup" => Some(Some(MarkKind::Sup)),
            "sub" => Some(Some(MarkKind::Sub)),
            "em" => Some(Some(MarkKind::Em)),
            "strong" => Some(Some(MarkKind::Strong)),
            "br" => Some(None),
            _ => None,
        };
        match kind {
            Some(kind) if bare && tags.len() < MOST => {
                tags.push(Tag { start, end, kind, closes, paired: kind.is_none() });
                from = end;
            }
            _ if MARKUP.contains(&name.as_str()) || kind.is_some() => {
                findings.add(Finding::at(FindingCode::MarkupKept, line).with("tag", name));
            }
            _ => {}
        }
    }
    tags
}

/// Pairs each opening tag with the next closing one of its kind that nests.
fn pair(tags: &mut [Tag]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tags.len() {
        if tags[at].kind.is_none() {
            continue;
        }
        if !tags[at].closes {
            open.push(at);
        } else if let Some(depth) =
            open.iter().rev().take(16).position(|&from| tags[from].kind == tags[at].kind)
        {
            let keep = open.len() - 1 - depth;
            let from = open[keep];
            open.truncate(keep);
            tags[from].paired = true;
            tags[at].paired = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_tags_become_marks_and_others_stay() {
        let check = |text: &str, expect: &str, marks: &[(&str, &str)]| {
            let raw = RawBlock { text: text.into(), line: 1, ..RawBlock::default() };
            let (kept, set, _) = untagged(raw, &mut Findings::default());
            assert_eq!(kept, expect, "{text}");
            let set: Vec<(&str, &str)> = set
                .iter()
                .map(|mark| (mark.kind.as_str(), &kept[mark.start as usize..mark.end as usize]))
                .collect();
            assert_eq!(set, marks, "{text}");
        };
        check("N<sup>o</sup> 1154/ts", "No 1154/ts", &[("sup", "o")]);
        check(
            "H<sub>2</sub>O <em>is <strong>wet</strong></em>",
            "H2O is wet",
            &[("sub", "2"), ("strong", "wet"), ("em", "is wet")],
        );
        check("one <br/> two<BR>three<br>", "one\ntwo\nthree", &[]);
        check("a < b <i>c</i> <script>", "a < b <i>c</i> <script>", &[]);
        check("<sup>open", "<sup>open", &[]);
        check("close</sup>", "close</sup>", &[]);
        check("<sup onclick=x>1</sup>", "<sup onclick=x>1</sup>", &[]);
        check("<em>a</sup>b</em>", "a</sup>b", &[("em", "a</sup>b")]);
        check("<sup></sup>x", "x", &[]);
        check("<br>\u{a0}<em>x</em>", "x", &[("em", "x")]);
    }

    #[test]
    fn marks_that_were_there_move_with_the_words() {
        let mark =
            Mark { start: 15, end: 18, kind: MarkKind::Em, value: None, part: MarkPart::Whole };
        let raw = RawBlock {
            text: "N<sup>o</sup> 1 abc".into(),
            line: 1,
            marks: vec![Mark { start: 16, end: 19, ..mark }],
            ..RawBlock::default()
        };
        let (kept, set, _) = untagged(raw, &mut Findings::default());
        assert_eq!(kept, "No 1 abc");
        assert_eq!(&kept[set[1].start as usize..set[1].end as usize], "abc");
    }
}
