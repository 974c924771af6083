//! Documents that belong with another: one statement, each part of it by index and of few rows.

use std::collections::BTreeMap;

use super::rows::{date, slug};
use super::{Result, Store};
use crate::address::Slug;
use crate::document::{Day, PartialDate, Related, Relation, Shelfmark};

/// So many documents are named at most.
const MOST: usize = 8;
/// So many are looked at for each reason.
const MOST_OF_A_KIND: i64 = 8;
/// People who stand in two documents say something only where these lie close in time: so many days,
/// and of those documents the nearest before and after.
const EARLIEST: &str = "-30 days";
const LATEST: &str = "+30 days";
const CLOSEST: i64 = 16;

/// A document found for one reason.
struct Found {
    /// Which part of the statement found it.
    reason: String,
    id: String,
    title: Option<String>,
    date_value: Option<String>,
    date_read_from: Option<String>,
    /// What the reason needs: a day, a count.
    detail: Option<String>,
}

impl Store {
    /// The documents that belong with this one, those with the best reason first, at most eight.
    ///
    /// # Errors
    /// What the database says.
    #[expect(clippy::too_many_lines, reason = "most of them are the text of one statement")]
    pub async fn related(&self, id: &Slug) -> Result<Vec<Related>> {
        let id = id.as_str();
        // Each part goes from the one row of the document along an index and stops after a few,
        // however many there are. Days are sort keys of their own, so those on one day are told
        // by the index that lists are made from.
        let rows = sqlx::query_as!(
            Found,
            r#"SELECT 'here' AS "reason!: String", d.id AS "id!: String", d.title,
                      d.date_value, d.date_read_from, d.shelf AS "detail?: String"
               FROM document AS d WHERE d.id = ?1
               UNION ALL
               SELECT * FROM (
                   SELECT 'capture', d.id, d.title, d.date_value, d.date_read_from, NULL
                   FROM document AS here CROSS JOIN document AS d
                        ON d.title = here.title AND d.reference = here.reference
                        AND d.date_value IS here.date_value AND d.id <> here.id
                   WHERE here.id = ?1 ORDER BY d.id LIMIT ?2 + 0)
               UNION ALL
               SELECT * FROM (
                   SELECT 'entry before', d.id, d.title, d.date_value, d.date_read_from, NULL
                   FROM document AS here CROSS JOIN document AS d
                        ON d.series = here.series AND d.sort_key < here.sort_key
                   WHERE here.id = ?1 AND here.series IS NOT NULL
                   ORDER BY d.sort_key DESC, d.id DESC LIMIT 1)
               UNION ALL
               SELECT * FROM (
                   SELECT 'entry after', d.id, d.title, d.date_value, d.date_read_from, NULL
                   FROM document AS here CROSS JOIN document AS d
                        ON d.series = here.series AND d.sort_key > here.sort_key
                   WHERE here.id = ?1 AND here.series IS NOT NULL
                   ORDER BY d.sort_key, d.id LIMIT 1)
               UNION ALL
               SELECT 'named', d.id, d.title, d.date_value, d.date_read_from, at.day
               FROM (SELECT n.day, o.number
                     FROM document AS here
                          CROSS JOIN day_named AS n ON n.document = here.number
                               AND n.day IS NOT here.date_value
                          CROSS JOIN document AS o ON o.sort_key = n.day AND o.id <> here.id
                     WHERE here.id = ?1 ORDER BY n.day, o.id LIMIT ?2 + 0) AS at
                    CROSS JOIN document AS d ON d.number = at.number
               UNION ALL
               SELECT * FROM (
                   SELECT 'names', d.id, d.title, d.date_value, d.date_read_from, here.date_value
                   FROM document AS here
                        CROSS JOIN day_named AS n ON n.day = here.date_value
                             AND n.document <> here.number
                        CROSS JOIN document AS d ON d.number = n.document
                             AND d.date_value IS NOT here.date_value
                   WHERE here.id = ?1 ORDER BY n.document LIMIT ?2 + 0)
               UNION ALL
               SELECT * FROM (
                   SELECT iif(d.leaves = here.leaves, 'same leaves', 'same file'), d.id, d.title,
                          d.date_value, d.date_read_from, NULL
                   FROM document AS here CROSS JOIN document AS d
                        ON d.shelf = here.shelf
                        AND (d.shelf_order, d.id) < (here.shelf_order, here.id)
                   WHERE here.id = ?1 ORDER BY d.shelf_order DESC, d.id DESC LIMIT ?2 + 0)
               UNION ALL
               SELECT * FROM (
                   SELECT iif(d.leaves = here.leaves, 'same leaves', 'same file'), d.id, d.title,
                          d.date_value, d.date_read_from, NULL
                   FROM document AS here CROSS JOIN document AS d
                        ON d.shelf = here.shelf
                        AND (d.shelf_order, d.id) > (here.shelf_order, here.id)
                   WHERE here.id = ?1 ORDER BY d.shelf_order, d.id LIMIT ?2 + 0)
               UNION ALL
               SELECT * FROM (
                   SELECT 'people', d.id, d.title, d.date_value, d.date_read_from,
                          CAST(count(*) AS TEXT)
                   FROM (SELECT here.number AS mine, o.number FROM
                             document AS here CROSS JOIN document AS o
                             ON (o.sort_key, o.id) < (here.sort_key, here.id)
                             AND o.sort_key >= date(here.date_value, ?4)
                         WHERE here.id = ?1 AND length(here.date_value) = 10
                           AND EXISTS (SELECT 1 FROM appearance WHERE document = here.number)
                         ORDER BY o.sort_key DESC, o.id DESC LIMIT ?3 + 0) AS close
                        CROSS JOIN appearance AS there ON there.document = close.number
                        CROSS JOIN appearance AS mine
                             ON mine.entity = there.entity AND mine.document = close.mine
                        CROSS JOIN entity AS e ON e.number = there.entity AND e.kind = 'person'
                        CROSS JOIN document AS d ON d.number = close.number
                             AND d.date_value = d.sort_key
                   GROUP BY close.number ORDER BY count(*) DESC, d.sort_key, d.id LIMIT ?2 + 0)
               UNION ALL
               SELECT * FROM (
                   SELECT 'people', d.id, d.title, d.date_value, d.date_read_from,
                          CAST(count(*) AS TEXT)
                   FROM (SELECT here.number AS mine, o.number FROM
                             document AS here CROSS JOIN document AS o
                             ON (o.sort_key, o.id) > (here.sort_key, here.id)
                             AND o.sort_key <= date(here.date_value, ?5)
                         WHERE here.id = ?1 AND length(here.date_value) = 10
                           AND EXISTS (SELECT 1 FROM appearance WHERE document = here.number)
                         ORDER BY o.sort_key, o.id LIMIT ?3 + 0) AS close
                        CROSS JOIN appearance AS there ON there.document = close.number
                        CROSS JOIN appearance AS mine
                             ON mine.entity = there.entity AND mine.document = close.mine
                        CROSS JOIN entity AS e ON e.number = there.entity AND e.kind = 'person'
                        CROSS JOIN document AS d ON d.number = close.number
                             AND d.date_value = d.sort_key
                   GROUP BY close.number ORDER BY count(*) DESC, d.sort_key, d.id LIMIT ?2 + 0)"#,
            id,
            MOST_OF_A_KIND,
            CLOSEST,
            EARLIEST,
            LATEST
        )
        .fetch_all(&self.readers)
        .await?;
        let mut rows = rows.into_iter();
        let Some(here) = rows.next() else { return Ok(Vec::new()) };
        let here_key = date(here.date_value.as_deref(), here.date_read_from)?.sort_key();
        let is_filed = here.detail.is_some_and(|key| Shelfmark::of_key(&key).is_file());
        let own = here.date_value.as_deref().and_then(day);
        let mut found = Finds::new();
        for row in rows {
            let relation = match row.reason.as_str() {
                "capture" => Relation::Capture,
                "entry before" => Relation::EntryBefore,
                "entry after" => Relation::EntryAfter,
                "named" => match row.detail.as_deref().and_then(day) {
                    Some(day) => Relation::Named(day),
                    None => continue,
                },
                "names" => match own {
                    Some(own) => Relation::Names(own),
                    None => continue,
                },
                "same leaves" | "same file" if is_filed => {
                    Relation::SameFile { same_leaves: row.reason == "same leaves" }
                }
                "people" if own.is_some() => {
                    let count = row.detail.as_deref().and_then(|count| count.parse().ok());
                    Relation::People(count.unwrap_or(1))
                }
                _ => continue,
            };
            add(&mut found, row, relation)?;
        }
        let mut related: Vec<(String, Related)> = found
            .into_values()
            .map(|mut related| {
                related.reasons.sort();
                let key = related.date.sort_key();
                (key, related)
            })
            .collect();
        let near = |key: &str| key.cmp(here_key.as_str());
        related.sort_by(|(a_key, a), (b_key, b)| {
            let worth = |related: &Related| related.reasons.first().map(rank);
            worth(a)
                .cmp(&worth(b))
                .then_with(|| b.reasons.len().cmp(&a.reasons.len()))
                .then_with(|| near(a_key).cmp(&near(b_key)))
                .then_with(|| (a_key, &a.id).cmp(&(b_key, &b.id)))
        });
        related.truncate(MOST);
        Ok(related.into_iter().map(|(_, related)| related).collect())
    }
}

/// The worth of a reason; more people are worth more than fewer.
fn rank(relation: &Relation) -> (u8, u32) {
    match relation {
        Relation::Capture => (0, 0),
        Relation::EntryBefore | Relation::EntryAfter => (1, 0),
        Relation::Named(_) | Relation::Names(_) => (2, 0),
        Relation::SameFile { same_leaves: true } => (3, 0),
        Relation::SameFile { same_leaves: false } => (4, 0),
        Relation::People(count) => (5, u32::MAX - count),
    }
}

type Finds = BTreeMap<String, Related>;

fn add(finds: &mut Finds, found: Found, reason: Relation) -> Result<()> {
    if let Some(known) = finds.get_mut(&found.id) {
        if !known.reasons.contains(&reason) {
            known.reasons.push(reason);
        }
        return Ok(());
    }
    let related = Related {
        id: slug(&found.id)?,
        title: found.title,
        date: date(found.date_value.as_deref(), found.date_read_from)?,
        reasons: vec![reason],
    };
    finds.insert(found.id, related);
    Ok(())
}

fn day(edtf: &str) -> Option<Day> {
    match PartialDate::parse(edtf) {
        Some(PartialDate::Day(day)) => Some(Day(day)),
        _ => None,
    }
}
