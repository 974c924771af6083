//! A load of many documents: the full-text index is written in pieces, which are joined once at the
//! end.
//!
//! Each transaction leaves a piece of the index behind, which is put into order beside the thread
//! that writes (`piece`). As long as documents come one by one, SQLite joins a few of them now and
//! then; in a long load that would write the same words five times over. So it is told to wait, and
//! afterwards the pieces are joined in steps, each a short transaction, and long lists are abridged.
//! Whatever ends the program meanwhile: documents are found from their transaction on, and that the
//! pieces are still to be joined stands in the index's own settings.
//!
//! Afterwards documents come one by one again, and SQLite joins what they bring: four segments of one
//! level become one of the next. What the load left would soon be one of the four, and for weeks no
//! longer hold still, since each change takes the joining a few pages further. So it is put on a level
//! that the others do not reach.

use std::time::Instant;

use sqlx::{Sqlite, Transaction};

use super::fts5::{Level, Noted, STRUCTURE, Structure};
use super::{Pace, Result, Store};

/// Pages of the index that one step writes, of 4 KB each, where others may want to write: a
/// twentieth of a second.
const STEP: i64 = 512;
/// The same where somebody waits for the end. Each step finds its place in all pieces anew.
const LONG_STEP: i64 = 4096;

/// The level of what a long load leaves. Four segments of a level become one of the next, so those of
/// single documents do not come near it.
const HIGH: usize = 12;

/// What the writer keeps in memory in a long load, in KiB: the pages that a transaction changes.
const LONG_LOAD: &str = "PRAGMA cache_size = -8192";
/// The same afterwards, as it is from the beginning.
const ONE_BY_ONE: &str = "PRAGMA cache_size = -1024";

/// What tells whether FTS5 joins pieces by itself.
const AUTOMERGE: &str = "SELECT v FROM ft_para_config WHERE k = 'automerge'";

/// Puts what a load left of a table on its level.
macro_rules! raise {
    ($tx:expr, $data:literal) => {{
        let record =
            sqlx::query_scalar!("SELECT block FROM " + $data + " WHERE id = ?1", STRUCTURE)
                .fetch_optional(&mut *$tx)
                .await?;
        let structure = record.flatten().and_then(|record| Structure::read(&record));
        if let Some(record) = structure.and_then(raised) {
            sqlx::query!("UPDATE " + $data + " SET block = ?2 WHERE id = ?1", STRUCTURE, record)
                .execute(&mut *$tx)
                .await?;
        }
    }};
}

/// The record of a table with its only segment on the level of what a load leaves; `None` where there
/// is more than one.
fn raised(mut structure: Structure) -> Option<Vec<u8>> {
    let segments: Vec<Noted> = structure.segments().copied().collect();
    if segments.len() != 1 {
        return None;
    }
    structure.levels = vec![Level::default(); HIGH];
    structure.levels.push(Level { joining: 0, segments });
    Some(structure.record())
}

