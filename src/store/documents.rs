//! One document: whole, its neighbours, its source, and those whose address is like another.

use std::borrow::Cow;

use super::body::{Bodies, Texts};
use super::rows::{EntryRow, TextRow, assembled, checksum, language, marks, slug};
use super::{Error, Result, Store};
use crate::address::Slug;
use crate::document::{
    Alignment, Block, BlockKind, Custody, Edition, Entry, Holding, Neighbours, Pair,
};

/// How many further captures of one record a page names.
const MOST_CAPTURES: i64 = 20;

/// What stands for the sort key of the document after another, which nobody asks for.
const NEXT: &str = ">";

/// A document as it is stored, and the tombstone that stands in its place if it was withdrawn.
pub(super) struct Standing {
    pub(super) holding: Holding,
    pub(super) tombstone: Option<String>,
}

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
        match self.read_standing(id, checked).await? {
            Some(Standing { holding, .. }) => Ok(Some(holding)),
            None => Ok(None),
        }
    }

    /// The document whether it was withdrawn or not, and whether it was: all by one statement that
    /// answers one row, since each statement and each row is a message to another thread.
    pub(super) async fn read_standing(&self, id: &Slug, checked: bool) -> Result<Option<Standing>> {
        let id = id.as_str();
        let Some(row) = sqlx::query!(
            r#"SELECT d.number AS "number!: i64", d.seed_file, d.edition, d.layout, d.encoding,
                      d.description, d.text_sha256,
                      d.program_version, d.original_name, d.absent_since, d.changed,
                      w.packed AS "packed?: Vec<u8>", w.size AS "size?: i64",
                      o.bytes AS "source?: Vec<u8>", o.size AS "source_size?: i64",
                      (SELECT tombstone FROM gone WHERE gone.id = d.id) AS "tombstone?: String",
                      (SELECT json_group_array(json_array(language, translator, project,
                                  source_language, credit_inferred, line_breaks_lost))
                         FROM (SELECT * FROM text WHERE document = d.number ORDER BY ordinal))
                          AS "texts!: String",
                      (SELECT json_group_array(json_array(key, language, n, kind, text,
                                  marks))
                         FROM (SELECT key, language, n, kind, text, marks FROM block
                               WHERE key >= d.number << 20 AND key < (d.number + 1) << 20
                               ORDER BY key))
                          AS "blocks!: String",
                      (SELECT json_group_array(json_array(language, first_from, first_to,
                                  other_from, other_to))
                         FROM (SELECT a.* FROM text AS t CROSS JOIN alignment AS a
                                 ON a.document = t.document AND a.language = t.language
                               WHERE t.document = d.number ORDER BY t.ordinal, a.ordinal))
                          AS "alignments!: String",
                      (SELECT json_group_array(json(finding))
                         FROM (SELECT finding FROM finding WHERE document = d.number
                               ORDER BY ordinal))
                          AS "findings!: String",
                      (SELECT json_group_array(json_array(sha256, taken_in, size))
                         FROM (SELECT e.sha256, e.taken_in, s.size
                               FROM edition AS e JOIN source AS s ON s.sha256 = e.sha256
                               WHERE e.document = d.number ORDER BY e.ordinal DESC))
                          AS "editions!: String",
                      (SELECT json_group_array(id)
                         FROM (SELECT o.id FROM document AS o
                               WHERE o.title = d.title AND o.reference = d.reference
                                 AND o.date_value IS d.date_value AND o.id <> d.id
                               ORDER BY o.id LIMIT ?2 + 0))
                          AS "captures!: String",
                      (SELECT json_group_array(json(statement))
                         FROM (SELECT statement FROM statement WHERE id = d.id ORDER BY ordinal))
                          AS "statements!: String"
               FROM document AS d LEFT JOIN body AS w ON w.document = d.number
                    LEFT JOIN source AS o ON o.sha256 = d.edition AND w.document IS NOT NULL
               WHERE d.id = ?1"#,
            id,
            MOST_CAPTURES
        )
        .fetch_optional(&self.readers)
        .await?
        else {
            return Ok(None);
        };
        let bodies = match (row.packed, row.size) {
            (Some(packed), Some(size)) => {
                let source = row.source.zip(row.source_size);
                let texts =
                    source.and_then(|(bytes, length)| Texts::of(&packed, size, bytes, length));
                Bodies::one(row.number, texts)
            }
            _ => Bodies::default(),
        };
        let (texts, blocks) = (texts(&row.texts)?, blocks(&row.blocks, &bodies)?);
        let document = assembled(row.layout, &row.description, texts, blocks)?;
        // A tombstone says what there was, whatever became of the text.
        if checked && row.tombstone.is_none() && checksum(&document)? != row.text_sha256 {
            return Err(Error::Damaged { id: id.to_owned() });
        }
        let mut editions = editions(&row.editions)?;
        let current = editions
            .iter()
            .position(|edition| edition.sha256 == row.edition)
            .ok_or_else(|| Error::Value(row.edition.clone()))?;
        let edition = editions.remove(current);
        editions.insert(0, edition.clone());
        let other_captures: Vec<String> = serde_json::from_str(&row.captures)?;
        let holding = Holding {
            statements: serde_json::from_str(&row.statements)?,
            related: Vec::new(),
            id: slug(id)?,
            changed: row.changed,
            document,
            alignments: alignments(&row.alignments)?,
            findings: serde_json::from_str(&row.findings)?,
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
        };
        Ok(Some(Standing { holding, tombstone: row.tombstone }))
    }

    /// The documents before and after this one in reading order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn neighbours(&self, id: &Slug) -> Result<Neighbours> {
        let id = id.as_str();
        let rows = sqlx::query_as!(
            EntryRow,
            r#"SELECT id AS "id!", '<' AS "sort_key!: String", title, date_value, date_read_from, summary,
                      archive, languages AS "languages!", absent_since, edition AS "edition!",
                      taken_in AS "taken_in!", changed AS "changed!", dates AS "dates!"
               FROM (SELECT d.* FROM document AS here JOIN document AS d
                       ON (d.sort_key, d.id) < (here.sort_key, here.id)
                     WHERE here.id = ?1 ORDER BY d.sort_key DESC, d.id DESC LIMIT 1)
               UNION ALL
               SELECT id, '>', title, date_value, date_read_from, summary, archive, languages,
                      absent_since, edition, taken_in, changed, dates
               FROM (SELECT d.* FROM document AS here JOIN document AS d
                       ON (d.sort_key, d.id) > (here.sort_key, here.id)
                     WHERE here.id = ?1 ORDER BY d.sort_key, d.id LIMIT 1)"#,
            id
        )
        .fetch_all(&self.readers)
        .await?;
        let mut neighbours = Neighbours::default();
        for row in rows {
            let is_next = row.sort_key == NEXT;
            let side = if is_next { &mut neighbours.next } else { &mut neighbours.previous };
            *side = Some(Entry::try_from(row)?);
        }
        Ok(neighbours)
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
}

