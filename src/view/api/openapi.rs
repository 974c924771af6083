//! The room described for machines, by `OpenAPI` 3.1
//! (<https://spec.openapis.org/oas/v3.1.1.html>).
//!
//! Left out are pages, which are for people, and static files. What the protocol of harvesters
//! says about its arguments is not said again in a schema: whatever they are, the answer is 200.

use serde_json::{Map, Value, json};

use super::super::Room;
use super::endpoints::{Endpoint, Twin, endpoints, parameter};
use crate::export::json::{PROBLEM, Shape, schemas};

/// The description.
#[must_use]
pub fn openapi(room: &Room) -> String {
    let mut paths = Map::new();
    for endpoint in endpoints() {
        for twin in &endpoint.twins {
            let path = format!("{}{}", endpoint.path, twin.ending);
            paths.insert(path, json!({ "get": operation(room, &endpoint, twin) }));
        }
    }
    paths.insert("/oai".to_owned(), harvest(room));
    for (path, name, media_type) in OTHERS {
        let answers =
            json!({ "200": given(room, media_type, None), "304": refused("NotModified") });
        let operation = json!({
            "operationId": name,
            "summary": room.say(&format!("api-{name}")),
            "responses": answers,
        });
        paths.insert(path.to_owned(), json!({ "get": operation }));
    }
    let mut info = json!({
        "title": room.title,
        "version": room.version,
        "description": room.say("api-what"),
    });
    if let Some(licence) = &room.licence {
        info["license"] = json!({ "name": licence, "url": licence });
    }
    if let Some(contact) = &room.contact {
        let is_page = contact.starts_with("http://") || contact.starts_with("https://");
        let address = contact.trim_start_matches("mailto:");
        info["contact"] =
            if is_page { json!({ "url": contact }) } else { json!({ "email": address }) };
    }
    let front = room.lasting.absolute(&room.lasting.front());
    let description = json!({
        "openapi": "3.1.0",
        "info": info,
        "servers": [{ "url": front.trim_end_matches('/') }],
        "externalDocs": { "url": room.lasting.absolute(&room.lasting.api()) },
        "paths": paths,
        "components": { "schemas": schemas(), "responses": responses(room) },
    });
    let mut text = description.to_string();
    text.push('\n');
    text
}

/// What else is there for programs: path, name and media type.
const OTHERS: [(&str, &str, &str); 6] = [
    ("/openapi.json", "openapi", "application/json"),
    ("/feed.atom", "feed", "application/atom+xml"),
    ("/feed.json", "feed-json", "application/feed+json"),
    ("/corrections.atom", "corrections", "application/atom+xml"),
    ("/opensearch.xml", "opensearch", "application/opensearchdescription+xml"),
    ("/sitemap.xml", "sitemap", "application/xml"),
];

fn operation(room: &Room, endpoint: &Endpoint, twin: &Twin) -> Value {
    let of_path = endpoint.path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        Some(described(room, name, "path", &json!({ "type": "string" })))
    });
    let of_query = endpoint.query.iter().map(|name| {
        let is_of_records = !matches!(twin.ending.as_str(), ".json" | ".csv" | ".atom");
        let name = if *name == "page" && is_of_records { "page-of-records" } else { *name };
        let (sent, schema) = parameter(name);
        let mut described = described(room, name, "query", &schema);
        described["name"] = json!(sent);
        described
    });
    let mut answers = Map::new();
    answers.insert("200".to_owned(), given(room, twin.media_type, twin.shape));
    answers.insert("304".to_owned(), refused("NotModified"));
    for status in endpoint.refusals {
        let (_, name) = REFUSALS.iter().find(|(known, _)| known == status).unwrap_or(&FAILED);
        answers.insert(status.to_string(), refused(name));
    }
    answers.insert("500".to_owned(), refused(FAILED.1));
    let id = format!("{}{}", endpoint.path, twin.ending);
    let id: String = id.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    json!({
        "operationId": id.trim_matches('_'),
        "summary": room.say(&format!("api-{}", endpoint.name)),
        "description": room.say(&format!("api-{}.words", endpoint.name)),
        "parameters": of_path.chain(of_query).collect::<Vec<_>>(),
        "responses": answers,
    })
}

fn described(room: &Room, name: &str, place: &str, schema: &Value) -> Value {
    json!({
        "name": name,
        "in": place,
        "required": place == "path",
        "description": room.say(&format!("api-parameter-{name}")),
        "schema": schema,
    })
}

/// An answer with content.
fn given(room: &Room, media_type: &str, shape: Option<Shape>) -> Value {
    // The parameters of a type, such as the charset, are no part of the key.
    let key = media_type.split(';').next().unwrap_or_default();
    let content = match shape {
        Some(shape) => json!({ "schema": shape.reference() }),
        None if key.ends_with("json") => json!({ "schema": {} }),
        None => json!({ "schema": { "type": "string" } }),
    };
    json!({ "description": room.say("api-status-200"), "content": { key: content } })
}

/// The statuses that refuse, and the names that their answers have here.
const REFUSALS: [(u16, &str); 8] = [
    (300, "Several"),
    (303, "Found"),
    (308, "Moved"),
    (400, "ParameterUnreadable"),
    (404, "NotFound"),
    (410, "Gone"),
    (422, "SearchTooBroad"),
    (503, "Unavailable"),
];
const FAILED: (u16, &str) = (500, "Failed");

fn refused(name: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{name}") })
}

fn responses(room: &Room) -> Value {
    let mut responses = Map::new();
    let says = |status: u16| room.say(&format!("api-status-{status}"));
    responses.insert("NotModified".to_owned(), json!({ "description": says(304) }));
    let others = [(413, "BodyTooLong"), (415, "MediaTypeRefused"), FAILED];
    for (status, name) in REFUSALS.into_iter().chain(others) {
        let mut response = json!({ "description": says(status) });
        if matches!(status, 303 | 308) {
            let target = json!({ "schema": { "type": "string" }, "required": true });
            response["headers"] = json!({ "Location": target });
        } else {
            let content = json!({ "schema": Shape::Problem.reference() });
            response["content"] = json!({ PROBLEM: content });
        }
        responses.insert(name.to_owned(), response);
    }
    Value::Object(responses)
}

/// The arguments of the harvesters' protocol.
const ARGUMENTS: [&str; 7] =
    ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"];

fn harvest(room: &Room) -> Value {
    let answer = given(room, "text/xml", None);
    let argument =
        |name: &&str| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let property = |name: &&str| ((*name).to_owned(), json!({ "type": "string" }));
    let properties: Map<String, Value> = ARGUMENTS.iter().map(property).collect();
    let form = json!({ "schema": { "type": "object", "properties": properties } });
    let (summary, description) = (room.say("api-oai"), room.say("api-oai.words"));
    json!({
        "get": {
            "operationId": "harvest",
            "summary": summary,
            "description": description,
            "parameters": ARGUMENTS.iter().map(argument).collect::<Vec<_>>(),
            "responses": { "200": answer, "500": refused(FAILED.1) },
        },
        "post": {
            "operationId": "harvest_by_form",
            "summary": summary,
            "description": description,
            "requestBody": {
                "content": { "application/x-www-form-urlencoded": form },
            },
            "responses": {
                "200": answer,
                "413": refused("BodyTooLong"),
                "415": refused("MediaTypeRefused"),
                "500": refused(FAILED.1),
            },
        },
    })
}
