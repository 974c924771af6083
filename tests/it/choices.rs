//! What a reader chose, and the language that she reads: carried from page to page, kept out of
//! whatever is published.

use super::house::{Answer, House};

const LETTER: &str = "---\ntitle: A letter\ndate: 1957-07-08\nsource: \"AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 1-2\"\n---\n\nThe embassy writes.\n\nA second paragraph.\n\n# 글 {lang=ko}\n\n대사관에서 보낸다.\n\n둘째 문단.\n";

fn house() -> House {
    let people =
        "[[person]]\nid = \"a-kim\"\nname = \"Kim\"\nnote = \"A name.\"\nsource = \"letter\"\n";
    House::with(&[("letter.md", LETTER), ("people.toml", people)])
}

fn spoken(house: &House, path: &str, languages: &str) -> Answer {
    house.asked("GET", path, &[("Accept-Language", languages)])
}

/// Values of an attribute in a page, escapes undone.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let lead = format!(" {attribute}=\"");
    let values = html.split(&lead).skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|value| value.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7af}').contains(&c)
}

/// Every kind of page.
const PAGES: [&str; 20] = [
    "/",
    "/documents",
    "/documents?year=1957",
    "/documents/letter",
    "/documents/letter?view=ko",
    "/documents/letter?at=p2",
    "/documents/letter?q=embassy&rank=1",
    "/documents/letter/source",
    "/documents/letter/history",
    "/ingest/events",
    "/search",
    "/search?q=embassy",
    "/selection?id=letter",
    "/people",
    "/terms",
    "/archives",
    "/archives/avprf",
    "/timeline",
    "/about",
    "/about/accessibility",
];

fn with(path: &str, choices: &str) -> String {
    format!("{path}{}{choices}", if path.contains('?') { '&' } else { '?' })
}

#[test]
fn the_language_is_the_address_s_then_the_browser_s_then_english() {
    let house = house();
    let check = |path: &str, languages: &str, tag: &str| {
        let answer = spoken(&house, path, languages);
        assert_eq!(answer.said("content-language"), tag, "{path} {languages}");
        assert!(answer.text().contains(&format!("<html lang=\"{tag}\"")), "{path} {languages}");
        let named = path.contains("ui=en") || path.contains("ui=ko");
        assert_eq!(answer.said("vary").contains("Accept-Language"), !named, "{path}");
    };
    for path in PAGES {
        check(path, "", "en");
        check(path, "ko-KR,ko;q=0.9,en;q=0.8", "ko");
        check(path, "de, en;q=0.5, ko;q=0.4", "en");
        check(&with(path, "ui=ko"), "en", "ko");
        check(&with(path, "ui=en"), "ko", "en");
        check(&with(path, "ui=xx"), "ko", "ko");
    }
}

#[test]
fn a_kept_page_is_never_another_reader_s() {
    let house = house();
    let tag = |path: &str, languages: &str| {
        let answer = spoken(&house, path, languages);
        (answer.said("etag").to_owned(), answer.text())
    };
    for path in ["/", "/documents/letter", "/nowhere"] {
        if path == "/nowhere" {
            assert_ne!(spoken(&house, path, "ko").text(), spoken(&house, path, "en").text());
            continue;
        }
        let dark = with(path, "theme=dark");
        let asked = [(path, "en"), (path, "ko"), (dark.as_str(), "en"), (dark.as_str(), "ko")];
        for round in 0..2 {
            let mut seen: Vec<(String, String)> = Vec::new();
            for (path, languages) in asked {
                let page = tag(path, languages);
                assert!(seen.iter().all(|known| known.0 != page.0), "{path} {languages} {round}");
                assert_eq!(page.1.contains("data-theme=\"dark\""), path == dark, "{path}");
                assert_eq!(page.1.contains("<html lang=\"ko\""), languages == "ko", "{path}");
                seen.push(page);
            }
        }
    }
}

