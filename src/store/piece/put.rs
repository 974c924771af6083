//! Pieces put into the tables of the index.

use sqlx::{Sqlite, Transaction};

use super::Pieces;
use super::postings::Piece;
use super::records::{add, averages, next_origin};
use crate::store::Result;
use crate::store::binary::Rows;
use crate::store::fts5::{AVERAGES, PAGE_BITS, STRUCTURE, Structure};

/// What a piece becomes in its table.
struct Ready {
    structure: Vec<u8>,
    averages: Vec<u8>,
    /// Pages by their numbers, with where each stands among all bytes.
    pages: Vec<u8>,
    /// Pages by the words that they begin with.
    index: Vec<u8>,
    /// Rows with where their lengths stand.
    rows: Vec<u8>,
    /// The number of this writing.
    origin: i64,
}

impl Ready {
    /// `None` where the table's segments cannot be read, or are too many.
    fn of(piece: &Piece, structure: &[u8], known: &[u8]) -> Option<Self> {
        // Only where rows can be taken out are the tables as they are made here.
        let mut structure = Structure::read(structure).filter(|structure| structure.has_graves)?;
        let origin = i64::try_from(next_origin(&structure)).ok()?;
        let (mut pages, mut index, mut rows) = <(Rows, Rows, Rows)>::default();
        // A piece of rows without words has no pages.
        if !piece.pages.ends.is_empty() {
            let id = add(&mut structure, piece.pages.ends.len(), piece.rows.len())?;
            let id = i64::try_from(id).ok()?;
            for (number, (start, length)) in (1..).zip(spans(piece.pages.ends.iter().copied())) {
                pages.row().integer(id << PAGE_BITS | number).integer(start).integer(length);
            }
            let ends = piece.pages.index.iter().map(|(_, end)| *end);
            for ((page, _), (start, length)) in piece.pages.index.iter().zip(spans(ends)) {
                let row = index.row().integer(id).integer(i64::from(*page) << 1);
                row.integer(start).integer(length);
            }
        }
        let ends = piece.rows.iter().map(|(_, end)| *end);
        for ((number, _), (start, length)) in piece.rows.iter().zip(spans(ends)) {
            rows.row().integer(*number).integer(start).integer(length);
        }
        Some(Self {
            structure: structure.record(),
            averages: averages(known, piece.rows.len(), &piece.totals),
            pages: pages.list(),
            index: index.list(),
            rows: rows.list(),
            origin,
        })
    }
}

/// Where parts of a text begin, from 1, and how long they are, by where they end.
fn spans(ends: impl Iterator<Item = usize>) -> impl Iterator<Item = (i64, i64)> {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let mut start = 0;
    ends.map(move |end| {
        let span = (whole(start + 1), whole(end - start));
        start = end;
        span
    })
}

/// The two records of a table.
macro_rules! records {
    ($tx:expr, $data:literal) => {{
        let records = sqlx::query!(
            r#"SELECT (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?1) AS "structure?: Vec<u8>",
                      (SELECT block FROM "#
                + $data
                + r#" WHERE id = ?2) AS "averages?: Vec<u8>""#,
            STRUCTURE,
            AVERAGES
        )
        .fetch_one(&mut **$tx)
        .await?;
        (records.structure.unwrap_or_default(), records.averages.unwrap_or_default())
    }};
}

/// Puts a piece into one table.
macro_rules! write {
    ($tx:expr, $piece:expr, $ready:expr, $data:literal, $idx:literal, $docsize:literal) => {{
        let (pages, bytes) = ($ready.pages, &$piece.pages.bytes);
        sqlx::query!(
            "INSERT INTO "
                + $data
                + " (id, block)
                   SELECT value ->> 0, substr(?2, value ->> 1, value ->> 2) FROM jsonb_each(?1)",
            pages,
            bytes
        )
        .execute(&mut **$tx)
        .await?;
        let (index, terms) = ($ready.index, &$piece.pages.terms);
        sqlx::query!(
            "INSERT INTO "
                + $idx
                + " (segid, pgno, term)
                   SELECT value ->> 0, value ->> 1,
                          coalesce(substr(?2, value ->> 2, value ->> 3), x'')
                   FROM jsonb_each(?1)",
            index,
            terms
        )
        .execute(&mut **$tx)
        .await?;
        let (rows, lengths, origin) = ($ready.rows, &$piece.lengths, $ready.origin);
        sqlx::query!(
            "INSERT INTO "
                + $docsize
                + " (id, sz, origin)
                   SELECT value ->> 0, substr(?2, value ->> 1, value ->> 2), ?3
                   FROM jsonb_each(?1)",
            rows,
            lengths,
            origin
        )
        .execute(&mut **$tx)
        .await?;
        let (structure, averages) = ($ready.structure, $ready.averages);
        sqlx::query!(
            "INSERT OR REPLACE INTO " + $data + " (id, block) VALUES (?1, ?2), (?3, ?4)",
            STRUCTURE,
            structure,
            AVERAGES,
            averages
        )
        .execute(&mut **$tx)
        .await?;
    }};
}

/// Puts the pieces into the index, both or none: false if a table is not as expected. Nothing that
/// FTS5 itself is to write in the same transaction may come before.
pub(in crate::store) async fn put(
    tx: &mut Transaction<'_, Sqlite>,
    Pieces { documents, blocks }: &Pieces,
) -> Result<bool> {
    let (structure, averages) = records!(tx, "ft_doc_data");
    let ready_documents = Ready::of(documents, &structure, &averages);
    let (structure, averages) = records!(tx, "ft_para_data");
    let ready_blocks = Ready::of(blocks, &structure, &averages);
    let (Some(of_documents), Some(of_blocks)) = (ready_documents, ready_blocks) else {
        return Ok(false);
    };
    write!(tx, documents, of_documents, "ft_doc_data", "ft_doc_idx", "ft_doc_docsize");
    write!(tx, blocks, of_blocks, "ft_para_data", "ft_para_idx", "ft_para_docsize");
    // To join nothing lets FTS5 forget which segments it knew of.
    for statement in [
        "INSERT INTO ft_doc (ft_doc, rank) VALUES ('merge', 0)",
        "INSERT INTO ft_para (ft_para, rank) VALUES ('merge', 0)",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    Ok(true)
}
