//! Documents that a reader names one by one.

use super::rows::EntryRow;
use super::{Result, Store};
use crate::address::Slug;
use crate::document::{Entry, Selection, Whereabouts};

impl Store {
    /// The documents with these identifiers as addresses have them, each once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn selection(&self, named: &[String]) -> Result<Selection> {
        let mut selection = Selection::default();
        let mut ids: Vec<Slug> = Vec::with_capacity(named.len());
        for name in named {
            let Some(id) = Slug::parse(name) else {
                selection.unknown.push(name.clone());
                continue;
            };
            let here = if self.has_document(&id).await? {
                Some(id)
            } else {
                match self.whereabouts(&id).await? {
                    Whereabouts::Here(_) => Some(id),
                    Whereabouts::Moved(to) => Some(to),
                    Whereabouts::Gone(_) => {
                        selection.withdrawn.push(id);
                        None
                    }
                    Whereabouts::Unknown => {
                        selection.unknown.push(id.to_string());
                        None
                    }
                }
            };
            ids.extend(here.filter(|id| !ids.contains(id)));
        }
        selection.unknown.dedup();
        selection.withdrawn.dedup();
        selection.cards = self.cards(&ids).await?;
        selection.entries = self.entries_in_order(&selection.ids()).await?;
        Ok(selection)
    }

    /// These documents as lists show them, in this order.
    pub(super) async fn entries_in_order(&self, ids: &[Slug]) -> Result<Vec<Entry>> {
        let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
        let ids = serde_json::to_string(&ids)?;
        sqlx::query_as!(
            EntryRow,
            "SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                    d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed,
                    d.dates
             FROM json_each(?1) AS wanted JOIN document AS d ON d.id = wanted.value
             ORDER BY wanted.key",
            ids
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(Entry::try_from)
        .collect()
    }
}
