//! The archives as a tree: places, what stands below each, and the documents of each.

use super::rows::EntryRow;
use super::{Result, Store};
use crate::address::{Slug, unit_part, unit_part_apart};
use crate::authority::sorted_as;
use crate::document::{Entry, Filed, Shelfmark, Unit, UnitBelow, UnitFound};

/// Documents on a page of a place.
const PAGE: usize = 50;
/// One more than a page, to see whether there is another.
const PAGE_AND_ONE: i64 = 51;
/// Numbers in values are compared by so many digits.
const DIGITS: usize = 12;
/// What ends a level in a key.
const END: char = '\u{1f}';
/// What ends the leaves in a document's order within its file.
pub(super) const LEAVES_END: char = '\u{1f}';

impl Store {
    /// What the parts of an address below `/archives` lead to; documents from behind `after` on.
    /// No parts are all archives.
    ///
    /// # Errors
    /// What the database says.
    pub async fn archive_unit(&self, parts: &[&str], after: Option<&Slug>) -> Result<UnitFound> {
        let mut unit = self.unit(Shelfmark::default(), Vec::new()).await?;
        for part in parts {
            let mut fitting: Vec<UnitBelow> = unit
                .below
                .iter()
                .filter(|below| below.part == *part || is_called(below.value.as_deref(), part))
                .cloned()
                .collect();
            if fitting.is_empty() {
                return Ok(UnitFound::Nothing(Box::new(unit)));
            }
            if fitting.len() > 1 {
                // One of them may be meant by the address that is its alone.
                match fitting.iter().position(|below| below.part == *part) {
                    Some(at) => fitting = vec![fitting.swap_remove(at)],
                    None => {
                        return Ok(UnitFound::Several(Box::new(Unit { below: fitting, ..unit })));
                    }
                }
            }
            let Some(below) = fitting.pop() else { break };
            let mut parts = unit.parts;
            parts.push(below.part);
            unit = self.unit(unit.mark.below(below.value), parts).await?;
        }
        self.fill(&mut unit, after).await?;
        Ok(UnitFound::Here(Box::new(unit)))
    }

    /// A place with what stands just below it, without its own documents.
    async fn unit(&self, mark: Shelfmark, parts: Vec<String>) -> Result<Unit> {
        let (key, own_key) = (mark.key(), mark.own_key());
        // Its own documents are counted at the lowest level.
        let (above, value) = lowest(&own_key);
        let rows = sqlx::query!(
            r#"SELECT 0 AS "is_own!: bool", value,
                      documents AS "count!: i64"
               FROM place WHERE above = ?1 AND documents > 0
               UNION ALL
               SELECT 1, value, documents FROM place WHERE above = ?2 AND value = ?3"#,
            key,
            above,
            value
        )
        .fetch_all(&self.readers)
        .await?;
        let count = |count: i64| u64::try_from(count).unwrap_or_default();
        let own = rows.iter().find(|row| row.is_own).map_or(0, |row| count(row.count));
        let mut below: Vec<UnitBelow> = rows
            .into_iter()
            .filter(|row| !row.is_own)
            .map(|row| {
                let value = Some(row.value).filter(|value| !value.is_empty());
                let part = unit_part(value.as_deref());
                // Where the level is not stated, some may state none below it either.
                let own = if value.is_none() { own } else { 0 };
                UnitBelow { value, part, total: count(row.count).saturating_sub(own) }
            })
            .filter(|below| below.total > 0)
            .collect();
        below.sort_by(|a, b| a.value.cmp(&b.value));
        tell_apart(&mut below);
        below.sort_by_cached_key(|below| in_order(below.value.as_deref()));
        let total = own + below.iter().map(|below| below.total).sum::<u64>();
        Ok(Unit { mark, parts, total, below, own, ..Unit::default() })
    }

