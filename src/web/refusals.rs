//! The room's answers to requests whose head cannot be read, made once at the start.

use axum::body::Bytes;
use axum::http::{HeaderValue, header};

use super::Reception;
use super::connection::Refusals;
use super::error::Error;
use super::headers::{IsHttps, lines};
use crate::view::{Room, Trouble};

impl Refusals {
    /// The refusals of this room.
    pub async fn of(reception: &Reception) -> Self {
        let room = reception.plain_room_or_unnamed().await;
        let refusal = |trouble| raw(&room, &Error::from(trouble), reception.is_https());
        Self {
            unreadable: refusal(Trouble::BadRequest),
            address_too_long: refusal(Trouble::AddressTooLong),
            head_too_large: refusal(Trouble::HeadTooLarge),
        }
    }
}

/// The error's page as it goes over the connection, head and all.
fn raw(room: &Room, error: &Error, is_https: IsHttps) -> Bytes {
    let status = error.status();
    let (media_type, body) = match error.content(room, None) {
        Ok(content) => (content.media_type, content.body),
        Err(_) => ("text/plain".into(), Vec::new()),
    };
    let mut raw = format!("HTTP/1.1 {status}\r\n").into_bytes();
    let length = HeaderValue::from(body.len());
    let media_type =
        HeaderValue::from_str(&media_type).unwrap_or(HeaderValue::from_static("text/plain"));
    let own = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_LENGTH, length),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONNECTION, HeaderValue::from_static("close")),
    ];
    for (name, value) in own.into_iter().chain(lines(is_https)) {
        raw.extend_from_slice(name.as_str().as_bytes());
        raw.extend_from_slice(b": ");
        raw.extend_from_slice(value.as_bytes());
        raw.extend_from_slice(b"\r\n");
    }
    raw.extend_from_slice(b"\r\n");
    raw.extend_from_slice(&body);
    raw.into()
}
