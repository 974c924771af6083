//! The seal: one checksum over the rows of each table, taken when nothing is being written.
//!
//! Sources and texts have checksums of their own. What stands around them, alignments, notes,
//! mentions, lists, the full-text index and the authority files among them, is sealed: any bit of it that turns
//! afterwards shows in the checksum of its table. Every writing transaction counts itself, and a
//! seal holds for the count that it was taken at.

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};

use super::check::RowDigest;
use super::{Pace, Result, Store, settings};

/// The name under which the seal is put away.
const SEAL: &str = "seal";
/// The name of the count of writing transactions.
const WRITES: &str = "writes";

/// Tables of a few columns, each row as one JSON text; where a document has many, its rows together.
const TABLES: &[(&str, &str)] = &[
    (
        "document",
        "SELECT json_array(number, id, seed_file, edition, taken_in, layout, encoding, sort_key,
                date_value, date_read_from, first_day, last_day, year, title, summary, archive,
                reference, languages, description, text_sha256, loader_version, program_version,
                original_name, absent_since, dates, shelf, shelf_order, leaves, series, changed)
         FROM document ORDER BY number",
    ),
    (
        "edition",
        "SELECT json_array(document, ordinal, sha256, taken_in) FROM edition
         ORDER BY document, ordinal",
    ),
    (
        "text",
        "SELECT json_array(document, ordinal, language, translator, project, source_language,
                credit_inferred, line_breaks_lost)
         FROM text ORDER BY document, ordinal",
    ),
    (
        "alignment",
        "SELECT json_group_array(json_array(document, language, ordinal, first_from, first_to,
                other_from, other_to))
         FROM alignment GROUP BY document ORDER BY document",
    ),
    (
        "note",
        "SELECT json_group_array(json_array(document, n, language, paragraph, text)) FROM note
         GROUP BY document ORDER BY document",
    ),
    (
        "finding",
        "SELECT json_array(document, ordinal, finding) FROM finding ORDER BY document, ordinal",
    ),
    (
        "facet",
        "SELECT json_array(document, year, first_day, last_day, sort_key, archive, document_type,
                languages)
         FROM facet ORDER BY document",
    ),
    (
        "span",
        "SELECT json_array(document, ordinal, role, value, first_day, last_day, days)
         FROM span ORDER BY document, ordinal",
    ),
    ("day_named", "SELECT json_array(day, document) FROM day_named ORDER BY day, document"),
    ("statement", "SELECT json_array(id, ordinal, statement) FROM statement ORDER BY id, ordinal"),
    (
        "file",
        "SELECT json_array(path, size, modified, altered, sha256, loader_version, outcome, id,
                same_as, reason, findings)
         FROM file ORDER BY path",
    ),
    ("event", "SELECT json_array(seq, line, written) FROM event ORDER BY seq"),
    ("moved", "SELECT json_array(old_id, new_id, why, holder) FROM moved ORDER BY old_id"),
    ("gone", "SELECT json_array(id, tombstone) FROM gone ORDER BY id"),
    ("record", "SELECT json_array(id, changed, deleted) FROM record ORDER BY id"),
    ("setting", "SELECT json_array(name, value) FROM setting WHERE name <> 'seal' ORDER BY name"),
    ("vocabulary", "SELECT json_array(word, frequency) FROM vocabulary ORDER BY word"),
    ("name_form", "SELECT json_array(key, form, frequency) FROM name_form ORDER BY key, form"),
    ("entity", "SELECT json_array(number, kind, id, documents) FROM entity ORDER BY number"),
    ("spelling", "SELECT json_array(number, entity, form, mentions) FROM spelling ORDER BY number"),
    ("place", "SELECT json_array(above, value, documents) FROM place ORDER BY above, value"),
    ("tally", "SELECT json_array(facet, value, documents) FROM tally ORDER BY facet, value"),
    (
        "mention",
        "SELECT json_array(s.number, (SELECT group_concat(m.block)
                FROM (SELECT block FROM mention WHERE spelling = s.number ORDER BY block) AS m))
         FROM (SELECT DISTINCT spelling AS number FROM mention ORDER BY spelling) AS s",
    ),
    (
        "ft_doc_idx",
        "SELECT json_array(segid, hex(term), pgno) FROM ft_doc_idx ORDER BY segid, term",
    ),
    (
        "ft_para_idx",
        "SELECT json_array(segid, hex(term), pgno) FROM ft_para_idx ORDER BY segid, term",
    ),
    (
        "sqlite_schema",
        "SELECT json_array(type, name, tbl_name, sql) FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
    ),
    (
        "_sqlx_migrations",
        "SELECT json_array(version, description, installed_on, success,
                hex(checksum), execution_time) FROM _sqlx_migrations
         ORDER BY version",
    ),
    ("ft_doc_config", "SELECT json_array(k, v) FROM ft_doc_config ORDER BY k"),
    ("ft_para_config", "SELECT json_array(k, v) FROM ft_para_config ORDER BY k"),
    ("appearance", "SELECT json_array(entity, document) FROM appearance ORDER BY entity, document"),
];

