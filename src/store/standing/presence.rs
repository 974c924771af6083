//! How often entries stand in the room, in which letters, and what stands in one document.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::rows::slug;
use super::super::{Result, Store};
use super::{count, entity_of, spot};
use crate::address::Slug;
use crate::authority::{Entity, Named, Presence, Printed, Spot};

/// Documents of which an entry's presence names places.
const FIRST_DOCUMENTS: i64 = 5;
/// Places of each of these.
const FIRST_PLACES: usize = 5;
/// Spellings of an entry that are shown.
const MOST_SPELLINGS: i64 = 200;
/// Places that are named with each spelling.
const SPELLING_PLACES: i64 = 6;
/// Mentions in one document that are shown.
const MOST_NAMED: i64 = 20_000;

impl Store {
    /// How often these entries stand in the room. Those that stand nowhere are left out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn presences(&self, entities: &[Entity]) -> Result<BTreeMap<Entity, Presence>> {
        let wanted: Vec<_> = entities
            .iter()
            .map(|entity| json!([entity.kind.as_str(), entity.id.as_str()]))
            .collect();
        let wanted = serde_json::to_string(&wanted)?;
        let reading = self.readers.snapshot();
        let rows = sqlx::query!(
            r#"SELECT e.number AS "number!: i64", e.kind, e.id,
                      e.documents AS "documents!: i64",
                      (SELECT coalesce(sum(s.mentions), 0) FROM spelling AS s
                       WHERE s.entity = e.number) AS "mentions!: i64",
                      (SELECT json_group_array(document) FROM (
                           SELECT document FROM appearance WHERE entity = e.number
                           ORDER BY document LIMIT ?2 + 0)) AS "first!: String"
               FROM json_each(?1) AS wanted
                    JOIN entity AS e ON e.kind = wanted.value ->> 0 AND e.id = wanted.value ->> 1"#,
            wanted,
            FIRST_DOCUMENTS
        )
        .fetch_all(&reading)
        .await?;
        let mut pairs = Vec::new();
        for row in &rows {
            let documents: Vec<i64> = serde_json::from_str(&row.first)?;
            pairs.extend(documents.into_iter().map(|document| json!([row.number, document])));
        }
        let pairs = serde_json::to_string(&pairs)?;
        let places = sqlx::query!(
            r#"SELECT DISTINCT s.entity AS "entity!: i64", m.block AS "block!: i64", d.id AS "id!",
                      b.language AS "language?", b.n AS "n?: i64"
               FROM json_each(?1) AS pair
                    JOIN spelling AS s ON s.entity = pair.value ->> 0
                    JOIN mention AS m ON m.spelling = s.number
                         AND m.block >= (pair.value ->> 1) << 20
                         AND m.block < ((pair.value ->> 1) + 1) << 20
                    JOIN document AS d ON d.number = pair.value ->> 1
                    LEFT JOIN block AS b ON b.key = m.block
               ORDER BY s.entity, m.block"#,
            pairs
        )
        .fetch_all(&reading)
        .await?;
        let mut first: BTreeMap<i64, Vec<(Slug, Spot)>> = BTreeMap::new();
        for row in places {
            let known = first.entry(row.entity).or_default();
            let id = slug(&row.id)?;
            if known.iter().filter(|(document, _)| *document == id).count() < FIRST_PLACES {
                known.push((id, spot(row.language, row.n)?));
            }
        }
        rows.into_iter()
            .map(|row| {
                let entity = entity_of(&row.kind, &row.id)?;
                let presence = Presence {
                    entity: entity.clone(),
                    documents: count(row.documents),
                    mentions: count(row.mentions),
                    first: first.remove(&row.number).unwrap_or_default(),
                };
                Ok((entity, presence))
            })
            .collect()
    }

    /// An entry's spellings as they are printed, the most frequent first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn printed(&self, entity: &Entity) -> Result<Vec<Printed>> {
        let (kind, id) = (entity.kind.as_str(), entity.id.as_str());
        let reading = self.readers.snapshot();
        let rows = sqlx::query!(
            r#"SELECT s.form, s.mentions AS "mentions!: i64",
                      (SELECT json_group_array(block) FROM (
                           SELECT block FROM mention WHERE spelling = s.number
                           ORDER BY block LIMIT ?3 + 0)) AS "first!: String"
               FROM entity AS e JOIN spelling AS s ON s.entity = e.number
               WHERE e.kind = ?1 AND e.id = ?2
               ORDER BY 2 DESC, s.form LIMIT ?4 + 0"#,
            kind,
            id,
            SPELLING_PLACES,
            MOST_SPELLINGS
        )
        .fetch_all(&reading)
        .await?;
        let mut blocks: Vec<i64> = Vec::new();
        for row in &rows {
            blocks.extend(serde_json::from_str::<Vec<i64>>(&row.first)?);
        }
        let blocks = serde_json::to_string(&blocks)?;
        let places = sqlx::query!(
            r#"SELECT DISTINCT wanted.value + 0 AS "block!: i64", d.id AS "id!",
                      b.language AS "language?", b.n AS "n?: i64"
               FROM json_each(?1) AS wanted
                    JOIN document AS d ON d.number = wanted.value >> 20
                    LEFT JOIN block AS b ON b.key = wanted.value"#,
            blocks
        )
        .fetch_all(&reading)
        .await?;
        let mut spots = BTreeMap::new();
        for row in places {
            spots.insert(row.block, (slug(&row.id)?, spot(row.language, row.n)?));
        }
        rows.into_iter()
            .filter(|row| row.mentions > 0)
            .map(|row| {
                let blocks: Vec<i64> = serde_json::from_str(&row.first)?;
                Ok(Printed {
                    form: row.form,
                    mentions: count(row.mentions),
                    first: blocks.iter().filter_map(|block| spots.get(block).cloned()).collect(),
                })
            })
            .collect()
    }

    /// The entries that stand in the current edition of a document, in the order in which they
    /// first do.
    ///
    /// # Errors
    /// What the database says.
    pub async fn named(&self, id: &Slug) -> Result<Vec<Named>> {
        let id = id.as_str();
        let rows = sqlx::query!(
            r#"SELECT e.kind, e.id, s.form, b.language AS "language?", b.n AS "n?: i64"
               FROM document AS d
                    JOIN mention AS m ON m.block >= d.number << 20
                         AND m.block < (d.number + 1) << 20
                    JOIN spelling AS s ON s.number = m.spelling
                    JOIN entity AS e ON e.number = s.entity
                    LEFT JOIN block AS b ON b.key = m.block
               WHERE d.id = ?1 ORDER BY m.block, e.kind, e.id, s.form LIMIT ?2 + 0"#,
            id,
            MOST_NAMED
        )
        .fetch_all(&self.readers)
        .await?;
        let mut places: BTreeMap<Entity, usize> = BTreeMap::new();
        let mut named: Vec<Named> = Vec::new();
        for row in rows {
            let entity = entity_of(&row.kind, &row.id)?;
            let at = *places.entry(entity.clone()).or_insert_with(|| {
                named.push(Named { entity, places: Vec::new() });
                named.len() - 1
            });
            named[at].places.push((row.form, spot(row.language, row.n)?));
        }
        Ok(named)
    }

    /// The persons that stand in most documents, with the number of these.
    ///
    /// # Errors
    /// What the database says.
    pub async fn frequent_people(&self, limit: u32) -> Result<Vec<(Slug, u64)>> {
        sqlx::query!(
            r#"SELECT e.id, e.documents AS "documents!: i64" FROM entity AS e
               WHERE e.kind = 'person' ORDER BY e.documents DESC, e.id LIMIT ?1 + 0"#,
            limit
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .filter(|row| row.documents > 0)
        .map(|row| Ok((slug(&row.id)?, count(row.documents))))
        .collect()
    }
}
