//! One document: whole, its neighbours, its source, and those whose address is like another.

use sqlx::{Sqlite, Transaction};

use super::rows::{
    BlockRow, EntryRow, TextRow, block_keys, checksum, document, language, slug, small,
};
use super::{Error, Result, Store, statements};
use crate::address::Slug;
use crate::document::{Alignment, Custody, Edition, Entry, Finding, Holding, Neighbours, Pair};

/// How many further captures of one record a page names.
const MOST_CAPTURES: i64 = 20;

impl Store {
    /// The document in its current edition.
    ///
    /// # Errors
    /// `Damaged` if the stored text does not match its checksum; else what the database says.
    pub async fn holding(&self, id: &Slug) -> Result<Option<Holding>> {
        self.read_holding(id, true).await
    }

    /// The document in its current edition, whether its text matches its checksum or not: for
    /// reading it again from its source.
    ///
    /// # Errors
    /// What the database says.
    pub async fn holding_unchecked(&self, id: &Slug) -> Result<Option<Holding>> {
        self.read_holding(id, false).await
    }

    async fn read_holding(&self, id: &Slug, checked: bool) -> Result<Option<Holding>> {
        let id = id.as_str();
        let mut tx = self.readers.begin().await?;
        let Some(row) = sqlx::query!(
            r#"SELECT number AS "number!", seed_file, edition, taken_in, layout, encoding,
                      description, text_sha256, program_version, original_name, absent_since,
                      title, date_value, reference, changed
               FROM document WHERE id = ?1"#,
            id
        )
        .fetch_optional(&mut *tx)
        .await?
        else {
            return Ok(None);
        };
        let texts = sqlx::query_as!(
            TextRow,
            r#"SELECT language, translator, project, source_language,
                      credit_inferred AS "credit_inferred!: bool",
                      line_breaks_lost AS "line_breaks_lost!: bool"
               FROM text WHERE document = ?1 ORDER BY ordinal"#,
            row.number
        )
        .fetch_all(&mut *tx)
        .await?;
        let (first, end) = block_keys(row.number);
        let blocks = sqlx::query_as!(
            BlockRow,
            "SELECT language, n, kind, text, marks FROM block
             WHERE key >= ?1 AND key < ?2 ORDER BY key",
            first,
            end
        )
        .fetch_all(&mut *tx)
        .await?;
        let document = document(row.layout, &row.description, texts, blocks)?;
        if checked && checksum(&document)? != row.text_sha256 {
            return Err(Error::Damaged { id: id.to_owned() });
        }
        let alignments = alignments(&mut tx, row.number).await?;
        let findings = findings(&mut tx, row.number).await?;
        let mut editions = editions(&mut tx, row.number).await?;
        let current = editions
            .iter()
            .position(|edition| edition.sha256 == row.edition)
            .ok_or_else(|| Error::Value(row.edition.clone()))?;
        let edition = editions.remove(current);
        editions.insert(0, edition.clone());
        let other_captures = sqlx::query_scalar!(
            "SELECT id FROM document
             WHERE title = ?1 AND reference = ?2 AND date_value IS ?3 AND id <> ?4
             ORDER BY id LIMIT ?5",
            row.title,
            row.reference,
            row.date_value,
            id,
            MOST_CAPTURES
        )
        .fetch_all(&mut *tx)
        .await?;
        let statements = statements::of(&mut tx, id).await?;
        Ok(Some(Holding {
            statements,
            related: Vec::new(),
            id: slug(id)?,
            changed: row.changed,
            document,
            alignments,
            findings,
            edition,
            editions,
            custody: Custody {
                seed_file: row.seed_file,
                original_name: row.original_name,
                encoding: row.encoding,
                text_sha256: row.text_sha256,
                program_version: row.program_version,
                absent_since: row.absent_since,
                other_captures: other_captures.iter().map(|id| slug(id)).collect::<Result<_>>()?,
            },
        }))
    }

