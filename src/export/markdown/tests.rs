//! The law of the twin: what is written is read back.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::capture::decoded;
use crate::document::*;

fn read(text: &str) -> Document {
    match capture::read(&decoded(text.as_bytes()).unwrap().text, Form::Markdown) {
        Reading::Record(captured) => captured.document,
        Reading::NotARecord(reason) => panic!("{reason:?}"),
    }
}

/// Writes the document, reads it, and holds both together; the file written.
fn check(document: &Document) -> String {
    let file = written(document, "https://room.example/documents/a");
    let mut back = read(&file);
    assert_eq!(back.description, document.description, "{file}");
    for (text, back) in document.texts.iter().zip(&back.texts) {
        for (block, back) in text.blocks.iter().zip(&back.blocks) {
            assert_eq!(back, block, "{file}");
        }
    }
    back.layout.clone_from(&document.layout);
    assert_eq!(back, *document, "{file}");
    assert_eq!(back.notes(), document.notes());
    assert_eq!(written(&back, "https://room.example/documents/a"), file);
    file
}

fn paragraph(words: &str) -> Document {
    let text = capture::read(words, Form::Capture);
    match text {
        Reading::Record(captured) => captured.document,
        Reading::NotARecord(reason) => panic!("{reason:?}"),
    }
}

fn body(file: &str) -> &str {
    file.rsplit_once("\n---\n").unwrap().1.trim()
}

#[test]
fn words_stay_words_and_what_needs_no_escaping_has_none() {
    let check = |words: &str, expect: &str| {
        let mut document = paragraph(words);
        document.texts[0].blocks[0].kind = BlockKind::Paragraph;
        let file = super::tests::check(&document);
        let body = body(&file);
        assert_eq!(body.strip_suffix(" {.paragraph}").unwrap_or(body), expect);
    };
    check("1957. A year", "1957\\. A year");
    check("No. 5 - a_b, [c] & d < e, 50% {f}", "No. 5 - a_b, [c] & d < e, 50% \\{f}");
    check("*a* `b` <i> &amp; \\", "\\*a\\* \\`b\\` \\<i> \\&amp; \\\\");
    check("a  b\u{a0}c", "a  b\u{a0}c");
    check("# a", "\\# a");
    check("---", "\\---");
    check("a\n===\nb", "a\\\n\\===\\\nb");
    check("[a](b) [c]: d [e][f]", "[a\\](b) [c\\]: d [e\\][f]");
    check("::: letterhead", "\\::: letterhead");
    check("□ […] …", "□ […] …");
}

#[test]
fn what_markdown_can_say_it_says() {
    let source = "---\ntexts:\n  - language: en\n---\n\n## Head\n\nAn *old* **net** [there](https://a.example/b)\n\n\
                  3. three\n\n- dot\n\n> So they said\n\n::: stamp\n\nReceived\n\n:::\n\nN<sup>o</sup> 7";
    let document = read(source);
    let kinds: Vec<&str> =
        document.texts[0].blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["heading", "paragraph", "list_item", "list_item", "quotation", "stamp", "paragraph"]
    );
    let expect = "## Head\n\nAn *old* **net** [there](<https://a.example/b>)\n\n3. three\n\n\
                  - dot\n\n> So they said\n\n::: stamp\n\nReceived\n\n:::\n\nN<sup>o</sup> 7";
    assert_eq!(body(&check(&document)), expect);
}

