//! Long lists, abridged beforehand and put into the database beside the index.
//!
//! A word that most documents hold has a list of some hundreds of pages, with every place of the
//! word. A search that asks for it first needs its digest alone, which is a small part of that; packed
//! and in one piece it is read at once, from a cold disk too. A segment never changes, so neither
//! does what is abridged of it. What is missing here, or damaged, is read from the index itself.

use std::time::Instant;

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

use super::anatomy::{Anatomy, Identity};
use super::digest::Digest;
use super::page::last_word;
use super::pages::{Run, anatomy, pages};
use super::sought::word_read;
use super::wanted::{Table, Wanted};
use crate::store::binary::Rows;
use crate::store::fts5::PAGE_BITS;
use crate::store::{Pace, Result, Store, packing};

/// Pages over which a list goes that is abridged.
const LONG: i64 = if cfg!(test) { 2 } else { 8 };
/// Bytes that are put down in one transaction, unless one list alone has more.
const PORTION: usize = 1 << 20;
/// How much is tried to pack them, as Zstandard counts it.
const LEVEL: i32 = 3;

/// The most bytes that a list may have before it is packed: at two or three bytes a row, those of some
/// ninety million rows. What says more is damaged.
const MOST: usize = 1 << 28;

/// A list as it stands in the database.
#[derive(Debug)]
pub(super) struct Abridged {
    /// Its bytes before they were packed, as far as its row says.
    pub(super) size: i64,
    pub(super) packed: Vec<u8>,
}

impl Abridged {
    fn of(digest: &Digest) -> Option<Self> {
        let bytes = digest.written();
        let size = i64::try_from(bytes.len()).ok()?;
        Some(Self { size, packed: packing::packed_with_checksum(&bytes, LEVEL)? })
    }

    /// The list; `None` if it is damaged.
    pub(super) fn digest(&self) -> Option<Digest> {
        let size = usize::try_from(self.size).ok().filter(|size| *size <= MOST)?;
        Digest::read(&packing::unpacked(&self.packed, size, &[])?)
    }
}

