//! The room as its readers meet it: over real connections, with a real database.

use reading_room::web::Limits;

use super::house::{Answer, House};

/// Three paragraphs of no known layout.
const LETTER: &str = "The first paragraph.\n\nThe second paragraph.\n\nThe third paragraph.\n";
const ID: &str = "/documents/letter";

fn house() -> House {
    House::with(&[("letter.txt", LETTER), ("other.txt", "Something else altogether.\n")])
}

/// What every answer must carry, whatever it answers.
pub(crate) fn check_headers(answer: &Answer, what: &str) {
    let policy =
        answer.header("content-security-policy").unwrap_or_else(|| panic!("{what}: no policy"));
    assert!(policy.starts_with("default-src 'none'"), "{what}");
    assert!(!policy.contains("unsafe") && !policy.contains("data:"), "{what}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("access-control-allow-origin", "*"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{what}");
    }
    assert!(answer.header("permissions-policy").is_some_and(|policy| policy.contains("camera=()")));
    for name in ["server", "x-powered-by", "set-cookie"] {
        assert_eq!(answer.header(name), None, "{what}");
    }
}

#[test]
fn every_address_answers_with_its_kind_of_content() {
    let base = "http://example.org/archive";
    let house = House::opened(&[("letter.txt", LETTER)], Some(base), Limits::default());
    for prefix in ["", "/archive"] {
        let check = |path: &str, status: u16, media_type: &str| {
            let answer = house.get(&format!("{prefix}{path}"));
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
            assert_eq!(answer.said("content-length"), answer.body.len().to_string(), "{path}");
            check_headers(&answer, path);
        };
        let html = "text/html; charset=utf-8";
        for path in ["/", "/about", "/documents", "/ingest", ID] {
            check(path, 200, html);
        }
        check("/documents/letter/source", 200, html);
        check("/documents/letter/source.txt", 200, "text/plain; charset=utf-8");
        for path in ["/documents.json", "/documents/letter.json", "/ingest.json"] {
            check(path, 200, "application/json");
        }
        for path in ["/robots.txt", "/healthz", "/readyz"] {
            check(path, 200, "text/plain; charset=utf-8");
        }
        check("/sitemap.xml", 200, "application/xml; charset=utf-8");
        check("/sitemap-1.xml", 200, "application/xml; charset=utf-8");
        check("/favicon.ico", 200, "image/vnd.microsoft.icon");
        for path in
            ["/nothing", "/documents/nothing", "/sitemap-2.xml", "/sitemap-01.xml", "/static/x"]
        {
            check(path, 404, html);
        }
        for path in ["/documents/nothing.json", "/nothing.json"] {
            check(path, 404, "application/problem+json");
        }
        check("/%", 400, html);
    }
}

#[test]
fn a_page_has_one_address_and_others_lead_to_it() {
    let base = "http://example.org/archive";
    let house = House::opened(&[("letter.txt", LETTER)], Some(base), Limits::default());
    let check = |path: &str, expect: &str| {
        let answer = house.get(path);
        assert_eq!((answer.status, answer.said("location")), (308, expect), "{path}");
        check_headers(&answer, path);
    };
    check("/archive", "/archive/");
    check("/documents/", "/archive/documents");
    check("//documents", "/archive/documents");
    check("/archive//documents///letter/?view=en", "/archive/documents/letter?view=en");
    check("/documents/LETTER", "/archive/documents/letter");
    check("/documents/Letter.JSON", "/archive/documents/letter.json");
    check("/documents/%6Cetter", "/archive/documents/letter");
    check("//evil.example/", "/archive/evil.example");
}

#[test]
fn every_link_on_a_page_carries_the_base_path_and_answers() {
    let base = "https://example.org/archive";
    let house = House::opened(&[("letter.txt", LETTER)], Some(base), Limits::default());
    for page in ["/", "/documents", "/about", "/ingest", ID, "/documents/letter/source", "/nothing"]
    {
        let html = house.get(page).text();
        let mut found = 0;
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for link in html.split(attribute).skip(1) {
                let link = link.split('"').next().unwrap().replace("&amp;", "&");
                let path = link.strip_prefix("https://example.org").unwrap_or(&link);
                // A vocabulary's address is its name, no place to go to.
                let is_vocabulary = link.starts_with("http://purl.org/dc/")
                    || link.starts_with("http://www.zotero.org/namespaces/");
                if link.starts_with('#') || is_vocabulary {
                    continue;
                }
                assert!(path.starts_with("/archive/"), "{page}: {link}");
                let status = house.get(path.split('#').next().unwrap()).status;
                // A page that is none leads back to itself in other languages and colours.
                let is_itself = path.starts_with("/archive/nothing") && status == 404;
                let answers = [200, 302].contains(&status) || is_itself;
                assert!(answers, "{page}: {link} answers {status}");
                found += 1;
            }
        }
        assert!(found > 3, "{page}");
    }
    assert!(house.get("/").said("strict-transport-security").starts_with("max-age="));
    assert_eq!(self::house().get("/").header("strict-transport-security"), None);
}

