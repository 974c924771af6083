//! Every link and path of the room: identifiers, anchors, suffixes, base path, and what a reader
//! chose, which every link to a page carries on.
//!
//! In come identifiers and parameters; out go paths from the root (with the base path) and full
//! addresses. No other room writes a path, and this one knows no other room, no clock and no
//! request: the public address is a setting, never taken from what a client sends.

mod anchor;
mod carried;
mod interface;
mod links;
mod listing;
mod outward;
mod pages;
mod search;
mod slug;
mod suffix;
mod twins;
mod unit;

pub use anchor::Anchor;
pub use carried::{Carried, Choice};
pub use interface::Interface;
pub use links::Links;
pub use listing::ListingQuery;
pub use outward::{is_mail_address, is_web_address, letter};
pub use search::{SearchQuery, Sort};
pub use slug::{Slug, folded};
pub use suffix::split_suffix;
pub use unit::{NOT_STATED, unit_part, unit_part_apart};

/// Characters kept as they are in a path segment or a query value; all others are
/// percent-encoded byte by byte (RFC 3986, section 2.3, "unreserved").
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// `text` with every byte percent-encoded that is not unreserved in RFC 3986.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_unreserved(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

#[cfg(test)]
mod tests {
    #[test]
    fn everything_but_unreserved_characters_is_percent_encoded() {
        assert_eq!(super::percent_encoded("a b/c?ä~"), "a%20b%2Fc%3F%C3%A4~");
    }
}
