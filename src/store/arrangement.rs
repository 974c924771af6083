//! How documents stand to each other: what follows from descriptions and statements and is looked
//! up by index, so that no page reads the whole room.

use sqlx::{Sqlite, Transaction};

use super::archives::LEAVES_END;
use super::binary::Rows;
use super::rows::word;
use super::{Result, Store, settings, statements};
use crate::document::{
    DateRole, Description, DocumentDate, Edtf, Leaves, PartialDate, Shelfmark, Statement,
};

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

/// How a document stands to others, as its row says it.
///
/// Where editors state its leaves or its date, it stands in its file by these; the page of the file
/// says so. Everywhere else it stands by what its source says.
pub(super) struct Arrangement {
    pub(super) dates: String,
    pub(super) shelf: Option<String>,
    pub(super) shelf_order: String,
    pub(super) leaves: Option<String>,
    pub(super) series: Option<String>,
}

impl Arrangement {
    /// That of the document with this description, of which editors state this.
    pub(super) fn of(description: &Description, statements: &[Statement]) -> Result<Self> {
        let stated = |field: &str| {
            let statement = statements.iter().find(|statement| statement.field == field);
            statement.map(|statement| statement.value.words())
        };
        let leaves = stated("listy").or_else(|| description.reference_code.listy.clone());
        let leaves = leaves.as_deref().and_then(Leaves::parse);
        let stated_date = stated("date").as_deref().and_then(Edtf::parse);
        let date = stated_date
            .map_or(description.date, |value| DocumentDate { value: Some(value), read_from: None });
        Ok(Self {
            dates: serde_json::to_string(&description.dates)?,
            shelf: Shelfmark::of(description).map(|mark| mark.key()),
            shelf_order: shelf_order(leaves.as_ref(), date),
            leaves: leaves.map(|leaves| leaves.words),
            series: description.series(),
        })
    }
}

/// Puts down how the document with this number stands to others.
async fn arrange(
    tx: &mut Transaction<'_, Sqlite>,
    number: i64,
    id: &str,
    description: &Description,
) -> Result<()> {
    let statements = statements::of(tx, id).await?;
    let Arrangement { dates, shelf, shelf_order, leaves, series } =
        Arrangement::of(description, &statements)?;
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
    let mut rows = Rows::default();
    add_spans(&mut rows, number, description)?;
    put_spans(tx, rows).await
}

/// Adds the rows of a document's times.
pub(super) fn add_spans(rows: &mut Rows, number: i64, description: &Description) -> Result<()> {
    for (ordinal, (role, value)) in (1..).zip(spans(description)) {
        let (first, last) = (value.start().first_day(), value.end().last_day());
        let days = first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1;
        let row = rows.row().integer(number).integer(ordinal);
        let row = row.text(&word(&role)?).text(&value.to_string());
        let row = row.text(&PartialDate::Day(first).to_string());
        row.text(&PartialDate::Day(last).to_string()).integer(days);
    }
    Ok(())
}

/// Writes the rows of documents' times.
pub(super) async fn put_spans(tx: &mut Transaction<'_, Sqlite>, spans: Rows) -> Result<()> {
    let spans = spans.list();
    sqlx::query!(
        "INSERT INTO span (document, ordinal, role, value, first_day, last_day, days)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                value ->> 6
         FROM jsonb_each(?1)",
        spans
    )
    .execute(&mut **tx)
    .await?;
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
