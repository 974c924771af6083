//! A room for those alone whom a proxy in front of it signs in, and what watches over any room.

use super::house::{Answer, House};

const LETTER: &str = "A letter.\n\nMore of it.\n";

fn house() -> House {
    House::private(&[("letter.txt", LETTER)])
}

/// What every answer of a private room must carry.
fn is_private(answer: &Answer, what: &str) {
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-robots-tag", "noindex, nofollow, noarchive"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{what}");
    }
    assert!(answer.header("content-security-policy").is_some(), "{what}");
    for name in ["access-control-allow-origin", "access-control-expose-headers", "set-cookie"] {
        assert_eq!(answer.header(name), None, "{what}");
    }
}

#[test]
fn nothing_of_a_private_room_is_kept_on_the_way_or_given_to_other_sites() {
    let house = house();
    for path in [
        "/",
        "/documents",
        "/documents.json",
        "/documents.epub",
        "/documents/letter",
        "/documents/letter.tei.xml",
        "/documents/letter/source.txt",
        "/documents/letter/p2",
        "/documents/LETTER",
        "/search?q=letter",
        "/feed.atom",
        "/robots.txt",
        "/healthz",
        "/nothing",
        "/%",
        "/sitemap.xml",
        "/oai?verb=Identify",
    ] {
        for (method, lines) in
            [("GET", [("Origin", "https://other.example")]), ("HEAD", [("X", "")])]
        {
            let answer = house.asked(method, path, &lines);
            is_private(&answer, path);
            assert_eq!(answer.said("cache-control"), "private, no-store", "{method} {path}");
        }
    }
    let unreadable = house.sent(b"NO\r\n\r\n");
    is_private(&unreadable, "no request");
    assert_eq!(unreadable.said("cache-control"), "private, no-store");
    let preflight =
        house.asked("OPTIONS", "/documents.json", &[("Origin", "https://other.example")]);
    assert_eq!((preflight.status, preflight.header("access-control-allow-methods")), (204, None));
    is_private(&preflight, "preflight");
}

#[test]
fn a_private_room_is_announced_to_nobody_and_serves_its_readers() {
    let house = house();
    let robots = house.get("/robots.txt").text();
    assert_eq!(robots, "User-agent: *\nDisallow: /");
    for path in
        ["/sitemap.xml", "/sitemap-1.xml", "/oai", "/oai?verb=ListRecords&metadataPrefix=oai_dc"]
    {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
    for path in ["/", "/documents", "/documents/letter", "/search?q=letter"] {
        let page = house.get(path).text();
        let head = page.split("</head>").next().unwrap();
        assert!(head.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"), "{path}");
        for hint in ["atom+xml", "feed+json", "sitemap"] {
            assert!(!head.contains(hint), "{path}: {hint}");
        }
        // A reader's own tools still find their way.
        assert!(head.contains("unapi-server") && head.contains("opensearch"), "{path}");
    }
    for path in ["/documents/letter.ris", "/unapi?id=letter&format=ris", "/feed.atom"] {
        assert_eq!(house.get(path).status, 200, "{path}");
    }
    let first = house.get("/documents/letter");
    let again = house.asked("GET", "/documents/letter", &[("If-None-Match", first.said("etag"))]);
    assert_eq!((again.status, again.said("cache-control")), (304, "private, no-store"));
    is_private(&again, "not modified");
}

#[test]
fn the_files_that_every_room_has_may_stay_in_the_readers_browser() {
    let house = house();
    let page = house.get("/").text();
    let sheet = page.split("href=\"").find(|link| link.starts_with("/static/css/")).unwrap();
    let sheet = house.get(sheet.split('"').next().unwrap());
    assert_eq!(sheet.said("cache-control"), "private, max-age=31536000, immutable");
    is_private(&sheet, "style sheet");
}

#[test]
fn a_link_to_a_passage_outlives_a_sign_in() {
    let house = house();
    // A proxy that signs readers in sends them back to path and query; the fragment stays with the
    // browser. Both together must lead to the passage, and the policy must let a form be answered
    // by a redirect to the proxy's own pages.
    let cited = house.get("/documents/letter/p2");
    assert_eq!((cited.status, cited.said("location")), (302, "/documents/letter?at=p2#p2"));
    let page = house.get("/documents/letter?at=p2").text();
    assert!(page.contains("id=\"p2\"") && page.contains("letter?at=p2"));
    let search = house.get("/search");
    assert!(search.said("content-security-policy").contains("form-action 'self' https:;"));
}

#[test]
fn what_is_counted_names_no_reader_and_no_word() {
    let house = House::with(&[("letter.txt", LETTER)]);
    for path in
        ["/", "/", "/documents/letter", "/documents/secret-name", "/search?q=secretword", "/%"]
    {
        house.get(path);
    }
    house.sent(b"NO\r\n\r\n");
    assert_eq!(house.get("/metrics").status, 404, "readers have no business there");
    let watched = house.watched("/metrics");
    assert_eq!(watched.status, 200);
    assert!(watched.said("content-type").starts_with("application/openmetrics-text"));
    super::server::check_headers(&watched, "metrics");
    let text = watched.text();
    for line in [
        "reading_room_requests_total{route=\"/\",status=\"2xx\"} 2",
        "reading_room_requests_total{route=\"/documents/{file}\",status=\"2xx\"} 1",
        "reading_room_requests_total{route=\"/documents/{file}\",status=\"4xx\"} 1",
        "reading_room_requests_total{route=\"none\",status=\"4xx\"} 2",
        "reading_room_requests_unread_total{reason=\"unreadable\"} 1",
        "reading_room_kept_answers_total{found=\"true\"} 1",
        "reading_room_documents 1",
        "reading_room_files{outcome=\"accepted\"} 1",
        "reading_room_searches{state=\"running\"} 0",
        "reading_room_request_seconds_count{route=\"/search\"} 1",
        "# EOF",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line} in {text}");
    }
    for private in ["secret", "127.0.0.1"] {
        assert!(!text.contains(private), "{text}");
    }
    assert_eq!(house.watched("/").status, 404);
}
