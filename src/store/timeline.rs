//! The documents over time, as they were counted when they came and went.

use super::rows::{from_word, slug};
use super::{Error, Result, Store};
use crate::document::{Edtf, PartialDate, Timeline, TimelineSpan};

/// So many times of several days are shown, the longest ones.
const MOST_SPANS: i64 = 40;

impl Store {
    /// The room's documents by month, or by year where no month is stated.
    ///
    /// # Errors
    /// What the database says.
    pub async fn timeline(&self) -> Result<Timeline> {
        let reading = self.readers.snapshot();
        let rows = sqlx::query!(
            r#"SELECT value AS "month!: String", documents AS "count!: i64" FROM tally
               WHERE facet = 'month' AND documents > 0
               UNION ALL
               SELECT facet, documents FROM tally WHERE facet = 'span'
               ORDER BY 1"#
        )
        .fetch_all(&reading)
        .await?;
        let spans = sqlx::query!(
            "SELECT d.id, d.title, s.role, s.value, s.first_day FROM span AS s
             CROSS JOIN document AS d ON d.number = s.document
             ORDER BY s.days DESC, s.document DESC LIMIT ?1 + 0",
            MOST_SPANS
        )
        .fetch_all(&reading)
        .await?;
        let mut timeline = Timeline::default();
        for row in rows {
            let count = u64::try_from(row.count).unwrap_or_default();
            if row.month == "span" {
                timeline.spans_in_all = count;
                continue;
            }
            match place(&row.month) {
                Some(place) => timeline.counts.push((place, count)),
                None => timeline.undated += count,
            }
        }
        let mut spans = spans;
        spans.sort_by(|a, b| (&a.first_day, &a.id).cmp(&(&b.first_day, &b.id)));
        for row in spans {
            let value = Edtf::parse(&row.value).ok_or(Error::Value(row.value))?;
            let (id, role) = (slug(&row.id)?, from_word(row.role)?);
            timeline.spans.push(TimelineSpan { id, title: row.title, role, value });
        }
        Ok(timeline)
    }
}

/// The month of a sort key's beginning, or the year where no month is stated; `None` of an undated
/// document.
fn place(key: &str) -> Option<PartialDate> {
    let (year, month) = key.split_once('-')?;
    PartialDate::parse(key).or_else(|| {
        let year = PartialDate::parse(year).filter(|_| month == "99")?;
        (year != PartialDate::Year(9999)).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::DocumentDate;

    #[test]
    fn each_sort_key_has_its_place_in_time() {
        let check = |edtf: &str, expect: Option<&str>| {
            let key = DocumentDate { value: Edtf::parse(edtf), read_from: None }.sort_key();
            let found = place(&key[..7]).map(|place| place.to_string());
            assert_eq!(found.as_deref(), expect, "{edtf}");
        };
        check("1957-07-08", Some("1957-07"));
        check("1957-07", Some("1957-07"));
        check("1957", Some("1957"));
        check("1957-03-30/1957-04-02", Some("1957-03"));
        check("", None);
    }
}
