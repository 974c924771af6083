//! Books as readers of e-books open them.

use std::io::Read as _;

use super::*;
use crate::address::{Links, Slug};
use crate::authority::Authority;
use crate::document::*;
use crate::words::Words;

fn mark(start: u32, end: u32, kind: MarkKind) -> Mark {
    Mark { start, end, kind, value: Some("v".to_owned()), part: MarkPart::Whole }
}

fn text(tag: &str, blocks: Vec<(BlockKind, &str, Vec<Mark>)>) -> Text {
    let blocks = (1..)
        .zip(blocks)
        .map(|(n, (kind, text, marks))| Block { n, kind, text: text.to_owned(), marks })
        .collect();
    Text::new(Language::parse(tag).unwrap(), blocks)
}

fn holding(id: &str, description: Description, texts: Vec<Text>) -> Holding {
    let edition = Edition {
        sha256: "0123456789abcdef".repeat(4),
        taken_in: "2026-11-22T03:08:44Z".to_owned(),
        size: 7,
    };
    Holding {
        changed: "2026-11-22T03:08:44.5Z".to_owned(),
        id: Slug::from_stem(id),
        document: Document { layout: "A1".to_owned(), description, texts },
        alignments: Vec::new(),
        findings: Vec::new(),
        edition: edition.clone(),
        editions: vec![edition],
        related: Vec::new(),
        statements: Vec::new(),
        custody: Custody {
            seed_file: "a & b.txt".to_owned(),
            original_name: None,
            encoding: "UTF-8".to_owned(),
            text_sha256: "f".repeat(64),
            program_version: "0".to_owned(),
            absent_since: None,
            other_captures: Vec::new(),
        },
    }
}

fn full() -> Holding {
    let description = Description {
        title: Some("A <\"title\"> & 'more'".to_owned()),
        date: DocumentDate { value: Edtf::parse("1957-07-08"), read_from: None },
        summary: Some("About {all} of it".to_owned()),
        archive: Some("AVPRF".to_owned()),
        source: Some("AVPRF F. 0102".to_owned()),
        authors: vec![Author {
            name: "A. M. Puzanov".to_owned(),
            kind: AuthorKind::Person,
            evidence: Some("title".to_owned()),
        }],
        ..Description::default()
    };
    let mut english = text(
        "en",
        vec![
            (BlockKind::Heading, "Head [note: a <b>]", vec![mark(5, 18, MarkKind::Note)]),
            (BlockKind::Paragraph, "a\nb & c", vec![mark(0, 3, MarkKind::Em)]),
            (BlockKind::Quotation, "[note: all]", vec![mark(0, 11, MarkKind::Note)]),
        ],
    );
    english.translator = Some("Gary Goldberg".to_owned());
    let korean = text(
        "ko",
        vec![(BlockKind::Paragraph, "가 [역주: 나]", vec![mark(4, 17, MarkKind::Note)])],
    );
    holding(
        "a-b",
        description,
        vec![english, korean, text("ru", vec![(BlockKind::Stamp, "Да", vec![])])],
    )
}

fn files(book: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    (0..zip.len())
        .map(|n| {
            let mut file = zip.by_index(n).unwrap();
            let mut content = String::new();
            file.read_to_string(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn made(write: impl Fn(Desk<'_>) -> Written) -> Vec<u8> {
    let links = Links::parse("https://room.example/archive").unwrap();
    let words = Words::english();
    write(Desk { links: &links, words: &words, room: "Reading & Room", licence: None }).unwrap()
}

fn of_one(holding: &Holding) -> Vec<u8> {
    let authority = Authority::default();
    made(|desk| document(desk, holding, Beside { named: &[], authority: &authority }))
}

/// Every file has its tags in order and every place that is linked to.
fn sound(files: &[(String, String)]) {
    let is_plain = |name: &str| name == "mimetype" || name.rsplit('.').next() == Some("css");
    for (name, content) in files.iter().filter(|(name, _)| !is_plain(name)) {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = content.as_str();
        while let Some(at) = rest.find('<') {
            let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("{name}"));
            let tag = &rest[at + 1..end];
            rest = &rest[end + 1..];
            if tag.starts_with(['?', '!']) || tag.ends_with('/') {
                continue;
            }
            match tag.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
                None => open.push(tag.split_whitespace().next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        for part in content.split("href=\"#").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(content.contains(&format!("id=\"{id}\"")), "{name}: {id}");
        }
    }
}

#[test]
fn the_type_comes_first_and_bare() {
    let book = of_one(&full());
    assert_eq!(&book[30..38], b"mimetype");
    assert_eq!(&book[38..58], MEDIA_TYPE.as_bytes());
    assert_eq!(book, of_one(&full()), "the same document gives the same bytes");
}

#[test]
fn a_book_holds_paragraphs_with_their_counterparts_and_notes() {
    let files = files(&of_one(&full()));
    sound(&files);
    let chapter = &files.iter().find(|(name, _)| name == "EPUB/documents/a-b.xhtml").unwrap().1;
    for part in [
        "<h1>A &lt;&quot;title&quot;&gt; &amp; &#39;more&#39;</h1>",
        "id=\"p1\"",
        "id=\"ko1\"",
        "lang=\"ko\" xml:lang=\"ko\"",
        "<em>a<br/>\nb</em> &amp; c",
        "href=\"#n1\" id=\"n1-in-text\">1</a>",
        "id=\"n1\" lang=\"en\"",
        "id=\"n2\">[note: all]</span>",
        "role=\"doc-footnote\" id=\"n3\" lang=\"ko\"",
        "8 July 1957",
        "A. M. Puzanov (inferred)",
        "?edition=0123456789ab",
    ] {
        assert!(chapter.contains(part), "{part} in {chapter}");
    }
    let package = &files.iter().find(|(name, _)| name == "EPUB/package.opf").unwrap().1;
    for part in [
        "<dc:language>en</dc:language>\n<dc:language>ko</dc:language>\n<dc:language>ru</dc:language>",
        "2026-11-22T03:08:44Z</meta>",
        ">trl</meta>",
        "<dc:source>AVPRF, F. 0102</dc:source>",
    ] {
        assert!(package.contains(part), "{part} in {package}");
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let files = files(&of_one(&holding("1", Description::default(), Vec::new())));
    sound(&files);
    for (name, content) in &files {
        for word in ["undated", "undefined", "null", "None", "<dd></dd>", "\"></p>"] {
            assert!(!content.contains(word), "{word} in {name}: {content}");
        }
    }
}

#[test]
fn many_documents_are_listed_by_year() {
    let dated = |year: &str, n: u32| {
        let description = Description {
            date: DocumentDate { value: Edtf::parse(year), read_from: None },
            ..Description::default()
        };
        holding(&format!("{year}-{n}"), description, Vec::new())
    };
    let documents: Vec<Holding> =
        (0..20).map(|n| dated("1956", n)).chain((0..20).map(|n| dated("1957", n))).collect();
    let files = files(&made(|desk| {
        let chosen = Book { title: "A Room", choice: None, path: "/documents", introduction: &[] };
        book(desk, chosen, &documents)
    }));
    sound(&files);
    let nav = &files.iter().find(|(name, _)| name == "EPUB/nav.xhtml").unwrap().1;
    assert!(nav.contains(">1956</a>\n<ol>") && nav.contains(">1957</a>\n<ol>"), "{nav}");
    assert_eq!(files.iter().filter(|(name, _)| name.starts_with("EPUB/documents/")).count(), 40);
}