    /// The documents before and after this one in reading order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn neighbours(&self, id: &Slug) -> Result<Neighbours> {
        let id = id.as_str();
        let previous = sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary, d.archive,
                    d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM document AS here JOIN document AS d
               ON (d.sort_key, d.id) < (here.sort_key, here.id)
             WHERE here.id = ?1 ORDER BY d.sort_key DESC, d.id DESC LIMIT 1",
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        let next = sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary, d.archive,
                    d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM document AS here JOIN document AS d
               ON (d.sort_key, d.id) > (here.sort_key, here.id)
             WHERE here.id = ?1 ORDER BY d.sort_key, d.id LIMIT 1",
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(Neighbours {
            previous: previous.map(Entry::try_from).transpose()?,
            next: next.map(Entry::try_from).transpose()?,
        })
    }

    /// Up to five documents whose identifier begins like `wanted`: as much of its beginning as any
    /// document shares, four characters at least.
    ///
    /// # Errors
    /// What the database says.
    pub async fn nearest(&self, wanted: &str) -> Result<Vec<Entry>> {
        let beginning: String = wanted
            .chars()
            .map(|c| c.to_ascii_lowercase())
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(120)
            .collect();
        for length in (4..=beginning.len()).rev() {
            let start = &beginning[..length];
            let end = format!("{start}~");
            let rows = sqlx::query_as!(
                EntryRow,
                "SELECT id, sort_key, title, date_value, date_read_from, summary, archive, languages,
                        absent_since, edition, taken_in, changed, dates
                 FROM document WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 5",
                start,
                end
            )
            .fetch_all(&self.readers)
            .await?;
            if !rows.is_empty() {
                return rows.into_iter().map(Entry::try_from).collect();
            }
        }
        Ok(Vec::new())
    }

    /// The bytes of a source by their checksum, as they came.
    ///
    /// # Errors
    /// What the database says.
    pub async fn source(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        Ok(sqlx::query_scalar!("SELECT bytes FROM source WHERE sha256 = ?1", sha256)
            .fetch_optional(&self.readers)
            .await?)
    }
}

async fn alignments(tx: &mut Transaction<'_, Sqlite>, number: i64) -> Result<Vec<Alignment>> {
    let rows = sqlx::query!(
        "SELECT a.language, a.first_from, a.first_to, a.other_from, a.other_to
         FROM alignment AS a
         JOIN text AS t ON t.document = a.document AND t.language = a.language
         WHERE a.document = ?1 ORDER BY t.ordinal, a.ordinal",
        number
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut alignments: Vec<Alignment> = Vec::new();
    for row in rows {
        let pair = Pair {
            first: small(row.first_from)?..small(row.first_to)?,
            other: small(row.other_from)?..small(row.other_to)?,
        };
        match alignments.last_mut().filter(|last| last.language.as_str() == row.language) {
            Some(last) => last.pairs.push(pair),
            None => {
                alignments
                    .push(Alignment { language: language(&row.language)?, pairs: vec![pair] });
            }
        }
    }
    Ok(alignments)
}

async fn findings(tx: &mut Transaction<'_, Sqlite>, number: i64) -> Result<Vec<Finding>> {
    sqlx::query_scalar!("SELECT finding FROM finding WHERE document = ?1 ORDER BY ordinal", number)
        .fetch_all(&mut **tx)
        .await?
        .iter()
        .map(|finding| Ok(serde_json::from_str(finding)?))
        .collect()
}

/// All editions, the latest first; one to which the file came back counts once, as its latest.
async fn editions(tx: &mut Transaction<'_, Sqlite>, number: i64) -> Result<Vec<Edition>> {
    let rows = sqlx::query!(
        "SELECT e.sha256, e.taken_in, s.size FROM edition AS e
         JOIN source AS s ON s.sha256 = e.sha256
         WHERE e.document = ?1 ORDER BY e.ordinal DESC",
        number
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut editions: Vec<Edition> = Vec::with_capacity(rows.len());
    for row in rows {
        if editions.iter().all(|edition| edition.sha256 != row.sha256) {
            editions.push(Edition {
                sha256: row.sha256,
                taken_in: row.taken_in,
                size: u64::try_from(row.size).unwrap_or_default(),
            });
        }
    }
    Ok(editions)
}
