//! Catalogue cards: documents without their texts, many at once.

use super::rows::{language, slug};
use super::{Result, Store};
use crate::address::Slug;
use crate::document::{Card, Credit};

impl Store {
    /// The cards of these documents in their current editions, in this order; what is not in the
    /// room is left out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn cards(&self, ids: &[Slug]) -> Result<Vec<Card>> {
        let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
        let ids = serde_json::to_string(&ids)?;
        let rows = sqlx::query!(
            r#"SELECT d.id, d.description, d.edition, d.taken_in, d.changed,
                      (SELECT MIN(e.taken_in) FROM edition AS e WHERE e.document = d.number)
                          AS "added: String",
                      (SELECT json_group_array(json(s.statement) ORDER BY s.ordinal)
                         FROM statement AS s WHERE s.id = d.id) AS "statements!: String",
                      (SELECT json_group_array(json_array(language, translator, project,
                                  source_language, credit_inferred))
                         FROM (SELECT * FROM text WHERE document = d.number ORDER BY ordinal))
                          AS "credits!: String"
               FROM json_each(?1) AS wanted JOIN document AS d ON d.id = wanted.value
               ORDER BY wanted.key"#,
            ids
        )
        .fetch_all(&self.readers)
        .await?;
        let mut cards = Vec::with_capacity(rows.len());
        for row in rows {
            let mut edition = row.edition;
            edition.truncate(12);
            cards.push(Card {
                id: slug(&row.id)?,
                description: serde_json::from_str(&row.description)?,
                credits: credits(&row.credits)?,
                statements: serde_json::from_str(&row.statements)?,
                edition,
                is_current: true,
                changed: row.changed,
                added: row.added.unwrap_or_else(|| row.taken_in.clone()),
                taken_in: row.taken_in,
            });
        }
        Ok(cards)
    }
}

/// Who translated each text, and from what.
fn credits(json: &str) -> Result<Vec<Credit>> {
    type Row = (String, Option<String>, Option<String>, Option<String>, u8);
    let rows: Vec<Row> = serde_json::from_str(json)?;
    let credit = |(tag, translator, project, source_language, inferred): Row| {
        let (language, is_inferred) = (language(&tag)?, inferred != 0);
        Ok(Credit { language, translator, project, source_language, is_inferred })
    };
    rows.into_iter().map(credit).collect()
}
