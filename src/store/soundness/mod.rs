//! Whether the database still holds what was put into it.
//!
//! In comes nothing but the database; out goes a list of what is damaged, empty where all is well.
//! SQLite's own checks see a file that is torn (and, since they ask the full-text index for its
//! own, an index that is); they see no letter that turned into another. So sources are compared
//! with their checksums, texts and what lists show of them with theirs, and the index with one made
//! from these texts. Nothing is changed here.

mod contents;
mod index;

use std::collections::BTreeSet;
use std::fmt;

use super::{Pace, Result, Store};

/// Something in the database that is not what was put there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// The file: what SQLite says of it.
    File(String),
    /// The full-text index, or what else is derived from the texts: which part.
    Index(String),
    /// A stored source: the SHA-256 that it should have.
    Source(String),
    /// A document's stored text, or what lists show of it: the document's identifier.
    Text(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(said) => write!(f, "the database file: {said}"),
            Self::Index(part) => write!(f, "the index of words: {part}"),
            Self::Source(sha256) => write!(f, "the stored source {sha256}"),
            Self::Text(id) => write!(f, "the stored text of {id}"),
        }
    }
}

/// How many complaints of SQLite about one file are told.
const MOST_SAID: usize = 20;
/// What SQLite's check says where it finds nothing.
const NOTHING: &str = "ok";
impl Store {
    /// Everything that can be found damaged. Texts that another version of the loader read are
    /// passed over, since they are read again in any case; so is an index that is to be made anew.
    ///
    /// # Errors
    /// If the database cannot be asked; a damaged one is an answer.
    pub async fn damage(&self, loader_version: &str, pace: Pace) -> Result<Vec<Damage>> {
        let mut found = self.damage_of_file(pace).await?;
        // Nothing that stands in a torn file is worth asking for.
        if found.iter().any(|damage| matches!(damage, Damage::File(_))) {
            return Ok(found);
        }
        found.extend(self.damage_of_sources(pace).await?);
        let texts = self.damage_of_texts(loader_version, pace).await?;
        found.extend(self.without_those_of_damaged_sources(texts, &found).await?);
        // An index of damaged texts would be compared with what it should not be.
        if found.is_empty() {
            found.extend(self.damage_of_index(pace).await?);
        }
        Ok(found)
    }

    /// Of these damaged texts those that are not packed beside a source that is damaged too: what
    /// they are shows only once it is whole again.
    async fn without_those_of_damaged_sources(
        &self,
        mut texts: Vec<Damage>,
        found: &[Damage],
    ) -> Result<Vec<Damage>> {
        let sources: Vec<&str> = found
            .iter()
            .filter_map(|damage| match damage {
                Damage::Source(sha256) => Some(sha256.as_str()),
                _ => None,
            })
            .collect();
        if sources.is_empty() || texts.is_empty() {
            return Ok(texts);
        }
        let sources = serde_json::to_string(&sources)?;
        let ids = sqlx::query_scalar!(
            "SELECT id FROM document AS d CROSS JOIN body AS b ON b.document = d.number
             WHERE d.edition IN (SELECT value FROM json_each(?1))",
            sources
        )
        .fetch_all(&self.readers)
        .await?;
        let ids: BTreeSet<String> = ids.into_iter().collect();
        texts.retain(|damage| !matches!(damage, Damage::Text(id) if ids.contains(id)));
        Ok(texts)
    }

    /// What SQLite's own checks find: of the file, of rows that name others, of the full-text index.
    ///
    /// # Errors
    /// If the database cannot be asked.
    pub async fn damage_of_file(&self, pace: Pace) -> Result<Vec<Damage>> {
        let asked = async {
            let mut connection = self.examiner(pace).await?;
            let said: Vec<String> =
                sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut connection).await?;
            let astray: Vec<(String, Option<i64>, String, i64)> =
                sqlx::query_as("PRAGMA foreign_key_check").fetch_all(&mut connection).await?;
            let astray = astray.into_iter().map(|(table, row, parent, _)| {
                let row = row.map(|row| format!(" {row}")).unwrap_or_default();
                Damage::File(format!("row{row} of {table} names one of {parent} that is not there"))
            });
            let said = said
                .into_iter()
                .flat_map(|said| said.lines().map(str::to_owned).collect::<Vec<_>>());
            let said = said.filter(|line| line != NOTHING).map(of_line);
            Ok(said.chain(astray).take(MOST_SAID).collect())
        };
        found_by(asked.await)
    }
}

/// A line of SQLite's check.
fn of_line(line: String) -> Damage {
    if line.starts_with("fts5:") || line.contains("inverted index for FTS5 table") {
        return Damage::Index(line);
    }
    Damage::File(line)
}

/// The damage that a check found, or that kept it from its end.
fn found_by(found: Result<Vec<Damage>>) -> Result<Vec<Damage>> {
    match found {
        Err(error) if error.is_damage_of_index() => Ok(vec![Damage::Index(error.to_string())]),
        Err(error) if error.is_damage() => Ok(vec![Damage::File(error.to_string())]),
        found => found,
    }
}
