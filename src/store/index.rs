//! The full-text index: what a document's rows in it are, written and taken out with the document.

use std::sync::Arc;

use sqlx::{Sqlite, Transaction};

use super::binary::Rows;
use super::body::Bodies;
use super::piece::{self, Pieces};
use super::rows::{block_keys, language};
use super::{Error, Result};
use crate::address::Slug;
use crate::document::{Block, BlockKind, Description, Document, Text};
use crate::search::{Frequencies, Indexed, Lexicon, indexed};

/// Rows of several documents, one list for each table.
#[derive(Default)]
pub(super) struct IndexRows {
    words: Words,
    mentions: Rows,
    days: Rows,
    frequencies: Frequencies,
}

/// What the full-text tables are to hold.
enum Words {
    /// Rows whose words FTS5 takes.
    Rows { documents: Rows, blocks: Rows },
    /// Pages that it finds there, and the documents that they are made of.
    Pieces(Box<Pieces>, Vec<(i64, Arc<Indexed>)>),
}

impl Default for Words {
    fn default() -> Self {
        Self::Rows { documents: Rows::default(), blocks: Rows::default() }
    }
}

impl Words {
    fn add(&mut self, number: i64, indexed: &Indexed) {
        let Self::Rows { documents, blocks } = self else { return };
        let row = documents.row().integer(number);
        indexed.columns().iter().fold(row, |row, column| row.text(column));
        let (first, _) = block_keys(number);
        for (key, [main, alt]) in (first + 1..).zip(&indexed.block_columns()) {
            blocks.row().integer(key).text(main).text(alt);
        }
    }

