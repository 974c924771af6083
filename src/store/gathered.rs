//! All documents of a list, as identifiers: what files of records and feeds are made from.

use super::archives::end_of;
use super::filter::Place;
use super::rows::slug;
use super::{Filter, Result, Store};
use crate::address::Slug;
use crate::document::{Gathered, Unit};

/// Up to so many documents are sorted by their change; more are soon met among those of the whole room.
const FEW: usize = 1_000;

impl Store {
    /// The documents that the filter lets through, in reading order from behind its `after` on, at
    /// most `most` of them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gathered(&self, filter: &Filter, most: u32) -> Result<Gathered> {
        let (total, mut rows) = if filter.is_open() {
            (self.matching(filter).await?, self.ids_behind(filter, i64::from(most) + 1).await?)
        } else {
            let and_one = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1);
            let (total, numbers) = self.listed(filter, false, and_one).await?;
            (total, self.ids_of(&numbers).await?)
        };
        let there_is_more = rows.len() > usize::try_from(most).unwrap_or(usize::MAX);
        if there_is_more {
            rows.pop();
        }
        let next = rows.last().filter(|_| there_is_more);
        let next = next.map(|place| Place::written(&place.sort_key, &place.id));
        let ids = rows.iter().map(|place| slug(&place.id)).collect::<Result<_>>()?;
        Ok(Gathered { ids, total, next })
    }

    /// The documents in reading order from behind the filter's `after` on, whatever else it says.
    async fn ids_behind(&self, filter: &Filter, most: i64) -> Result<Vec<Place>> {
        let ((sort_key, id), _) = filter.bounds();
        Ok(sqlx::query_as!(
            Place,
            "SELECT sort_key, id FROM document WHERE (sort_key, id) > (?1, ?2)
             ORDER BY sort_key, id LIMIT ?3 + 0",
            sort_key,
            id,
            most
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The documents with these numbers, in this order.
    async fn ids_of(&self, numbers: &[i64]) -> Result<Vec<Place>> {
        let numbers = serde_json::to_string(numbers)?;
        Ok(sqlx::query_as!(
            Place,
            "SELECT d.sort_key, d.id
             FROM json_each(?1) AS listed CROSS JOIN document AS d ON d.number = listed.value
             ORDER BY listed.key",
            numbers
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The documents that the filter lets through and that were added or changed last, the latest
    /// first, at most `most` of them; wherever the filter's page begins.
    ///
    /// # Errors
    /// What the database says.
    pub async fn changed_last(&self, filter: &Filter, most: u32) -> Result<Gathered> {
        let (total, few) = if filter.is_open() {
            (self.matching(filter).await?, None)
        } else {
            let anywhere = Filter { after: None, before: None, ..filter.clone() };
            let (total, numbers) = self.listed(&anywhere, false, FEW).await?;
            (total, (total <= FEW as u64).then_some(numbers))
        };
        let ids = match few {
            Some(numbers) => self.changed_last_of(&numbers, most).await?,
            None => self.changed_last_of_all(filter, most).await?,
        };
        let ids = ids.iter().map(|id| slug(id)).collect::<Result<_>>()?;
        Ok(Gathered { ids, total, next: None })
    }

    async fn changed_last_of(&self, numbers: &[i64], most: u32) -> Result<Vec<String>> {
        let numbers = serde_json::to_string(numbers)?;
        Ok(sqlx::query_scalar!(
            "SELECT id FROM document WHERE number IN (SELECT value FROM json_each(?1))
             ORDER BY changed DESC, number DESC LIMIT ?2 + 0",
            numbers,
            most
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The same of all documents, of which the filter lets so many through that it soon meets them.
    async fn changed_last_of_all(&self, filter: &Filter, most: u32) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT d.id FROM document AS d
             WHERE (?1 IS NULL OR d.last_day >= ?1) AND (?2 IS NULL OR d.first_day <= ?2)
               AND (?3 IS NULL OR d.archive = ?3)
               AND (?4 IS NULL OR EXISTS (
                   SELECT 1 FROM text AS t WHERE t.document = d.number AND t.language = ?4))
               AND (?5 IS NULL OR EXISTS (
                   SELECT 1 FROM appearance AS a JOIN entity AS e ON e.number = a.entity
                   WHERE a.document = d.number AND e.kind = 'person' AND e.id = ?5))
             ORDER BY d.changed DESC, d.number DESC LIMIT ?6 + 0",
            filter.from_day,
            filter.to_day,
            filter.archive,
            filter.language,
            filter.person,
            most
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// The documents that stand at a place in the archives and below it, by their shelfmarks and
    /// leaves, from behind `after` on, at most `most` of them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gathered_below(
        &self,
        unit: &Unit,
        after: Option<&Slug>,
        most: u32,
    ) -> Result<Gathered> {
        let key = unit.mark.key();
        let end = end_of(&key);
        let after = after.map_or("", Slug::as_str);
        let place = sqlx::query!(
            r#"SELECT shelf AS "shelf!", shelf_order, id FROM document
               WHERE id = ?1 AND shelf IS NOT NULL"#,
            after
        )
        .fetch_optional(&self.readers)
        .await?;
        let (place, order, after) =
            place.map_or_else(Default::default, |place| (place.shelf, place.shelf_order, place.id));
        let and_one = i64::from(most) + 1;
        let ids = sqlx::query_scalar!(
            "SELECT id FROM document
             WHERE shelf >= ?1 AND shelf < ?2 AND (shelf, shelf_order, id) > (?3, ?4, ?5)
             ORDER BY shelf, shelf_order, id LIMIT ?6 + 0",
            key,
            end,
            place,
            order,
            after,
            and_one
        )
        .fetch_all(&self.readers)
        .await?;
        let mut ids = ids.iter().map(|id| slug(id)).collect::<Result<Vec<Slug>>>()?;
        let there_is_more = ids.len() > usize::try_from(most).unwrap_or(usize::MAX);
        if there_is_more {
            ids.pop();
        }
        let next = ids.last().filter(|_| there_is_more).map(ToString::to_string);
        Ok(Gathered { ids, total: unit.total, next })
    }

    /// The documents that stand at a place in the archives and below it and that were added or
    /// changed last, the latest first, at most `most` of them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn changed_last_below(&self, unit: &Unit, most: u32) -> Result<Gathered> {
        let key = unit.mark.key();
        let end = end_of(&key);
        let ids = sqlx::query_scalar!(
            "SELECT id FROM document WHERE shelf >= ?1 AND shelf < ?2
             ORDER BY changed DESC, number DESC LIMIT ?3 + 0",
            key,
            end,
            most
        )
        .fetch_all(&self.readers)
        .await?;
        let ids = ids.iter().map(|id| slug(id)).collect::<Result<_>>()?;
        Ok(Gathered { ids, total: unit.total, next: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bare;

    #[tokio::test]
    async fn what_is_gathered_is_the_same_whether_few_or_many_are_let_through() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        // Most are of one archive, few of the other, and many changed at once.
        bare::put(
            &store,
            2_000,
            "sort_key, first_day, last_day, archive, changed",
            "'1950-01-' || (10 + i % 20), '1950-01-' || (10 + i % 20), '1950-01-' || (10 + i % 20),
             iif(i % 9 = 0, 'few', 'many'), i * 7 % 300",
        )
        .await;
        sqlx::query(
            "INSERT INTO facet (document, first_day, last_day, sort_key, archive, languages)
             SELECT number, first_day, last_day, sort_key, archive, languages FROM document",
        )
        .execute(&store.writer)
        .await
        .unwrap();
        let check = async |filter: Filter, which: &str| {
            let ids = async |order: &str, most: u32| {
                let asked =
                    format!("SELECT id FROM document WHERE {which} ORDER BY {order} LIMIT {most}");
                let asked = sqlx::query_scalar(sqlx::AssertSqlSafe(asked));
                asked.fetch_all(&store.readers).await.unwrap() as Vec<String>
            };
            let written = |found: &Gathered| -> Vec<String> {
                found.ids.iter().map(ToString::to_string).collect()
            };
            let last = store.changed_last(&filter, 40).await.unwrap();
            assert_eq!(written(&last), ids("changed DESC, number DESC", 40).await, "{which}");
            let first = store.gathered(&filter, 1_900).await.unwrap();
            let all = ids("sort_key, id", 2_000).await;
            assert_eq!((last.total, first.total), (all.len() as u64, all.len() as u64), "{which}");
            assert_eq!(written(&first), all[..all.len().min(1_900)], "{which}");
            assert_eq!(first.next.is_some(), all.len() > 1_900, "{which}");
        };
        let of = |archive: &str| Some(archive.to_owned());
        check(Filter::default(), "true").await;
        check(Filter { archive: of("many"), ..Filter::default() }, "archive = 'many'").await;
        check(Filter { archive: of("few"), ..Filter::default() }, "archive = 'few'").await;
        check(Filter { archive: of("none"), ..Filter::default() }, "false").await;
        let from = Filter { from_day: of("1950-01-12"), ..Filter::default() };
        check(from.clone(), "sort_key >= '1950-01-12'").await;
        let both = "sort_key >= '1950-01-12' AND archive = 'many'";
        check(Filter { archive: of("many"), ..from }, both).await;
    }
}
