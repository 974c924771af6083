//! Every page, rendered from samples, holds what all pages must hold.

use std::collections::BTreeSet;

use askama::Template;

use super::*;
use crate::address::{Anchor, Interface, ListingQuery, SearchQuery, Slug};
use crate::authority::Authority;
use crate::authority::{Dossier, EntityKind, Presence};
use crate::collation::{Collation, Difference};
use crate::document::*;
use crate::search::{Answer, Needle, Needles, Phrase, Scope};

/// The pages that tell of people, abbreviations and places.
fn pages_of_names(room: &Room, parallel: &Holding) -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = Vec::new();
    let mut page = |name: &str, html: askama::Result<String>| {
        pages.push((name.to_owned(), html.unwrap()));
    };
    let (authority, named) = (sample::authority(), sample::named());
    let with_names = DocumentPage::new(room, parallel, &sample::neighbours(), &Asked::default());
    page("document-named", with_names.naming(parallel, &named, &authority).render());
    let nowhere = std::collections::BTreeMap::new();
    let people = authority.register(&[EntityKind::Person], 1, 1);
    let notices = [Notice::ParameterInvalid { name: "page".into(), value: "0".into() }];
    page("people", PeoplePage::new(room, &people, &nowhere, &notices).render());
    let terms = authority.register(&[EntityKind::Term, EntityKind::Place], 1, MOST_TERMS);
    let presence = |entry: &crate::authority::Entry| Presence {
        entity: entry.entity.clone(),
        documents: 2,
        mentions: 3,
        first: sample::dossier("ri-sang-jo").printed[0].first.clone(),
    };
    let presences =
        terms.entries.iter().map(|entry| (entry.entity.clone(), presence(entry))).collect();
    let dossier = sample::dossier("ri-sang-jo");
    page("terms", TermsPage::new(room, &terms, &presences, &dossier.named).render());
    let ri = &authority.entries[0];
    for (name, after) in [("person", None), ("person-after", Some("k"))] {
        page(name, PersonPage::new(room, ri, &dossier, &authority, after, &notices).render());
    }
    let kim = &authority.entries[1];
    let nothing = Dossier::default();
    page("person-nowhere", PersonPage::new(room, kim, &nothing, &authority, None, &[]).render());
    pages
}

/// What a search finds, and a document that it led to.
fn pages_of_searches(room: &Room, parallel: &Holding) -> Vec<(String, String)> {
    let query = SearchQuery {
        q: "대사관은 \"<b>\"".into(),
        narrowing: ListingQuery { year: Some("1957".into()), ..ListingQuery::default() },
        page: 2,
        ..SearchQuery::default()
    };
    let page = |name: &str, query: &SearchQuery, answer: &Answer| {
        (name.to_owned(), SearchPage::new(room, query, answer, &[]).render().unwrap())
    };
    let nothing = Answer { is_any: true, ..Answer::default() };
    let alternatives = vec![Phrase { tokens: vec!["pimenov".into()], is_prefix: false }];
    let needle = Needle { alternatives, scope: Scope::Anywhere, group: 0 };
    let sought = Sought {
        query: SearchQuery::of_words("Pimenov"),
        needles: Needles(vec![needle]),
        rank: 21,
        ..Sought::default()
    };
    let at = Some(Anchor::block("ko", 6));
    let asked = Asked { sought: Some(sought), at, ..Asked::default() };
    let found = DocumentPage::new(room, parallel, &sample::neighbours(), &asked).render();
    vec![
        page("search", &query, &sample::answer()),
        page("search-nothing", &query, &nothing),
        page("search-empty", &SearchQuery::of_words(""), &Answer::default()),
        ("document-found".to_owned(), found.unwrap()),
    ]
}

/// What became of a document and of the room.
fn pages_of_history(room: &Room) -> Vec<(String, String)> {
    let (current, earlier, history) = sample_history::history();
    let difference = sample_history::difference(&earlier, &current);
    let notices = [Notice::ParameterInvalid { name: "from".into(), value: "<b>".into() }];
    let log = EventLog { events: sample_history::events(), total: 1_234, next: Some(7) };
    let asked = Asked { since: Some(difference.collation.clone()), ..Asked::default() };
    let none = Difference {
        to: earlier.edition.clone(),
        collation: Collation::default(),
        ..difference.clone()
    };
    let page = |name: &str, html: askama::Result<String>| (name.to_owned(), html.unwrap());
    vec![
        page("history", HistoryPage::new(room, &current, &history, &notices).render()),
        page("difference", DifferencePage::new(room, &current, &difference, &notices).render()),
        page("difference-none", DifferencePage::new(room, &current, &none, &[]).render()),
        page("events", EventsPage::new(room, &log, Some(9), &[]).render()),
        page("events-none", EventsPage::new(room, &EventLog::default(), None, &[]).render()),
        page(
            "document-since",
            DocumentPage::new(room, &earlier, &Neighbours::default(), &asked).render(),
        ),
    ]
}

