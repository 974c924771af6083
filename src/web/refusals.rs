//! The room's answers to requests whose head cannot be read, made once at the start.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};

use super::Reception;
use super::error::Error;
use super::headers::Policy;
use crate::view::{Room, Trouble};

/// The room's answers, head and body, to requests whose head cannot be read.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    /// 400: not HTTP.
    pub(super) unreadable: Bytes,
    /// 408: the head did not come in within its time.
    pub(super) too_slow: Bytes,
    /// 414: the address alone is too long.
    pub(super) address_too_long: Bytes,
    /// 431: the header lines are too many or too long.
    pub(super) head_too_large: Bytes,
}

impl Refusals {
    /// The refusals of this room.
    pub(super) async fn of(reception: &Reception) -> Self {
        let room = reception.plain_room_or_unnamed().await;
        let refusal = |trouble| raw(&room, &Error::from(trouble), reception.policy());
        Self {
            unreadable: refusal(Trouble::BadRequest),
            too_slow: refusal(Trouble::TooSlow),
            address_too_long: refusal(Trouble::AddressTooLong),
            head_too_large: refusal(Trouble::HeadTooLarge),
        }
    }
}

/// The error's page as it goes over the connection, head and all.
fn raw(room: &Room, error: &Error, policy: Policy) -> Bytes {
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
        (header::CONNECTION, HeaderValue::from_static("close")),
    ];
    let mut lines = HeaderMap::new();
    lines.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    policy.line(&mut lines);
    let own = own.iter().map(|(name, value)| (name, value));
    for (name, value) in own.chain(&lines) {
        raw.extend_from_slice(name.as_str().as_bytes());
        raw.extend_from_slice(b": ");
        raw.extend_from_slice(value.as_bytes());
        raw.extend_from_slice(b"\r\n");
    }
    raw.extend_from_slice(b"\r\n");
    raw.extend_from_slice(&body);
    raw.into()
}

/// The status of a refusal that the HTTP library wrote itself: a head alone, which holds nothing
/// but a length of zero, the date and the state of the connection. No answer of the room is like
/// it, as each has more in its head.
pub(super) fn refused_with(head: &[u8]) -> Option<u16> {
    let lines = std::str::from_utf8(head).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = lines.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let is_bare = lines.all(|line| {
        line == "content-length: 0" || line == "connection: close" || line.starts_with("date: ")
    });
    (is_bare && matches!(status, 400 | 414 | 431)).then_some(status)
}

#[cfg(test)]
mod tests {
    use super::refused_with;

    #[test]
    fn only_a_bare_head_of_the_librarys_own_is_taken_for_a_refusal() {
        let check =
            |head: &str, expect| assert_eq!(refused_with(head.as_bytes()), expect, "{head}");
        let bare = "content-length: 0\r\nconnection: close\r\ndate: Fri, 08 Jul 1957 00:00:00 GMT";
        check(&format!("HTTP/1.1 400 Bad Request\r\n{bare}\r\n\r\n"), Some(400));
        check(
            &format!("HTTP/1.1 431 Request Header Fields Too Large\r\n{bare}\r\n\r\n"),
            Some(431),
        );
        check(&format!("HTTP/1.1 404 Not Found\r\n{bare}\r\n\r\n"), None);
        check(&format!("HTTP/1.1 400 Bad Request\r\n{bare}\r\n\r\nand more"), None);
        check(
            &format!(
                "HTTP/1.1 400 Bad Request\r\nx-content-type-options: nosniff\r\n{bare}\r\n\r\n"
            ),
            None,
        );
        check("", None);
    }
}
