//! How documents stand to each other: what follows from descriptions and statements and is looked
//! up by index, so that no page reads the whole room.

use sqlx::{Sqlite, Transaction};

use super::archives::LEAVES_END;
use super::rows::word;
use super::{Result, Store, settings, statements};
use crate::document::{DateRole, Description, DocumentDate, Edtf, Leaves, PartialDate, Shelfmark};

/// The version of the rules below; all documents are arranged anew when it changes.
const VERSION: &str = "3";
/// The order of documents whose leaves are not known: after all that have some.
const NO_LEAVES: &str = "~";

impl Store {
    /// Arranges all documents anew if the rules have changed since that was last done.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn arrange_anew(&self) -> Result<()> {
        if self.setting("arrangement_version").await?.as_deref() == Some(VERSION) {
            return Ok(());
        }
        let mut tx = self.writing().await?;
        let ids = sqlx::query_scalar!("SELECT id FROM document").fetch_all(&mut *tx).await?;
        for id in ids {
            arrange_stored(&mut tx, &id).await?;
        }
        settings::put(&mut tx, "arrangement_version", VERSION).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Puts down anew how a stored document stands to others, if there is one of this identifier.
pub(super) async fn arrange_stored(tx: &mut Transaction<'_, Sqlite>, id: &str) -> Result<()> {
    let row = sqlx::query!(
        r#"SELECT number AS "number!: i64", description FROM document WHERE id = ?1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(()) };
    arrange(tx, row.number, id, &serde_json::from_str(&row.description)?).await
}

/// Puts down how the document with this number stands to others.
///
/// Where editors state its leaves or its date, it stands in its file by these; the page of the file
/// says so. Everywhere else it stands by what its source says.
pub(super) async fn arrange(
    tx: &mut Transaction<'_, Sqlite>,
    number: i64,
    id: &str,
    description: &Description,
) -> Result<()> {
    let statements = statements::of(tx, id).await?;
    let stated = |field: &str| {
        let statement = statements.iter().find(|statement| statement.field == field);
        statement.map(|statement| statement.value.words())
    };
    let dates = serde_json::to_string(&description.dates)?;
    let shelf = Shelfmark::of(description).map(|mark| mark.key());
    let leaves = stated("listy").or_else(|| description.reference_code.listy.clone());
    let leaves = leaves.as_deref().and_then(Leaves::parse);
    let stated_date = stated("date").as_deref().and_then(Edtf::parse);
    let date = stated_date
        .map_or(description.date, |value| DocumentDate { value: Some(value), read_from: None });
    let shelf_order = shelf_order(leaves.as_ref(), date);
    let leaves = leaves.map(|leaves| leaves.words);
    let series = description.series();
    sqlx::query!(
        "UPDATE document SET dates = ?2, shelf = ?3, shelf_order = ?4, leaves = ?5, series = ?6
         WHERE number = ?1",
        number,
        dates,
        shelf,
        shelf_order,
        leaves,
        series
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("DELETE FROM span WHERE document = ?1", number).execute(&mut **tx).await?;
    for (ordinal, (role, value)) in (1_i64..).zip(spans(description)) {
        let (role, edtf) = (word(&role)?, value.to_string());
        let (first, last) = (value.start().first_day(), value.end().last_day());
        let days = first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1;
        let first_day = PartialDate::Day(first).to_string();
        let last_day = PartialDate::Day(last).to_string();
        sqlx::query!(
            "INSERT INTO span (document, ordinal, role, value, first_day, last_day, days)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            number,
            ordinal,
            role,
            edtf,
            first_day,
            last_day,
            days
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The order within a file of an archive.
fn shelf_order(leaves: Option<&Leaves>, date: DocumentDate) -> String {
    let leaves = leaves.map_or_else(
        || NO_LEAVES.to_owned(),
        |leaves| format!("{} {}", leaves.sort_key(), leaves.words),
    );
    format!("{leaves}{LEAVES_END}{}", date.sort_key())
}

/// The times of more than one day that the document describes or covers. A month or a year named
/// alone is a date known no better, not a time of so many days.
fn spans(description: &Description) -> impl Iterator<Item = (DateRole, Edtf)> {
    description.dates.iter().filter_map(|date| {
        let lasts = matches!(date.value, Edtf::Interval(from, to) if from != to);
        let told = matches!(date.role, DateRole::Described | DateRole::Period);
        (lasts && told).then_some((date.role, date.value))
    })
}
