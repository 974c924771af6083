//! The room as a harvester meets it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::house::{Answer, House};

/// The elements of this name: their words, with markup inside as it stands.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    xml.split(&open)
        .skip(1)
        .filter(|rest| rest.starts_with(['>', ' ']))
        .filter_map(|rest| Some(rest.split_once('>')?.1.split_once(&close)?.0.to_owned()))
        .collect()
}

fn asked(house: &House, query: &str) -> String {
    let answer = house.get(&format!("/oai?{query}"));
    assert_eq!(answer.status, 200, "{query}");
    assert_eq!(answer.said("content-type"), "text/xml; charset=utf-8");
    answer.text()
}

fn code(house: &House, query: &str) -> String {
    let xml = asked(house, query);
    let from = xml.find("<error code=\"").unwrap_or_else(|| panic!("no error to {query}: {xml}"));
    xml[from + 13..].split('"').next().unwrap().to_owned()
}

fn house() -> House {
    let file = |title: &str, archive: &str| {
        format!(
            "---\ntitle: {title}\ndate: 1957-07-08\narchive: {archive}\nsource: {archive} F. 1\n---\n\nWords of {title}.\n"
        )
    };
    House::with(&[
        ("a.md", &file("One & <two>", "AVPRF")),
        ("b.md", &file("Two", "RGANI")),
        ("c.md", "Words alone.\n"),
    ])
}

#[test]
fn the_repository_says_what_it_is() {
    let house = House::opened(
        &[("a.md", "Words.\n"), ("collection.md", "# A room\n")],
        Some("https://room.example/"),
        reading_room::web::Limits::default(),
    );
    let xml = asked(&house, "verb=Identify");
    let check = |name: &str, expect: &str| assert_eq!(elements(&xml, name), [expect], "{xml}");
    check("repositoryName", "A room");
    check("baseURL", "https://room.example/oai");
    check("protocolVersion", "2.0");
    check("deletedRecord", "persistent");
    check("granularity", "YYYY-MM-DDThh:mm:ssZ");
    check("repositoryIdentifier", "room.example");
    assert_eq!(elements(&xml, "request"), ["https://room.example/oai"]);
    let xml = asked(&house, "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:room.example:a");
    assert_eq!(elements(&xml, "dc:identifier"), ["https://room.example/documents/a"]);
    assert!(xml.contains("<request verb=\"GetRecord\""), "{xml}");
}

