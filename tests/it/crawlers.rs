//! What those that follow every link come to: no more than the documents make.

use std::collections::BTreeSet;

use super::house::House;

/// A room of `count` documents in a few archives, years, languages and files.
fn house(count: usize) -> House {
    let files: Vec<(String, String)> = (0..count)
        .map(|n| {
            let (year, archive) = (1950 + n % 4, ["AVPRF", "RGANI", "GARF"][n % 3]);
            let text = format!(
                "---\ntitle: Letter {n}\ndate: {year}-{:02}-{:02}\nsource: \"{archive} F. {}, Op. 1, P. 2, Delo {}, Listy {n}\"\n---\n\nWords of letter {n}.\n\nMore of it.\n{}",
                n % 12 + 1,
                n % 28 + 1,
                n % 5,
                n / 4,
                if n % 2 == 0 { "" } else { "\n# 글 {lang=ko}\n\n편지이다.\n" },
            );
            (format!("letter-{n:03}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    House::with(&files)
}

/// Paths that the page leads to, links left out that are not to be followed.
fn links(html: &str) -> Vec<String> {
    let tags = html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| !tag.contains("nofollow"))
        .filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next())
        .map(|path| path.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .filter(|path| path.starts_with('/'))
        .collect()
}

/// Every address that can be reached from the front page, as a crawler of good manners does.
fn crawled(house: &House) -> BTreeSet<String> {
    let robots = house.get("/robots.txt").text();
    let barred: Vec<&str> =
        robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).collect();
    assert_eq!(
        barred,
        ["/search?", "/search.", "/selection", "/documents.*?", "/documents/*/history?"]
    );
    let mut found = BTreeSet::from(["/".to_owned()]);
    let mut waiting = vec!["/".to_owned()];
    while let Some(path) = waiting.pop() {
        let answer = house.get(&path);
        assert!([200, 302].contains(&answer.status), "{path} answers {}", answer.status);
        if answer.header("content-type").is_none_or(|kind| !kind.starts_with("text/html")) {
            continue;
        }
        for link in links(&answer.text()) {
            if !barred.iter().any(|barred| link.starts_with(barred)) && found.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
    found
}

#[test]
fn what_can_be_crawled_grows_with_the_documents_and_not_with_combinations() {
    let (small, large) = (crawled(&house(30)), crawled(&house(60)));
    assert!(small.len() > 60, "{}", small.len());
    assert!(large.len() <= 2 * small.len() + 10, "{} and {}", small.len(), large.len());
    for path in &large {
        let facets = ["year=", "archive=", "language=", "person=", "from=", "to="];
        let count = facets.iter().filter(|facet| path.contains(*facet)).count();
        assert!(count <= 1, "{path}");
    }
}

#[test]
fn one_value_may_be_indexed_and_a_combination_may_not() {
    let house = house(12);
    let check = |path: &str, listed: bool| {
        let page = house.get(path).text();
        assert_eq!(!page.contains("noindex"), listed, "{path}");
    };
    for path in [
        "/",
        "/documents",
        "/archives",
        "/archives/avprf",
        "/timeline",
        "/documents/letter-001",
        "/search",
    ] {
        check(path, true);
    }
    for path in ["/documents?year=1951", "/documents?archive=AVPRF", "/documents?language=ko"] {
        check(path, true);
        let page = house.get(path).text();
        assert!(page.contains(&format!(
            "<link rel=\"canonical\" href=\"http://{}{path}\">",
            house.address
        )));
    }
    for path in [
        "/documents?archive=AVPRF&language=ko",
        "/documents?from=1951",
        "/documents?from=1951-02&to=1951-02",
        "/documents?archive=nowhere",
        "/search?q=letter",
    ] {
        check(path, false);
    }
}

#[test]
fn the_list_of_addresses_holds_each_kind_of_page_and_no_combination() {
    let house = house(12);
    let xml = house.get("/sitemap.xml").text();
    let paths: Vec<String> = xml
        .split("<loc>")
        .skip(1)
        .map(|rest| {
            rest.split("</loc>").next().unwrap().replace("&amp;", "&").replace("&#38;", "&")
        })
        .map(|address| address.replace(&format!("http://{}", house.address), ""))
        .collect();
    for path in [
        "/",
        "/documents",
        "/archives",
        "/archives/garf",
        "/timeline",
        "/people",
        "/terms",
        "/documents/letter-000",
        "/documents?year=1950",
        "/documents?archive=GARF",
        "/documents?language=ko",
    ] {
        assert!(paths.contains(&path.to_owned()), "{path} is not in {paths:?}");
    }
    for path in &paths {
        assert!(!path.contains('&'), "{path}");
        assert_eq!(house.get(path).status, 200, "{path}");
    }
}
