//! Documents that a reader chooses in lists, to be cited, saved and printed together.

use super::house::House;

fn house() -> House {
    let letter = |title: &str, words: &str| {
        format!(
            "---\ntitle: \"{title}\"\ndate: 1957-07-08\nsource: \"AVPRF F. 1, Op. 2, P. 3, Delo 4, Listy 5\"\n---\n\n{words}\n\nPak met them.\n"
        )
    };
    House::with(&[
        ("one.md", &letter("First <letter> & more", "Words of the embassy.")),
        ("two.md", &letter("Second letter", "Other words.\n\n# 글 {lang=ko}\n\n편지이다.")),
        ("bare.md", "Nothing but words.\n"),
        ("gone.md", &letter("A secret letter", "Secret words.")),
        (
            "redirects.toml",
            "[moved]\nformer = \"two\"\n[gone.gone]\nreason = \"Private\"\nby = \"R.\"\non = \"2026-01-01\"\nhide_title = true\n",
        ),
    ])
}

#[test]
fn chosen_documents_are_cited_in_their_order() {
    let house = house();
    let page = house.get("/selection?id=two&id=one&id=two").text();
    let list = page.split("<ol class=\"chosen-citations\">").nth(1).unwrap();
    let list = list.split("</ol>").next().unwrap();
    assert_eq!(list.matches("<li").count(), 2);
    let (two, one) = (list.find("Second letter").unwrap(), list.find("First").unwrap());
    assert!(two < one);
    assert!(!list.contains("<letter>"));
    assert!(page.contains("noindex"));
    assert!(page.contains("href=\"/selection?id=one\""), "each can be taken out");
    let mla = house.get("/selection?id=two&id=one&style=mla").text();
    assert_ne!(mla, page);
    assert!(
        mla.contains("id=two&#38;id=one&#38;style=apa")
            || mla.contains("id=two&amp;id=one&amp;style=apa")
    );
}

#[test]
fn what_is_not_here_is_said() {
    let house = house();
    let page = house.get("/selection?id=former&id=gone&id=nothing&id=%3Cb%3E&style=x").text();
    assert!(page.contains("Second letter"), "a moved one is found");
    assert!(page.contains("The document gone was withdrawn") && !page.contains("secret"));
    assert!(page.contains("nothing") && !page.contains("<b>"));
    let data: serde_json::Value =
        serde_json::from_slice(&house.get("/selection.json?id=former&id=gone&id=nothing").body)
            .unwrap();
    assert_eq!(data["documents"][0]["id"], "two");
    assert_eq!(data["withdrawn"][0], "gone");
    assert_eq!(data["unknown"][0], "nothing");
    assert_eq!(house.get("/selection.json?id=two&style=x").status, 400);
}

#[test]
fn more_than_fit_into_one_address_are_left_out_with_a_word() {
    let house = house();
    let many = |n: usize| (0..n).map(|at| format!("id=d{at}")).collect::<Vec<_>>().join("&");
    assert!(!house.get(&format!("/selection?{}", many(200))).text().contains("At most 200"));
    assert!(house.get(&format!("/selection?{}", many(201))).text().contains("At most 200"));
    assert_eq!(house.get(&format!("/selection.ris?{}", many(201))).status, 400);
}

#[test]
fn a_choice_is_saved_in_every_format_of_lists() {
    let house = house();
    for (suffix, holds) in [
        ("json", "Second letter"),
        ("csv", "Second letter"),
        ("atom", "Second letter"),
        ("ris", "Second letter"),
        ("bib", "Second letter"),
        ("csl.json", "Second letter"),
    ] {
        let answer = house.get(&format!("/selection.{suffix}?id=two&id=bare"));
        assert_eq!(answer.status, 200, "{suffix}");
        assert!(answer.text().contains(holds), "{suffix}");
    }
    let unknown = house.get("/selection.pdf?id=two");
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("/selection.ris?id=two"));
    assert_eq!(house.get("/selection").status, 200);
}

#[test]
fn the_texts_are_printed_together_on_demand() {
    let house = house();
    let without = house.get("/selection?id=two&id=bare").text();
    assert!(without.contains("texts=1") && !without.contains("편지이다"));
    let with = house.get("/selection?id=two&id=bare&texts=1").text();
    assert!(with.contains("편지이다") && with.contains("Nothing but words."));
    assert!(with.contains("lang=\"ko\""));
}

#[test]
fn lists_offer_their_documents_to_be_chosen() {
    let house = house();
    for path in ["/", "/documents", "/search?q=words", "/archives/avprf/1/2/3/4"] {
        let page = house.get(path).text();
        let boxes = page.matches("type=\"checkbox\" name=\"id\"").count();
        assert!(boxes >= 2, "{path}: {boxes}");
        assert_eq!(page.matches("id=\"choosing\"").count(), 1, "{path}");
        assert!(page.contains("action=\"/selection\""), "{path}");
    }
}
