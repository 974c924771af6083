//! The header lines that every answer carries, errors, redirects and empty ones included.
//!
//! The policy lets a page load what the room itself serves and nothing else, and no script or style
//! that stands in the page. A handler that set a line already (the sandbox of a source file) keeps
//! it.
//!
//! Scripts of any site may read the room (CORS). That opens nothing: the room knows no cookies, no
//! logins and no clients, so a page elsewhere sees what everybody sees.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

const ALWAYS: [(HeaderName, HeaderValue); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
    ),
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
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(
            "Allow, Content-Disposition, ETag, Link, Location, Repr-Digest, Vary",
        ),
    ),
];

/// Two years, and only where the public address is https: a browser that has seen it never asks
/// by http again.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Whether the room's public address is https.
#[derive(Debug, Clone, Copy)]
pub(super) struct IsHttps(pub(super) bool);

/// Sets the lines on whatever answer comes from within.
pub(super) async fn lined(
    State(is_https): State<IsHttps>,
    request: Request,
    next: Next,
) -> Response {
    let mut answer = next.run(request).await;
    for (name, value) in lines(is_https) {
        answer.headers_mut().entry(name).or_insert(value);
    }
    answer
}

/// What a browser is told that asks whether a page of another site may read an address.
pub(super) fn preflight(methods: &'static str) -> Response {
    let lines = [
        (header::ALLOW, methods),
        (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Accept, Accept-Language, Content-Type, If-Modified-Since, If-None-Match, \
             X-Requested-With",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, lines).into_response()
}

/// The lines with their values.
pub(super) fn lines(is_https: IsHttps) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let https = is_https.0.then_some((header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY));
    ALWAYS.into_iter().chain(https)
}
