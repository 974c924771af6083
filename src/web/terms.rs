//! The abbreviations, terms and places, and their machine twins.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::{Content, Page};
use super::error::Error;
use super::reader::Reader;
use super::twin::{BY_CODING, BY_TYPE, negotiated, suffix_unknown};
use crate::address::Slug;
use crate::authority::{Entity, EntityKind, documents_cited};
use crate::export::{self, Format, TermsWriter};
use crate::view::{MOST_TERMS, TermsPage};

const KINDS: [EntityKind; 2] = [EntityKind::Term, EntityKind::Place];

/// `/terms`: the page, or the twin that the client would rather have.
pub(super) async fn terms(
    State(reception): State<Reception>,
    reader: Reader,
) -> Result<Response, Error> {
    match negotiated(&reader.headers, &export::TERMS) {
        Some(format) => written(&reception, &reader.headers, format, BY_TYPE).await,
        None => page(&reception, &reader).await,
    }
}

/// `/terms.{suffix}`.
pub(super) async fn twin(
    State(reception): State<Reception>,
    Path(suffix): Path<String>,
    reader: Reader,
) -> Result<Response, Error> {
    let Some(format) = export::by_suffix(&export::TERMS, &suffix) else {
        let path = |suffix| reception.links().terms_twin(suffix);
        return Err(suffix_unknown(
            &suffix,
            reader.links(reception.links()).terms(),
            &export::TERMS,
            path,
        ));
    };
    written(&reception, &reader.headers, format, BY_CODING).await
}

async fn page(reception: &Reception, reader: &Reader) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let lexicon = reception.store().lexicon();
        let register = lexicon.authority().register(&KINDS, 1, MOST_TERMS);
        let entities: Vec<Entity> =
            register.entries.iter().map(|entry| entry.entity.clone()).collect();
        let presences = reception.store().presences(&entities).await?;
        let first = presences.values().flat_map(|presence| presence.first.iter());
        let sources = register.entries.iter().flat_map(|entry| &entry.sources);
        let cited = sources.flat_map(|statement| documents_cited(&statement.source));
        let named: BTreeSet<Slug> = first.map(|(id, _)| id.clone()).chain(cited).collect();
        let entries = reception.store().entries(&named).await?;
        let room = reception.room_for(reader).await?;
        Ok(Content::try_from(Page(TermsPage::new(&room, &register, &presences, &entries)))?)
    };
    reception.page(reader, "terms".to_owned(), BY_TYPE, make).await
}

async fn written(
    reception: &Reception,
    headers: &HeaderMap,
    format: &'static Format<TermsWriter>,
    varies: &'static str,
) -> Result<Response, Error> {
    let make = async |reception: Reception| {
        let lexicon = reception.store().lexicon();
        let register = lexicon.authority().register(&KINDS, 1, MOST_TERMS);
        let entities: Vec<Entity> =
            register.entries.iter().map(|entry| entry.entity.clone()).collect();
        let presences = reception.store().presences(&entities).await?;
        let body = (format.write)(reception.room().await?.desk(), &register, &presences);
        Ok(Content { media_type: format.media_type.into(), body: body.into_bytes() })
    };
    reception.answer(headers, format!("terms.{}", format.suffix), varies, make).await
}
