//! Requests to a small room: a line with method and address, then header lines.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use tower::ServiceExt as _;

use super::room::{BASE, Room};
use super::xml;

thread_local! {
    static ROOM: Room = Room::new();
}

/// The largest answer, in bytes.
const LARGEST: usize = 8 << 20;

/// What every answer carries.
const ALWAYS: [&str; 6] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
];

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Whatever is asked is answered whole, and by the reader's fault if by any.
pub(super) fn request(bytes: &[u8]) {
    ROOM.with(|room| {
        let Some((request, is_bodiless)) = read(bytes, room) else { return };
        let (parts, body) = request.into_parts();
        let again = parts.clone();
        let answer = answered(room, Request::from_parts(parts, body));
        if !is_bodiless {
            lawful(&answer);
        }
        let tag = answer.headers.get(header::ETAG).cloned();
        if let (StatusCode::OK, &Method::GET, Some(tag)) = (answer.status, &again.method, tag) {
            let mut known = Request::from_parts(again, Body::empty());
            known.headers_mut().remove(header::IF_MODIFIED_SINCE);
            known.headers_mut().insert(header::IF_NONE_MATCH, tag);
            let answer = answered(room, known);
            assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
            lawful(&answer);
        }
    });
}

/// The request that the bytes are, and whether its answer goes out without its body; `@0` to `@2` stand for
/// documents of the room.
fn read(bytes: &[u8], room: &Room) -> Option<(Request<Body>, bool)> {
    let (head, body) = match bytes.windows(2).position(|two| two == b"\n\n") {
        Some(at) => (&bytes[..at], bytes[at + 2..].to_vec()),
        None => (bytes, Vec::new()),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let at = first.iter().position(|byte| *byte == b' ')?;
    let method = Method::from_bytes(&first[..at]).ok()?;
    let mut address = String::from_utf8_lossy(&first[at + 1..]).into_owned();
    for (n, id) in room.documents.iter().enumerate() {
        address = address.replace(&format!("@{n}"), id);
    }
    let address: Uri = address.parse().ok()?;
    let is_bodiless = method == Method::HEAD;
    let has_body = !body.is_empty();
    let length = body.len();
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = method;
    *request.uri_mut() = address;
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_static("room.example"));
    for line in lines.take(40) {
        let at = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..at]).ok()?;
        headers.append(name, HeaderValue::from_bytes(line[at + 1..].trim_ascii()).ok()?);
    }
    if has_body {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Some((request, is_bodiless))
}

fn answered(room: &Room, request: Request<Body>) -> Answer {
    room.runtime.block_on(async {
        let routes = room.routes.clone();
        let answer = routes.oneshot(request).await.expect("an answer, whatever is asked");
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, LARGEST).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

fn lawful(answer: &Answer) {
    let Answer { status, headers, body } = answer;
    assert!(!status.is_server_error(), "{status}: {}", String::from_utf8_lossy(body));
    for name in ALWAYS {
        let lines = headers.get_all(name).iter().count();
        assert_eq!(lines, 1, "{name} stands {lines} times in an answer {status}");
    }
    for name in [header::SET_COOKIE, header::SERVER] {
        assert!(!headers.contains_key(&name), "{name}");
    }
    let one = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().expect("ASCII"));
    if let Some(place) = one(header::LOCATION) {
        assert!(place.starts_with("/archive") || place.starts_with(BASE), "{place}");
    }
    let is_empty = matches!(status.as_u16(), 204 | 304);
    if is_empty || body.is_empty() {
        assert!(!is_empty || body.is_empty(), "{status} with a body");
        return;
    }
    let kind = one(header::CONTENT_TYPE).expect("a type");
    if headers.contains_key(header::CONTENT_ENCODING) {
        return;
    }
    let essence = kind.split(';').next().unwrap_or_default();
    let text = || std::str::from_utf8(body).expect("UTF-8");
    if essence.starts_with("text/") {
        assert!(kind.contains("charset=utf-8"), "{kind}");
    }
    match essence {
        "text/html" => drop(xml::html(text())),
        _ if essence.ends_with("json") => {
            serde_json::from_str::<serde_json::Value>(text()).expect("JSON");
        }
        _ if essence.ends_with("xml") => drop(xml::document(text())),
        _ if essence.starts_with("text/") => drop(text()),
        _ => {}
    }
}