#[test]
fn kinds_and_marks_can_be_stated_by_hand() {
    let document = read(
        "---\ntitle: T\n---\n\n12. A year. {.paragraph}\n\n::: letterhead\nThe Office\n:::\n\n\
         of Mensan [Mensan]{.supplied} and [x]{.none} and [y]{.note value=\"torn \"\"here\"\"\"}",
    );
    let blocks = &document.texts[0].blocks;
    assert_eq!(blocks[0].kind, BlockKind::Paragraph);
    assert_eq!(blocks[0].text, "12. A year.");
    assert_eq!(blocks[1].kind, BlockKind::Letterhead);
    assert_eq!(blocks[1].text, "The Office");
    assert_eq!(blocks[2].text, "of Mensan [Mensan] and [x] and [y]");
    let marks: Vec<(MarkKind, Option<&str>)> =
        blocks[2].marks.iter().map(|mark| (mark.kind, mark.value.as_deref())).collect();
    assert_eq!(
        marks,
        [(MarkKind::Supplied, Some("Mensan")), (MarkKind::Note, Some("torn \"here\""))]
    );
    check(&document);
}

#[test]
fn a_document_of_nothing_is_read_back() {
    let nothing =
        Document { layout: "A1".to_owned(), description: Description::default(), texts: vec![] };
    check(&nothing);
    let mut undated = paragraph("Words of no layout.");
    undated.texts[0].language = Language::korean();
    check(&undated);
}

const NASTY: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "](",
    "]:",
    "{",
    "}",
    "{.note}",
    "{mark=none}",
    "{lang=ko}",
    "*",
    "**",
    "_",
    "__",
    "`",
    "```",
    "~~~",
    "<",
    ">",
    "<sup>",
    "</sup>",
    "<br>",
    "<!--",
    "<div>",
    "&",
    "&lt;",
    "&#35;",
    "\\",
    "\\\\",
    "#",
    "##",
    "-",
    "---",
    "===",
    "+",
    "|",
    "||",
    "1.",
    "12)",
    "1957. A",
    ":::",
    "::: stamp",
    "\u{a0}",
    "  ",
    "\t",
    " \n ",
    "\n",
    "\n\n",
    "□",
    "…",
    "[…]",
    "[sic]",
    "[trans. note: x]",
    "Comr[ade]",
    "[ade]",
    "!",
    "![a](b)",
    "http://a.b/c_d_e",
    "\"",
    "'",
    "$",
    "가",
    "한국어",
    "[역주: 가]",
    "Привет",
    "\u{338}",
    "\u{301}",
    "e\u{301}",
    "\u{200d}",
    "ﬁ",
    "a",
    "b c",
    "word",
    ". ",
    ", ",
    "()",
    "• ",
    "😀",
    "Received",
    "[stamp: x]",
    "\u{3000}",
    "=",
    ">\u{338}",
];

fn clean(words: &str) -> String {
    words.nfc().collect::<String>().trim().to_owned()
}

fn nasty(most: usize) -> impl Strategy<Value = String> {
    vec(prop_oneof![4 => select(NASTY).prop_map(str::to_owned), 1 => "[ -~가-나\n]{0,6}"], 1..most)
        .prop_map(|parts| clean(&parts.concat()))
        .prop_filter("words", |words| !words.is_empty())
}

fn line() -> impl Strategy<Value = String> {
    nasty(8)
        .prop_map(|words| clean(&words.replace('\n', " ")))
        .prop_filter("words", |words| !words.is_empty())
}

fn marks(text: &str, wishes: Vec<(usize, usize, MarkKind, Option<String>, MarkPart)>) -> Vec<Mark> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut marks: Vec<Mark> = wishes
        .into_iter()
        .filter_map(|(a, length, kind, value, part)| {
            let a = a % places.len();
            let (start, end) = (places[a], *places.get(a + length)?);
            let position = |at: usize| u32::try_from(at).unwrap();
            let value = match kind {
                MarkKind::Link => Some("https://a.example/(b)_c&amp;d".to_owned()),
                _ => value,
            };
            Some(Mark { start: position(start), end: position(end), kind, value, part })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end), mark.kind));
    marks.dedup_by_key(|mark| (mark.start, mark.end, mark.kind));
    let mut open: Vec<u32> = Vec::new();
    marks.retain(|mark| {
        open.retain(|end| *end > mark.start);
        let nests = open.last().is_none_or(|end| mark.end <= *end);
        if nests {
            open.push(mark.end);
        }
        nests
    });
    marks
}

