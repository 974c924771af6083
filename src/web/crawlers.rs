//! What crawlers ask for: where they may go, and the list of all addresses.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::Content;
use super::error::Error;
use super::twin::BY_CODING;
use crate::address::Slug;
use crate::view::{Robots, Sitemap, SitemapIndex, Trouble};

/// Documents in one file of the list; the rest of its places is for the room's own pages.
const DOCUMENTS: usize = Sitemap::LONGEST - Sitemap::MOST_PAGES;

/// The same as the store counts.
#[expect(clippy::cast_possible_truncation, reason = "some ten thousands")]
const IN_PART: u32 = DOCUMENTS as u32;

/// Archives whose pages the list names: each has two of the room's own.
const MOST_ARCHIVES: u32 = 2_500;

/// `/robots.txt`.
pub(super) async fn robots(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let body = Robots::new(&reception.room().await?).render()?.into_bytes();
        Ok(Content { media_type: "text/plain; charset=utf-8".into(), body })
    };
    reception.answer(&headers, "robots".to_owned(), BY_CODING, make).await
}

/// `/sitemap.xml`: the list, or the list of its parts where it is too long for one file.
pub(super) async fn sitemap(
    State(reception): State<Reception>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let room = reception.room().await?;
        let coverage = reception.store().coverage_of(MOST_ARCHIVES).await?;
        if usize::try_from(coverage.documents).map_err(Error::internal)? > DOCUMENTS {
            let changes = reception.store().changes_of_portions(IN_PART).await?;
            return Ok(xml(SitemapIndex::new(&room, changes).render()?));
        }
        let documents = part(&reception, 1).await?;
        let lexicon = reception.store().lexicon();
        Ok(xml(Sitemap::new(&room, &documents, Some((&coverage, lexicon.authority()))).render()?))
    };
    reception.answer(&headers, "sitemap".to_owned(), BY_CODING, make).await
}

/// `/sitemap-{part}`, where the part is a number from 1 and `.xml`.
pub(super) async fn sitemap_part(
    State(reception): State<Reception>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let number = file.strip_suffix(".xml").filter(|number| !number.starts_with(['0', '+']));
    let number = number.and_then(|number| number.parse::<usize>().ok());
    let Some(number) = number else { return Err(Trouble::NotFound.into()) };
    let make = async |reception: Reception| {
        let room = reception.room().await?;
        let documents = part(&reception, number).await?;
        if documents.is_empty() {
            return Err(Trouble::NotFound.into());
        }
        let coverage = match number {
            1 => Some(reception.store().coverage_of(MOST_ARCHIVES).await?),
            _ => None,
        };
        let lexicon = reception.store().lexicon();
        let pages = coverage.as_ref().map(|coverage| (coverage, lexicon.authority()));
        Ok(xml(Sitemap::new(&room, &documents, pages).render()?))
    };
    reception.answer(&headers, format!("sitemap {number}"), BY_CODING, make).await
}

/// The documents of a part, counted from 1; none beyond the last.
async fn part(reception: &Reception, number: usize) -> Result<Vec<(Slug, String)>, Error> {
    let before = number.checked_sub(1).and_then(|before| before.checked_mul(DOCUMENTS));
    let Some(before) = before.and_then(|before| u32::try_from(before).ok()) else {
        return Ok(Vec::new());
    };
    Ok(reception.store().identifiers_behind(before, IN_PART).await?)
}

fn xml(body: String) -> Content {
    Content { media_type: "application/xml; charset=utf-8".into(), body: body.into_bytes() }
}
