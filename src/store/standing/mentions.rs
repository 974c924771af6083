//! The places that mention an entry, page by page, and who stands there beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::body::Bodies;
use super::super::filter::Place;
use super::super::rows::{BLOCK_BITS, EntryRow, block_keys, language, slug, small};
use super::super::{Result, Store};
use super::{count, entity_of, spot};
use crate::address::Slug;
use crate::authority::{self, Company, Dossier, Entity, Mentioned, Mentions, Spot};
use crate::document::{Block, BlockKind, Entry};
use crate::search;

/// Mentions on a page.
const PAGE: usize = 50;
/// Documents that can stand on a page of mentions, and one more.
const PAGE_AND_ONE: i64 = 51;
/// Beyond so many documents they are read by date until the page is full, up to it they are sorted.
const FEW_DOCUMENTS: i64 = 2000;
/// Documents in which an entry's company is counted.
const COMPANY_DOCUMENTS: i64 = 5000;
/// Entries of a company that are shown.
const MOST_COMPANY: i64 = 100;
/// Blocks that are looked through for spellings in brackets.
const GLOSSED_BLOCKS: i64 = 2000;
/// Blocks with such spellings that are read.
const MOST_GLOSSED: i64 = 200;

/// Where a page of mentions goes on: a document's place in time, and the last block shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionKey {
    place: Place,
    ordinal: i64,
}

impl MentionKey {
    /// Reads the opaque key of an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (place, ordinal) = text.rsplit_once('~')?;
        let is_number = !ordinal.is_empty() && ordinal.bytes().all(|b| b.is_ascii_digit());
        let place = Place::parse(place).filter(|_| is_number)?;
        Some(Self { place, ordinal: ordinal.parse().ok()? })
    }
}

impl Store {
    /// What the room's texts tell of an entry; its mentions from behind `after` on.
    ///
    /// # Errors
    /// What the database says.
    pub async fn dossier(
        &self,
        entry: &authority::Entry,
        after: Option<&MentionKey>,
    ) -> Result<Dossier> {
        let entity = &entry.entity;
        let presences = self.presences(std::slice::from_ref(entity)).await?;
        let (documents, mentions) =
            presences.get(entity).map_or((0, 0), |known| (known.documents, known.mentions));
        let printed = self.printed(entity).await?;
        let lexicon = self.lexicon();
        let mut glosses = BTreeMap::new();
        for (id, spot, block) in self.glossed_blocks(entity).await? {
            for gloss in search::glosses(&block, entity, &lexicon) {
                glosses.entry(gloss).or_insert_with(|| (id.clone(), spot.clone()));
            }
        }
        let glosses: Vec<_> =
            glosses.into_iter().map(|(gloss, (id, spot))| (gloss, id, spot)).collect();
        let printed_in = printed.iter().flat_map(|printed| printed.first.iter().map(|(id, _)| id));
        let glossed_in = glosses.iter().map(|(_, id, _)| id);
        let sources = entry.sources.iter().map(|statement| statement.source.as_str());
        let sources = sources.chain(entry.variants.iter().filter_map(|v| v.source.as_deref()));
        let cited = sources.flat_map(authority::documents_cited);
        let named: BTreeSet<Slug> = printed_in.chain(glossed_in).cloned().chain(cited).collect();
        Ok(Dossier {
            documents,
            mentions,
            page: self.mentions(entity, after).await?,
            company: self.company(entity).await?,
            named: self.entries(&named).await?,
            printed,
            glosses,
        })
    }

    /// Those of these documents that there are.
    ///
    /// # Errors
    /// What the database says.
    pub async fn entries(&self, ids: &BTreeSet<Slug>) -> Result<BTreeMap<Slug, Entry>> {
        let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
        let ids = serde_json::to_string(&ids)?;
        sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                    d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM document AS d WHERE d.id IN (SELECT value FROM json_each(?1))",
            ids
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(|row| Entry::try_from(row).map(|entry| (entry.id.clone(), entry)))
        .collect()
    }

