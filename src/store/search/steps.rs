//! From one result to the one before and the one after.

use super::super::rows::{block_keys, language, small};
use super::super::{Result, Store};
use super::{Asked, passages};
use crate::address::{Anchor, Slug, Sort};
use crate::search::{Step, Steps};

impl Store {
    /// The results before and after the document `id`, which is the one of this rank; none if it
    /// is not, because the room changed or the address was typed.
    ///
    /// # Errors
    /// `TooBroad` if the time for a search is over; else what the database says.
    pub async fn steps(&self, asked: &Asked, sort: Sort, rank: u64, id: &Slug) -> Result<Steps> {
        let mut search = self.patient().await?;
        let first = rank.saturating_sub(1).max(1);
        let found = self.looked_up(search.connection(), asked, sort, (first - 1, 3)).await;
        let found = search.judged(found)?;
        let place = |rank: u64| usize::try_from(rank - first).ok();
        let numbers = found.range(first - 1, 3);
        let number_at = |rank: u64| numbers.get(place(rank)?).copied();
        let id = id.as_str();
        let number = sqlx::query_scalar!("SELECT number FROM document WHERE id = ?1", id)
            .fetch_optional(&self.readers)
            .await?;
        let mut steps = Steps { total: found.total, ..Steps::default() };
        if rank == 0 || number.is_none() || number_at(rank) != number {
            return Ok(steps);
        }
        let previous = (rank > 1).then(|| number_at(rank - 1)).flatten();
        let next = number_at(rank + 1);
        let numbers: Vec<i64> = previous.into_iter().chain(next).collect();
        let kept = &self.searching.shelf;
        let paragraphs = passages::paragraphs(search.connection(), kept, asked, &numbers).await;
        let paragraphs = search.judged(paragraphs)?;
        for (number, rank, step) in [
            (previous, rank.saturating_sub(1), &mut steps.previous),
            (next, rank + 1, &mut steps.next),
        ] {
            let Some(number) = number else { continue };
            let key =
                paragraphs.get(&number).and_then(|found| found.keys.first()).map(|(key, _)| *key);
            let (no_block, _) = block_keys(number);
            let key = key.unwrap_or(no_block);
            let row = sqlx::query!(
                r#"SELECT d.id, d.title, b.language AS "language?", b.n AS "n?"
                   FROM document AS d LEFT JOIN block AS b ON b.key = ?2 WHERE d.number = ?1"#,
                number,
                key
            )
            .fetch_one(&self.readers)
            .await?;
            let at = match (row.language, row.n) {
                (Some(tag), Some(n)) => {
                    Some(Anchor::block(language(&tag)?.anchor_prefix(), small(n)?))
                }
                _ => None,
            };
            *step =
                Some(Step { id: super::super::rows::slug(&row.id)?, title: row.title, rank, at });
        }
        Ok(steps)
    }
}