#[test]
fn a_record_says_what_the_source_says_and_nothing_else() {
    let house = house();
    let xml = asked(&house, "verb=ListRecords&metadataPrefix=oai_dc");
    assert_eq!(elements(&xml, "dc:title"), ["One &#38; &#60;two&#62;", "Two"]);
    assert_eq!(elements(&xml, "dc:date"), ["1957-07-08", "1957-07-08"]);
    assert_eq!(elements(&xml, "dc:source"), ["AVPRF, F. 1", "RGANI, F. 1"]);
    assert_eq!(elements(&xml, "setSpec"), ["avprf", "rgani"]);
    assert!(elements(&xml, "resumptionToken").is_empty(), "a whole list has no token");
    for (name, words) in elements(&xml, "record").iter().flat_map(|record| {
        ["dc:title", "dc:creator", "dc:date", "dc:source", "dc:rights", "dc:language"]
            .map(|name| (name, elements(record, name)))
    }) {
        assert!(words.iter().all(|words| !words.trim().is_empty()), "an empty {name}");
    }
    let sets = asked(&house, "verb=ListSets");
    assert_eq!(elements(&sets, "setSpec"), ["avprf", "rgani"]);
    let one = asked(&house, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=rgani");
    assert_eq!(elements(&one, "identifier"), ["oai:127.0.0.1:b"]);
}

#[test]
fn a_document_is_given_whole_as_tei() {
    let house = house();
    let formats = asked(&house, "verb=ListMetadataFormats");
    assert_eq!(elements(&formats, "metadataPrefix"), ["oai_dc", "tei"]);
    let xml = asked(&house, "verb=ListRecords&metadataPrefix=tei");
    assert_eq!(elements(&xml, "TEI").len(), 3, "{xml}");
    assert_eq!(xml.matches("<?xml").count(), 1);
    assert!(xml.contains("Words of Two."), "{xml}");
}

#[test]
fn what_is_wrong_is_answered_by_the_protocols_own_codes() {
    let house = house();
    let list = "verb=ListIdentifiers&metadataPrefix=oai_dc";
    let record = "verb=GetRecord&metadataPrefix=oai_dc";
    for (query, expect) in [
        (String::new(), "badVerb"),
        ("verb=Nothing".into(), "badVerb"),
        (format!("{list}&verb=Identify"), "badVerb"),
        (format!("{list}&from=2026-13-01"), "badArgument"),
        (format!("{list}&until=1900-01-01"), "noRecordsMatch"),
        (format!("{list}&from=2999-01-01T00:00:00Z"), "noRecordsMatch"),
        (format!("{list}&set=elsewhere"), "noRecordsMatch"),
        (format!("{record}&identifier=oai:127.0.0.1:zzz"), "idDoesNotExist"),
        (format!("{record}&identifier=junk"), "idDoesNotExist"),
        (
            "verb=GetRecord&metadataPrefix=marc&identifier=oai:127.0.0.1:a".into(),
            "cannotDisseminateFormat",
        ),
        ("verb=ListRecords&resumptionToken=junk".into(), "badResumptionToken"),
        ("verb=ListMetadataFormats&identifier=oai:127.0.0.1:zzz".into(), "idDoesNotExist"),
    ] {
        assert_eq!(code(&house, &query), expect, "{query}");
    }
    let bad = asked(&house, "verb=Identify&%00=1&a=%22%3C%00");
    assert!(bad.contains("<request>") && !bad.contains('\0'), "{bad}");
    let unplaced = House::with(&[("a.md", "Words.\n")]);
    assert_eq!(code(&unplaced, "verb=ListSets"), "noSetHierarchy");
    assert_eq!(code(&unplaced, &format!("{list}&set=a")), "noSetHierarchy");
    let empty = House::with(&[]);
    assert_eq!(code(&empty, list), "noRecordsMatch");
    assert!(asked(&empty, "verb=Identify").contains("<earliestDatestamp>1970-01-01T00:00:00Z<"));
}

#[test]
fn a_question_can_be_sent_as_a_form() {
    let house = house();
    let posted = |kind: &str, body: &str| -> Answer {
        let length = body.len();
        house.sent(
            format!(
                "POST /oai HTTP/1.1\r\nHost: room\r\nConnection: close\r\nContent-Type: {kind}\r\n\
                 Content-Length: {length}\r\n\r\n{body}"
            )
            .as_bytes(),
        )
    };
    let form = "application/x-www-form-urlencoded";
    let answer = posted(form, "verb=ListIdentifiers&metadataPrefix=oai_dc");
    assert_eq!(elements(&answer.text(), "identifier").len(), 3);
    assert_eq!(posted(&format!("{form}; charset=utf-8"), "verb=Identify").status, 200);
    assert_eq!(posted("application/json", "{}").status, 415);
    assert_eq!(posted(form, &"a".repeat(9000)).status, 413);
    let put = house.asked("PUT", "/oai", &[]);
    assert_eq!((put.status, put.said("allow")), (405, "GET, HEAD, POST, OPTIONS"));
}

/// Everything that a harvest gives: identifiers with their instant and whether they are deleted.
fn harvested(house: &House, verb: &str, rest: &str) -> BTreeMap<String, (String, bool)> {
    let mut found = BTreeMap::new();
    let mut query = format!("verb={verb}&metadataPrefix=oai_dc{rest}");
    loop {
        let xml = asked(house, &query);
        for header in xml.split("<header").skip(1) {
            let id = elements(header, "identifier").remove(0);
            let instant = elements(header, "datestamp").remove(0);
            let deleted = header.starts_with(" status=\"deleted\"");
            assert!(found.insert(id, (instant, deleted)).is_none(), "a record came twice");
        }
        let Some(token) = elements(&xml, "resumptionToken").pop() else { break };
        assert_eq!(
            asked(house, &query).lines().skip(3).collect::<Vec<_>>(),
            xml.lines().skip(3).collect::<Vec<_>>(),
            "the same token gives the same page"
        );
        if token.is_empty() {
            break;
        }
        query = format!("verb={verb}&resumptionToken={token}");
    }
    found
}

#[test]
fn a_long_list_is_given_page_by_page_and_changes_by_themselves() {
    let mut files = Vec::new();
    for number in 0..250 {
        let mut text = String::new();
        write!(text, "---\ntitle: Number {number}\n---\n\nWords of number {number}.\n").unwrap();
        files.push((format!("n-{number}.md"), text));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let house = House::with(&files);
    let all = harvested(&house, "ListIdentifiers", "");
    assert_eq!(all.len(), 250);
    assert_eq!(harvested(&house, "ListRecords", ""), all);
    let last = all.values().map(|(instant, _)| instant.clone()).max().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    house.takes_in("n-7.md", "---\ntitle: Number seven\n---\n\nOther words.\n");
    house.takes_in(
        "redirects.toml",
        "[gone.n-8]\nreason = \"Not ours\"\nby = \"The editors\"\non = 2026-01-01\n",
    );
    let now = harvested(&house, "ListIdentifiers", "");
    assert_eq!(now.len(), 250, "a deleted record stays in the list");
    let new: Vec<_> = now.iter().filter(|(id, of)| all[*id] != **of).collect();
    let ids: Vec<_> = new.iter().map(|(id, (_, deleted))| (id.as_str(), *deleted)).collect();
    assert_eq!(ids, [("oai:127.0.0.1:n-7", false), ("oai:127.0.0.1:n-8", true)]);
    let since = new.iter().map(|(_, (instant, _))| instant.clone()).min().unwrap();
    assert!(since > last);
    let changed = harvested(&house, "ListRecords", &format!("&from={since}"));
    assert_eq!(
        changed.into_iter().collect::<Vec<_>>(),
        new.into_iter().map(|(id, of)| (id.clone(), of.clone())).collect::<Vec<_>>()
    );
    let until = harvested(&house, "ListRecords", &format!("&until={last}"));
    assert_eq!(until.len(), 248);
    let record = "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:n-8";
    let gone = asked(&house, record);
    assert!(gone.contains("status=\"deleted\"") && !gone.contains("<metadata>"), "{gone}");
}

#[test]
fn pages_of_other_sites_may_read_the_room() {
    let house = house();
    let origin = ("Origin", "https://elsewhere.example");
    let tag = house.get("/documents.json").said("etag").to_owned();
    for (path, lines, status) in [
        ("/documents.json", vec![origin], 200),
        ("/documents.json", vec![origin, ("If-None-Match", tag.as_str())], 304),
        ("/documents/a", vec![origin], 200),
        ("/documents/zzz.json", vec![origin], 404),
        ("/documents.json?year=x", vec![origin], 400),
        ("/oai?verb=Identify", vec![origin], 200),
    ] {
        let answer = house.asked("GET", path, &lines);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.said("access-control-allow-origin"), "*", "{path}");
        assert!(answer.said("access-control-expose-headers").contains("Link"), "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
    let asked = [origin, ("Access-Control-Request-Method", "GET")];
    let answer = house.asked("OPTIONS", "/documents.json", &asked);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.said("access-control-allow-methods"), "GET, HEAD, OPTIONS");
    assert!(answer.said("access-control-allow-headers").contains("If-None-Match"));
    assert_eq!(answer.said("access-control-max-age"), "86400");
    let harvest = house.asked("OPTIONS", "/oai", &asked);
    assert!(harvest.said("access-control-allow-methods").contains("POST"));
}