    /// Adds the place's own documents, or for all archives the number of those that name none.
    async fn fill(&self, unit: &mut Unit, after: Option<&Slug>) -> Result<()> {
        if unit.mark.0.is_empty() {
            let all = self.counted("all", "").await?;
            unit.unplaced = u64::try_from(all).unwrap_or_default().saturating_sub(unit.total);
            return Ok(());
        }
        if unit.own == 0 {
            return Ok(());
        }
        let place = unit.mark.own_key();
        let after = after.map_or("", Slug::as_str);
        let order = sqlx::query_scalar!("SELECT shelf_order FROM document WHERE id = ?1", after)
            .fetch_optional(&self.readers)
            .await?;
        let (order, after) = order.map_or((String::new(), ""), |order| (order, after));
        let rows = sqlx::query!(
            r#"SELECT d.id, d.sort_key, d.title, d.date_value, d.date_read_from, d.summary,
                      d.archive, d.languages, d.absent_since, d.edition, d.taken_in, d.changed, d.dates,
                      d.shelf_order, d.leaves,
                      EXISTS (SELECT 1 FROM statement AS s
                              WHERE s.id = d.id AND s.statement ->> '$.field' = 'listy')
                          AS "leaves_stated!: bool",
                      (SELECT s.statement ->> '$.value' FROM statement AS s
                       WHERE s.id = d.id AND s.statement ->> '$.field' = 'date')
                          AS "date_stated?: String"
               FROM document AS d
               WHERE d.shelf = ?1 AND (d.shelf_order, d.id) > (?2, ?3)
               ORDER BY d.shelf_order, d.id LIMIT ?4 + 0"#,
            place,
            order,
            after,
            PAGE_AND_ONE
        )
        .fetch_all(&self.readers)
        .await?;
        let there_is_more = rows.len() > PAGE;
        let mut same: Option<(String, u64)> = None;
        for row in rows.into_iter().take(PAGE) {
            let leaves = match row.leaves {
                Some(words) => {
                    let group = row.shelf_order.split(LEAVES_END).next().unwrap_or_default();
                    if same.as_ref().is_none_or(|(known, _)| known != group) {
                        same = Some((group.to_owned(), self.sharing(&place, group).await?));
                    }
                    Some((words, same.as_ref().map_or(1, |(_, count)| *count)))
                }
                None => None,
            };
            let entry = Entry::try_from(EntryRow {
                id: row.id,
                sort_key: row.sort_key,
                title: row.title,
                date_value: row.date_value,
                date_read_from: row.date_read_from,
                summary: row.summary,
                archive: row.archive,
                languages: row.languages,
                absent_since: row.absent_since,
                edition: row.edition,
                taken_in: row.taken_in,
                changed: row.changed,
                dates: row.dates,
            })?;
            unit.documents.push(Filed {
                entry,
                leaves,
                leaves_stated: row.leaves_stated,
                date_stated: row.date_stated,
            });
        }
        unit.next =
            unit.documents.last().filter(|_| there_is_more).map(|filed| filed.entry.id.to_string());
        Ok(())
    }

    /// How many documents of the file cite the very same leaves.
    async fn sharing(&self, place: &str, group: &str) -> Result<u64> {
        let start = format!("{group}{LEAVES_END}");
        let end = end_of(&start);
        let count = sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!: i64" FROM document
               WHERE shelf = ?1 AND shelf_order >= ?2 AND shelf_order < ?3"#,
            place,
            start,
            end
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

/// The levels above the lowest of a whole key, and the lowest.
fn lowest(key: &str) -> (&str, &str) {
    let key = key.strip_suffix(END).unwrap_or(key);
    key.rfind(END).map_or(("", key), |end| key.split_at(end + END.len_utf8()))
}

/// The first text after all that begin with `key`, which ends in U+001F or is empty.
pub(super) fn end_of(key: &str) -> String {
    match key.strip_suffix('\u{1f}') {
        Some(rest) => format!("{rest} "),
        None => "\u{10ffff}".to_owned(),
    }
}

/// Whether a value goes by this part of an address, alone or with others.
fn is_called(value: Option<&str>, part: &str) -> bool {
    unit_part(value) == part || unit_part_apart(value) == part
}

/// Gives values whose slug form is the same a part of their own each.
fn tell_apart(below: &mut [UnitBelow]) {
    let mut parts: Vec<String> = below.iter().map(|below| below.part.clone()).collect();
    parts.sort_unstable();
    for below in below {
        let first = parts.partition_point(|part| *part < below.part);
        if parts.get(first + 1).is_some_and(|next| *next == below.part) {
            below.part = unit_part_apart(below.value.as_deref());
        }
    }
}

/// The order of values: words by their letters, numbers in them by their size; what is not stated
/// comes last.
fn in_order(value: Option<&str>) -> (bool, String) {
    let Some(value) = value else { return (true, String::new()) };
    let mut key = String::with_capacity(value.len() + DIGITS);
    let runs: Vec<char> = sorted_as(value).chars().collect();
    for run in runs.chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit()) {
        if run[0].is_ascii_digit() {
            let digits: String = run.iter().collect();
            let digits = digits.trim_start_matches('0');
            key.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(digits.len())));
            key.push_str(digits);
        } else {
            key.extend(run);
        }
    }
    (false, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_one_slug_form_get_parts_of_their_own() {
        let below = |value: &str| UnitBelow {
            value: Some(value.to_owned()),
            part: unit_part(Some(value)),
            total: 1,
        };
        let mut all = [below("AVPRF"), below("Avprf"), below("GARF")];
        tell_apart(&mut all);
        assert_eq!(all[2].part, "garf");
        assert!(all[0].part != all[1].part && all[0].part.starts_with("avprf-"), "{all:?}");
        assert!(is_called(Some("AVPRF"), "avprf") && is_called(Some("AVPRF"), &all[0].part));
    }

    #[test]
    fn values_are_in_the_order_of_their_numbers() {
        let mut values =
            ["13", "5", "b", "102a", "A", "0102", "A 10", "Ä 9a", "A 9"].map(Some).to_vec();
        values.push(None);
        values.sort_by_cached_key(|value| in_order(*value));
        let expect = ["5", "13", "0102", "102a", "A", "A 9", "Ä 9a", "A 10", "b"].map(Some);
        assert_eq!(values[..9], expect);
        assert_eq!(values[9], None);
    }
}
