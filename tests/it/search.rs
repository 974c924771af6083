//! What is found in the seeds, and what is not, asked over HTTP as a reader would.
//!
//! Two lists of queries stand in `data/`, each query with passages that must and must not be
//! found. A passage is found if it is among those that the search names, or marked on the page of
//! a document that the search lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::house::House;

#[derive(Deserialize)]
struct Queries {
    queries: Vec<Asked>,
}

#[derive(Deserialize)]
struct Asked {
    query: String,
    #[serde(default)]
    must: Vec<Place>,
    #[serde(default)]
    must_not: Vec<Place>,
    /// Nothing is found, and this spelling is offered.
    suggest: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    seed_file: String,
    contains: String,
}

/// The seeds in a room, and the texts of their paragraphs by anchor.
struct Reading {
    house: House,
    paragraphs: BTreeMap<String, Vec<(String, String)>>,
}

impl Reading {
    fn of_seeds(more: &[(&str, &str)]) -> Self {
        let mut files: Vec<(String, String)> = fs::read_dir("seeds")
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                let name = entry.file_name().into_string().unwrap();
                (name, fs::read_to_string(entry.path()).unwrap())
            })
            .collect();
        files.extend(more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let house = House::with(&files);
        let listing = house.get("/documents.json").json();
        let mut paragraphs = BTreeMap::new();
        for document in listing["documents"].as_array().unwrap() {
            let id = document["id"].as_str().unwrap().to_owned();
            let document = house.get(&format!("/documents/{id}.json")).json();
            let mut texts = Vec::new();
            for (language, body) in document["bodies"].as_object().unwrap() {
                for paragraph in body["paragraphs"].as_array().unwrap() {
                    let text = single_blanks(paragraph["text"].as_str().unwrap());
                    texts.push((anchor(language, &paragraph["n"]), text));
                }
            }
            paragraphs.insert(id, texts);
        }
        Self { house, paragraphs }
    }

    /// What is wrong with the answer to a query; nothing if it is right.
    fn faults(&self, asked: &Asked) -> Vec<String> {
        let words = reading_room::address::percent_encoded(&asked.query);
        let answer = self.house.get(&format!("/search.json?q={words}"));
        if answer.status != 200 {
            return vec![format!("status {}", answer.status)];
        }
        let answer = answer.json();
        let mut faults = Vec::new();
        if let Some(spelling) = &asked.suggest {
            if answer["total"] != 0 {
                faults.push(format!("{} found", answer["total"]));
            }
            if !answer["suggestions"].as_array().unwrap().contains(&Value::from(spelling.as_str()))
            {
                faults.push(format!("offered {}", answer["suggestions"]));
            }
        }
        let found = self.found(&answer, &words);
        for (places, must) in [(&asked.must, true), (&asked.must_not, false)] {
            for place in places {
                let (id, _) = place.seed_file.rsplit_once('.').unwrap();
                let anchors: Vec<&str> = self.paragraphs[id]
                    .iter()
                    .filter(|(_, text)| text.contains(&single_blanks(&place.contains)))
                    .map(|(anchor, _)| anchor.as_str())
                    .collect();
                if anchors.is_empty() {
                    faults.push(format!("no paragraph of {id} contains {:?}", place.contains));
                }
                let known = found.get(id);
                let is_found = |anchor: &&str| known.is_some_and(|found| found.contains(*anchor));
                if anchors.iter().any(is_found) != must {
                    let fault = if must { "not found" } else { "found" };
                    faults.push(format!(
                        "{fault}: {} {anchors:?} {:?}",
                        &id[..id.len().min(10)],
                        place.contains
                    ));
                }
            }
        }
        faults
    }

    /// The anchors of the paragraphs that are found, by document.
    fn found(&self, answer: &Value, words: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        // A query that was relaxed marks what it was relaxed to.
        let searched = answer["searched"].as_str().map(reading_room::address::percent_encoded);
        let words = searched.as_deref().unwrap_or(words);
        for document in answer["documents"].as_array().unwrap() {
            let id = document["id"].as_str().unwrap();
            let mut anchors = BTreeSet::new();
            for passage in document["passages"].as_array().unwrap() {
                let language = passage["language"].as_str().unwrap();
                anchors.insert(anchor(language, &passage["paragraph"]));
                assert!(passage["html"].as_str().unwrap().contains("<mark>"), "{passage}");
            }
            let page = self.house.get(&format!("/documents/{id}?q={words}")).text();
            for block in page.split("<div class=\"block ").skip(1) {
                let (_, rest) = block.split_once("id=\"").unwrap();
                let (id, rest) = rest.split_once('"').unwrap();
                let (_, words) = rest.split_once("class=\"words\"").unwrap();
                let (words, _) = words.split_once("\n</div>").unwrap();
                if words.contains("<mark>") {
                    anchors.insert(id.to_owned());
                }
            }
            found.insert(id.to_owned(), anchors);
        }
        found
    }

    fn check(&self, list: &str) {
        let list: Queries = serde_json::from_str(list).unwrap();
        let mut report = String::new();
        for asked in &list.queries {
            let faults = self.faults(asked);
            if !faults.is_empty() {
                report.extend([&asked.query, "\n  ", &faults.join("\n  "), "\n"]);
            }
        }
        let wrong = report.lines().filter(|line| !line.starts_with(' ')).count();
        assert!(report.is_empty(), "{wrong} of {} are wrong:\n{report}", list.queries.len());
    }
}

/// `p14` or `ko14`.
fn anchor(language: &str, n: &Value) -> String {
    format!("{}{n}", if language == "en" { "p" } else { language })
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_seeds_answer_the_queries_that_the_design_was_measured_by() {
    Reading::of_seeds(&[]).check(include_str!("data/search-queries.json"));
}

#[test]
fn queries_that_were_written_before_they_were_tried_are_answered_too() {
    let letters = include_str!("data/held-out-letters.md");
    Reading::of_seeds(&[("held-out-letters.md", letters)])
        .check(include_str!("data/held-out-queries.json"));
}