/// Tables of bytes, the full-text index's own among them, each row as a number and bytes.
const BYTES: &[(&str, &str)] = &[
    (
        "abridged",
        "SELECT number, json_array(of_table, segment, page, word, size) || list FROM abridged
         ORDER BY number",
    ),
    ("body", "SELECT document, packed FROM body ORDER BY document"),
    ("ft_doc_data", "SELECT id, block FROM ft_doc_data ORDER BY id"),
    ("ft_para_data", "SELECT id, block FROM ft_para_data ORDER BY id"),
];

/// Tables of many short rows: those behind a number that are read together, as one JSON text, with
/// the number of the last; nothing where there are none.
const SHORT: &[(&str, &str)] = &[
    (
        "ft_doc_docsize",
        "SELECT max(id), json_group_array(json_array(id, hex(sz)))
         FROM (SELECT id, sz FROM ft_doc_docsize WHERE id > ?1 ORDER BY id LIMIT 1024)
         HAVING max(id) IS NOT NULL",
    ),
    (
        "ft_para_docsize",
        "SELECT max(id), json_group_array(json_array(id, hex(sz)))
         FROM (SELECT id, sz FROM ft_para_docsize WHERE id > ?1 ORDER BY id LIMIT 1024)
         HAVING max(id) IS NOT NULL",
    ),
];

/// What a comparison with the seal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sealed {
    /// Something was written since the seal was taken, or none was taken yet.
    NotSealed,
    /// These tables are not as they were; none, if all are.
    Differing(Vec<String>),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seal {
    writes: String,
    /// The last migration of the tables that it is of: an upgrade changes them without a count.
    migration: i64,
    tables: BTreeMap<String, String>,
}

impl Store {
    /// Begins a transaction that writes. All that write begin here, so that none is forgotten in
    /// the count.
    pub(super) async fn writing(&self) -> Result<Transaction<'static, Sqlite>> {
        self.bustle.is_written();
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query!(
            "INSERT INTO setting (name, value) VALUES (?1, '1')
             ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            WRITES
        )
        .execute(&mut *tx)
        .await?;
        Ok(tx)
    }

    /// Makes what is only made when the room holds still: what SQLite began to join of the index is
    /// joined, long lists are abridged, and the tables sealed. Answers whether they are sealed now.
    ///
    /// # Errors
    /// What the database says.
    pub async fn settle(&self, pace: Pace) -> Result<bool> {
        let mut connection = self.readers.pool().acquire().await?;
        if self.is_sealed(&mut connection).await? {
            return Ok(true);
        }
        drop(connection);
        self.finish_joining(pace).await?;
        self.abridge(pace).await?;
        self.seal(pace).await
    }

    /// Seals the tables as they are, unless they are sealed or something is written meanwhile.
    /// Answers whether they are sealed now.
    ///
    /// # Errors
    /// What the database says.
    pub async fn seal(&self, pace: Pace) -> Result<bool> {
        let writings = self.bustle.writings();
        let mut connection = self.examiner(pace).await?;
        let mut reading = connection.begin().await?;
        if self.is_sealed(&mut reading).await? {
            return Ok(true);
        }
        let writes = writes(&mut reading).await?.unwrap_or_default();
        let migration = migration(&mut reading).await?;
        // A long reading keeps the log from being written back, so it ends once it is of no use.
        let holds_still = || self.bustle.writings() == writings;
        let tables = self.checksums(&mut reading, pace, holds_still).await?;
        let Some(tables) = tables else { return Ok(false) };
        drop(reading);
        let seal = serde_json::to_string(&Seal { writes: writes.clone(), migration, tables })?;
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if self::writes(&mut tx).await? != Some(writes) {
            return Ok(false);
        }
        settings::put(&mut tx, SEAL, &seal).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Whether nothing was written since the seal was taken, or never anything.
    async fn is_sealed(&self, connection: &mut SqliteConnection) -> Result<bool> {
        let Some(writes) = writes(connection).await? else { return Ok(true) };
        let migration = migration(connection).await?;
        let holds = |seal: Seal| seal.writes == writes && seal.migration == migration;
        Ok(self.stored_seal().await?.is_ok_and(holds))
    }

    /// Compares the tables with their seal.
    ///
    /// # Errors
    /// What the database says.
    pub async fn compared_with_seal(&self, pace: Pace) -> Result<Sealed> {
        let writings = self.bustle.writings();
        let Ok(seal) = self.stored_seal().await? else {
            return Ok(Sealed::Differing(vec![SEAL.to_owned()]));
        };
        let mut connection = self.examiner(pace).await?;
        let mut reading = connection.begin().await?;
        if writes(&mut reading).await?.is_none_or(|writes| writes != seal.writes)
            || migration(&mut reading).await? != seal.migration
        {
            return Ok(Sealed::NotSealed);
        }
        let holds_still = || self.bustle.writings() == writings;
        let now = self.checksums(&mut reading, pace, holds_still).await?;
        let Some(now) = now else { return Ok(Sealed::NotSealed) };
        let names =
            seal.tables.keys().chain(now.keys().filter(|name| !seal.tables.contains_key(*name)));
        let differing = names.filter(|name| seal.tables.get(*name) != now.get(*name));
        Ok(Sealed::Differing(differing.cloned().collect()))
    }

    /// The checksum of each table, on two connections where somebody waits: as long as nothing is
    /// written they see the same. `None` if something is written meanwhile.
    async fn checksums(
        &self,
        reading: &mut SqliteConnection,
        pace: Pace,
        holds_still: impl Fn() -> bool,
    ) -> Result<Option<BTreeMap<String, String>>> {
        let mut second = self.examiner(pace).await?;
        let tables = of_tables(reading, &holds_still);
        let bytes = of_bytes(&mut second, &holds_still);
        let (tables, bytes) = match pace {
            Pace::Full => tokio::join!(tables, bytes),
            Pace::Behind => (tables.await, bytes.await),
        };
        second.close().await?;
        Ok(holds_still().then(|| tables.into_iter().chain(bytes).collect()))
    }

    /// The seal that was put away; one that holds for nothing where there is none.
    async fn stored_seal(&self) -> Result<std::result::Result<Seal, serde_json::Error>> {
        let stored = self.setting(SEAL).await?;
        Ok(stored.map_or_else(|| Ok(Seal::default()), |seal| serde_json::from_str(&seal)))
    }
}