#[test]
fn head_is_like_get_without_the_body() {
    let house = house();
    for path in ["/", "/documents.json", ID, "/nothing", "/documents/letter/p1"] {
        let (get, head) = (house.get(path), house.asked("HEAD", path, &[]));
        assert_eq!(head.body, b"", "{path}");
        assert_eq!(get.status, head.status, "{path}");
        for name in ["content-type", "content-length", "etag", "vary", "location"] {
            assert_eq!(get.header(name), head.header(name), "{path} {name}");
        }
        check_headers(&head, path);
    }
}

#[test]
fn only_reading_is_possible() {
    let house = house();
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"] {
        for path in ["/", ID, "/nothing"] {
            let answer = house.asked(method, path, &[("Content-Length", "0")]);
            assert_eq!(
                (answer.status, answer.said("allow")),
                (405, "GET, HEAD, OPTIONS"),
                "{method}"
            );
            check_headers(&answer, method);
        }
    }
    let long = format!(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n{}",
        "a".repeat(2_000_000)
    );
    assert_eq!(house.sent(long.as_bytes()).status, 405);
    let chunked =
        b"GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
    assert_eq!(house.sent(chunked).status, 413);
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let house = house();
    for path in ["/", "/documents", "/documents.json", ID, "/documents/letter.json", "/ingest"] {
        for coding in ["identity", "gzip", "br"] {
            let lines = [("Accept-Encoding", coding)];
            let first = house.asked("GET", path, &lines);
            let tag = first.said("etag").to_owned();
            assert_eq!(first.said("cache-control"), "no-cache", "{path}");
            assert!(first.said("vary").contains("Accept-Encoding"), "{path}");
            let again = house.asked("GET", path, &[lines[0], ("If-None-Match", &tag)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
            assert_eq!(again.header("vary"), first.header("vary"));
            check_headers(&again, path);
            let other = house.asked("GET", path, &[lines[0], ("If-None-Match", "\"other\"")]);
            assert_eq!(other.status, 200);
        }
    }
}

#[test]
fn a_change_shows_at_once_and_leaves_other_tags_alone() {
    let house = house();
    let tag = |path: &str| house.get(path).said("etag").to_owned();
    let (letter, other) = (tag("/documents/letter.json"), tag("/documents/other.json"));
    house.takes_in("letter.txt", "A letter of quite other words.\n");
    assert_ne!(tag("/documents/letter.json"), letter);
    assert_eq!(tag("/documents/other.json"), other);
    assert!(house.get(ID).text().contains("A letter of quite other words."));
}

#[test]
fn a_body_is_packed_as_the_client_likes() {
    let house = house();
    let plain = house.get(ID);
    assert_eq!(plain.header("content-encoding"), None);
    for coding in ["gzip", "br"] {
        let packed = house.asked("GET", ID, &[("Accept-Encoding", coding)]);
        assert_eq!(packed.header("content-encoding"), Some(coding));
        assert!(packed.body.len() < plain.body.len());
        assert_ne!(packed.header("etag"), plain.header("etag"));
    }
    let none = house.asked("GET", ID, &[("Accept-Encoding", "identity;q=0, *;q=0")]);
    assert_eq!(none.status, 200);
}

#[test]
fn the_bare_address_gives_programs_what_they_ask_for() {
    let house = house();
    for (path, twin) in [
        (ID, "/documents/letter.json"),
        ("/documents", "/documents.json"),
        ("/ingest", "/ingest.json"),
    ] {
        let json = house.asked("GET", path, &[("Accept", "application/json")]);
        assert_eq!(json.said("content-type"), "application/json", "{path}");
        assert_eq!(json.body, house.get(twin).body, "{path}");
        let page = house.asked("GET", path, &[("Accept", "text/html, */*;q=0.1")]);
        assert!(page.said("content-type").starts_with("text/html"));
        assert_eq!(json.said("vary"), "Accept, Accept-Encoding");
        assert_eq!(page.said("vary"), "Accept, Accept-Encoding, Accept-Language");
        assert_eq!(house.asked("GET", path, &[("Accept", "image/png")]).status, 200);
    }
    let error = house.asked("GET", "/documents/lettre", &[("Accept", "application/json")]);
    assert_eq!((error.status, error.said("content-type")), (404, "application/problem+json"));
    assert_eq!(error.json()["status"], 404);
}

#[test]
fn a_format_that_is_not_there_is_answered_with_those_that_are() {
    let house = house();
    for (path, twin) in [
        ("/documents/letter.docx", "/documents/letter.json"),
        ("/documents.docx", "/documents.json"),
        ("/ingest.docx", "/ingest.json"),
    ] {
        let answer = house.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(&format!("href=\"{twin}\"")), "{path}");
    }
}