/// Every page under a name, as HTML.
fn pages() -> Vec<(String, String)> {
    pages_in(Interface::English)
}

/// Every page in a language.
#[expect(clippy::too_many_lines, reason = "a line or two for each page")]
pub(super) fn pages_in(interface: Interface) -> Vec<(String, String)> {
    let room = sample::room_in(interface);
    let mut pages: Vec<(String, String)> = Vec::new();
    let mut page = |name: &str, html: askama::Result<String>| {
        pages.push((name.to_owned(), html.unwrap()));
    };
    let (collection, entries) = (sample::collection(), sample::entries());
    let (timeline, beginning) = (sample::timeline(), Beginning::Chosen(entries.clone()));
    let people = [(Slug::parse("nam-il").unwrap(), "Nam <Il>".to_owned())];
    let stock =
        Stock { entries: &entries, timeline: &timeline, beginning: &beginning, people: &people };
    for (name, documents) in [("front", 6), ("front-large", 900)] {
        let coverage = sample::coverage(documents);
        page(name, FrontPage::new(&room, &coverage, &collection, &stock).render());
    }
    let (timeline, beginning) = (Timeline::default(), Beginning::default());
    let stock = Stock { entries: &[], timeline: &timeline, beginning: &beginning, people: &[] };
    page(
        "front-empty",
        FrontPage::new(&room, &Coverage::default(), &Collection::default(), &stock).render(),
    );
    let query = ListingQuery {
        archive: Some("AVPRF".into()),
        from: Some("1957-02".into()),
        ..ListingQuery::default()
    };
    let listing =
        Listing { entries, total: 120, next: Some("k1".into()), previous: Some("k0".into()) };
    let notices = [Notice::ParameterInvalid { name: "to".into(), value: "<script>".into() }];
    page(
        "listing",
        ListingPage::new(&room, &query, &listing, &sample::coverage(900), &notices).render(),
    );
    let document = |name: &str, holding: &Holding, asked: Asked| {
        (name.to_owned(), DocumentPage::new(&room, holding, &sample::neighbours(), &asked).render())
    };
    let at = Asked { at: Some(Anchor::block("ko", 6)), ..Asked::default() };
    let view = |view: &str| Asked { view: View::parse(view), ..Asked::default() };
    let parallel = sample::parallel();
    let mut earlier = parallel.clone();
    earlier.edition.sha256 = "a".repeat(64);
    earlier.editions.push(earlier.edition.clone());
    earlier.custody.absent_since = Some("2026-11-22T03:08:44Z".into());
    let long = "Long. ".repeat(40_000);
    for (name, html) in [
        document("document-both", &parallel, Asked::default()),
        document("document-at", &parallel, at),
        document("document-one", &parallel, view("en")),
        document("document-ko", &parallel, view("ko")),
        document("document-interleaved", &parallel, view("interleaved")),
        document("document-earlier", &earlier, Asked::default()),
        document(
            "document-arabic",
            &sample::bare("ar", "ar", "كتب السفير إلى موسكو."),
            Asked::default(),
        ),
        document("document-und", &sample::bare("und", "und", "Qapla' <b>"), Asked::default()),
        document(
            "document-russian",
            &sample::bare("ru", "ru", "Посол писал в Москву."),
            Asked::default(),
        ),
        document(
            "document-textless",
            &sample::holding("none", Description::default(), vec![]),
            Asked::default(),
        ),
        document("document-long", &sample::bare("long", "en", &long), Asked::default()),
    ] {
        page(&name, html);
    }
    for (name, unit) in [("archives", sample::archives()), ("archives-file", sample::file())] {
        page(name, ArchivesPage::new(&room, &unit, None).render());
    }
    page("timeline", TimelinePage::new(&room, &sample::timeline()).render());
    page("timeline-empty", TimelinePage::new(&room, &Timeline::default()).render());
    pages.extend(pages_of_searches(&room, &parallel));
    pages.extend(pages_of_names(&room, &parallel));
    pages.extend(pages_of_history(&room));
    let mut page = |name: &str, html: askama::Result<String>| {
        pages.push((name.to_owned(), html.unwrap()));
    };
    page("source", SourcePage::new(&room, &parallel, "One <b>\r\n\r\nthree\n".as_bytes()).render());
    page("ingest", IngestPage::new(&room, &sample::report(), None).render());
    page(
        "about",
        AboutPage::new(&room, &sample::coverage(5), Some(&sample::verification(0))).render(),
    );
    page("accessibility", AccessibilityPage::new(&room).render());
    let sample_of_the_room = Slug::parse("1957-07-08-a-visit").unwrap();
    page("api", ApiPage::new(&room, Some(&sample_of_the_room)).render());
    for trouble in sample::troubles() {
        let page_of = ErrorPage::new(&room, &trouble, &sample::entries()[..2]);
        page(&format!("error-{}", trouble.status()), page_of.render());
    }
    page(
        "tombstone",
        TombstonePage::new(&room, &sample::tombstone(), &sample_history::events()).render(),
    );
    page("still-search", StillSearchPage::new(&room, &sample::entries()).render());
    let to = room.links.about();
    page("elsewhere", ElsewherePage::new(&room, &to, &room.links.absolute(&to)).render());
    pages
}

