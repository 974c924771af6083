//! Addresses: whatever a file is called and whatever is asked for, links stay links.

use reading_room::address::{
    Anchor, Carried, Links, ListingQuery, SearchQuery, Slug, is_mail_address, is_web_address,
    letter, percent_encoded, split_suffix, unit_part, unit_part_apart,
};
use reading_room::document::Shelfmark;
use reading_room::store::Filter;
use unicode_normalization::UnicodeNormalization as _;

/// One line of words, taken for everything that an address is made of.
pub(super) fn address(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    slug(&text);
    assert_eq!(decoded(&percent_encoded(&text)), text);
    if let Some(anchor) = Anchor::parse(&text) {
        assert_eq!(anchor.to_string(), text);
    }
    let (file, suffix) = split_suffix(&text);
    assert!(text.starts_with(file) && suffix.is_none_or(|suffix| text.ends_with(suffix)));
    for part in [unit_part(Some(&text)), unit_part_apart(Some(&text))] {
        assert!(!part.is_empty() && is_plain(&part), "{part:?}");
    }
    links(&text);
    let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let carried = Carried::read(pairs);
    assert_eq!(Carried::read(carried.pairs()), carried);
    if is_web_address(&text) || is_mail_address(&text) {
        assert!(is_plain(&text) && !text.contains(['"', '<', '>']), "{text:?}");
    }
    let mailto = letter(&text, &text, &text);
    assert!(is_plain(&mailto) && mailto.matches('?').count() == 1, "{mailto:?}");
    let parts: Vec<_> = text.split('|').map(|part| Some(part.to_owned())).take(5).collect();
    let place = Shelfmark(parts);
    assert!(place.way().len() <= 5);
}

/// Whether nothing in it must be escaped in a header, a page or an address.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn slug(stem: &str) {
    let slug = Slug::from_stem(stem);
    assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()), "{stem:?}");
    let decomposed: String = stem.nfd().collect();
    assert_eq!(Slug::from_stem(&decomposed), slug, "one name in two forms: {stem:?}");
    assert_eq!(Slug::from_stem(slug.as_str()).as_str(), slug.as_str().trim_matches('-'));
}

fn links(text: &str) {
    if let Some(links) = Links::parse(text) {
        assert!(is_plain(&links.front()) && links.front().starts_with('/'), "{links:?}");
    }
    let links = Links::parse("https://room.example/archive").expect("an address");
    let some = Some(text.to_owned());
    let query = ListingQuery {
        from: some.clone(),
        to: some.clone(),
        year: some.clone(),
        archive: some.clone(),
        language: some.clone(),
        person: some.clone(),
        after: some.clone(),
        before: some,
    };
    for query in [query.clone(), query.at_beginning(), ListingQuery::of_time(text)] {
        drop(Filter::parse(&query));
        assert!(is_plain(&links.documents(&query)), "{query:?}");
    }
    let search = SearchQuery { narrowing: query, ..SearchQuery::of_words(text) };
    for path in [links.search(&search), links.search_twin("json", &search)] {
        assert!(is_plain(&path) && path.starts_with("/archive/search"), "{path:?}");
    }
    let parts = [text.to_owned(), text.to_owned()];
    let path = links.archives(&parts);
    assert!(is_plain(&path) && path.matches('/').count() == 4, "{path:?}");
    if let Some(id) = links.of_oai_identifier(text) {
        assert_eq!(links.oai_identifier(&id), text);
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned()
}
