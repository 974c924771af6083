//! The book around its chapters: title page, tables of contents, and the package document that
//! lists and describes it all.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::citation::{Name, Record};
use crate::document::Block;
use crate::export::Desk;
use crate::markup::{self, escaped};

use super::chapter::Chapter;
use super::container::File;
use super::wording;

/// From how many documents on the contents are parted by year.
const MANY: usize = 25;

/// What the book is besides its chapters.
pub(super) struct Front<'a> {
    pub(super) title: &'a str,
    /// The full address of what it is the book of; it identifies the book too.
    pub(super) address: &'a str,
    /// What was chosen for it.
    pub(super) choice: Option<&'a str>,
    pub(super) introduction: &'a [Block],
    /// The record, of a book of one document.
    pub(super) record: Option<&'a Record>,
}

/// All files of the book but the first.
pub(super) fn files(desk: Desk<'_>, front: &Front<'_>, chapters: &[Chapter]) -> Vec<File> {
    let mut files = vec![
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ("EPUB/package.opf".to_owned(), package(desk, front, chapters)),
        ("EPUB/nav.xhtml".to_owned(), contents(desk, front, chapters)),
        ("EPUB/toc.ncx".to_owned(), contents_of_2(front, chapters)),
        ("EPUB/book.css".to_owned(), include_str!("book.css").to_owned()),
        ("EPUB/title.xhtml".to_owned(), page(front.title, "", &title_page(desk, front, chapters))),
    ];
    for chapter in chapters {
        files.push((format!("EPUB/{}", path(chapter)), page(&chapter.title, "../", &chapter.body)));
    }
    files
}

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
    <rootfiles><rootfile full-path=\"EPUB/package.opf\" \
    media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";

/// The path of a chapter's file, from the package document.
fn path(chapter: &Chapter) -> String {
    format!("documents/{}.xhtml", chapter.name)
}

/// The language that the book's own words are in.
const OWN_LANGUAGE: &str = "en";

/// A page; `up` leads from it to the style sheet's folder.
fn page(title: &str, up: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{OWN_LANGUAGE}\" \
         xml:lang=\"{OWN_LANGUAGE}\">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{up}book.css\"/>\n</head>\n<body>\n\
         {body}\n</body>\n</html>\n",
        escaped(title)
    )
}

fn title_page(desk: Desk<'_>, front: &Front<'_>, chapters: &[Chapter]) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\">\n");
    let mut line = |class: &str, words: &str| {
        let _ = writeln!(body, "<p class=\"{class}\">{}</p>", escaped(words));
    };
    if front.record.is_some() {
        for date in chapters.iter().filter_map(|chapter| chapter.date.as_deref()) {
            line("date", date);
        }
    }
    let _ = writeln!(body, "<h1>{}</h1>", escaped(front.title));
    let mut line = |class: &str, words: &str| {
        let _ = writeln!(body, "<p class=\"{class}\">{}</p>", escaped(words));
    };
    if let Some(record) = front.record {
        for author in &record.authors {
            line("by", &author.name.spoken());
        }
    } else {
        line("by", desk.room);
    }
    if let Some(choice) = front.choice {
        line("choice", choice);
    }
    let mut first_note = 1;
    for block in front.introduction {
        let printed = markup::xhtml(block, first_note);
        let _ = writeln!(body, "<p>{}</p>", printed.words);
        for (n, words) in printed.notes {
            let _ = writeln!(
                body,
                "<aside class=\"footnote\" epub:type=\"footnote\" role=\"doc-footnote\" \
                 id=\"n{n}\"><p><a href=\"#n{n}-in-text\">{n}</a> {words}</p></aside>"
            );
        }
        first_note += markup::notes_begun(block);
    }
    let address = escaped(front.address);
    let _ = writeln!(
        body,
        "<p class=\"provenance\">{} <a href=\"{address}\">{address}</a></p>",
        escaped(&desk.words.say_with("book-from", &[("room", desk.room.into())]))
    );
    if let Some(licence) = desk.licence {
        let licence = escaped(licence);
        let label = escaped(&desk.words.say("book-licence"));
        let _ = writeln!(
            body,
            "<p class=\"provenance\">{label} <a href=\"{licence}\">{licence}</a></p>"
        );
    }
    body.push_str("</section>");
    body
}

