//! Whether what is written can be read: XML, pages, and the words in them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use reading_room::markup::is_xml;

/// The words of a whole XML document; panics where a parser would stop.
pub(crate) fn document(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    assert!(xml.chars().all(is_xml), "a character that XML cannot hold in {xml}");
    let (mut words, mut depth, mut roots) = (String::new(), 0_usize, 0_usize);
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}"));
        match event {
            Event::Eof => break,
            Event::Start(start) => {
                attributes(&start);
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(start) => {
                attributes(&start);
                roots += usize::from(depth == 0);
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                assert!(depth > 0 || text.trim().is_empty(), "words outside of all in {xml}");
                assert!(!text.contains("]]>"), "{xml}");
                words.push_str(&text);
            }
            Event::GeneralRef(reference) => words.push(referred(&reference)),
            _ => {}
        }
    }
    assert_eq!((roots, depth), (1, 0), "one element around all in {xml}");
    words
}

fn attributes(start: &BytesStart<'_>) {
    for attribute in start.attributes() {
        let attribute = attribute.unwrap_or_else(|error| panic!("{error} in {start:?}"));
        let mut rest: &str = &attribute.value;
        assert!(!rest.contains('<'), "{rest:?}");
        while let Some(at) = rest.find('&') {
            let end = rest[at..].find(';').unwrap_or_else(|| panic!("a bare & in {rest:?}"));
            referred(&rest[at + 1..at + end]);
            rest = &rest[at + end + 1..];
        }
    }
}

/// The character that a reference stands for.
fn referred(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#').unwrap_or_else(|| panic!("&{name};"));
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            let c = code.ok().and_then(char::from_u32);
            c.filter(|c| is_xml(*c)).unwrap_or_else(|| panic!("&{name};"))
        }
    }
}

/// Elements that have no end.
const EMPTY: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "wbr", "base"];
/// Elements whose end need not be written.
const OPEN_ENDED: [&str; 9] = ["p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody"];

/// The words of HTML that the room wrote; panics where an element is not closed, or where what it
/// holds could be run or could lead where nothing may lead.
pub(crate) fn html(html: &str) -> String {
    let (mut words, mut open): (String, Vec<&str>) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end =
            tag_end(rest).unwrap_or_else(|| panic!("a tag without end: {rest:.60} in {html}"));
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            while open.last().is_some_and(|last| *last != name && OPEN_ENDED.contains(last)) {
                open.pop();
            }
            assert_eq!(open.pop(), Some(name), "closed in order: {html}");
            continue;
        }
        let name = tag.split([' ', '\n', '\t', '/']).next().unwrap_or_default();
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        assert!(is_name, "<{tag}> in {html}");
        harmless(name, &tag[name.len()..]);
        if matches!(name, "script" | "style") {
            let closing = format!("</{name}>");
            let (inside, after) = rest.split_once(&closing).expect("a script ends");
            assert!(!inside.contains("</") && !inside.contains("<!--"), "{inside}");
            rest = after;
        } else if !EMPTY.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    words.push_str(rest);
    open.retain(|name| !OPEN_ENDED.contains(name));
    assert!(open.is_empty(), "{open:?} is left open in {html}");
    unescaped(&words)
}

/// Where a tag ends: at the first `>` outside of quotation marks.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        byte == b'>' && quote.is_none()
    })
}

/// Attributes that run nothing and lead only where links may lead.
fn harmless(element: &str, attributes: &str) {
    let mut rest = attributes;
    while let Some(at) = rest.find("=\"") {
        let name = rest[..at].rsplit([' ', '\n', '\t']).next().unwrap_or_default();
        let value = &rest[at + 2..];
        let end = value.find('"').expect("a value ends");
        let (value, after) = value.split_at(end);
        rest = &after[1..];
        assert!(!name.starts_with("on") && name != "style", "{element} {name}={value}");
        if matches!(name, "href" | "src" | "action" | "formaction") {
            let value = unescaped(value).trim().to_ascii_lowercase();
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            let is_safe = match scheme.split_once(':') {
                Some((scheme, _)) => matches!(scheme, "http" | "https" | "mailto"),
                None => true,
            };
            assert!(is_safe, "{element} leads to {value}");
        }
    }
    let is_data = attributes.contains("application/ld+json");
    assert!(element != "script" || is_data || attributes.contains("src="), "{attributes}");
}

/// Text with the references of HTML read.
fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
