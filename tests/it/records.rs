//! The room as reference managers and crawlers of links meet it.

use super::house::{Answer, House};

const BASE: &str = "https://room.example/archive";

fn house() -> House {
    let full = "---\ntitle: 'Kim & <Son> \"talk\"'\ndate: 1957-07-08\narchive: AVPRF\n\
        source: AVPRF F. 0102, Op. 13\nauthors: [A. M. Puzanov]\ntranslator: Gary Goldberg\n\
        summary: They talk.\nrights: Use it.\n---\n\nWords.\n";
    let files = [
        ("full.md", full),
        ("bare.md", "Words alone.\n"),
        ("new.md", "Words that moved.\n"),
        ("collection.md", "# A room\n"),
        (
            "redirects.toml",
            "[moved]\nold = \"new\"\n\n[gone.lost]\nreason = \"Asked for.\"\nby = \"E.\"\non = \"2026-01-01\"\n",
        ),
    ];
    House::opened(&files, Some(BASE), reading_room::web::Limits::default())
}

/// The links of an answer: relation and target.
fn links(answer: &Answer) -> Vec<(String, String)> {
    let line = answer.said("link");
    let parted = |link: &str| {
        let (target, rest) = link.strip_prefix('<').unwrap().split_once('>').unwrap();
        let relation = rest.split("rel=\"").nth(1).unwrap().split('"').next().unwrap();
        (relation.to_owned(), target.to_owned())
    };
    line.split(", ").map(parted).collect()
}

/// The path at the room of an address in full.
fn path(address: &str) -> &str {
    address.strip_prefix("https://room.example").unwrap()
}

#[test]
fn every_file_that_a_page_announces_is_there_and_leads_back() {
    let house = house();
    for id in ["full", "bare"] {
        let page = house.get(&format!("/documents/{id}"));
        let address = format!("{BASE}/documents/{id}");
        let links_of_page = links(&page);
        assert!(links_of_page.contains(&("cite-as".into(), address.clone())));
        assert!(!links_of_page.iter().any(|(relation, _)| relation == "license"));
        let files = links_of_page
            .iter()
            .filter(|(relation, _)| matches!(relation.as_str(), "describedby" | "item"));
        for (relation, target) in files {
            let file = house.get(path(target));
            assert_eq!(file.status, 200, "{target}");
            let back = if relation == "item" { "collection" } else { "describes" };
            assert_eq!(links(&file), [(back.to_owned(), address.clone())], "{target}");
            let name = target.rsplit('/').next().unwrap();
            assert_eq!(
                file.said("content-disposition"),
                format!("inline; filename=\"{name}\""),
                "{target}"
            );
            assert!(page.text().contains(&format!("href=\"{}\"", path(target))), "{target}");
        }
        let linkset = links_of_page.iter().find(|(relation, _)| relation == "linkset").unwrap();
        let linkset = house.get(path(&linkset.1));
        assert_eq!(linkset.said("content-type"), "application/linkset+json");
        assert_eq!(linkset.json()["linkset"][0]["anchor"], address);
    }
    assert_eq!(house.get("/documents/no/linkset.json").status, 404);
    assert_eq!(house.get("/documents/lost/linkset.json").status, 410);
    assert_eq!(house.get("/documents/old/linkset.json").status, 308);
}

#[test]
fn links_stand_on_every_kind_of_answer() {
    let house = house();
    let page = house.get("/documents/full");
    let head = house.asked("HEAD", "/documents/full", &[]);
    assert_eq!(head.said("link"), page.said("link"));
    let known = house.asked("GET", "/documents/full", &[("If-None-Match", page.said("etag"))]);
    assert_eq!((known.status, known.said("link")), (304, page.said("link")));
    let accept = [("Accept", "application/ld+json")];
    let negotiated = house.asked("GET", "/documents/full", &accept);
    assert_eq!(negotiated.said("link"), page.said("link"));
    assert_eq!(house.get("/").header("link"), None);
}

#[test]
fn a_client_gets_the_type_that_it_names_and_else_the_page() {
    let house = house();
    let check = |accept: &str, expect: &str| {
        let answer = house.asked("GET", "/documents/full", &[("Accept", accept)]);
        let media_type = answer.said("content-type").split(';').next().unwrap().to_owned();
        assert_eq!(media_type, expect, "{accept}");
        // A page speaks the reader's language, all else one language.
        let language = if expect == "text/html" { ", Accept-Language" } else { "" };
        assert_eq!(answer.said("vary"), format!("Accept, Accept-Encoding{language}"), "{accept}");
    };
    let html = "text/html";
    check("*/*", html);
    check("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", html);
    check("text/html, application/rdf+xml;q=0.9", html);
    check("application/xml", html);
    check("text/turtle", html);
    check("application/rdf+xml", "application/rdf+xml");
    check("application/rdf+xml, text/html;q=0.5", "application/rdf+xml");
    check("application/x-research-info-systems", "application/x-research-info-systems");
    check("application/x-bibtex;q=0.9, */*;q=0.1", "application/x-bibtex");
    check("application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json");
    check("application/ld+json; profile=\"http://schema.org\"", "application/ld+json");
    check("application/json", "application/json");
}

