//! The results of a search in rooms made for it: their order over all pages, and their passages.

use std::collections::BTreeSet;

use serde_json::Value;

use super::house::House;

fn file(title: &str, paragraphs: &[&str]) -> String {
    format!("---\ntitle: {title}\ndate: 1957-07-08\n---\n\n{}\n", paragraphs.join("\n\n"))
}

fn house(files: &[(String, String)]) -> House {
    let files: Vec<_> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    House::with(&files)
}

/// The documents of a page of results, by identifier.
fn ids(page: &Value) -> Vec<String> {
    let documents = page["documents"].as_array().unwrap();
    documents.iter().map(|document| document["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn documents_with_all_words_in_one_paragraph_come_first_on_every_page() {
    let (together, apart) = (30, 400);
    let filler = "Of what was said there is no other record. ".repeat(40);
    let both = format!("Of wheat and of rice nothing came. {filler}");
    let files =
        (0..together).map(|n| (format!("both-{n:03}.md"), file(&format!("Note {n}"), &[&both])));
    // These are short and hold the words often: by their worth alone they would come first.
    let (wheat, rice) = ("Wheat, wheat, wheat.", "Rice, rice, rice.");
    let others = (0..apart)
        .map(|n| (format!("else-{n:03}.md"), file(&format!("Other {n}"), &[wheat, rice])));
    let house = house(&files.chain(others).collect::<Vec<_>>());
    let asked = |query: &str, page: usize| {
        let answer = house.get(&format!("/search.json?q={query}&page={page}")).json();
        assert_eq!(answer["total"], together + apart, "{query}");
        ids(&answer)
    };
    // The last pages first as well: what is known of the order must not matter.
    for (query, pages) in [("wheat+rice", (1..=22).collect()), ("rice+wheat", vec![2, 22, 1, 3])] {
        let mut all = BTreeSet::new();
        for page in pages {
            let found = asked(query, page);
            assert_eq!(found.len(), if page == 22 { 10 } else { 20 }, "{query} {page}");
            for (place, id) in found.iter().enumerate() {
                let rank = (page - 1) * 20 + place;
                assert_eq!(id.starts_with("both"), rank < together, "{query} {rank} {id}");
                assert!(all.insert(id.clone()), "{id} comes twice");
            }
        }
    }
}

#[test]
fn a_passage_has_its_language_and_number_in_a_small_document_and_in_a_large_one() {
    let paragraphs = ["One.", "The mill at Hamhung stands.", "Three.", "# 글 {lang=ko}", "하나."];
    let korean = "함흥의 방앗간이 섰다.";
    let filler = "Of what was said there is no other record. ".repeat(9_000);
    let small = file("Small", &[&paragraphs[..], &[korean]].concat());
    let large = file("Large", &[&paragraphs[..], &[korean, &filler]].concat());
    let house = house(&[("small.md".to_owned(), small), ("large.md".to_owned(), large)]);
    for (query, anchor, text) in
        [("mill+Hamhung", "p2", paragraphs[1]), ("방앗간", "ko3", korean), ("섰다", "ko3", korean)]
    {
        let answer = house.get(&format!("/search.json?q={query}")).json();
        let documents = answer["documents"].as_array().unwrap();
        assert_eq!(documents.len(), 2, "{query} {answer}");
        for document in documents {
            let [passage] = &document["passages"].as_array().unwrap()[..] else {
                panic!("{document}")
            };
            assert_eq!((&passage["anchor"], &passage["text"]), (&anchor.into(), &text.into()));
        }
    }
}