/// The chapters in the contents, by year where there are many: what heads each part, and its first
/// chapter and the one after its last.
fn parts(chapters: &[Chapter]) -> Vec<(Option<i16>, &[Chapter])> {
    if chapters.len() < MANY {
        return vec![(None, chapters)];
    }
    chapters
        .chunk_by(|a, b| a.year == b.year)
        .map(|part| (part.first().and_then(|chapter| chapter.year), part))
        .collect()
}

/// How a chapter is named in the contents.
fn entry(chapter: &Chapter) -> String {
    match &chapter.date {
        Some(date) => format!("{date}: {}", chapter.title),
        None => chapter.title.clone(),
    }
}

fn contents(desk: Desk<'_>, front: &Front<'_>, chapters: &[Chapter]) -> String {
    let mut list = String::new();
    let item = |list: &mut String, chapter: &Chapter| {
        let words = escaped(&entry(chapter));
        let _ = writeln!(list, "<li><a href=\"{}\">{words}</a></li>", path(chapter));
    };
    for (year, part) in parts(chapters) {
        match (year, part.first()) {
            (Some(year), Some(first)) => {
                let _ = writeln!(list, "<li><a href=\"{}\">{year}</a>\n<ol>", path(first));
                for chapter in part {
                    item(&mut list, chapter);
                }
                list.push_str("</ol></li>\n");
            }
            _ => {
                for chapter in part {
                    item(&mut list, chapter);
                }
            }
        }
    }
    let label = escaped(&desk.words.say("book-contents"));
    let title = escaped(front.title);
    let start = chapters.first().map(|chapter| {
        format!("<li><a epub:type=\"bodymatter\" href=\"{}\">{title}</a></li>\n", path(chapter))
    });
    let body = format!(
        "<nav epub:type=\"toc\" id=\"toc\" role=\"doc-toc\">\n<h1>{label}</h1>\n<ol>\n\
         <li><a href=\"title.xhtml\">{title}</a></li>\n{list}</ol>\n</nav>\n\
         <nav epub:type=\"landmarks\" id=\"landmarks\" hidden=\"hidden\">\n<ol>\n\
         <li><a epub:type=\"titlepage\" href=\"title.xhtml\">{title}</a></li>\n\
         <li><a epub:type=\"toc\" href=\"#toc\">{label}</a></li>\n{}</ol>\n</nav>",
        start.unwrap_or_default()
    );
    page(&desk.words.say("book-contents"), "", &body)
}