#[test]
fn what_cannot_be_read_of_an_address_is_said_to_people_and_refused_to_programs() {
    let house = house();
    for query in [
        "year=abc",
        "from=1957-99",
        "to=x",
        "after=garbage",
        "before=~",
        "language=%21%21",
        "year=1957&year=1958",
        "archive=%zz",
    ] {
        let page = house.get(&format!("/documents?{query}"));
        assert_eq!(page.status, 200, "{query}");
        assert_ne!(page.body, house.get("/documents").body, "{query}: no notice");
        let refused = house.get(&format!("/documents.json?{query}"));
        assert_eq!(
            (refused.status, refused.said("content-type")),
            (400, "application/problem+json")
        );
        let name = query.split('=').next().unwrap();
        let error = &refused.json()["errors"][0];
        assert_eq!(error["parameter"], name);
        assert!(error["detail"].as_str().is_some_and(|words| !words.is_empty()), "{query}");
    }
    assert_eq!(house.get("/documents?utm=1&%zz").body, house.get("/documents").body);
    assert_eq!(house.get("/documents.json?utm=1").body, house.get("/documents.json").body);
    for query in ["view=zzzz", "at=garbage", "at=p99", "edition=short"] {
        let page = house.get(&format!("{ID}?{query}"));
        assert_eq!(page.status, 200, "{query}");
        assert_ne!(page.body, house.get(ID).body, "{query}: no notice");
    }
    assert_eq!(house.get("/documents/letter.json?edition=short").status, 400);
}

#[test]
fn the_source_is_given_as_it_came_and_cannot_act() {
    let text = "<script>alert(1)</script>\r\n\r\nA paragraph — with a dash.\r\n";
    let house = House::with(&[("source.txt", text)]);
    let answer =
        house.asked("GET", "/documents/source/source.txt", &[("Accept-Encoding", "br, gzip")]);
    assert_eq!(answer.body, text.as_bytes());
    assert_eq!(answer.said("content-type"), "text/plain; charset=utf-8");
    assert!(answer.said("content-security-policy").contains("sandbox"));
    assert_eq!(answer.said("x-content-type-options"), "nosniff");
    assert_eq!(answer.said("content-disposition"), "inline; filename=\"source.txt\"");
    let json = house.get("/documents/source.json").json();
    let digest = answer.said("repr-digest").to_owned();
    assert!(digest.starts_with("sha-256=:") && digest.len() == "sha-256=::".len() + 44, "{digest}");
    assert_eq!(json["sha256"].as_str().map(str::len), Some(64));
    let page = house.get("/documents/source/source").text();
    assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert"), "{page}");
}

#[test]
fn a_paragraph_is_shared_by_its_address() {
    let house = house();
    let check = |path: &str, expect: &str| {
        let answer = house.get(path);
        assert_eq!((answer.status, answer.said("location")), (302, expect), "{path}");
        assert_eq!(answer.said("cache-control"), "no-cache");
        let page = house.get(expect.split('#').next().unwrap());
        assert_eq!(page.status, 200);
        assert!(page.text().contains(&format!("id=\"{}\"", expect.split('#').nth(1).unwrap())));
    };
    check("/documents/letter/p2", "/documents/letter?at=p2#p2");
    for (path, count) in [("/documents/letter/p4", Some('3')), ("/documents/letter/p0", Some('3'))]
    {
        let answer = house.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(count.is_none_or(|count| answer.text().contains(count)), "{path}");
    }
    for path in ["/documents/letter/ko1", "/documents/letter/n1", "/documents/letter/garbage"] {
        assert_eq!(house.get(path).status, 404, "{path}");
    }
    assert_eq!(house.get("/documents/nothing/p1").status, 404);
}

