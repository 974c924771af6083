//! The authority files: their texts as last read, and their spellings in memory.

use std::sync::{Arc, PoisonError, RwLock};

use sha2::{Digest, Sha256};

use super::{Result, Store, hex};
use crate::authority;
use crate::search::Lexicon;

/// The names of the two settings, `people.toml` first.
pub(super) const SETTINGS: [&str; 2] = ["people", "terms"];

/// The spellings that are in force, shared by all handles on the database.
#[derive(Debug, Clone, Default)]
pub(super) struct Spellings(Arc<RwLock<Arc<Lexicon>>>);

impl Spellings {
    /// Puts the spellings of other texts in force.
    pub(super) fn replace(&self, people: &str, terms: &str) {
        let (authority, ..) = authority::read(people, terms);
        let lexicon = Arc::new(Lexicon::new(authority));
        // Whoever panicked while holding the lock left a whole value behind.
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = lexicon;
    }
}

impl Store {
    /// The authority files' spellings.
    #[must_use]
    pub fn lexicon(&self) -> Arc<Lexicon> {
        Arc::clone(&self.spellings.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The texts of `people.toml` and `terms.toml` that are in force, empty where there is none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn authority_texts(&self) -> Result<(String, String)> {
        let [people, terms] = SETTINGS;
        Ok((
            self.setting(people).await?.unwrap_or_default(),
            self.setting(terms).await?.unwrap_or_default(),
        ))
    }

    /// Puts the stored texts in force.
    pub(super) async fn recall_authority(&self) -> Result<()> {
        let (people, terms) = self.authority_texts().await?;
        self.spellings.replace(&people, &terms);
        Ok(())
    }

    /// The checksum of the authority files that are stored; empty where both are.
    pub(super) async fn lexicon_stamp(&self) -> Result<String> {
        let (people, terms) = self.authority_texts().await?;
        if people.is_empty() && terms.is_empty() {
            return Ok(String::new());
        }
        Ok(hex(&Sha256::digest(format!("{people}\0{terms}"))))
    }
}