async fn writes(connection: &mut SqliteConnection) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("SELECT value FROM setting WHERE name = ?1", WRITES)
        .fetch_optional(connection)
        .await?)
}

async fn migration(connection: &mut SqliteConnection) -> Result<i64> {
    let newest = sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations");
    Ok(newest.fetch_one(connection).await?)
}

/// The checksums of tables of columns; what cannot be read has none that any seal names.
async fn of_tables(
    connection: &mut SqliteConnection,
    holds_still: &impl Fn() -> bool,
) -> Vec<(String, String)> {
    let mut checksums = Vec::with_capacity(TABLES.len());
    for (name, statement) in TABLES {
        let checksum = of_rows(connection, statement, holds_still).await;
        checksums.push(((*name).to_owned(), checksum.unwrap_or_else(|error| error.to_string())));
    }
    checksums
}

/// The same of tables of bytes, and of those of many short rows.
async fn of_bytes(
    connection: &mut SqliteConnection,
    holds_still: &impl Fn() -> bool,
) -> Vec<(String, String)> {
    let mut checksums = Vec::with_capacity(BYTES.len());
    for (name, statement) in BYTES {
        let checksum = of_blobs(connection, statement, holds_still).await;
        checksums.push(((*name).to_owned(), checksum.unwrap_or_else(|error| error.to_string())));
    }
    for (name, statement) in SHORT {
        let checksum = of_short(connection, statement, holds_still).await;
        checksums.push(((*name).to_owned(), checksum.unwrap_or_else(|error| error.to_string())));
    }
    checksums
}

/// The checksum of a table's rows, or of some of them, if something is written meanwhile.
async fn of_rows(
    connection: &mut SqliteConnection,
    statement: &'static str,
    holds_still: &impl Fn() -> bool,
) -> Result<String> {
    let mut digest = RowDigest::default();
    let mut rows = sqlx::query_scalar::<_, Option<Vec<u8>>>(statement).fetch(connection);
    while holds_still()
        && let Some(row) = rows.try_next().await?
    {
        digest.add(&row.unwrap_or_default());
    }
    Ok(digest.finish())
}

async fn of_blobs(
    connection: &mut SqliteConnection,
    statement: &'static str,
    holds_still: &impl Fn() -> bool,
) -> Result<String> {
    let mut digest = RowDigest::default();
    let mut rows = sqlx::query_as::<_, (i64, Option<Vec<u8>>)>(statement).fetch(connection);
    while holds_still()
        && let Some((id, bytes)) = rows.try_next().await?
    {
        digest.add(&id.to_le_bytes());
        digest.add(&bytes.unwrap_or_default());
    }
    Ok(digest.finish())
}

async fn of_short(
    connection: &mut SqliteConnection,
    statement: &'static str,
    holds_still: &impl Fn() -> bool,
) -> Result<String> {
    let mut digest = RowDigest::default();
    let mut after = i64::MIN;
    while holds_still()
        && let Some((last, rows)) = sqlx::query_as::<_, (i64, Vec<u8>)>(statement)
            .bind(after)
            .fetch_optional(&mut *connection)
            .await?
    {
        digest.add(&rows);
        after = last;
    }
    Ok(digest.finish())
}