/// The values of an attribute in the order they stand.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_page_is_whole_and_says_everything_in_words() {
    for (name, html) in pages() {
        if let Ok(folder) = std::env::var("READING_ROOM_SAMPLES") {
            std::fs::write(format!("{folder}/{name}.html"), &html).unwrap();
        }
        assert!(
            html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"),
            "{name}"
        );
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert!(html.contains("<main id=\"content\""), "{name}");
        for forbidden in ["<style", " style=", " onclick=", "data:", "javascript:"] {
            assert!(!html.contains(forbidden), "{name} holds {forbidden}");
        }
        for script in html.split("<script").skip(1) {
            let (element, rest) = script.split_once('>').unwrap();
            let is_file = element.contains(" src=\"/archive/static/js/");
            let is_empty = rest.starts_with("</script>");
            let is_data = element.contains(" type=\"application/ld+json\"");
            assert!((is_file && is_empty) || is_data, "{name} runs a script that stands in it");
        }
    }
}

#[test]
fn every_path_but_what_the_editors_state_carries_the_base_path() {
    for (name, html) in pages() {
        for path in values(&html, "href")
            .iter()
            .chain(&values(&html, "src"))
            .chain(&values(&html, "action"))
        {
            let stated = sample::collection();
            // What the prefixes of `meta` names stand for: names, not places to go to.
            let vocabularies = ["http://purl.org/dc/", "http://www.zotero.org/namespaces/"];
            let outward = stated.licence.as_deref() == Some(*path)
                || vocabularies.iter().any(|vocabulary| path.starts_with(vocabulary))
                || path.starts_with("mailto:editors@example.org?");
            let within = path.starts_with('#') || path.starts_with("/archive/") || outward;
            assert!(within || path.starts_with("http://room.example/archive"), "{name}: {path}");
        }
    }
}

#[test]
fn identifiers_stand_once_and_links_within_a_page_lead_somewhere() {
    for (name, html) in pages() {
        let identifiers = values(&html, "id");
        let unique: BTreeSet<_> = identifiers.iter().collect();
        assert_eq!(unique.len(), identifiers.len(), "{name}");
        for path in values(&html, "href") {
            if let Some(place) = path.strip_prefix('#') {
                assert!(unique.contains(&place), "{name}: {path}");
            }
        }
    }
}

#[test]
fn headings_go_down_by_single_steps() {
    for (name, html) in pages() {
        let mut level = 0;
        for (at, _) in html.match_indices("<h") {
            let Some(next) = html[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else {
                continue;
            };
            assert!(next <= level + 1, "{name}: h{next} after h{level}");
            level = next;
        }
    }
}

#[test]
fn every_word_that_a_page_asks_for_is_there() {
    let words = sample::room().words;
    for (file, text) in sources() {
        for name in text
            .split("say(\"")
            .skip(1)
            .chain(text.split("say_with(\"").skip(1))
            .chain(text.split("say_count(\"").skip(1))
        {
            let name = name.split('"').next().unwrap_or_default();
            assert!(words.has(name.split('.').next().unwrap_or_default()), "{file}: {name}");
        }
    }
}

/// The templates and the sources of this room, by name.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec!["templates".into(), std::path::PathBuf::from("src/view")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                files.push((path.display().to_string(), std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn no_template_writes_a_path_or_leaves_out_escaping() {
    for (file, text) in sources() {
        if file.starts_with("templates") {
            assert!(!text.contains("|safe") && !text.contains("| safe"), "{file}");
            assert!(!text.contains("href=\"/") && !text.contains("src=\"/"), "{file}");
        }
    }
}

