//! What every request must be before a handler sees it.
//!
//! In comes any request that could be read at all; out goes one with a plain path below the room,
//! or a refusal. The room only gives: it takes GET and HEAD and no body, but for harvesters, who
//! may send their question as a form. What a browser asks before it reads the room for a page of
//! another site (OPTIONS) is answered here for all addresses alike.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Reception;
use super::error::Error;
use super::wanted::{Wanted, wanted};
use crate::view::Trouble;

/// The longest path that is answered, in bytes.
const LONGEST_PATH: usize = 8 * 1024;
/// The longest query that is answered, in bytes: two hundred documents chosen by their identifiers
/// fit.
const LONGEST_QUERY: usize = 32 * 1024;
/// The longest header that is answered, all lines together, in bytes.
const LONGEST_HEADER: usize = 32 * 1024;

/// The address that takes forms.
const HARVEST: &str = "/oai";

/// The methods that an address takes, as `Allow` lists them.
struct Methods(&'static str);

impl Methods {
    const PLAIN: Self = Self("GET, HEAD, OPTIONS");
    const WITH_FORMS: Self = Self("GET, HEAD, POST, OPTIONS");

    fn take(&self, method: &Method) -> bool {
        self.0.split(", ").any(|known| known == method.as_str())
    }
}

/// Lets a request through, with the path that the routes know, or answers in their place.
pub(super) async fn guarded(
    State(reception): State<Reception>,
    mut request: Request,
    next: Next,
) -> Response {
    let base_path = reception.links().base_path();
    let wanted = wanted(request.uri().path(), base_path);
    let methods =
        if matches!(wanted, Wanted::Here(HARVEST)) { Methods::WITH_FORMS } else { Methods::PLAIN };
    if let Some(trouble) = refusal(&request, &methods) {
        let mut answer = Error::from(trouble.clone()).into_response();
        let headers = answer.headers_mut();
        if trouble == Trouble::MethodNotAllowed {
            headers.insert(header::ALLOW, HeaderValue::from_static(methods.0));
        }
        if has_body(request.headers()) {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        return answer;
    }
    if request.method() == Method::OPTIONS {
        return reception.policy().preflight(methods.0);
    }
    let query = request.uri().query();
    let path = match wanted {
        Wanted::Here(path) => path,
        Wanted::Unreadable => return Error::from(Trouble::BadRequest).into_response(),
        Wanted::Elsewhere(path) => {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            return Error::Moved(format!("{base_path}{path}{query}")).into_response();
        }
    };
    let below = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    if reception.policy().is_private && is_for_strangers(path) {
        return Error::from(Trouble::NotFound).into_response();
    }
    match below.parse::<Uri>() {
        Ok(below) => *request.uri_mut() = below,
        Err(_) => return Error::from(Trouble::BadRequest).into_response(),
    }
    next.run(request).await
}

/// Why the request is not answered, if it is not.
fn refusal(request: &Request, methods: &Methods) -> Option<Trouble> {
    let headers = request.headers();
    let address = request.uri();
    let is_long = address.path().len() > LONGEST_PATH
        || address.query().is_some_and(|query| query.len() > LONGEST_QUERY);
    let lines = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    if !methods.take(request.method()) {
        Some(Trouble::MethodNotAllowed)
    } else if has_body(headers) && request.method() != Method::POST {
        Some(Trouble::BodyRefused)
    } else if !is_path(request.method(), address) {
        Some(Trouble::BadRequest)
    } else if is_long {
        Some(Trouble::AddressTooLong)
    } else if lines.sum::<usize>() > LONGEST_HEADER {
        Some(Trouble::HeadTooLarge)
    } else if !names_one_host(request) {
        Some(Trouble::BadRequest)
    } else {
        None
    }
}

/// Whether an address serves those alone who come without a reader: harvesters and search engines.
/// A private room has nothing for them; its readers' own tools are let be.
fn is_for_strangers(path: &str) -> bool {
    path == HARVEST || path.starts_with("/sitemap")
}

/// Whether the address is a path, alone or behind a host, or stands for the room as a whole, which
/// is asked by OPTIONS alone (RFC 9112, 3.2).
fn is_path(method: &Method, address: &Uri) -> bool {
    address.path().starts_with('/') || (*method == Method::OPTIONS && address.path() == "*")
}

/// Whether the client means to send a body.
fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(header::TRANSFER_ENCODING)
        || headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0")
}

/// Whether the request names its host as it must: once, and not at all only before HTTP/1.1
/// (RFC 9112, 3.2). Which host it names is of no matter, as no address is made from it.
fn names_one_host(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.as_bytes().iter().all(|byte| is_of_host(*byte)),
        (None, None) => request.version() < Version::HTTP_11,
        _ => false,
    }
}

/// Whether a host's name, with its port, may hold the byte.
pub(super) fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:[]%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn a_request_is_refused_for_what_is_wrong_with_it() {
        let check = |method: &str, address: &str, lines: &[(&str, &str)], expect| {
            let mut request = Request::builder().method(method).uri(address);
            for (name, value) in lines {
                request = request.header(*name, *value);
            }
            assert_eq!(
                refusal(&request.body(Body::empty()).unwrap(), &Methods::PLAIN),
                expect,
                "{method} {lines:?}"
            );
        };
        let host = ("host", "h:3000");
        check("GET", "/", &[host], None);
        check("HEAD", "/", &[host, ("content-length", "0")], None);
        check("POST", "/", &[host], Some(Trouble::MethodNotAllowed));
        check("OPTIONS", "/", &[host], None);
        check("TRACE", "/", &[host], Some(Trouble::MethodNotAllowed));
        check("GET", "/", &[host, ("content-length", "1")], Some(Trouble::BodyRefused));
        check("GET", "/", &[host, ("transfer-encoding", "chunked")], Some(Trouble::BodyRefused));
        check("GET", "/", &[], Some(Trouble::BadRequest));
        check("GET", "/", &[host, host], Some(Trouble::BadRequest));
        check("GET", "/", &[("host", "a b")], Some(Trouble::BadRequest));
        check("GET", "/", &[("host", "")], None);
        let long = "a".repeat(9000);
        check("GET", &format!("/{long}"), &[host], Some(Trouble::AddressTooLong));
        check("GET", &format!("/?{long}"), &[host], None);
        let longer = long.repeat(4);
        check("GET", &format!("/?{longer}"), &[host], Some(Trouble::AddressTooLong));
        let many = [host, ("a", &long), ("b", &long), ("c", &long), ("d", &long)];
        check("GET", "/", &many, Some(Trouble::HeadTooLarge));
    }
}