fn texts(json: &str) -> Result<Vec<TextRow>> {
    type Row = (String, Option<String>, Option<String>, Option<String>, u8, u8);
    let rows: Vec<Row> = serde_json::from_str(json)?;
    let text = |(language, translator, project, source_language, inferred, lost): Row| TextRow {
        language,
        translator,
        project,
        source_language,
        credit_inferred: inferred != 0,
        line_breaks_lost: lost != 0,
    };
    Ok(rows.into_iter().map(text).collect())
}

/// The blocks of all texts with their languages.
fn blocks(json: &str, bodies: &Bodies) -> Result<Vec<(String, Block)>> {
    type Row = (i64, String, u32, BlockKind, String, Option<String>);
    let rows: Vec<Row> = serde_json::from_str(json)?;
    let block = |(key, language, n, kind, text, json): Row| {
        let text = bodies.text(key, text);
        Ok((language, Block { n, kind, text, marks: marks(json.as_deref())? }))
    };
    rows.into_iter().map(block).collect()
}

fn alignments(json: &str) -> Result<Vec<Alignment>> {
    let rows: Vec<(Cow<'_, str>, u32, u32, u32, u32)> = serde_json::from_str(json)?;
    let mut alignments: Vec<Alignment> = Vec::new();
    for (tag, first_from, first_to, other_from, other_to) in rows {
        let pair = Pair { first: first_from..first_to, other: other_from..other_to };
        match alignments.last_mut().filter(|last| last.language.as_str() == tag) {
            Some(last) => last.pairs.push(pair),
            None => {
                alignments.push(Alignment { language: language(&tag)?, pairs: vec![pair] });
            }
        }
    }
    Ok(alignments)
}

/// All editions, the latest first; one to which the file came back counts once, as its latest.
fn editions(json: &str) -> Result<Vec<Edition>> {
    let rows: Vec<(String, String, u64)> = serde_json::from_str(json)?;
    let mut editions: Vec<Edition> = Vec::with_capacity(rows.len());
    for (sha256, taken_in, size) in rows {
        if editions.iter().all(|edition| edition.sha256 != sha256) {
            editions.push(Edition { sha256, taken_in, size });
        }
    }
    Ok(editions)
}
