//! Documents that belong with another: a fixed number of statements, each by index.

use std::collections::BTreeMap;

use sqlx::{Sqlite, Transaction};

use super::rows::{date, slug};
use super::{Result, Store};
use crate::address::Slug;
use crate::document::{Day, PartialDate, Related, Relation, Shelfmark};

/// So many documents are named at most.
const MOST: usize = 8;
/// So many are looked at for each reason.
const MOST_OF_A_KIND: i64 = 8;
/// People who stand in two documents say something only where these lie close in time: days.
const CLOSE: i64 = 30;

/// What is asked of the document shown.
struct Here {
    number: i64,
    id: String,
    sort_key: String,
    date_value: Option<String>,
    title: Option<String>,
    reference: Option<String>,
    shelf: Option<String>,
    shelf_order: String,
    leaves: Option<String>,
    series: Option<String>,
}

/// A document found for one reason.
struct Found {
    id: String,
    title: Option<String>,
    date_value: Option<String>,
    date_read_from: Option<String>,
    /// What the reason needs: leaves, a day, a count.
    detail: Option<String>,
}

impl Store {
    /// The documents that belong with this one, those with the best reason first, at most eight.
    ///
    /// # Errors
    /// What the database says.
    pub async fn related(&self, id: &Slug) -> Result<Vec<Related>> {
        let id = id.as_str();
        let mut tx = self.readers.begin().await?;
        let here = sqlx::query_as!(
            Here,
            r#"SELECT number AS "number!", id, sort_key, date_value, title, reference, shelf,
                      shelf_order, leaves, series
               FROM document WHERE id = ?1"#,
            id
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(here) = here else { return Ok(Vec::new()) };
        let mut found = BTreeMap::new();
        captures(&mut tx, &here, &mut found).await?;
        entries(&mut tx, &here, &mut found).await?;
        days(&mut tx, &here, &mut found).await?;
        file(&mut tx, &here, &mut found).await?;
        people(&mut tx, &here, &mut found).await?;
        let mut related: Vec<(String, Related)> = found
            .into_values()
            .map(|mut related| {
                related.reasons.sort();
                let key = related.date.sort_key();
                (key, related)
            })
            .collect();
        let near = |key: &str| key.cmp(here.sort_key.as_str());
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

/// Other captures of the record.
async fn captures(tx: &mut Transaction<'_, Sqlite>, here: &Here, finds: &mut Finds) -> Result<()> {
    let rows = sqlx::query_as!(
        Found,
        r#"SELECT id, title, date_value, date_read_from, NULL AS "detail?: String" FROM document
           WHERE title = ?1 AND reference = ?2 AND date_value IS ?3 AND id <> ?4
           ORDER BY id LIMIT ?5"#,
        here.title,
        here.reference,
        here.date_value,
        here.id,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter().try_for_each(|row| add(finds, row, Relation::Capture))
}

/// The entries before and after in the same journal.
async fn entries(tx: &mut Transaction<'_, Sqlite>, here: &Here, finds: &mut Finds) -> Result<()> {
    let Some(series) = &here.series else { return Ok(()) };
    let before = sqlx::query_as!(
        Found,
        r#"SELECT id, title, date_value, date_read_from, NULL AS "detail?: String" FROM document
           WHERE series = ?1 AND sort_key < ?2 ORDER BY sort_key DESC, id DESC LIMIT 1"#,
        series,
        here.sort_key
    )
    .fetch_optional(&mut **tx)
    .await?;
    let after = sqlx::query_as!(
        Found,
        r#"SELECT id, title, date_value, date_read_from, NULL AS "detail?: String" FROM document
           WHERE series = ?1 AND sort_key > ?2 ORDER BY sort_key, id LIMIT 1"#,
        series,
        here.sort_key
    )
    .fetch_optional(&mut **tx)
    .await?;
    before.into_iter().try_for_each(|row| add(finds, row, Relation::EntryBefore))?;
    after.into_iter().try_for_each(|row| add(finds, row, Relation::EntryAfter))
}

/// Documents whose date the text names, and those whose text names the document's date.
async fn days(tx: &mut Transaction<'_, Sqlite>, here: &Here, finds: &mut Finds) -> Result<()> {
    let named = sqlx::query_as!(
        Found,
        r#"SELECT d.id, d.title, d.date_value, d.date_read_from, n.day AS "detail?: String"
           FROM day_named AS n CROSS JOIN document AS d ON d.date_value = n.day
           WHERE n.document = ?1 AND d.number <> ?1 AND n.day IS NOT ?2
           ORDER BY n.day, d.id LIMIT ?3"#,
        here.number,
        here.date_value,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in named {
        if let Some(day) = row.detail.as_deref().and_then(day) {
            add(finds, row, Relation::Named(day))?;
        }
    }
    let Some(own) = here.date_value.as_deref().and_then(day) else { return Ok(()) };
    let naming = sqlx::query_as!(
        Found,
        r#"SELECT d.id, d.title, d.date_value, d.date_read_from, NULL AS "detail?: String"
           FROM day_named AS n CROSS JOIN document AS d ON d.number = n.document
           WHERE n.day = ?1 AND d.number <> ?2 AND d.date_value IS NOT ?1
           ORDER BY n.document LIMIT ?3"#,
        here.date_value,
        here.number,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    naming.into_iter().try_for_each(|row| add(finds, row, Relation::Names(own)))
}

/// The documents that stand nearest in the same archive file.
async fn file(tx: &mut Transaction<'_, Sqlite>, here: &Here, finds: &mut Finds) -> Result<()> {
    let Some(shelf) = here.shelf.as_ref().filter(|key| Shelfmark::of_key(key).is_file()) else {
        return Ok(());
    };
    let after = sqlx::query_as!(
        Found,
        r#"SELECT id, title, date_value, date_read_from, leaves AS "detail?: String"
           FROM document WHERE shelf = ?1 AND (shelf_order, id) > (?2, ?3)
           ORDER BY shelf_order, id LIMIT ?4"#,
        shelf,
        here.shelf_order,
        here.id,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    let before = sqlx::query_as!(
        Found,
        r#"SELECT id, title, date_value, date_read_from, leaves AS "detail?: String"
           FROM document WHERE shelf = ?1 AND (shelf_order, id) < (?2, ?3)
           ORDER BY shelf_order DESC, id DESC LIMIT ?4"#,
        shelf,
        here.shelf_order,
        here.id,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in before.into_iter().chain(after) {
        let same_leaves = row.detail.is_some() && row.detail == here.leaves;
        add(finds, row, Relation::SameFile { same_leaves })?;
    }
    Ok(())
}

/// Documents of the days around in which the same people stand.
async fn people(tx: &mut Transaction<'_, Sqlite>, here: &Here, finds: &mut Finds) -> Result<()> {
    let Some(Day(own)) = here.date_value.as_deref().and_then(day) else { return Ok(()) };
    let span = |days: i64| {
        let date = own.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        Some(PartialDate::Day(date).to_string())
    };
    let (Some(from), Some(to)) = (span(-CLOSE), span(CLOSE)) else { return Ok(()) };
    // Driven by the days: a person who stands in thousands of documents costs no more.
    let rows = sqlx::query_as!(
        Found,
        r#"SELECT d.id, d.title, d.date_value, d.date_read_from,
                  CAST(count(*) AS TEXT) AS "detail?: String"
           FROM document AS d
           CROSS JOIN appearance AS there ON there.document = d.number
           CROSS JOIN appearance AS mine
                ON mine.document = ?1 AND mine.entity = there.entity
           CROSS JOIN entity AS e ON e.number = there.entity AND e.kind = 'person'
           WHERE d.sort_key >= ?2 AND d.sort_key <= ?3 AND d.number <> ?1
             AND d.date_value = d.sort_key
           GROUP BY d.number ORDER BY count(*) DESC, d.sort_key, d.id LIMIT ?4"#,
        here.number,
        from,
        to,
        MOST_OF_A_KIND
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let count = row.detail.as_deref().and_then(|count| count.parse().ok()).unwrap_or(1);
        add(finds, row, Relation::People(count))?;
    }
    Ok(())
}

fn day(edtf: &str) -> Option<Day> {
    match PartialDate::parse(edtf) {
        Some(PartialDate::Day(day)) => Some(Day(day)),
        _ => None,
    }
}