    async fn write(self, tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
        let (documents, blocks) = match self {
            Self::Rows { documents, blocks } => (documents, blocks),
            Self::Pieces(pieces, numbered) => {
                if piece::put(tx, &pieces).await? {
                    return Ok(());
                }
                let mut words = Self::default();
                for (number, indexed) in &numbered {
                    words.add(*number, indexed);
                }
                return Box::pin(words.write(tx)).await;
            }
        };
        let documents = documents.list();
        sqlx::query!(
            "INSERT INTO ft_doc (rowid, title, summary, en, ko, xx, alt, alt_en, alt_ko, alt_xx)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6, value ->> 7, value ->> 8, value ->> 9
             FROM jsonb_each(?1)",
            documents
        )
        .execute(&mut **tx)
        .await?;
        let blocks = blocks.list();
        sqlx::query!(
            "INSERT INTO ft_para (rowid, main, alt)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(?1)",
            blocks
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

impl IndexRows {
    /// The rows of documents that are new, whose numbers ascend, and their words in pieces.
    pub(super) fn in_pieces(numbered: Vec<(i64, Arc<Indexed>)>) -> Self {
        let mut rows = Self::default();
        for (number, indexed) in &numbered {
            rows.add_all_but_words(*number, indexed);
        }
        rows.words = Words::Pieces(Box::new(Pieces::of(&numbered)), numbered);
        rows
    }

    /// Adds a document's rows.
    pub(super) fn add(&mut self, number: i64, indexed: &Indexed) {
        self.words.add(number, indexed);
        self.add_all_but_words(number, indexed);
    }

    fn add_all_but_words(&mut self, number: i64, indexed: &Indexed) {
        for day in indexed.days() {
            self.days.row().text(&day).integer(number);
        }
        self.frequencies.count(indexed, 1);
        self.add_mentions(number, indexed);
    }

    /// Adds only where entries of the authority files stand in a document.
    pub(super) fn add_mentions(&mut self, number: i64, indexed: &Indexed) {
        let (first, _) = block_keys(number);
        for sighting in &indexed.sightings {
            let entity = &sighting.entity;
            let row = self.mentions.row().text(entity.kind.as_str()).text(entity.id.as_str());
            row.text(&sighting.form).integer(first + i64::from(sighting.ordinal));
        }
    }

    /// Writes all rows.
    pub(super) async fn write(self, tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
        self.words.write(tx).await?;
        let days = self.days.list();
        sqlx::query!(
            "INSERT INTO day_named (day, document)
             SELECT value ->> 0, value ->> 1 FROM jsonb_each(?1) WHERE true
             ON CONFLICT DO NOTHING",
            days
        )
        .execute(&mut **tx)
        .await?;
        count(tx, &self.frequencies).await?;
        if self.mentions.is_empty() { Ok(()) } else { mention(tx, self.mentions.list()).await }
    }
}

async fn mention(tx: &mut Transaction<'_, Sqlite>, mentions: Vec<u8>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO entity (kind, id)
         SELECT DISTINCT value ->> 0, value ->> 1 FROM jsonb_each(?1) WHERE true
         ON CONFLICT DO NOTHING",
        mentions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO spelling (entity, form)
         SELECT DISTINCT entity.number, value ->> 2
         FROM jsonb_each(?1) JOIN entity ON entity.kind = value ->> 0 AND entity.id = value ->> 1
         WHERE true ON CONFLICT DO NOTHING",
        mentions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO mention (spelling, block)
         SELECT spelling.number, value ->> 3
         FROM jsonb_each(?1) JOIN entity ON entity.kind = value ->> 0 AND entity.id = value ->> 1
              JOIN spelling ON spelling.entity = entity.number AND spelling.form = value ->> 2
         WHERE true ON CONFLICT DO NOTHING",
        mentions
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO appearance (entity, document)
         SELECT DISTINCT entity.number, (value ->> 3) >> 20
         FROM jsonb_each(?1) JOIN entity ON entity.kind = value ->> 0 AND entity.id = value ->> 1
         WHERE true ON CONFLICT DO NOTHING",
        mentions
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Adds to how many documents hold each word and name; what none holds any more goes.
async fn count(tx: &mut Transaction<'_, Sqlite>, frequencies: &Frequencies) -> Result<()> {
    // In the order of the table, so that neighbours are written together.
    let mut words: Vec<(&str, i64)> = frequencies.words().collect();
    words.sort_unstable();
    let takes_away = words.iter().any(|(_, count)| *count < 0);
    let mut rows = Rows::default();
    for (word, count) in words {
        rows.row().text(word).integer(count);
    }
    let words = rows.list();
    sqlx::query!(
        "INSERT INTO vocabulary (word, frequency)
         SELECT value ->> 0, value ->> 1 FROM jsonb_each(?1) WHERE true
         ON CONFLICT (word) DO UPDATE SET frequency = frequency + excluded.frequency",
        words
    )
    .execute(&mut **tx)
    .await?;
    let mut rows = Rows::default();
    let mut names: Vec<_> = frequencies.names.iter().collect();
    names.sort_unstable();
    for (name, count) in names {
        rows.row().text(&name.key).text(&name.form).integer(*count);
    }
    let names = rows.list();
    sqlx::query!(
        "INSERT INTO name_form (key, form, frequency)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(?1) WHERE true
         ON CONFLICT (key, form) DO UPDATE SET frequency = frequency + excluded.frequency",
        names
    )
    .execute(&mut **tx)
    .await?;
    if takes_away {
        sqlx::query!(
            "DELETE FROM vocabulary WHERE frequency <= 0
               AND word IN (SELECT value ->> 0 FROM jsonb_each(?1))",
            words
        )
        .execute(&mut **tx)
        .await?;
    }
    if frequencies.names.values().any(|count| *count < 0) {
        sqlx::query!(
            "DELETE FROM name_form WHERE frequency <= 0
               AND key IN (SELECT value ->> 0 FROM jsonb_each(?1))",
            names
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Takes a document out of the index. Its blocks must still be there: what they held is read from
/// them.
pub(super) async fn clear(tx: &mut Transaction<'_, Sqlite>, number: i64) -> Result<()> {
    let mut frequencies = Frequencies::default();
    for ((found, _), document) in documents(tx, number - 1, 1).await? {
        if found != number {
            continue;
        }
        frequencies.count(&indexed(&document, &unnamed(), &Lexicon::default()), -1);
    }
    count(tx, &frequencies).await?;
    let (first, end) = block_keys(number);
    sqlx::query!("DELETE FROM ft_doc WHERE rowid = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM ft_para WHERE rowid >= ?1 AND rowid < ?2", first, end)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM mention WHERE block >= ?1 AND block < ?2", first, end)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("DELETE FROM day_named WHERE document = ?1", number).execute(&mut **tx).await?;
    sqlx::query!("DELETE FROM appearance WHERE document = ?1", number).execute(&mut **tx).await?;
    Ok(())
}

/// An identifier for texts whose own does not matter.
fn unnamed() -> Slug {
    Slug::from_stem("")
}

/// At most `limit` documents with numbers beyond `after`, by number: their titles, summaries and
/// blocks, all that the index is made from.
pub(super) async fn documents(
    tx: &mut Transaction<'_, Sqlite>,
    after: i64,
    limit: i64,
) -> Result<Vec<((i64, Slug), Document)>> {
    let rows = sqlx::query!(
        r#"SELECT number AS "number!", id, title, summary FROM document
           WHERE number > ?1 ORDER BY number LIMIT ?2 + 0"#,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let ((first, _), (_, end)) = (block_keys(first.number), block_keys(last.number));
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let bodies = Bodies::of(&mut **tx, &numbers).await?;
    let mut blocks = sqlx::query!(
        r#"SELECT key AS "key!", language, text FROM block WHERE key >= ?1 AND key < ?2
           ORDER BY key"#,
        first,
        end
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .peekable();
    let mut documents = Vec::with_capacity(rows.len());
    for row in rows {
        let (_, end) = block_keys(row.number);
        let mut texts: Vec<Text> = Vec::new();
        while let Some(block) = blocks.next_if(|block| block.key < end) {
            if texts.last().is_none_or(|text| text.language.as_str() != block.language) {
                texts.push(Text::new(language(&block.language)?, Vec::new()));
            }
            let Some(text) = texts.last_mut() else { continue };
            let n = u32::try_from(text.blocks.len() + 1)
                .map_err(|_| Error::Value(block.key.to_string()))?;
            let kind = BlockKind::Paragraph;
            let words = bodies.text(block.key, block.text);
            text.blocks.push(Block { n, kind, text: words, marks: Vec::new() });
        }
        let description =
            Description { title: row.title, summary: row.summary, ..Description::default() };
        let id = Slug::parse(&row.id).ok_or_else(|| Error::Value(row.id.clone()))?;
        documents.push(((row.number, id), Document { layout: String::new(), description, texts }));
    }
    Ok(documents)
}
