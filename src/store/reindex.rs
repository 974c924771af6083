//! The index made anew: for another version of the tokenizer or other authority files.

use std::sync::Arc;

use sqlx::{Sqlite, Transaction};

use super::index::{IndexRows, documents};
use super::{Result, Store, settings};
use crate::search::{Indexed, Lexicon, VERSION, indexed};

/// Documents that are read at once.
const CHUNK: i64 = 64;

impl Store {
    /// Makes the index anew, whatever it holds.
    ///
    /// # Errors
    /// What the database says; then the old index stays.
    pub async fn remake_index(&self) -> Result<()> {
        sqlx::query!("DELETE FROM setting WHERE name = 'index_version'")
            .execute(&self.writer)
            .await?;
        self.refresh_index().await?;
        Ok(())
    }

    /// Whether the index was made by this version of the program and from the authority files that
    /// are stored; else makes it anew in one transaction, while readers still find by the old one.
    /// Answers whether anything was made.
    ///
    /// # Errors
    /// What the database says; then the old index stays.
    pub async fn refresh_index(&self) -> Result<bool> {
        self.join_index().await?;
        let by = VERSION.to_string();
        let is_same_version = self.setting("index_version").await?.is_some_and(|was| was == by);
        let of = self.lexicon_stamp().await?;
        let is_same_lexicon = self.setting("index_authority").await?.is_some_and(|was| was == of);
        if is_same_version && is_same_lexicon {
            return Ok(false);
        }
        let lexicon = self.lexicon();
        let mut tx = self.writing().await?;
        if !is_same_version {
            forget_words(&mut tx).await?;
        }
        forget_mentions(&mut tx).await?;
        let mut after = 0;
        let mut is_any = false;
        loop {
            let chunk = documents(&mut tx, after, CHUNK).await?;
            let Some(((last, _), _)) = chunk.last() else { break };
            after = *last;
            is_any = true;
            let lexicon = Arc::clone(&lexicon);
            let read = tokio::task::spawn_blocking(move || read(&chunk, &lexicon)).await;
            let mut rows = IndexRows::default();
            for (number, indexed) in read.map_err(|error| super::Error::Value(error.to_string()))? {
                if is_same_version {
                    rows.add_mentions(number, &indexed);
                } else {
                    rows.add(number, &indexed);
                }
            }
            rows.write(&mut tx).await?;
        }
        settings::put(&mut tx, "index_version", &by).await?;
        settings::put(&mut tx, "index_authority", &of).await?;
        tx.commit().await?;
        if is_any {
            self.searching.rosters.touch_all();
            self.raise_generation();
        }
        Ok(is_any)
    }
}

fn read(
    chunk: &[((i64, crate::address::Slug), crate::document::Document)],
    lexicon: &Lexicon,
) -> Vec<(i64, Indexed)> {
    use rayon::prelude::*;
    chunk
        .par_iter()
        .map(|((number, id), document)| (*number, indexed(document, id, lexicon)))
        .collect()
}

async fn forget_words(tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
    for statement in [
        "INSERT INTO ft_doc (ft_doc) VALUES ('delete-all')",
        "INSERT INTO ft_para (ft_para) VALUES ('delete-all')",
        "DELETE FROM abridged",
        "DELETE FROM vocabulary",
        "DELETE FROM name_form",
        "DELETE FROM day_named",
        "DELETE FROM facet",
        "UPDATE tally SET documents = 0 WHERE facet <> 'span'",
        "UPDATE tally SET documents = (SELECT count(*) FROM span) WHERE facet = 'span'",
        "INSERT INTO facet (document, year, first_day, last_day, sort_key, archive, document_type,
                            languages)
         SELECT number, year, first_day, last_day, sort_key, archive,
                description ->> 'document_type', languages
         FROM document",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    Ok(())
}

async fn forget_mentions(tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
    for statement in [
        "DELETE FROM mention",
        "DELETE FROM appearance",
        "DELETE FROM spelling",
        "DELETE FROM entity",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    Ok(())
}