#[test]
fn every_finding_and_reason_has_its_sentence_and_remedy() {
    let words = sample::room().words;
    for code in FindingCode::ALL {
        assert!(words.has(&format!("finding-{}", code.as_str())), "{code:?}");
    }
    for code in ReasonCode::ALL {
        let remedy = format!("reason-{}.remedy", code.as_str());
        assert!(words.has(&format!("reason-{}", code.as_str())), "{code:?}");
        assert_ne!(words.say(&remedy), remedy, "{code:?}");
    }
}

#[test]
fn the_marked_paragraph_stands_with_its_counterpart_and_its_address() {
    let room = sample::room();
    let holding = sample::parallel();
    let asked =
        Asked { at: Some(Anchor::block("ko", 6)), view: View::parse("en"), ..Asked::default() };
    let html = DocumentPage::new(&room, &holding, &Neighbours::default(), &asked).render().unwrap();
    assert!(html.contains("Korean paragraph 6 of 7"));
    assert!(html.contains("http://room.example/archive/documents/1957-04-04-notes-from-a-conversation/ko6?edition=0123456789ab"));
    let row = html.split("<div class=\"row marked\">").nth(1).unwrap();
    let row = row.split("<div class=\"row").next().unwrap();
    assert!(row.contains("id=\"p6\"") && row.contains("id=\"ko6\""));
}

#[test]
fn a_damaged_alignment_hides_no_paragraph() {
    let mut holding = sample::parallel();
    holding.alignments[0].pairs.remove(3);
    let room = sample::room();
    let html = DocumentPage::new(&room, &holding, &Neighbours::default(), &Asked::default())
        .render()
        .unwrap();
    for n in 1..=10 {
        assert!(html.contains(&format!("id=\"p{n}\"")));
    }
}

#[test]
fn places_are_told_from_those_that_are_not_there() {
    let document = sample::parallel().document;
    let check = |anchor: &str, expect: Place| {
        assert_eq!(Place::of(&Anchor::parse(anchor).unwrap(), &document), expect, "{anchor}");
    };
    check("p10", Place::Here);
    check("p11", Place::Beyond(10));
    check("p0", Place::Beyond(10));
    check("ko7", Place::Here);
    check("ru1", Place::NoSuchText);
    check("n1", Place::Here);
    check("n9", Place::Beyond(4));
}

#[test]
fn lists_for_crawlers_are_full_addresses() {
    let room = sample::room();
    let documents = [(crate::address::Slug::from_stem("a"), "2026-11-22T03:08:44Z".to_owned())];
    let xml = Sitemap::new(&room, &documents, Some((&sample::coverage(5), &Authority::default())))
        .render()
        .unwrap();
    assert!(xml.starts_with("<?xml"));
    assert!(xml.contains("<loc>http://room.example/archive/documents/a</loc>"));
    let index =
        SitemapIndex::new(&room, vec![String::new(), "2026-11-22T03:08:44.123Z".to_owned()])
            .render()
            .unwrap();
    assert!(index.contains("<loc>http://room.example/archive/sitemap-2.xml</loc>"));
    let robots = Robots::new(&room).render().unwrap();
    assert!(robots.contains("Sitemap: http://room.example/archive/sitemap.xml"));
}

#[test]
fn the_front_page_names_the_largest_archives_and_counts_the_rest() {
    let mut coverage = sample::coverage(900);
    coverage.archives = (0..60).map(|n| (format!("Archive {n:02}"), n + 1)).collect();
    coverage.archives_in_all = 60;
    let (timeline, beginning) = (Timeline::default(), Beginning::default());
    let stock = Stock { entries: &[], timeline: &timeline, beginning: &beginning, people: &[] };
    let page = FrontPage::new(&sample::room(), &coverage, &sample::collection(), &stock);
    let html = page.render().unwrap();
    assert!(html.contains("Archive 59") && html.contains("Archive 12"));
    assert!(!html.contains("Archive 11"));
    assert!(html.contains("12 more archives"));
}
