//! The document that a request means, in the edition that it means.

use super::Reception;
use super::error::Error;
use crate::address::Slug;
use crate::authority::Named;
use crate::document::{Event, Holding, Whereabouts};
use crate::ingest;
use crate::search::{self, Lexicon};
use crate::view::Trouble;

/// The fewest digits of a checksum that name an edition.
const FEWEST_DIGITS: usize = 12;

/// So many events of a withdrawn document are told.
const MOST_EVENTS: usize = 100;

/// The beginning of an edition's checksum: 12 to 64 hex digits, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditionHash(String);

impl EditionHash {
    /// Reads a checksum's beginning.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let well_formed = (FEWEST_DIGITS..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_hexdigit());
        well_formed.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Reception {
    /// The entries of the authority files that stand in the edition that `holding` shows: those of
    /// the current one are known, those of an earlier one are looked for.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn named(
        &self,
        holding: &Holding,
        lexicon: &Lexicon,
    ) -> Result<Vec<Named>, Error> {
        if holding.is_current() {
            return Ok(self.store().named(&holding.id).await?);
        }
        Ok(search::named(&holding.document, &holding.id, lexicon))
    }

    /// The document in its current edition. `elsewhere` makes the path that a moved one is to be
    /// asked for at.
    ///
    /// # Errors
    /// That it moved, was withdrawn, or never was; what the store says.
    pub(super) async fn current(
        &self,
        id: &Slug,
        elsewhere: impl FnOnce(&Slug) -> String,
    ) -> Result<Holding, Error> {
        match ingest::whereabouts(self.store(), id).await.map_err(Error::Internal)? {
            Whereabouts::Here(holding) => Ok(*holding),
            Whereabouts::Moved(to) => Err(Error::Moved(elsewhere(&to))),
            Whereabouts::Gone(tombstone) => {
                // What happened is told of a withdrawn document too, but not what it was called.
                let (mut events, _) = self.store().events_of(id, MOST_EVENTS).await?;
                events.iter_mut().for_each(Event::withhold);
                Err(Error::Gone(tombstone, events))
            }
            Whereabouts::Unknown => Err(self.unknown(id.as_str()).await),
        }
    }

    /// That no document has the identifier, with those that have one like it.
    pub(super) async fn unknown(&self, id: &str) -> Error {
        // The ways on are a kindness: without them the answer is the same.
        let mut nearest = self.store().nearest(id).await.unwrap_or_default();
        if let Err(error) = self.store().introduce(&mut nearest).await {
            tracing::warn!(%error, "an error page names nobody");
        }
        Error::Trouble(Trouble::DocumentUnknown { id: id.to_owned() }, nearest)
    }

    /// The document in the edition that the hash names, if that is an earlier one; `None` where no
    /// edition or the current one is asked for.
    ///
    /// # Errors
    /// That it never had such an edition; that its source cannot be read.
    pub(super) async fn earlier(
        &self,
        current: &Holding,
        hash: Option<&EditionHash>,
    ) -> Result<Option<Holding>, Error> {
        let Some(hash) = hash else { return Ok(None) };
        if current.edition.sha256.starts_with(hash.as_str()) {
            return Ok(None);
        }
        let earlier = ingest::earlier_edition(self.store(), current, hash.as_str()).await;
        if let Some(earlier) = earlier.map_err(Error::Internal)? {
            return Ok(Some(earlier));
        }
        let editions = current.editions.iter().map(|edition| edition.short().to_owned());
        Err(Error::from(Trouble::EditionUnknown {
            id: current.id.clone(),
            hash: hash.as_str().to_owned(),
            editions: editions.collect(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_named_by_twelve_digits_or_more() {
        let check = |text: &str, expect| {
            assert_eq!(EditionHash::parse(text).is_some(), expect, "{text}");
        };
        check("0123456789ab", true);
        check("0123456789AB", true);
        check(&"0".repeat(64), true);
        check(&"0".repeat(65), false);
        check("0123456789a", false);
        check("0123456789ag", false);
        check("", false);
    }
}
