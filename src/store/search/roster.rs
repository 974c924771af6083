//! What a search must know of every document that holds a word, held in memory: it is counted by,
//! narrowed by and ordered by, and a common word stands in most documents of the room.
//!
//! Some thirty bytes a document. The roster is read when the first search comes and follows the
//! room: every batch says which documents it touched, and the next search reads these again, and
//! those that are new.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use sqlx::sqlite::SqliteConnection;

use super::super::Result;
use super::fulltext::{Lengths, total};

/// Documents that are read at once.
const PORTION: i64 = 2048;

/// What a search must know of documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Roster {
    /// By number; numbers that no document has are vacant.
    documents: Vec<Option<Facts>>,
    pub(super) archives: Values,
    pub(super) types: Values,
    /// Lists of languages, as JSON.
    pub(super) languages: Values,
}

/// What is known of one document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// The first and last day that its date can mean, where it has one.
    pub(super) days: (Option<Day>, Option<Day>),
    pub(super) year: Option<i16>,
    pub(super) archive: Option<Value>,
    pub(super) document_type: Option<Value>,
    pub(super) languages: Option<Value>,
    /// Its place in reading order.
    pub(super) place: u32,
    /// Which of all dates in their order its own is.
    pub(super) period: u32,
    /// Tokens in its row of the index; 0 where it has none.
    tokens: u32,
}

/// A day as a number in the order of days.
pub(super) type Day = NonZeroU32;

/// The day of ISO 8601.
pub(super) fn day(text: &str) -> Option<Day> {
    let digits = text.bytes().filter(|byte| *byte != b'-');
    let number = digits.fold(0_u32, |number, digit| {
        number.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0')))
    });
    NonZeroU32::new(number.saturating_add(1))
}

/// A value that documents share, by the number under which it is noted.
pub(super) type Value = NonZeroU32;

/// Values that many documents have, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    all: Vec<String>,
    numbers: HashMap<String, Value>,
}

impl Values {
    fn note(&mut self, text: Option<String>) -> Option<Value> {
        let text = text?;
        if let Some(number) = self.numbers.get(&text) {
            return Some(*number);
        }
        self.all.push(text.clone());
        let number = u32::try_from(self.all.len()).ok().and_then(NonZeroU32::new)?;
        self.numbers.insert(text, number);
        Some(number)
    }

    /// The number of a value; none if no document ever had it.
    pub(super) fn number(&self, text: &str) -> Option<Value> {
        self.numbers.get(text).copied()
    }

    /// All values, in the order of their numbers, from 1.
    pub(super) fn all(&self) -> &[String] {
        &self.all
    }
}

impl Roster {
    pub(super) fn facts(&self, number: i64) -> Option<&Facts> {
        self.documents.get(usize::try_from(number).ok()?)?.as_ref()
    }

    /// How many documents there are, and numbers that none has.
    pub(super) fn size(&self) -> usize {
        self.documents.len()
    }

    /// The archives that documents have now.
    pub(super) fn archives_in_use(&self) -> impl Iterator<Item = &str> {
        in_use(&self.archives, self.known().map(|facts| facts.archive))
    }

    /// The types that documents have now.
    pub(super) fn types_in_use(&self) -> impl Iterator<Item = &str> {
        in_use(&self.types, self.known().map(|facts| facts.document_type))
    }

    fn known(&self) -> impl Iterator<Item = &Facts> {
        self.documents.iter().flatten()
    }

    /// The numbers of all documents, ascending.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i64> {
        (0..).zip(&self.documents).filter_map(|(number, facts)| facts.is_some().then_some(number))
    }

    /// Takes in what the database says of a document.
    fn tell(&mut self, told: Told) {
        let Told(number, year, first_day, last_day, archive, document_type, languages, size) = told;
        let facts = Facts {
            days: (first_day.as_deref().and_then(day), last_day.as_deref().and_then(day)),
            year: year.and_then(|year| i16::try_from(year).ok()),
            archive: self.archives.note(archive),
            document_type: self.types.note(document_type),
            languages: self.languages.note(Some(languages)),
            place: u32::MAX,
            period: u32::MAX,
            tokens: total(&bytes(&size)),
        };
        self.put(number, Some(facts));
    }

    fn put(&mut self, number: i64, facts: Option<Facts>) {
        let Ok(at) = usize::try_from(number) else { return };
        if at >= self.documents.len() {
            if facts.is_none() {
                return;
            }
            self.documents.resize(at + 1, None);
        }
        self.documents[at] = facts;
    }
}

fn in_use(
    values: &Values,
    used: impl Iterator<Item = Option<Value>>,
) -> impl Iterator<Item = &str> {
    let mut is_used = vec![false; values.all.len() + 1];
    for value in used.flatten() {
        if let Some(is_used) = is_used.get_mut(value.get() as usize) {
            *is_used = true;
        }
    }
    let mut is_used = is_used.into_iter().skip(1);
    let all = values.all.iter().map(String::as_str);
    all.filter(move |_| is_used.next() == Some(true))
}