#[test]
fn every_link_to_a_page_carries_what_was_chosen_and_no_other_does() {
    let house = house();
    let own = format!("http://{}", house.address);
    for path in PAGES {
        let html = house.get(&with(path, "ui=ko&theme=dark")).text();
        let (head, body) = html.split_once("<body").unwrap();
        let mut carried = 0;
        for link in values(body, "href") {
            let is_ours = link.starts_with('/');
            let (page, _) = link.split_once('#').unwrap_or((&link, ""));
            let (address, query) = page.split_once('?').unwrap_or((page, ""));
            let file = address.rsplit('/').next().unwrap();
            let is_file = file.contains('.') || address.starts_with("/static/");
            // The address of a paragraph is there to be copied.
            let is_to_share = address.ends_with("/letter/p1")
                || address
                    .split("/letter/")
                    .nth(1)
                    .is_some_and(|place| place != "source" && place != "history");
            if !is_ours || is_file || is_to_share || address == "/oai" {
                assert!(!query.contains("ui=") && !query.contains("theme="), "{link} on {path}");
                continue;
            }
            let panel = body.split(&format!("href=\"{}\"", link.replace('&', "&#38;"))).nth(1);
            let is_choice = panel.is_some_and(|rest| {
                rest.split('>').next().is_some_and(|tag| tag.contains("nofollow\" data-value"))
            });
            let is_tongue = query.contains("ui=en");
            assert!(
                is_choice || is_tongue || query.ends_with("ui=ko&theme=dark"),
                "{link} on {path}"
            );
            carried += 1;
        }
        assert!(carried > 10, "{carried} on {path}");
        for address in values(head, "content").iter().chain(&values(head, "href")) {
            assert!(
                !address.starts_with(&own) || !address.contains("ui="),
                "{address} in the head of {path}"
            );
        }
    }
}

#[test]
fn forms_carry_what_was_chosen_in_their_fields() {
    let house = house();
    for path in PAGES {
        let html = house.get(&with(path, "ui=ko&notes=hidden")).text();
        let forms = html.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next());
        // What closes a dialogue leads nowhere.
        for form in forms.filter(|form| !form.contains("method=\"dialog\"")) {
            for field in [
                "<input type=\"hidden\" name=\"ui\" value=\"ko\">",
                "<input type=\"hidden\" name=\"notes\" value=\"hidden\">",
            ] {
                assert_eq!(form.matches(field).count(), 1, "{field} in {form} on {path}");
            }
        }
        let plain = house.get(path).text();
        assert!(!plain.contains("type=\"hidden\""), "{path}");
    }
}

#[test]
fn what_a_page_says_its_address_is_stays_whatever_was_chosen() {
    let house = house();
    let lines = |html: &str, lead: &str| -> Vec<String> {
        html.lines().filter(|line| line.starts_with(lead)).map(str::to_owned).collect()
    };
    for path in PAGES {
        let plain = house.get(path);
        let dressed = house.get(&with(path, "ui=ko&size=large"));
        for lead in
            ["<link rel=\"canonical\"", "<meta property=\"og:url\"", "<meta name=\"citation_"]
        {
            assert_eq!(
                lines(&plain.text(), lead),
                lines(&dressed.text(), lead),
                "{lead} on {path}"
            );
        }
        assert_eq!(plain.header("link"), dressed.header("link"), "{path}");
        assert!(dressed.text().contains("noindex"), "{path}");
        let korean = house.get(&with(path, "ui=ko")).text();
        assert_eq!(plain.text().contains("noindex"), korean.contains("noindex"), "{path}");
    }
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let house = house();
    for path in [
        "/documents/letter.json",
        "/documents/letter.txt",
        "/documents/letter.tei.xml",
        "/documents/letter.ris",
        "/documents/letter.jsonld",
        "/documents.json",
        "/documents.csv",
        "/search.json?q=embassy",
        "/people.json",
        "/archives.json",
        "/timeline.json",
        "/feed.atom",
        "/feed.json",
        "/oai?verb=Identify",
        "/sitemap.xml",
        "/opensearch.xml",
        "/openapi.json",
        "/documents/nowhere.json",
        "/documents/letter/p99.json",
    ] {
        let plain = spoken(&house, path, "en");
        let dressed = spoken(&house, &with(path, "ui=ko&theme=dark"), "ko");
        assert_eq!(plain.status, dressed.status, "{path}");
        assert!(!dressed.said("vary").contains("Accept-Language") || dressed.status >= 400);
        let instant = |text: String| {
            let lines = text.lines().filter(|line| !line.contains("responseDate"));
            lines.collect::<Vec<_>>().join("\n")
        };
        if path.starts_with("/oai") {
            assert_eq!(
                spoken(&house, path, "ko")
                    .text()
                    .lines()
                    .filter(|l| !l.contains("responseDate"))
                    .count(),
                instant(plain.text()).lines().count()
            );
            continue;
        }
        assert_eq!(instant(plain.text()), instant(dressed.text()), "{path}");
    }
}

