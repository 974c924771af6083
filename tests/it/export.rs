//! The room as plain files: every link in the copy leads to a file of the copy and to a place in
//! it, and the same room gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;
use reading_room::address::Links;
use reading_room::ingest::Ingest;
use reading_room::offprint;
use reading_room::store::Store;
use tempfile::TempDir;

/// Documents that the five seeds are not: three languages, no title, odd letters, many of one year.
fn odd_seeds() -> Vec<(String, String)> {
    let mut files = vec![
        (
            "three.md".to_owned(),
            "---\ntitle: \"Three & <more> \\\"100%\\\" #\"\ndate: 1957\n---\nKim Il Sung came. [trans. note: so \
             printed]\n\n# 일지 {lang=ko}\n\n김일성이 왔다.\n\n둘째.\n\n# Дневник {lang=ru}\n\nКим Ир Сен пришёл.\n"
                .to_owned(),
        ),
        ("bare.txt".to_owned(), "Words without anything.\n".to_owned()),
        (
            "collection.md".to_owned(),
            "---\ntitle: A Room\ncontact: us@example.org\n---\n\nSee [here](/documents/three) and [there](documents/bare#p2).\n"
                .to_owned(),
        ),
        (
            "redirects.toml".to_owned(),
            "[moved]\n\"old-name\" = \"three\"\n[gone.lost]\nreason = \"Not ours.\"\nby = \"Us\"\non = 2026-01-01\n"
                .to_owned(),
        ),
    ];
    for n in 0..60 {
        let text = format!(
            "---\ntitle: Letter {n}\ndate: 1958-0{}-01\narchive: \"A/B ar chive\"\n---\nLetter {n} from Kim Il Sung.\n",
            n % 9 + 1
        );
        files.push((format!("letter-{n}.md"), text));
    }
    files
}

/// The five seeds and the odd ones, two editions of one of them, taken in.
async fn room() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), seeds.join(entry.file_name())).unwrap();
    }
    for (name, text) in odd_seeds() {
        fs::write(seeds.join(name), text).unwrap();
    }
    let data = folder.path().join("data");
    let store = Store::open(&data.join("room.sqlite3")).await.unwrap();
    let ingest = Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).unwrap();
    ingest.pass(true).await.unwrap();
    fs::write(seeds.join("bare.txt"), "Other words.\n\nAnd more of them.\n").unwrap();
    ingest.pass(true).await.unwrap();
    (folder, store)
}

/// Every file below a folder, by its path from there.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The values of an attribute, without their escapes.
fn values(html: &str, attribute: &str) -> Vec<String> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|value| value.replace("&#38;", "&").replace("&amp;", "&").replace("&#39;", "'"))
        .collect()
}

/// The file that a link in a file leads to, in plain parts.
fn target(from: &str, link: &str) -> String {
    let decoded = percent_decode_str(link).decode_utf8().unwrap().into_owned();
    let mut path = PathBuf::from(from);
    path.pop();
    for part in Path::new(&decoded).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::ParentDir => assert!(path.pop(), "{from}: {link} leads out of the copy"),
            Component::CurDir => {}
            other => panic!("{from}: {link} holds {other:?}"),
        }
    }
    path.to_str().unwrap().to_owned()
}