impl Lengths for Roster {
    fn tokens(&self, document: i64) -> Option<u32> {
        self.facts(document).map(|facts| facts.tokens).filter(|tokens| *tokens > 0)
    }
}

/// The roster as it was last read, and what happened since.
#[derive(Debug)]
pub(in crate::store) struct Rosters {
    last: Mutex<Arc<Roster>>,
    since: Mutex<Touched>,
    /// Held while the roster is read, so that it is read once.
    reading: tokio::sync::Mutex<()>,
}

/// Documents that are to be read again.
#[derive(Debug)]
enum Touched {
    Nothing,
    /// These, and all that are new.
    These(Vec<i64>),
    All,
}

impl Default for Rosters {
    fn default() -> Self {
        Self {
            last: Mutex::default(),
            since: Mutex::new(Touched::All),
            reading: tokio::sync::Mutex::default(),
        }
    }
}

impl Rosters {
    /// Notes that these documents changed or went, and that others may have come.
    pub(in crate::store) fn touch(&self, numbers: impl IntoIterator<Item = i64>) {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *since {
            Touched::Nothing => *since = Touched::These(numbers.into_iter().collect()),
            Touched::These(all) => all.extend(numbers),
            Touched::All => {}
        }
    }

    /// Notes that any document may have changed.
    pub(in crate::store) fn touch_all(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Touched::All;
    }

    /// The roster of this moment.
    pub(super) async fn now(&self, connection: &mut SqliteConnection) -> Result<Arc<Roster>> {
        let _reading = self.reading.lock().await;
        // What is touched from here on is seen by the next search, even if it is read already.
        let touched = std::mem::replace(
            &mut *self.since.lock().unwrap_or_else(PoisonError::into_inner),
            Touched::Nothing,
        );
        let last = Arc::clone(&self.last.lock().unwrap_or_else(PoisonError::into_inner));
        let read = match touched {
            Touched::Nothing => return Ok(last),
            Touched::These(numbers) => refreshed(connection, (*last).clone(), numbers).await,
            Touched::All => refreshed(connection, Roster::default(), Vec::new()).await,
        };
        let Ok(roster) = read else {
            self.touch_all();
            return read.map(Arc::new);
        };
        let roster = Arc::new(roster);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&roster);
        Ok(roster)
    }
}

/// A document's number, year, first and last day, archive, type, languages, and the tokens of its
/// columns, in hexadecimal digits.
#[derive(Deserialize)]
struct Told(
    i64,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    String,
);

/// The bytes that hexadecimal digits stand for.
fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.filter_map(byte).collect()
}

/// The roster with these documents, and those with higher numbers than it knows, as they are now.
async fn refreshed(
    connection: &mut SqliteConnection,
    mut roster: Roster,
    mut numbers: Vec<i64>,
) -> Result<Roster> {
    for number in &numbers {
        roster.put(*number, None);
    }
    while roster.documents.last().is_some_and(Option::is_none) {
        roster.documents.pop();
    }
    let mut end = i64::try_from(roster.documents.len()).unwrap_or(i64::MAX);
    numbers.retain(|number| *number < end);
    loop {
        let touched = serde_json::to_string(&std::mem::take(&mut numbers))?;
        // One row for many documents: each by itself costs more than what it holds.
        let portion = sqlx::query_scalar!(
            r#"SELECT json_group_array(json_array(f.document, f.year, f.first_day, f.last_day,
                      f.archive, f.document_type, f.languages, hex(row.sz))) AS "facts!: String"
               FROM (SELECT * FROM (SELECT document AS number FROM facet WHERE document >= ?1
                                    ORDER BY document LIMIT ?2 + 0)
                     UNION ALL SELECT value FROM json_each(?3)) AS wanted
                    CROSS JOIN facet AS f ON f.document = wanted.number
                    LEFT JOIN ft_doc_docsize AS row ON row.id = f.document"#,
            end,
            PORTION,
            touched
        )
        .fetch_one(&mut *connection)
        .await?;
        let portion: Vec<Told> = serde_json::from_str(&portion)?;
        let newest = portion.iter().map(|told| told.0).max().filter(|newest| *newest >= end);
        for told in portion {
            roster.tell(told);
        }
        match newest {
            Some(newest) => end = newest.saturating_add(1),
            None => break,
        }
    }
    let order = sqlx::query_scalar!(
        r#"SELECT group_concat(numbers, ';') AS "order: String"
           FROM (SELECT group_concat(number, ' ' ORDER BY id) AS numbers FROM document
                 GROUP BY sort_key ORDER BY sort_key)"#
    )
    .fetch_one(&mut *connection)
    .await?;
    let order = order.unwrap_or_default();
    let mut place = 0;
    for (period, numbers) in (0..).zip(order.split(';')) {
        for number in numbers.split(' ') {
            let number = number.parse().ok();
            let facts = number.and_then(|number: usize| roster.documents.get_mut(number));
            if let Some(Some(facts)) = facts {
                (facts.place, facts.period) = (place, period);
            }
            place += 1;
        }
    }
    roster.documents.shrink_to_fit();
    Ok(roster)
}