/// The contents for readers of EPUB 2.
fn contents_of_2(front: &Front<'_>, chapters: &[Chapter]) -> String {
    let mut points = String::new();
    let title = [(front.title.to_owned(), "title.xhtml".to_owned())];
    let entries = title.into_iter().chain(chapters.iter().map(|one| (entry(one), path(one))));
    for (n, (words, path)) in (1..).zip(entries) {
        let _ = writeln!(
            points,
            "<navPoint id=\"point-{n}\" playOrder=\"{n}\"><navLabel><text>{}</text></navLabel>\
             <content src=\"{path}\"/></navPoint>",
            escaped(&words)
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
         xml:lang=\"{OWN_LANGUAGE}\">\n<head>\n<meta name=\"dtb:uid\" content=\"{}\"/>\n\
         <meta name=\"dtb:depth\" content=\"1\"/>\n<meta name=\"dtb:totalPageCount\" \
         content=\"0\"/>\n<meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n</head>\n\
         <docTitle><text>{}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n",
        escaped(front.address),
        escaped(front.title)
    )
}

fn package(desk: Desk<'_>, front: &Front<'_>, chapters: &[Chapter]) -> String {
    let mut about = String::new();
    let mut say = |element: &str, words: &str| {
        let words = words.trim();
        if !words.is_empty() {
            let _ = writeln!(about, "<dc:{element}>{}</dc:{element}>", escaped(words));
        }
    };
    say("title", front.title);
    for tag in languages(chapters) {
        say("language", &tag);
    }
    say("publisher", desk.room);
    if let Some(record) = front.record {
        of_record(&mut say, record);
    } else if let Some(choice) = front.choice {
        say("description", choice);
    }
    if let Some(licence) = desk.licence {
        say("rights", licence);
    }
    if let Some(record) = front.record {
        agents(&mut about, record);
    }
    let changed = chapters.iter().map(|chapter| moment(&chapter.changed)).max();
    let changed = changed.flatten().unwrap_or("1970-01-01T00:00:00Z".to_owned());
    let (mut manifest, mut spine) = (String::new(), String::new());
    for (n, chapter) in (1..).zip(chapters) {
        let _ = writeln!(
            manifest,
            "<item id=\"d{n}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>",
            path(chapter)
        );
        let _ = writeln!(spine, "<itemref idref=\"d{n}\"/>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" \
         xml:lang=\"{OWN_LANGUAGE}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <dc:identifier id=\"id\">{}</dc:identifier>\n{about}\
         <meta property=\"dcterms:modified\">{changed}</meta>\n\
         <meta property=\"schema:accessMode\">textual</meta>\n\
         <meta property=\"schema:accessModeSufficient\">textual</meta>\n\
         <meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n\
         <meta property=\"schema:accessibilityFeature\">readingOrder</meta>\n\
         <meta property=\"schema:accessibilityHazard\">none</meta>\n\
         </metadata>\n<manifest>\n\
         <item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" \
         properties=\"nav\"/>\n\
         <item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>\n\
         <item id=\"css\" href=\"book.css\" media-type=\"text/css\"/>\n\
         <item id=\"title\" href=\"title.xhtml\" media-type=\"application/xhtml+xml\"/>\n\
         {manifest}</manifest>\n<spine toc=\"ncx\">\n<itemref idref=\"title\"/>\n\
         <itemref idref=\"nav\"/>\n{spine}</spine>\n</package>\n",
        escaped(front.address)
    )
}

/// What the record says that needs no role.
fn of_record(say: &mut impl FnMut(&str, &str), record: &Record) {
    let place = [record.archive.as_deref(), record.shelfmark.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    say("source", &place.join(", "));
    say("description", record.summary.as_deref().unwrap_or_default());
    say("type", record.genre.as_deref().unwrap_or_default());
    say("rights", record.rights.as_deref().unwrap_or_default());
    for subject in &record.subjects {
        say("subject", subject);
    }
}

/// Who wrote and who translated it, with their roles in MARC's code list for relators.
fn agents(about: &mut String, record: &Record) {
    let mut n = 0_u32;
    let mut agent = |element: &str, name: &Name, role: &str| {
        let spoken = name.spoken();
        if spoken.trim().is_empty() {
            return;
        }
        n += 1;
        let _ = write!(
            about,
            "<dc:{element} id=\"agent-{n}\">{}</dc:{element}>\n\
             <meta refines=\"#agent-{n}\" property=\"role\" scheme=\"marc:relators\">{role}</meta>\n\
             <meta refines=\"#agent-{n}\" property=\"file-as\">{}</meta>\n",
            escaped(&spoken),
            escaped(&name.inverted())
        );
    };
    for author in &record.authors {
        agent("creator", &author.name, "aut");
    }
    for translator in &record.translators {
        agent("contributor", &translator.name, "trl");
    }
}

/// The languages of all texts, or that of the book's own words where there are none.
fn languages(chapters: &[Chapter]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = chapters.iter().flat_map(|chapter| &chapter.languages).map(wording::tag);
    let mut tags: Vec<String> = all.filter(|tag| seen.insert(tag.clone())).collect();
    if tags.is_empty() {
        tags.push(OWN_LANGUAGE.to_owned());
    }
    tags
}

/// A moment to the second, as EPUB wants it.
fn moment(rfc3339: &str) -> Option<String> {
    let time: jiff::Timestamp = rfc3339.parse().ok()?;
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