/// What is wrong with the links of a copy whose living room is at `origin`; and how many there are.
fn broken(copy: &BTreeMap<String, Vec<u8>>, origin: &str) -> (Vec<String>, usize) {
    let is_page = |name: &str| Path::new(name).extension().is_some_and(|end| end == "html");
    let pages: BTreeMap<&str, &str> = copy
        .iter()
        .filter(|(name, _)| is_page(name))
        .map(|(name, body)| (name.as_str(), std::str::from_utf8(body).unwrap()))
        .collect();
    let identifiers: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(name, html)| (*name, values(html, "id").into_iter().collect()))
        .collect();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, html) in &pages {
        let canonical: BTreeSet<String> = html
            .split("<link rel=\"canonical\"")
            .skip(1)
            .flat_map(|rest| values(rest.split('>').next().unwrap(), "href"))
            .collect();
        let refreshed = values(html, "content");
        let refreshed = refreshed.iter().filter_map(|value| value.strip_prefix("0; url="));
        let links = values(html, "href").into_iter().chain(values(html, "src"));
        for link in links.chain(refreshed.map(str::to_owned)) {
            if canonical.contains(&link) || link.starts_with("mailto:") {
                continue;
            }
            count += 1;
            let is_outward = link.starts_with("https://") || link.starts_with("http://");
            if is_outward && !link.starts_with(origin) {
                continue;
            }
            if is_outward || link.starts_with('/') {
                wrong.push(format!("{name}: {link} leads to the living room"));
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            assert!(!path.contains('?'), "{name}: {link} asks a program");
            let to = if path.is_empty() { (*name).to_owned() } else { target(name, path) };
            if !copy.contains_key(&to) {
                wrong.push(format!("{name}: {link} leads to no file"));
            } else if !fragment.is_empty() {
                let fragment = percent_decode_str(fragment).decode_utf8().unwrap().into_owned();
                let stands =
                    identifiers.get(to.as_str()).is_some_and(|ids| ids.contains(&fragment));
                if !stands {
                    wrong.push(format!("{name}: {link} leads to no place"));
                }
            }
        }
    }
    (wrong, count)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_of_the_copy_leads_to_a_file_and_a_place_in_it() {
    let (folder, store) = room().await;
    for base in ["https://room.example", "https://room.example/archive"] {
        let links = Links::parse(base).unwrap();
        let into = folder.path().join(base.rsplit('/').next().unwrap());
        let written = offprint::written(&store, &links, &into).await.unwrap();
        assert_eq!(written.missing, [], "{base}");
        let copy = files(&into);
        assert_eq!(written.files + 1, copy.len(), "and the mark");
        let (wrong, count) = broken(&copy, "https://room.example");
        assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
        assert!(count > 2000, "{count}");
        for there in [
            "index.html",
            "search/index.html",
            "documents/index.html",
            "documents/page=2/index.html",
            "documents/year=1958,page=2/index.html",
            "documents/three/index.html",
            "documents/three.json",
            "documents/three/p1/index.html",
            "documents/three/ko2/index.html",
            "documents/three/ru1/index.html",
            "documents/three/n1/index.html",
            "documents/three/view=ko/index.html",
            "documents/three/source/index.html",
            "documents/three/source.txt",
            "documents/old-name/index.html",
            "documents/lost/index.html",
            "people/index.html",
            "terms/index.html",
            "timeline/index.html",
            "archives/index.html",
            "about/index.html",
            "robots.txt",
            "sitemap.xml",
            "favicon.ico",
        ] {
            assert!(copy.contains_key(there), "{base}: {there} is not there");
        }
        let text = |name: &str| String::from_utf8(copy[name].clone()).unwrap();
        let sheet = copy.keys().find(|name| name.starts_with("static/css/")).unwrap();
        for font in text(sheet).split("url(\"../").skip(1) {
            let (font, _) = font.split_once('"').unwrap();
            assert!(copy.contains_key(&format!("static/{font}")), "{base}: {font} is not there");
        }
        let document = text("documents/three/index.html");
        let canonical = format!("<link rel=\"canonical\" href=\"{base}/documents/three\">");
        assert!(document.contains(&canonical), "{document}");
        assert!(!document.contains("<form"), "{document}");
        assert!(document.contains("../../search/index.html"), "{document}");
        assert!(text("documents/lost/index.html").contains("Not ours."));
        assert!(text("documents/old-name/index.html").contains("0; url=../three/index.html"));
        assert!(text("documents/three/ru1/index.html").contains("view%3Dboth-ru/index.html#ru1"));
        assert_eq!(text("documents/bare/source.txt"), "Other words.\n\nAnd more of them.\n");
        let editions: Vec<&String> =
            copy.keys().filter(|name| name.starts_with("documents/bare/edition=")).collect();
        assert_eq!(
            editions.len(),
            copy.keys().filter(|n| n.starts_with("documents/three.")).count() + 1
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_room_gives_the_same_bytes_and_what_is_gone_goes() {
    let (folder, store) = room().await;
    let links = Links::parse("http://127.0.0.1:3000").unwrap();
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    offprint::written(&store, &links, &one).await.unwrap();
    offprint::written(&store, &links, &other).await.unwrap();
    let (first, second) = (files(&one), files(&other));
    let differ: Vec<_> =
        first.iter().filter(|(name, body)| second.get(*name) != Some(body)).collect();
    assert!(differ.is_empty(), "{:?}", differ.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!(first.len(), second.len());

    // Another copy into the same folder leaves what is not ours, and nothing of the one before.
    fs::write(one.join("CNAME"), "room.example\n").unwrap();
    let seeds = folder.path().join("seeds");
    fs::write(seeds.join("redirects.toml"), "").unwrap();
    let data = folder.path().join("data");
    let ingest = Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).unwrap();
    ingest.pass(true).await.unwrap();
    offprint::written(&store, &links, &one).await.unwrap();
    let third = files(&one);
    assert!(third.contains_key("CNAME") && !third.contains_key("documents/lost/index.html"));

    let full = folder.path().join("seeds");
    let refused = offprint::written(&store, &links, &full).await.unwrap_err().to_string();
    assert!(refused.contains("is not empty") && !refused.contains('\n'), "{refused}");
}
