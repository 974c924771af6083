//! A document's source file: as a page with line numbers, and its untouched bytes.

use std::path::Path;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Keeping, Packed, Page};
use super::error::Error;
use super::holding::EditionHash;
use super::negotiation::Coding;
use super::parameters::{Query, Unreadable};
use super::reader::Reader;
use super::twin::BY_CODING;
use crate::address::Slug;
use crate::document::Holding;
use crate::view::SourcePage;

/// A stranger's words are shown as text, and nothing in them can act.
const SANDBOX: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// `/documents/{id}/source`.
pub(super) async fn page(
    reception: &Reception,
    id: &Slug,
    query: &Query,
    reader: &Reader,
) -> Result<Response, Error> {
    let hash = edition(query)?;
    let name = format!("source {id} {hash:?}");
    let links = reader.links(reception.links());
    let elsewhere = |to: &Slug| links.source(to, hash.as_ref().map(EditionHash::as_str));
    let make = async |reception: Reception| {
        let (holding, bytes) = source(&reception, id, hash.as_ref(), elsewhere).await?;
        let room = reception.room_for(reader).await?;
        Ok(Content::try_from(Page(SourcePage::new(&room, &holding, &bytes)))?)
    };
    reception.page(reader, name, BY_CODING, make).await
}

/// `/documents/{id}/source.txt`: the bytes as they came in, never packed, so that their checksum
/// is the one that the page prints.
pub(super) async fn bytes(
    reception: &Reception,
    id: &Slug,
    query: &Query,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let hash = edition(query)?;
    let edition = hash.as_ref().map(EditionHash::as_str);
    let elsewhere = |to: &Slug| reception.links().source_bytes(to, edition);
    let _desk = reception.desk().await?;
    let (holding, body) = source(reception, id, hash.as_ref(), elsewhere).await?;
    let encoding = &holding.custody.encoding;
    let media_type = format!("text/plain; charset={}", encoding.to_ascii_lowercase()).into();
    let digest = format!("sha-256=:{}:", base64(&holding.edition.sha256));
    let file = Path::new(&holding.custody.seed_file);
    let is_markdown = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    let ending = if is_markdown { "md" } else { "txt" };
    let file = format!("inline; filename=\"{id}.{ending}\"");
    let mut answer = Packed::new(Content { media_type, body }, Coding::Identity).answer(
        headers,
        Keeping::Asking,
        BY_CODING,
    );
    let lines = answer.headers_mut();
    lines.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    for (name, value) in [("repr-digest", digest), ("content-disposition", file)] {
        lines.insert(name, HeaderValue::from_str(&value).map_err(Error::internal)?);
    }
    Ok(answer)
}

/// The edition that the address names.
fn edition(query: &Query) -> Result<Option<EditionHash>, Error> {
    let mut parameters = query.parameters(&["edition"]);
    let hash = parameters.read("edition", EditionHash::parse);
    Unreadable::refuse(parameters.unreadable.iter())?;
    Ok(hash)
}

/// The document in the edition meant, and the bytes that it was read from. `elsewhere` makes the
/// path that a moved one is to be asked for at.
async fn source(
    reception: &Reception,
    id: &Slug,
    hash: Option<&EditionHash>,
    elsewhere: impl FnOnce(&Slug) -> String,
) -> Result<(Holding, Vec<u8>), Error> {
    let current = reception.current(id, elsewhere).await?;
    let earlier = reception.earlier(&current, hash).await?;
    let holding = earlier.unwrap_or(current);
    let bytes = reception.store().source(&holding.edition.sha256).await?;
    let missing = || Error::internal(anyhow::anyhow!("the source of {id} is not in the store"));
    Ok((holding, bytes.ok_or_else(missing)?))
}

/// Hex digits as base64 (RFC 4648, section 4), padded.
fn base64(hex: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    let bits: Vec<u32> = digits.iter().flat_map(|d| [d >> 3, d >> 2, d >> 1, *d]).collect();
    let mut text: String = bits
        .chunks(6)
        .map(|six| {
            let value = six.iter().fold(0, |value, bit| value * 2 + (bit & 1));
            let missing = u32::try_from(6 - six.len()).unwrap_or_default();
            char::from(LETTERS[(value << missing) as usize])
        })
        .collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_padded() {
        let check = |hex: &str, expect: &str| assert_eq!(base64(hex), expect);
        check("", "");
        check("4d", "TQ==");
        check("4d61", "TWE=");
        check("4d616e", "TWFu");
        check("fbff", "+/8=");
    }
}
