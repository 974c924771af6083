//! All documents of a list, as identifiers: what files of records and feeds are made from.

use super::archives::end_of;
use super::filter::Place;
use super::rows::slug;
use super::{Filter, Result, Store};
use crate::address::Slug;
use crate::document::{Gathered, Unit};

impl Store {
    /// The documents that the filter lets through, in reading order from behind its `after` on, at
    /// most `most` of them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn gathered(&self, filter: &Filter, most: u32) -> Result<Gathered> {
        let total = self.matching(filter).await?;
        let ((sort_key, id), _) = filter.bounds();
        let and_one = i64::from(most) + 1;
        let mut rows = sqlx::query!(
            "SELECT d.id, d.sort_key FROM document AS d
             WHERE (d.sort_key, d.id) > (?1, ?2)
               AND (?3 IS NULL OR d.last_day >= ?3) AND (?4 IS NULL OR d.first_day <= ?4)
               AND (?5 IS NULL OR d.archive = ?5)
               AND (?6 IS NULL OR EXISTS (
                   SELECT 1 FROM text AS t WHERE t.document = d.number AND t.language = ?6))
               AND (?7 IS NULL OR EXISTS (
                   SELECT 1 FROM appearance AS a JOIN entity AS e ON e.number = a.entity
                   WHERE a.document = d.number AND e.kind = 'person' AND e.id = ?7))
             ORDER BY d.sort_key, d.id LIMIT ?8 + 0",
            sort_key,
            id,
            filter.from_day,
            filter.to_day,
            filter.archive,
            filter.language,
            filter.person,
            and_one
        )
        .fetch_all(&self.readers)
        .await?;
        let there_is_more = rows.len() > usize::try_from(most).unwrap_or(usize::MAX);
        if there_is_more {
            rows.pop();
        }
        let next = rows.last().filter(|_| there_is_more);
        let next = next.map(|row| Place::written(&row.sort_key, &row.id));
        let ids = rows.iter().map(|row| slug(&row.id)).collect::<Result<_>>()?;
        Ok(Gathered { ids, total, next })
    }

    /// The documents that the filter lets through and that were added or changed last, the latest
    /// first, at most `most` of them; wherever the filter's page begins.
    ///
    /// # Errors
    /// What the database says.
    pub async fn changed_last(&self, filter: &Filter, most: u32) -> Result<Gathered> {
        let total = self.matching(filter).await?;
        let ids = sqlx::query_scalar!(
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
        .await?;
        let ids = ids.iter().map(|id| slug(id)).collect::<Result<_>>()?;
        Ok(Gathered { ids, total, next: None })
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