#[test]
fn a_citation_leads_to_its_words_wherever_they_stand_now() {
    let house = house();
    let edition = |house: &House| {
        house.get("/documents/letter.json").json()["sha256"].as_str().unwrap()[..12].to_owned()
    };
    let first = edition(&house);
    let place = |n: u32| {
        let answer = house.get(&format!("/documents/letter/p{n}?edition={first}"));
        assert_eq!(answer.status, 302);
        answer.said("location").to_owned()
    };
    assert_eq!(place(2), "/documents/letter?at=p2#p2");
    house.takes_in(
        "letter.txt",
        "A new paragraph.\n\nThe first paragraph.\n\nThe second, put otherwise.\n\nThe third paragraph.\n",
    );
    assert_ne!(edition(&house), first);
    assert_eq!(place(1), "/documents/letter?at=p2#p2");
    assert_eq!(place(3), "/documents/letter?at=p4#p4");
    let changed = place(2);
    assert_eq!(changed, format!("/documents/letter?at=p2&edition={first}#p2"));
    let page = house.get(changed.split('#').next().unwrap()).text();
    assert!(page.contains("The second paragraph.") && !page.contains("put otherwise"));
    assert!(page.contains("href=\"/documents/letter?at=p2#p2\""), "the nearest place is offered");
    assert_eq!(house.get(&format!("/documents/letter/p4?edition={first}")).status, 404);

    let page = house.get(&format!("{ID}?edition={first}"));
    assert!(page.text().contains("The second paragraph."));
    assert_eq!(house.get(&format!("{ID}?edition={}", first.to_uppercase())).status, 200);
    let json = house.get(&format!("/documents/letter.json?edition={first}")).json();
    assert_eq!(json["sha256"].as_str().map(|hash| &hash[..12]), Some(first.as_str()));
    let bytes = house.get(&format!("/documents/letter/source.txt?edition={first}")).body;
    assert_eq!(bytes, LETTER.as_bytes());

    let unknown = house.get(&format!("{ID}?edition=0123456789ab"));
    assert_eq!(unknown.status, 404);
    for known in [&first, &edition(&house)] {
        assert!(unknown.text().contains(&format!("{ID}?edition={known}")), "editions are listed");
    }
}

