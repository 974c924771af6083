//! The header lines that every answer carries, errors, redirects and empty ones included.
//!
//! The policy lets a page load what the room itself serves and nothing else, and no script or style
//! that stands in the page. A handler that set a line already (the sandbox of a source file) keeps
//! it.
//!
//! Scripts of any site may read an open room (CORS). That opens nothing: the room knows no cookies,
//! no logins and no clients, so a page elsewhere sees what everybody sees. A private room lies
//! behind a proxy that knows its readers: there no other site may read or embed anything, nothing
//! is kept on the way, and no search engine lists anything. The room's own style sheets, fonts and
//! script are the same in every room and say nothing about it; a reader's browser may keep them.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), \
             display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
             gyroscope=(), hid=(), idle-detection=(), interest-cohort=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), picture-in-picture=(), \
             publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), \
             web-share=(), xr-spatial-tracking=()",
        ),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Who may load what the room serves.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What an open room says besides.
const OPEN: [(HeaderName, HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (RESOURCE_POLICY, HeaderValue::from_static("cross-origin")),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "Allow, Content-Disposition, ETag, Link, Location, Repr-Digest, Retry-After, Vary",
        ),
    ),
];

/// What a private room says besides.
const PRIVATE: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, NOT_KEPT),
    (
        // Whoever was away too long and then searches is led by the proxy to its sign-in, which may
        // have a host of its own: browsers hold that against the form.
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; form-action 'self' https:; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow, noarchive"),
    ),
];

/// What is said of every answer of a private room.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("private, no-store");

/// How long a reader's browser keeps the private room's own files.
const PRIVATE_FILE: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// Two years, and only where the public address is https: a browser that has seen it never asks
/// by http again.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// When a client that met a busy room should ask again, in seconds.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

/// What decides about the lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Policy {
    /// Whether the room's public address is https.
    pub(super) is_https: bool,
    /// Whether the room is for those alone whom a proxy lets in.
    pub(super) is_private: bool,
}

/// Sets the lines on whatever answer comes from within.
pub(super) async fn lined(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let is_busy = answer.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = answer.headers_mut();
    policy.line(headers);
    if is_busy {
        headers.entry(header::RETRY_AFTER).or_insert(AGAIN);
    }
    answer
}

impl Policy {
    /// What an answer has already stays, but for what would open a private room.
    pub(super) fn line(self, headers: &mut HeaderMap) {
        if self.is_private {
            let kept = headers.get(header::CACHE_CONTROL);
            let is_file = kept.is_some_and(|kept| kept.as_bytes().ends_with(b"immutable"));
            let kept = if is_file { PRIVATE_FILE } else { NOT_KEPT };
            headers.insert(header::CACHE_CONTROL, kept);
        }
        for (name, value) in self.lines() {
            headers.entry(name).or_insert(value);
        }
    }

    /// The lines with their values.
    fn lines(self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let https = self.is_https.then_some((header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY));
        let besides = if self.is_private { PRIVATE } else { OPEN };
        ALWAYS.into_iter().chain(besides).chain(https)
    }

    /// What a browser is told that asks whether a page of another site may read an address.
    pub(super) fn preflight(self, methods: &'static str) -> Response {
        let mut answer = (StatusCode::NO_CONTENT, [(header::ALLOW, methods)]).into_response();
        if !self.is_private {
            let lines = [
                (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
                (
                    header::ACCESS_CONTROL_ALLOW_HEADERS,
                    "Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, \
                     X-Requested-With",
                ),
                (header::ACCESS_CONTROL_MAX_AGE, "86400"),
            ];
            for (name, value) in lines {
                answer.headers_mut().insert(name, HeaderValue::from_static(value));
            }
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_room_lets_nothing_be_kept_but_its_own_files() {
        let check = |is_private, had: &'static str, expect: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(had));
            Policy { is_https: false, is_private }.line(&mut headers);
            assert_eq!(headers[header::CACHE_CONTROL], expect, "{had}");
            assert_eq!(headers.contains_key("x-robots-tag"), is_private);
            assert_eq!(headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), !is_private);
        };
        check(false, "no-cache", "no-cache");
        check(true, "no-cache", "private, no-store");
        check(true, "max-age=3600", "private, no-store");
        check(true, "public, max-age=31536000, immutable", "private, max-age=31536000, immutable");
    }
}