impl Store {
    /// Lets the index grow in pieces until [`Self::join_index`].
    ///
    /// # Errors
    /// What the database says.
    pub async fn expect_many(&self) -> Result<()> {
        sqlx::query(LONG_LOAD).execute(&self.writer).await?;
        if self.is_in_pieces().await? {
            return Ok(());
        }
        let mut tx = self.writing().await?;
        for statement in [
            // Pieces are joined at once only where there are so many that reading them would be slow.
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('crisismerge', 512)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('crisismerge', 512)",
            // A transaction's words are one piece.
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('hashsize', 8388608)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('hashsize', 8388608)",
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('automerge', 0)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('automerge', 0)",
        ] {
            sqlx::query(statement).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Joins the pieces that a long load left of the index, if it did. Answers whether it had.
    ///
    /// # Errors
    /// What the database says; then the rest is joined next time.
    pub async fn join_index(&self) -> Result<bool> {
        if !self.is_in_pieces().await? {
            return Ok(false);
        }
        for table in [Table::Documents, Table::Paragraphs] {
            self.join(table, true, Pace::Full).await?;
        }
        self.shrink().await?;
        let mut tx = self.writing().await?;
        // The values that SQLite takes for itself.
        for statement in [
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('crisismerge', 16)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('crisismerge', 16)",
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('hashsize', 1048576)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('hashsize', 1048576)",
            "INSERT INTO ft_doc (ft_doc, rank) VALUES ('automerge', 4)",
            "INSERT INTO ft_para (ft_para, rank) VALUES ('automerge', 4)",
        ] {
            sqlx::query(statement).execute(&mut *tx).await?;
        }
        raise!(tx, "ft_doc_data");
        raise!(tx, "ft_para_data");
        // To join nothing lets FTS5 forget where it knew segments to be.
        for table in [Table::Documents, Table::Paragraphs] {
            sqlx::query(table.merge()).bind(0).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        self.abridge(Pace::Full).await?;
        // What the writer kept in memory for the load.
        for statement in [ONE_BY_ONE, "PRAGMA shrink_memory"] {
            sqlx::query(statement).execute(&self.writer).await?;
        }
        Ok(true)
    }

    /// Joins to its end what SQLite began to join when documents came one by one.
    ///
    /// # Errors
    /// What the database says; then the rest is joined next time.
    pub(super) async fn finish_joining(&self, pace: Pace) -> Result<()> {
        if self.is_in_pieces().await? {
            return Ok(());
        }
        let tables = [Table::Documents, Table::Paragraphs];
        for (table, joins) in tables.into_iter().zip(self.joining().await?) {
            if joins {
                self.join(table, false, pace).await?;
            }
        }
        Ok(())
    }

    /// Whether SQLite is about to join segments, by table.
    async fn joining(&self) -> Result<[bool; 2]> {
        let (documents, paragraphs): (Vec<u8>, Vec<u8>) = sqlx::query_as(
            "SELECT (SELECT block FROM ft_doc_data WHERE id = ?1),
                    (SELECT block FROM ft_para_data WHERE id = ?1)",
        )
        .bind(STRUCTURE)
        .fetch_one(&self.readers)
        .await?;
        let joins = |record: &[u8]| {
            let structure = Structure::read(record);
            structure
                .is_some_and(|structure| structure.levels.iter().any(|level| level.joining > 0))
        };
        Ok([joins(&documents), joins(&paragraphs)])
    }

    /// Whether a long load goes on or ended before the pieces of the index were joined.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_in_pieces(&self) -> Result<bool> {
        let automerge: Option<i64> =
            sqlx::query_scalar(AUTOMERGE).fetch_optional(&self.readers).await?;
        Ok(automerge == Some(0))
    }

    /// Gives back the room that the joined pieces took in the file, in short transactions. Only a
    /// file that was made for it can be shortened.
    async fn shrink(&self) -> Result<()> {
        loop {
            let mut tx = self.writing().await?;
            let before = free_pages(&mut tx).await?;
            sqlx::query("PRAGMA incremental_vacuum(512)").execute(&mut *tx).await?;
            if free_pages(&mut tx).await? == before {
                return Ok(());
            }
            tx.commit().await?;
        }
    }

    /// Goes on to join what was begun of a table, or begins to join all of it.
    async fn join(&self, table: Table, begins: bool, pace: Pace) -> Result<()> {
        let mut pacer = self.pacer(pace);
        let step = match pace {
            Pace::Full => LONG_STEP,
            Pace::Behind => STEP,
        };
        // A negative number of pages begins; what was begun before goes on.
        let mut pages = if begins { -step } else { step };
        loop {
            let begun = Instant::now();
            let mut tx = self.writing().await?;
            let before = changes(&mut tx).await?;
            sqlx::query(table.merge()).bind(pages).execute(&mut *tx).await?;
            let written = changes(&mut tx).await? - before;
            tx.commit().await?;
            // The statement itself counts for one.
            if written < 2 {
                return Ok(());
            }
            pages = step;
            pacer.rest(begun).await;
        }
    }
}

/// Whether a long load goes on, as the transaction sees it.
pub(super) async fn is_in_pieces(tx: &mut Transaction<'_, Sqlite>) -> Result<bool> {
    let automerge: Option<i64> = sqlx::query_scalar(AUTOMERGE).fetch_optional(&mut **tx).await?;
    Ok(automerge == Some(0))
}

/// A table of the index.
#[derive(Debug, Clone, Copy)]
enum Table {
    Documents,
    Paragraphs,
}

impl Table {
    const fn merge(self) -> &'static str {
        match self {
            Self::Documents => "INSERT INTO ft_doc (ft_doc, rank) VALUES ('merge', ?1)",
            Self::Paragraphs => "INSERT INTO ft_para (ft_para, rank) VALUES ('merge', ?1)",
        }
    }
}

async fn free_pages(tx: &mut Transaction<'_, Sqlite>) -> Result<i64> {
    Ok(sqlx::query_scalar("PRAGMA freelist_count").fetch_one(&mut **tx).await?)
}

async fn changes(tx: &mut Transaction<'_, Sqlite>) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT total_changes()").fetch_one(&mut **tx).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn put(store: &Store, number: i64, words: usize) {
        let mut tx = store.writing().await.unwrap();
        let text: Vec<String> = (0..words).map(|n| format!("words n{number}x{n}")).collect();
        sqlx::query("INSERT INTO ft_doc (rowid, en) VALUES (?1, ?2)")
            .bind(number)
            .bind(text.join(" "))
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn structure(store: &Store) -> Structure {
        let record: Vec<u8> = sqlx::query_scalar("SELECT block FROM ft_doc_data WHERE id = ?1")
            .bind(STRUCTURE)
            .fetch_one(&store.readers)
            .await
            .unwrap();
        Structure::read(&record).unwrap()
    }

    #[tokio::test]
    async fn what_a_load_left_holds_still_while_documents_come_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        store.expect_many().await.unwrap();
        for number in 1..20 {
            put(&store, number, 300).await;
        }
        assert_eq!(structure(&store).await.segments().count(), 19);
        store.join_index().await.unwrap();
        let left = structure(&store).await;
        let [only] = left.levels[HIGH].segments[..] else { panic!("{left:?}") };
        assert_eq!((left.segments().count(), only.rows), (1, 19));
        // Joined again, it stays what it is.
        store.expect_many().await.unwrap();
        store.join_index().await.unwrap();
        assert_eq!(structure(&store).await.levels, left.levels);

        for number in 20..120 {
            put(&store, number, 1).await;
            let now = structure(&store).await;
            assert_eq!(now.levels[HIGH], left.levels[HIGH]);
            assert!(now.segments().count() < 40, "SQLite joins what comes");
        }
        let held: i64 =
            sqlx::query_scalar("SELECT count(*) FROM ft_doc WHERE ft_doc MATCH 'words'")
                .fetch_one(&store.readers)
                .await
                .unwrap();
        assert_eq!(held, 119);
        sqlx::query("INSERT INTO ft_doc (ft_doc, rank) VALUES ('integrity-check', 0)")
            .execute(&store.writer)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_sqlite_began_to_join_is_joined_when_the_room_holds_still() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        for number in 1..10 {
            put(&store, number, 300).await;
        }
        // Some pages of it.
        sqlx::query("INSERT INTO ft_doc (ft_doc, rank) VALUES ('merge', -1)")
            .execute(&store.writer)
            .await
            .unwrap();
        assert!(store.joining().await.unwrap()[0], "{:?}", structure(&store).await);
        assert!(store.settle(Pace::Full).await.unwrap());
        assert_eq!(store.joining().await.unwrap(), [false; 2]);
        assert_eq!(structure(&store).await.segments().map(|of| of.rows).sum::<u64>(), 9);
    }
}
