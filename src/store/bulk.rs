//! A load of many documents: the full-text index is written in pieces, which are joined once at the
//! end.
//!
//! Each transaction leaves a piece of the index behind, which is put into order beside the thread
//! that writes (`piece`). As long as documents come one by one, SQLite joins a few of them now and
//! then; in a long load that would write the same words five times over. So it is told to wait, and
//! afterwards the pieces are joined in steps, each a short transaction, and long lists are abridged. Whatever ends the program
//! meanwhile: documents are found from their transaction on, and that the pieces are still to be
//! joined stands in the index's own settings.

use sqlx::{Sqlite, Transaction};

use super::{Pace, Result, Store};

/// Pages of the index that one step writes, of 4 KB each.
const STEP: i64 = 512;

/// What the writer keeps in memory in a long load, in KiB: the pages that a transaction changes.
const LONG_LOAD: &str = "PRAGMA cache_size = -8192";
/// The same afterwards, as it is from the beginning.
const ONE_BY_ONE: &str = "PRAGMA cache_size = -1024";

/// What tells whether FTS5 joins pieces by itself.
const AUTOMERGE: &str = "SELECT v FROM ft_para_config WHERE k = 'automerge'";

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
        self.join(Table::Documents).await?;
        self.join(Table::Paragraphs).await?;
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
        tx.commit().await?;
        self.abridge(Pace::Full).await?;
        // What the writer kept in memory for the load.
        for statement in [ONE_BY_ONE, "PRAGMA shrink_memory"] {
            sqlx::query(statement).execute(&self.writer).await?;
        }
        Ok(true)
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

    async fn join(&self, table: Table) -> Result<()> {
        // A negative number of pages begins; what was begun before goes on.
        let mut pages = -STEP;
        loop {
            let mut tx = self.writing().await?;
            let before = changes(&mut tx).await?;
            sqlx::query(table.merge()).bind(pages).execute(&mut *tx).await?;
            let written = changes(&mut tx).await? - before;
            tx.commit().await?;
            // The statement itself counts for one.
            if written < 2 {
                return Ok(());
            }
            pages = STEP;
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
