//! Names in a query: which spellings of them stand in the texts.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::super::{Result, Store};
use super::patience::Patient;
use crate::search::suggestion::Wordlist;
use crate::search::{self, Expansions, Query};

impl Store {
    /// Other spellings of the names in a query: those that the authority files state, and those
    /// that sound alike and stand in the texts.
    pub(super) async fn expansions(&self, query: &Query) -> Result<Expansions> {
        let spans = query.spans();
        let keys = search::name_keys(&spans);
        let mut forms: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut search = self.patient().await?;
        if !keys.is_empty() {
            let keys = serde_json::to_string(&keys)?;
            let rows = sqlx::query!(
                r#"SELECT key AS "key!", form AS "form!" FROM name_form
                   WHERE key IN (SELECT value FROM json_each(?1))
                   ORDER BY frequency DESC, form LIMIT 1000"#,
                keys
            )
            .fetch_all(search.connection())
            .await;
            for row in search.judged(rows.map_err(Into::into))? {
                forms.entry(row.key).or_default().push(row.form);
            }
        }
        let mut expansions = search::expansions(&spans, &self.lexicon(), &forms);
        self.put_printed_first(&mut search, &mut expansions).await?;
        Ok(expansions)
    }

    /// Puts the spellings that stand in the texts before those that only the authority files have,
    /// so that a reader sees first what can be found.
    async fn put_printed_first(
        &self,
        search: &mut Patient,
        expansions: &mut Expansions,
    ) -> Result<()> {
        let entities: Vec<_> = expansions
            .0
            .values()
            .flat_map(|known| &known.entities)
            .map(|entity| (entity.kind.as_str(), entity.id.as_str()))
            .collect();
        if entities.is_empty() {
            return Ok(());
        }
        let entities = serde_json::to_string(&entities)?;
        let printed = sqlx::query_scalar!(
            r#"SELECT spelling.form AS "form!"
               FROM json_each(?1) AS wanted
               JOIN entity ON entity.kind = wanted.value ->> 0 AND entity.id = wanted.value ->> 1
               JOIN spelling ON spelling.entity = entity.number"#,
            entities
        )
        .fetch_all(search.connection())
        .await?;
        let printed: HashSet<String> = printed.iter().map(|form| form.to_lowercase()).collect();
        for known in expansions.0.values_mut() {
            known.forms.sort_by_key(|form| !printed.contains(&form.to_lowercase()));
        }
        Ok(())
    }

    /// The words of the texts with the number of documents that hold each, for suggestions. They
    /// are read once for each generation of the room.
    pub(super) async fn words(&self) -> Result<Arc<Wordlist>> {
        let mut last = self.searching.words.lock().await;
        let generation = self.generation();
        if let Some((_, words)) = last.as_ref().filter(|(of, _)| *of >= generation) {
            return Ok(Arc::clone(words));
        }
        // All in one row, since a row for each would cost more than all else. No word has blanks.
        let all = sqlx::query_scalar!(
            r#"SELECT group_concat(word || ' ' || frequency, char(10)) AS "all: String"
               FROM vocabulary"#
        )
        .fetch_one(&self.readers)
        .await?
        .unwrap_or_default();
        let read = tokio::task::spawn_blocking(move || {
            let mut words = Wordlist::default();
            for line in all.lines() {
                let Some((word, documents)) = line.rsplit_once(' ') else { continue };
                words.add(word, documents.parse().unwrap_or_default());
            }
            Arc::new(words)
        });
        let words = read.await.map_err(|error| super::super::Error::Value(error.to_string()))?;
        *last = Some((generation, Arc::clone(&words)));
        Ok(words)
    }
}
