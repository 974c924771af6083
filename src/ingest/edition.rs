//! Reading a stored source again: an earlier edition on request, or a document whose stored text
//! no longer matches its checksum.

use anyhow::{Context, Result};

use super::{checksum, load};
use crate::address::Slug;
use crate::document::{Holding, Whereabouts};
use crate::store::{self, Store};

/// The fewest hex digits of a checksum that name an edition.
const FEWEST_DIGITS: usize = 12;

/// What stands at the address. A document whose stored text is damaged is read again from its
/// source, so that what is shown is always what came in.
///
/// # Errors
/// What the store says, or that the source is damaged too.
pub async fn whereabouts(store: &Store, id: &Slug) -> Result<Whereabouts> {
    match store.whereabouts(id).await {
        Err(store::Error::Damaged { .. }) => {
            tracing::error!(
                id = id.as_str(),
                "the stored text does not match its checksum; it is read again from its source"
            );
            let holding = store.holding_unchecked(id).await?.context("the document is gone")?;
            let sha256 = holding.edition.sha256.clone();
            let holding = read_again(store, holding, &sha256).await?;
            Ok(Whereabouts::Here(Box::new(holding)))
        }
        answer => Ok(answer?),
    }
}

/// The document as it was in the edition whose checksum begins with `hash` (12 hex digits or
/// more); `None` if it has no such edition.
///
/// # Errors
/// What the store says, or that the source can no longer be read.
pub async fn earlier_edition(
    store: &Store,
    current: &Holding,
    hash: &str,
) -> Result<Option<Holding>> {
    if hash.len() < FEWEST_DIGITS {
        return Ok(None);
    }
    let Some(edition) = current.editions.iter().find(|edition| edition.sha256.starts_with(hash))
    else {
        return Ok(None);
    };
    if edition.sha256 == current.edition.sha256 {
        return Ok(Some(current.clone()));
    }
    let sha256 = edition.sha256.clone();
    let holding = Holding { edition: edition.clone(), ..current.clone() };
    read_again(store, holding, &sha256).await.map(Some)
}

/// The holding with its document read from the source of this checksum.
async fn read_again(store: &Store, holding: Holding, sha256: &str) -> Result<Holding> {
    let bytes = store.source(sha256).await?.context("the source is not in the store")?;
    if checksum(&bytes) != sha256 {
        anyhow::bail!("the stored source of {} does not match its checksum", holding.id);
    }
    let path = holding.custody.seed_file.clone();
    let read = tokio::task::spawn_blocking(move || load::from_bytes(&bytes, &path)).await?;
    let Ok(loaded) = read else { anyhow::bail!("the source of {} cannot be read", holding.id) };
    let mut holding = holding;
    holding.document = loaded.document;
    holding.alignments = loaded.alignments;
    holding.findings = loaded.findings;
    holding.custody.encoding = loaded.encoding;
    Ok(holding)
}
