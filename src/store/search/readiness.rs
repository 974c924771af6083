//! Words that stand in most documents, read before anybody asks for them.
//!
//! What was asked for once is quick from then on; a word that most documents hold takes long the
//! first time. So the first search has the commonest words read behind it, one after the other, until
//! they are through or what is kept of the index is nearly full. A room that nobody searches reads
//! none.

use std::sync::atomic::Ordering;
use std::time::Instant;

use sqlx::Connection as _;

use super::super::pace::Pace;
use super::super::{Result, Store};
use super::fulltext::{Table, fetched};
use crate::search::{Column, Columns, Formula, Phrase, Sought, tokens};

/// Words that are read.
const WORDS: i64 = 300;

impl Store {
    /// Has the commonest words read, once.
    pub(super) fn make_searches_quick(&self) {
        if self.searching.is_made_quick.swap(true, Ordering::Relaxed) {
            return;
        }
        let store = self.clone();
        tokio::spawn(async move {
            if let Err(error) = store.read_common_words().await {
                tracing::debug!(%error, "the commonest words were not read before they are asked for");
            }
        });
    }

    /// Reads words at the pace of what goes on behind the readers, on a connection of its own: who
    /// searches meanwhile waits for neither.
    async fn read_common_words(&self) -> Result<()> {
        let mut connection = self.examiner(Pace::Full).await?;
        let mut pacer = self.pacer(Pace::Behind);
        let words = sqlx::query_scalar!(
            r#"SELECT group_concat(word, char(10)) AS "words: String"
               FROM (SELECT word FROM vocabulary ORDER BY frequency DESC, word LIMIT ?1 + 0)"#,
            WORDS
        )
        .fetch_one(&mut connection)
        .await?;
        let words = words.unwrap_or_default();
        let tokens = tokens(&words);
        let main = tokens.iter().filter(|token| token.column == Column::Main);
        let mut main: Vec<&str> = main.map(|token| tokens.text(token)).collect();
        let mut known = std::collections::HashSet::new();
        main.retain(|token| known.insert(*token));
        for token in main {
            if self.searching.shelf.is_full() {
                break;
            }
            let phrase = Phrase { tokens: vec![token.to_owned()], is_prefix: false };
            let sought = Sought { columns: Columns::All, phrases: vec![phrase], needle: 0 };
            let formula = Formula::from(sought);
            for table in [Table::Documents, Table::Paragraphs] {
                let begun = Instant::now();
                let kept = &self.searching.shelf;
                drop(fetched(&mut connection, kept, table, &[&formula], None).await?);
                pacer.rest(begun).await;
            }
        }
        connection.close().await?;
        Ok(())
    }
}
