//! The description of the room's data, held against the room.

use serde_json::Value;

use super::house::House;

const FILE: &str = "---\ntitle: One & two\ndate: 1957-07-08\narchive: AVPRF\nsource: AVPRF F. 0102, Op. 13, P. 72, Delo 5, Listy 1-2\n---\n\nKim Il Sung spoke. [trans. note: a note]\n\n# 하나 {lang=ko}\n\n김일성이 말하였다.\n";
const PEOPLE: &str = "[[person]]\nid = \"kim-il-sung\"\nname = \"Kim Il Sung\"\n";

fn house() -> House {
    House::with(&[
        ("a.md", FILE),
        ("b.txt", "Words alone.\n"),
        ("c.txt", ""),
        ("people.toml", PEOPLE),
        (
            "redirects.toml",
            "[gone.d]\nreason = \"Not ours\"\nby = \"The editors\"\non = 2026-01-01\n",
        ),
    ])
}

/// What of the value is not as the schema has it: JSON Schema as far as the description uses it.
fn misfit(root: &Value, schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target =
            root.pointer(reference.trim_start_matches('#')).expect("a reference that leads");
        return misfit(root, target, value, at);
    }
    if let Some(choices) = schema["anyOf"].as_array().or_else(|| schema["oneOf"].as_array()) {
        let fits = choices.iter().any(|choice| misfit(root, choice, value, at).is_none());
        return (!fits).then(|| format!("{at}: {value} is none of {choices:?}"));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let takes = match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.contains(&Value::from(kind)),
        _ => true,
    };
    if !takes {
        return Some(format!("{at}: {value} is not {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        return Some(format!("{at}: {value} is not among {}", schema["enum"]));
    }
    match value {
        Value::Object(members) => {
            let required = schema["required"].as_array().into_iter().flatten();
            for name in required.filter_map(Value::as_str) {
                if !members.contains_key(name) {
                    return Some(format!("{at}: {name} is missing"));
                }
            }
            members.iter().find_map(|(name, member)| {
                let of_member = match &schema["properties"][name] {
                    Value::Null => &schema["additionalProperties"],
                    schema => schema,
                };
                if of_member.is_null() {
                    return Some(format!("{at}: {name} is not described"));
                }
                misfit(root, of_member, member, &format!("{at}.{name}"))
            })
        }
        Value::Array(items) => items.iter().enumerate().find_map(|(n, item)| {
            let of_item = schema["prefixItems"].get(n).unwrap_or(&schema["items"]);
            misfit(root, of_item, item, &format!("{at}[{n}]"))
        }),
        _ => None,
    }
}

/// The path with something that there is for each of its parameters.
fn filled(path: &str) -> String {
    [
        ("{id}", "a"),
        ("{place}", "ko1"),
        ("{person}", "kim-il-sung"),
        ("{archive}", "avprf"),
        ("{fond}", "0102"),
        ("{opis}", "13"),
        ("{papka}", "72"),
        ("{delo}", "5"),
    ]
    .iter()
    .fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
}

#[test]
fn every_address_of_the_description_answers_as_it_says() {
    let house = house();
    let description = house.get("/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() > 20);
    for (path, operations) in paths {
        let query = match path.as_str() {
            path if path.starts_with("/search") => "?q=Kim",
            "/oai" => "?verb=Identify",
            _ => "",
        };
        let answer = house.get(&format!("{}{query}", filled(path)));
        assert_eq!(answer.status, 200, "{path}");
        let content = operations["get"]["responses"]["200"]["content"].as_object().unwrap();
        let media_type = answer.said("content-type").split(';').next().unwrap().to_owned();
        let said = content.get(&media_type).unwrap_or_else(|| panic!("{path} is {media_type}"));
        if media_type == "application/json" && path != "/openapi.json" {
            let schema = &said["schema"];
            assert_eq!(misfit(&description, schema, &answer.json(), path), None);
        }
    }
}

#[test]
fn refusals_are_problems_as_the_description_has_them() {
    let house = house();
    let description = house.get("/openapi.json").json();
    let problem = &description["components"]["schemas"]["Problem"];
    for (path, status) in [
        ("/documents/zzz.json", 404),
        ("/documents/zzz.ris", 404),
        ("/documents/d.json", 410),
        ("/documents/a.json?edition=short", 400),
        ("/documents.csv?year=x&from=y", 400),
        ("/search.atom?page=0", 400),
        ("/people.json?page=%2B1", 400),
        ("/people/nobody.json", 404),
        ("/archives/zzz.csv", 404),
        ("/documents/a/source.txt?edition=x", 400),
    ] {
        let answer = house.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.said("content-type"), "application/problem+json", "{path}");
        let json = answer.json();
        assert_eq!(misfit(&description, problem, &json, path), None);
        assert_eq!(json["status"], status);
        assert_eq!(json.get("errors").is_some(), status == 400, "{path}");
    }
    let page = house.asked("GET", "/documents.csv?year=x", &[("Accept", "text/html")]);
    assert_eq!((page.status, page.said("content-type")), (400, "text/html; charset=utf-8"));
}

#[test]
fn a_page_tells_people_and_every_page_leads_there() {
    let house = house();
    let page = house.get("/api").text();
    let own = format!("http://{}", house.address);
    for words in ["/documents/{id}", ".json", "curl", "problem", "/oai", &own] {
        assert!(page.contains(words), "{words}");
    }
    for path in ["/", "/documents", "/documents/a"] {
        let page = house.get(path).text();
        assert!(
            page.contains("rel=\"service-desc\" type=\"application/json\" href=\"/openapi.json\"")
        );
        assert!(page.contains("rel=\"service-doc\" type=\"text/html\" href=\"/api\""));
    }
}