    /// A page of an entry's mentions, by the dates of their documents.
    ///
    /// # Errors
    /// What the database says.
    pub async fn mentions(&self, entity: &Entity, after: Option<&MentionKey>) -> Result<Mentions> {
        let Some((number, documents)) = self.entity_number(entity).await? else {
            return Ok(Mentions::default());
        };
        let (sort_key, id) = after.map_or(("", ""), |key| key.place.parts());
        let rows = if documents > FEW_DOCUMENTS {
            self.documents_of_many(number, sort_key, id).await?
        } else {
            self.documents_of_few(number, sort_key, id).await?
        };
        let reading = self.readers.snapshot();
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let ids = serde_json::to_string(&ids)?;
        let skipped = match (after, rows.first()) {
            (Some(key), Some(row)) if row.id == key.place.id => key.ordinal,
            _ => -1,
        };
        let blocks = sqlx::query!(
            r#"SELECT DISTINCT wanted.key + 0 AS "at!: i64", m.block AS "block!: i64",
                      b.language AS "language?", b.n AS "n?: i64", b.text AS "text?"
               FROM json_each(?1) AS wanted
                    JOIN document AS d ON d.id = wanted.value
                    JOIN spelling AS s ON s.entity = ?2
                    JOIN mention AS m ON m.spelling = s.number
                         AND m.block >= d.number << 20 AND m.block < (d.number + 1) << 20
                    LEFT JOIN block AS b ON b.key = m.block
               WHERE wanted.key > 0 OR m.block - (d.number << 20) > ?3
               ORDER BY 1, 2 LIMIT ?4 + 0"#,
            ids,
            number,
            skipped,
            PAGE_AND_ONE
        )
        .fetch_all(&reading)
        .await?;
        let is_more = blocks.len() > PAGE;
        let mut numbers: Vec<i64> = blocks.iter().map(|row| row.block >> BLOCK_BITS).collect();
        numbers.dedup();
        let bodies = Bodies::of(&reading, &numbers).await?;
        let mut by_document: BTreeMap<i64, Vec<(i64, Spot, Option<String>)>> = BTreeMap::new();
        for row in blocks.into_iter().take(PAGE) {
            let ordinal = row.block & (block_keys(1).0 - 1);
            let text = row.text.map(|text| bodies.text(row.block, text));
            let block = (ordinal, spot(row.language, row.n)?, text);
            by_document.entry(row.at).or_default().push(block);
        }
        let lexicon = self.lexicon();
        let mut page = Mentions::default();
        for (at, row) in (0..).zip(rows) {
            let Some(blocks) = by_document.remove(&at) else { continue };
            if let Some((ordinal, ..)) = blocks.last().filter(|_| is_more) {
                page.next = Some(format!("{}~{ordinal}", Place::written(&row.sort_key, &row.id)));
            }
            let entry = Entry::try_from(row)?;
            let mentioned = blocks
                .into_iter()
                .map(|(_, spot, text)| {
                    let text = text.unwrap_or_else(|| opening(&entry));
                    let ranges = lexicon
                        .mentions(&text, &entry.id)
                        .into_iter()
                        .filter(|mention| mention.entities == [entity.clone()])
                        .map(|mention| mention.range)
                        .collect();
                    Mentioned { spot, text, ranges }
                })
                .collect();
            page.documents.push((entry, mentioned));
        }
        Ok(page)
    }