fn block() -> impl Strategy<Value = Block> {
    let part = select(vec![MarkPart::Whole, MarkPart::Whole, MarkPart::First, MarkPart::Last]);
    let mark =
        (0_usize..40, 1_usize..12, select(MarkKind::ALL.to_vec()), option::of(nasty(4)), part);
    (select(BlockKind::ALL.to_vec()), nasty(12), vec(mark, 0..4)).prop_map(
        |(kind, text, wishes)| {
            let marks = marks(&text, wishes);
            Block { n: 1, kind, text, marks }
        },
    )
}

/// A text whose marks are those that the loader finds, and one with any marks.
fn text(tag: &'static str) -> impl Strategy<Value = Text> {
    let credit = (option::of(line()), option::of(line()), option::of(line()), any::<bool>());
    (vec(block(), 1..6), credit, any::<bool>()).prop_map(move |(mut blocks, credit, lost)| {
        for (block, n) in blocks.iter_mut().zip(1..) {
            block.n = n;
        }
        let mut text = Text::new(Language::parse(tag).unwrap(), blocks);
        (text.translator, text.project, text.source_language, text.credit_inferred) = credit;
        text.line_breaks_lost = lost;
        text
    })
}

fn description() -> impl Strategy<Value = Description> {
    let day = select(vec!["1957-07-08", "1957-02", "1957", "1957-03-26/1957-03-29"])
        .prop_map(|value| Edtf::parse(value).unwrap());
    let role = select(vec![DateRole::Described, DateRole::Drafted, DateRole::Period]);
    let role_date = (role, day.clone(), line(), select(vec!["title", "front_matter"])).prop_map(
        |(role, value, as_printed, place)| RoleDate {
            role,
            value,
            as_printed,
            read_from: place.to_owned(),
        },
    );
    let place = select(vec![DateSource::DateLine, DateSource::Citation, DateSource::FrontMatter]);
    let date = option::of((day, place));
    let kind = select(vec![AuthorKind::Person, AuthorKind::Body]);
    let author = (line(), kind, option::of(line())).prop_map(|(name, kind, evidence)| Author {
        name,
        kind,
        evidence,
    });
    let words = vec(option::of(line()), 16);
    let tag = option::of(select(vec!["ru", "zh-Hant"]));
    let lists = (vec(role_date, 0..3), vec(author, 0..3), vec(line(), 0..3));
    (date, words, lists, tag, nasty(12)).prop_map(|(date, words, lists, tag, summary)| {
        let mut words = words.into_iter();
        let mut next = || words.next().flatten();
        Description {
            date: DocumentDate {
                value: date.map(|(value, _)| value),
                read_from: date.map(|(_, place)| place),
            },
            dates: lists.0,
            title: next(),
            summary: Some(summary),
            funders: lists.2,
            citation_as_given: next(),
            source: next(),
            source_raw: next(),
            archive: next(),
            reference_code: ReferenceCode {
                fond: next(),
                opis: next(),
                papka: None,
                delo: next(),
                listy: next(),
            },
            obtained_by: next(),
            authors: lists.1,
            translator: next(),
            original_language: next(),
            original_language_tag: tag.and_then(Language::parse),
            document_type: next(),
            record_id: next(),
            source_url: next().map(|_| "http://a.example/b?c#d".to_owned()),
            rights: next(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_read_back_as_it_is(
        description in description(),
        english in text("en"),
        korean in option::of(text("ko")),
    ) {
        let texts = [english].into_iter().chain(korean).collect();
        check(&Document { layout: "A1".to_owned(), description, texts });
    }

    #[test]
    fn whatever_is_read_from_any_file_is_read_back(
        parts in vec(nasty(10), 1..8),
        form in select(vec![Form::Capture, Form::Markdown]),
    ) {
        if let Reading::Record(captured) = capture::read(&parts.join("\n\n"), form) {
            check(&captured.document);
        }
    }
}