#[test]
fn reference_managers_ask_by_identifier_and_format() {
    let house = house();
    let check = |query: &str, status: u16, media_type: &str| {
        let answer = house.get(&format!("/unapi{query}"));
        assert_eq!(answer.status, status, "{query}");
        assert_eq!(answer.said("content-type"), media_type, "{query}");
        answer
    };
    let (xml, html) = ("application/xml; charset=utf-8", "text/html; charset=utf-8");
    check("", 200, xml);
    let formats = check("?id=full", 300, xml).text();
    assert!(formats.contains("<formats id=\"full\">"), "{formats}");
    let rdf = check("?id=full&format=rdf_zotero", 200, "application/rdf+xml; charset=utf-8");
    assert_eq!(rdf.body, house.get("/documents/full.rdf").body);
    check("?id=no", 404, html);
    check("?id=%3Cno%3E&format=ris", 404, html);
    check("?id=no&format=ris", 404, html);
    check("?id=full&format=marc", 406, html);
    check("?id=no&format=marc", 404, html);
    check("?id=lost", 410, html);
    check("?id=lost&format=ris", 410, html);
    for (query, to) in
        [("?id=old", "/archive/unapi?id=new"), ("?id=old&format=ris", "/archive/documents/new.ris")]
    {
        let moved = house.get(&format!("/unapi{query}"));
        assert_eq!((moved.status, moved.said("location")), (308, to));
    }
    for name in formats.split("name=\"").skip(1) {
        let name = name.split('"').next().unwrap();
        for id in ["full", "bare"] {
            let answer = house.get(&format!("/unapi?id={id}&format={name}"));
            assert_eq!(answer.status, 200, "{name}");
        }
    }
}

#[test]
fn every_list_names_the_identifiers_of_its_documents() {
    let house = house();
    let marker = "<abbr class=\"unapi-id\" title=\"full\" aria-hidden=\"true\"></abbr>";
    let server = "<link rel=\"unapi-server\" type=\"application/xml\" title=\"unAPI\" \
                  href=\"/archive/unapi\">";
    for path in ["/", "/documents", "/search?q=words", "/archives/avprf/0102/13", "/documents/full"]
    {
        let page = house.get(path).text();
        assert!(page.contains(marker), "{path}");
        assert!(page.contains(server), "{path}");
    }
    // Zotero fails over a whole list that holds a record without a title.
    let untitled = house.get("/documents/bare.rdf").text();
    assert!(untitled.contains("<dc:title>[Untitled document (bare)]</dc:title>"), "{untitled}");
    assert_eq!(house.get("/documents/full").text().matches("class=\"unapi-id\"").count(), 1);
}

#[test]
fn the_head_of_a_page_says_what_is_stated_and_nothing_else() {
    let house = house();
    let full = house.get("/documents/full").text();
    for tag in [
        "<meta name=\"z:itemType\" content=\"manuscript\">",
        "<meta name=\"DC.title\" content=\"Kim &#38; &#60;Son&#62; &#34;talk&#34;\">",
        "<meta name=\"DC.creator\" content=\"Puzanov, A. M.\">",
        "<meta name=\"z:translators\" content=\"Goldberg, Gary\">",
        "<meta name=\"DC.date\" content=\"1957-07-08\">",
        "<meta name=\"DC.rights\" content=\"Use it.\">",
        "<meta name=\"z:archive\" content=\"AVPRF\">",
        "<meta name=\"z:archiveLocation\" content=\"F. 0102, Op. 13\">",
        "<meta name=\"citation_publication_date\" content=\"1957/07/08\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<link rel=\"cite-as\" href=\"https://room.example/archive/documents/full\">",
    ] {
        assert!(full.contains(tag), "{tag} in {}", full.split("<body").next().unwrap());
    }
    let bare = house.get("/documents/bare").text();
    for name in ["DC.title", "DC.creator", "DC.date", "z:archive", "rel=\"license\"", "DC.rights"] {
        assert!(!bare.contains(name), "{name}");
    }
    assert!(!bare.contains("content=\"\""), "an empty tag");
    let script = full.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let json: serde_json::Value =
        serde_json::from_str(script.split("</script>").next().unwrap()).unwrap();
    assert_eq!(json, house.get("/documents/full.jsonld").json());
    assert_eq!(json["name"], "Kim & <Son> \"talk\"");
}