#[test]
fn a_paragraph_by_itself_keeps_the_words_that_were_cited() {
    let house = house();
    let path = "/documents/letter/p2";
    let json = house.get("/documents/letter/p2.json");
    assert_eq!(json.said("content-type"), "application/json");
    assert_eq!(json.json()["text"], "The second paragraph.");
    let text = house.get("/documents/letter/p2.txt");
    assert_eq!(text.said("content-type"), "text/plain; charset=utf-8");
    assert!(text.text().starts_with("¶ p2\nThe second paragraph.\n\n"), "{}", text.text());
    for (accept, same) in [("application/json", &json), ("text/plain", &text)] {
        let answer = house.asked("GET", path, &[("Accept", accept)]);
        assert_eq!(answer.body, same.body);
        assert_eq!(answer.said("vary"), "Accept, Accept-Encoding");
    }
    let page = house.asked("GET", path, &[("Accept", "text/html,*/*;q=0.8")]);
    assert_eq!((page.status, page.said("vary")), (302, "Accept"));

    for suffix in ["docx", "tei.xml", ""] {
        let unknown = house.get(&format!("{path}.{suffix}"));
        assert_eq!(unknown.status, 404, "{suffix}");
        assert!(unknown.text().contains("\"/documents/letter/p2.txt\""), "{suffix}");
    }
    let beyond = house.get("/documents/letter/p4.json");
    assert_eq!((beyond.status, beyond.said("content-type")), (404, "application/problem+json"));
    assert!(beyond.json()["detail"].as_str().unwrap().contains('3'));
    for absent in ["ko1.json", "n1.txt", "garbage.json", "p4.docx"] {
        assert_eq!(house.get(&format!("/documents/letter/{absent}")).status, 404, "{absent}");
    }
    assert_eq!(house.get("/documents/nothing/p1.txt").status, 404);

    let first = json.json()["edition"].as_str().unwrap().to_owned();
    house.takes_in("letter.txt", "New.\n\nThe first paragraph.\n\nThe second, put otherwise.\n");
    let cited = |n: u32| house.get(&format!("/documents/letter/p{n}.json?edition={first}")).json();
    let (stands, changed) = (cited(1), cited(2));
    assert_eq!(stands["text"], "The first paragraph.");
    assert_eq!(stands["current"], "/documents/letter/p2");
    assert_eq!(changed["text"], "The second paragraph.");
    assert!(changed["current"].is_null());
    for of in [&stands, &changed] {
        assert_eq!(of["edition"], first);
        assert!(of["canonical"].as_str().unwrap().ends_with(&format!("?edition={first}")));
    }
    assert_eq!(house.get("/documents/letter/p1.json").json()["text"], "New.");
    assert_eq!(house.get(&format!("/documents/letter/p4.txt?edition={first}")).status, 404);
    assert_eq!(house.get("/documents/letter/p1.json?edition=short").status, 400);

    house.takes_in("redirects.toml", "[moved]\nold-letter = \"letter\"\n");
    let moved = house.get(&format!("/documents/old-letter/p2.txt?edition={first}"));
    let expect = format!("/documents/letter/p2.txt?edition={first}");
    assert_eq!((moved.status, moved.said("location")), (308, expect.as_str()));
}

#[test]
fn what_was_moved_or_withdrawn_answers_for_ever() {
    let house = house();
    house.takes_in(
        "redirects.toml",
        "[moved]\nold-letter = \"letter\"\n\n[gone.other]\nreason = \"At the family's request\"\n\
         by = \"The editors\"\non = \"2026-01-02\"\n",
    );
    let check = |path: &str, expect: &str| {
        let answer = house.get(path);
        assert_eq!((answer.status, answer.said("location")), (308, expect), "{path}");
    };
    check("/documents/old-letter", "/documents/letter");
    check("/documents/old-letter?view=en&utm=1", "/documents/letter?view=en");
    check("/documents/old-letter.json", "/documents/letter.json");
    check(
        "/documents/old-letter/p2?edition=0123456789ab",
        "/documents/letter/p2?edition=0123456789ab",
    );
    check("/documents/old-letter/source", "/documents/letter/source");
    check("/documents/old-letter/source.txt", "/documents/letter/source.txt");
    for path in [
        "/documents/other",
        "/documents/other/p1",
        "/documents/other/source",
        "/documents/other/source.txt",
    ] {
        let answer = house.get(path);
        assert_eq!(answer.status, 410, "{path}");
        assert!(answer.text().contains("At the family"), "{path}");
        check_headers(&answer, path);
    }
    let json = house.get("/documents/other.json");
    assert_eq!((json.status, json.json()["on"].as_str()), (410, Some("2026-01-02")));
}

#[test]
fn the_rooms_own_files_may_be_kept_for_ever() {
    let house = house();
    let page = house.get("/").text();
    let path = page.split("href=\"").find(|link| link.starts_with("/static/css/")).unwrap();
    let path = path.split('"').next().unwrap();
    for coding in ["identity", "gzip", "br"] {
        let file = house.asked("GET", path, &[("Accept-Encoding", coding)]);
        assert_eq!((file.status, file.said("content-type")), (200, "text/css; charset=utf-8"));
        assert_eq!(file.said("cache-control"), "public, max-age=31536000, immutable");
        let tag = file.said("etag").to_owned();
        let again =
            house.asked("GET", path, &[("Accept-Encoding", coding), ("If-None-Match", &tag)]);
        assert_eq!(again.status, 304);
    }
}

#[test]
fn crawlers_find_every_document() {
    let base = "https://example.org/archive";
    let house = House::opened(&[("letter.txt", LETTER)], Some(base), Limits::default());
    assert!(house.get("/robots.txt").text().contains("https://example.org/archive/sitemap.xml"));
    assert!(
        house
            .get("/sitemap.xml")
            .text()
            .contains("<loc>https://example.org/archive/documents/letter</loc>")
    );
}