impl Store {
    /// Abridges the long lists of the index that are not yet, and forgets those that are of no use
    /// any more. What changes meanwhile is left for the next time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn abridge(&self, pace: Pace) -> Result<()> {
        let mut connection = self.examiner(pace).await?;
        for table in [Table::Documents, Table::Paragraphs] {
            let anatomy = anatomy(&mut connection, table).await?;
            let still = anatomy.segments.iter().filter(|segment| segment.is_still);
            let still: Vec<Identity> = still.map(|segment| segment.identity).collect();
            self.forget_others(&mut connection, table, &still).await?;
            for segment in still {
                self.abridge_segment(&mut connection, (table, &anatomy), segment, pace).await?;
            }
        }
        connection.close().await?;
        Ok(())
    }

    /// Forgets what was abridged of segments that are no more.
    async fn forget_others(
        &self,
        connection: &mut SqliteConnection,
        table: Table,
        still: &[Identity],
    ) -> Result<()> {
        let still: Vec<String> = still.iter().map(Identity::key).collect();
        let (table, still) = (table as i64, serde_json::to_string(&still)?);
        let others = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM abridged WHERE of_table = ?1
                   AND segment NOT IN (SELECT value FROM json_each(?2))) AS "others!: bool""#,
            table,
            still
        )
        .fetch_one(connection)
        .await?;
        if !others {
            return Ok(());
        }
        let mut tx = self.writing().await?;
        sqlx::query!(
            "DELETE FROM abridged WHERE of_table = ?1
                 AND segment NOT IN (SELECT value FROM json_each(?2))",
            table,
            still
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Abridges the lists of a segment behind the last one that is.
    async fn abridge_segment(
        &self,
        connection: &mut SqliteConnection,
        (table, anatomy): (Table, &Anatomy),
        segment: Identity,
        pace: Pace,
    ) -> Result<()> {
        let mut pacer = self.pacer(pace);
        let mut portion = Portion::of(table, segment);
        for run in long_lists(connection, table, segment).await? {
            let begun = Instant::now();
            let Some(pages) = pages(connection, (table, anatomy), &[run]).await? else { break };
            let first = pages.run(run).next();
            // What cannot be read as it should be is said where it is asked for.
            let word = first.and_then(|(_, page)| last_word(page));
            let word = word.and_then(|word| String::from_utf8(word).ok());
            if let Some(word) = word.as_deref().and_then(|word| word.strip_prefix('0')) {
                let wanted = Wanted::of_word(table, word);
                let digest = word_read(&pages, &wanted, run, table.bits());
                if let Some(list) = digest.as_ref().and_then(Abridged::of) {
                    portion.add(run.0 & !(-1 << PAGE_BITS), word, &list);
                }
            }
            if portion.lists.len() >= PORTION {
                self.put(std::mem::replace(&mut portion, Portion::of(table, segment))).await?;
            }
            pacer.rest(begun).await;
        }
        self.put(portion).await
    }

    async fn put(&self, portion: Portion) -> Result<()> {
        if portion.rows.is_empty() {
            return Ok(());
        }
        let Portion { table, segment, rows, lists } = portion;
        let (table, rows) = (table as i64, rows.list());
        let mut tx = self.writing().await?;
        sqlx::query!(
            "INSERT OR REPLACE INTO abridged (of_table, segment, page, word, size, list)
             SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2,
                    substr(?4, value ->> 3, value ->> 4)
             FROM jsonb_each(?3)",
            table,
            segment,
            rows,
            lists
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Lists of one segment that go into the database together.
struct Portion {
    table: Table,
    segment: String,
    /// The page and word of each, its size, and where it stands among all bytes.
    rows: Rows,
    lists: Vec<u8>,
}

impl Portion {
    fn of(table: Table, segment: Identity) -> Self {
        Self { table, segment: segment.key(), rows: Rows::default(), lists: Vec::new() }
    }

    fn add(&mut self, page: i64, word: &str, list: &Abridged) {
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let (start, length) = (whole(self.lists.len() + 1), whole(list.packed.len()));
        let row = self.rows.row().integer(page).text(word).integer(list.size);
        row.integer(start).integer(length);
        self.lists.extend_from_slice(&list.packed);
    }
}

/// The statement that finds the pages of a segment behind which no word begins for long, and the next
/// one on which one does.
macro_rules! gaps {
    ($connection:expr, $of_table:expr, $segment:expr, $idx:literal) => {{
        let (of_table, key) = ($of_table, $segment.key());
        let (id, (_, last)) = ($segment.id, $segment.pages);
        sqlx::query_scalar!(
            r#"SELECT json_group_array(json_array(page, next)) AS "gaps!: String"
               FROM (SELECT pgno >> 1 AS page,
                            lead(pgno >> 1, 1, ?4) OVER (ORDER BY pgno) AS next
                     FROM "#
                + $idx
                + r#" WHERE segid = ?3)
               WHERE next - page >= ?5
                 AND page > (SELECT coalesce(max(page), 0) FROM abridged
                             WHERE of_table = ?1 AND segment = ?2)"#,
            of_table,
            key,
            id,
            last,
            LONG
        )
        .fetch_one($connection)
        .await?
    }};
}

/// The pages over which the long lists of a segment go that are not abridged, in their order. The last
/// word that begins on the first page of each is the list's.
async fn long_lists(
    connection: &mut SqliteConnection,
    table: Table,
    segment: Identity,
) -> Result<Vec<Run>> {
    let gaps = match table {
        Table::Documents => gaps!(connection, table as i64, segment, "ft_doc_idx"),
        Table::Paragraphs => gaps!(connection, table as i64, segment, "ft_para_idx"),
    };
    let gaps: Vec<Run> = serde_json::from_str(&gaps)?;
    let number = |page: i64| segment.id << PAGE_BITS | page;
    Ok(gaps.into_iter().map(|(first, next)| (number(first), number(next))).collect())
}