    async fn entity_number(&self, entity: &Entity) -> Result<Option<(i64, i64)>> {
        let (kind, id) = (entity.kind.as_str(), entity.id.as_str());
        let row = sqlx::query!(
            r#"SELECT number AS "number!: i64", documents AS "documents!: i64" FROM entity
               WHERE kind = ?1 AND id = ?2"#,
            kind,
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| (row.number, row.documents)))
    }

    /// The next documents of an entry that stands in few: sorted.
    async fn documents_of_few(&self, number: i64, from: &str, id: &str) -> Result<Vec<EntryRow>> {
        Ok(sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                    d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM appearance AS a CROSS JOIN document AS d ON d.number = a.document
             WHERE a.entity = ?1 AND (d.sort_key, d.id) >= (?2, ?3)
             ORDER BY d.sort_key, d.id LIMIT ?4 + 0",
            number,
            from,
            id,
            PAGE_AND_ONE
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The next documents of an entry that stands in many: by date until there are enough.
    async fn documents_of_many(&self, number: i64, from: &str, id: &str) -> Result<Vec<EntryRow>> {
        Ok(sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                    d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates
             FROM document AS d
             WHERE (d.sort_key, d.id) >= (?2, ?3)
               AND EXISTS (SELECT 1 FROM appearance AS a
                           WHERE a.entity = ?1 AND a.document = d.number)
             ORDER BY d.sort_key, d.id LIMIT ?4 + 0",
            number,
            from,
            id,
            PAGE_AND_ONE
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The people who stand in the same documents as an entry.
    ///
    /// # Errors
    /// What the database says.
    pub async fn company(&self, entity: &Entity) -> Result<Company> {
        let Some((number, documents)) = self.entity_number(entity).await? else {
            return Ok(Company::default());
        };
        let rows = sqlx::query!(
            r#"SELECT e.kind, e.id, count(*) AS "documents!: i64"
               FROM (SELECT document FROM appearance WHERE entity = ?1
                     ORDER BY document LIMIT ?2 + 0) AS here
                    JOIN appearance AS a ON a.document = here.document
                    JOIN entity AS e ON e.number = a.entity
               WHERE a.entity <> ?1 AND e.kind = 'person'
               GROUP BY e.number ORDER BY 3 DESC, e.id LIMIT ?3 + 0"#,
            number,
            COMPANY_DOCUMENTS,
            MOST_COMPANY
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(Company {
            entities: rows
                .into_iter()
                .map(|row| Ok((entity_of(&row.kind, &row.id)?, count(row.documents))))
                .collect::<Result<_>>()?,
            counted_in: (documents > COMPANY_DOCUMENTS).then_some(count(COMPANY_DOCUMENTS)),
        })
    }

    /// Blocks that mention an entry and hold a spelling in brackets, with their places: among the
    /// entry's first blocks.
    ///
    /// # Errors
    /// What the database says.
    pub async fn glossed_blocks(&self, entity: &Entity) -> Result<Vec<(Slug, Spot, Block)>> {
        let (kind, id) = (entity.kind.as_str(), entity.id.as_str());
        let reading = self.readers.snapshot();
        let rows = sqlx::query!(
            r#"SELECT b.key AS "key!: i64", d.id AS "id!", b.language, b.n, b.text, b.marks
               FROM (SELECT DISTINCT m.block AS key
                     FROM entity AS e JOIN spelling AS s ON s.entity = e.number
                          JOIN mention AS m ON m.spelling = s.number
                     WHERE e.kind = ?1 AND e.id = ?2 LIMIT ?3 + 0) AS mentioned
                    JOIN block AS b ON b.key = mentioned.key
                    JOIN document AS d ON d.number = b.key >> 20
               WHERE b.marks LIKE '%"spelling"%' ORDER BY b.key LIMIT ?4 + 0"#,
            kind,
            id,
            GLOSSED_BLOCKS,
            MOST_GLOSSED
        )
        .fetch_all(&reading)
        .await?;
        let mut numbers: Vec<i64> = rows.iter().map(|row| row.key >> BLOCK_BITS).collect();
        numbers.dedup();
        let bodies = Bodies::of(&reading, &numbers).await?;
        rows.into_iter()
            .map(|row| {
                let n = small(row.n)?;
                let block = Block {
                    n,
                    kind: BlockKind::Paragraph,
                    text: bodies.text(row.key, row.text),
                    marks: row
                        .marks
                        .map_or(Ok(Vec::new()), |marks| serde_json::from_str(&marks))?,
                };
                let spot = Spot::Block { language: language(&row.language)?, n };
                Ok((slug(&row.id)?, spot, block))
            })
            .collect()
    }
}

/// Title and summary in two lines.
fn opening(entry: &Entry) -> String {
    [&entry.title, &entry.summary]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n")
}