#[test]
fn redirects_lead_on_with_what_was_chosen() {
    let house = house();
    let check = |path: &str, expect: &str| {
        assert_eq!(house.get(path).said("location"), expect, "{path}");
    };
    check("/documents/letter/p2?ui=ko", "/documents/letter?at=p2&ui=ko#p2");
    check("/documents/letter/p2", "/documents/letter?at=p2#p2");
    check("/documents/Letter?theme=dark", "/documents/letter?theme=dark");
}

#[test]
fn errors_speak_the_reader_s_language_and_keep_her_choices() {
    let house = house();
    let words = house.get("/nowhere").text();
    let answer = spoken(&house, "/nowhere?theme=dark", "ko");
    let html = answer.text();
    assert_eq!((answer.status, answer.said("content-language")), (404, "ko"));
    assert!(answer.said("vary").contains("Accept-Language"));
    assert!(html.contains("<html lang=\"ko\" data-theme=\"dark\">"), "{html}");
    assert!(html.contains("href=\"/documents?theme=dark\""), "{html}");
    assert!(html.contains("href=\"/nowhere?ui=en&#38;theme=dark\""), "{html}");
    assert!(words.contains("<html lang=\"en\">"));
    let choices = house.get("/archives/nowhere?ui=ko").text();
    assert!(choices.contains("href=\"/archives/avprf?ui=ko\""), "{choices}");
    let problem = spoken(&house, "/documents/letter/p99.json?ui=ko", "ko").json();
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("p99") && !detail.contains(is_hangul), "{problem}");
}

#[test]
fn nothing_that_a_client_sends_gets_into_the_page() {
    let house = house();
    for value in ["\"><script>alert(1)</script>", "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"] {
        for name in ["ui", "theme", "size", "width", "notes", "x", "at", "view"] {
            let raw = value.replace('"', "%22").replace(['<', '>'], "%3C");
            for path in ["/", "/documents/letter", "/nowhere", "/search?q=a"] {
                let html = house.get(&with(path, &format!("{name}={raw}"))).text();
                assert!(!html.contains("<script>alert"), "{name} on {path}");
                let settings = html.split("class=\"settings\"").nth(1).unwrap_or_default();
                let settings = settings.split("</details>").next().unwrap();
                assert!(!settings.contains("alert"), "{name} on {path}");
            }
        }
    }
    // Two slashes would lead to another host.
    let html = house.get("//evil.example/x").text();
    assert!(!html.contains("href=\"//"), "{html}");
}

#[test]
fn a_page_says_where_it_stands_in_each_language() {
    let house = house();
    let own = format!("http://{}", house.address);
    let html = house.get("/documents/letter?utm_source=x").text();
    for (tag, query) in [("en", "?ui=en"), ("ko", "?ui=ko"), ("x-default", "")] {
        let line = format!(
            "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{own}/documents/letter{query}\">"
        );
        assert!(html.contains(&line), "{line} in {html}");
    }
    assert!(!html.contains("utm_source"));
    for path in ["/documents/letter?ui=ko", "/search?q=a", "/documents/letter?theme=dark"] {
        let head = house.get(path).text();
        let head = head.split("<body").next().unwrap();
        assert!(!head.contains("hreflang"), "{path}");
    }
}
