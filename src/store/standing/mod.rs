//! Where the entries of the authority files stand in the documents.

mod cast;
mod mentions;
mod presence;

pub use mentions::MentionKey;

use super::rows::{language, slug, small};
use super::{Error, Result};
use crate::authority::{Entity, EntityKind, Spot};

fn entity_of(kind: &str, id: &str) -> Result<Entity> {
    let kind = EntityKind::parse(kind).ok_or_else(|| Error::Value(kind.to_owned()))?;
    Ok(Entity { kind, id: slug(id)? })
}

/// The place of a block; without one, the opening.
fn spot(tag: Option<String>, n: Option<i64>) -> Result<Spot> {
    match (tag, n) {
        (Some(tag), Some(n)) => Ok(Spot::Block { language: language(&tag)?, n: small(n)? }),
        _ => Ok(Spot::Opening),
    }
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}
