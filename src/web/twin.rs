//! Machine twins: the same content at the same address, with a suffix or by `Accept`.

use axum::http::HeaderMap;

use super::error::Error;
use super::negotiation::preferred;
use crate::export::Format;
use crate::view::Trouble;

/// What an answer varies by that is one of several at its address.
pub(super) const BY_TYPE: &str = "Accept, Accept-Encoding";
/// What any other answer varies by.
pub(super) const BY_CODING: &str = "Accept-Encoding";

/// The format that the client would rather have than a page.
pub(super) fn negotiated<'a, W>(
    headers: &HeaderMap,
    formats: &'a [Format<W>],
) -> Option<&'a Format<W>> {
    // What stands behind the type, such as the charset, is no part of the choice.
    let types = formats.iter().map(Format::essence);
    let offers: Vec<&str> = ["text/html"].into_iter().chain(types).collect();
    formats.get(preferred(headers, &offers).checked_sub(1)?)
}

/// That a page has no such twin, but others: `path` makes their paths.
pub(super) fn suffix_unknown<W>(
    suffix: &str,
    page: String,
    formats: &[Format<W>],
    path: impl Fn(&'static str) -> String,
) -> Error {
    let twin = |format: &Format<W>| (format.suffix.to_owned(), path(format.suffix));
    let twins = formats.iter().map(twin).collect();
    Trouble::SuffixUnknown { suffix: suffix.to_owned(), page, twins }.into()
}
