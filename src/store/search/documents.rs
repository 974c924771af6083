//! Which documents are found, in which order, and what they can be narrowed to.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::sqlite::SqliteConnection;

use super::super::rows::language;
use super::super::{Error, Result};
use super::Asked;
use super::fulltext::Leaves;
use super::roster::{Facts, Roster, Value, day};
use crate::address::{Slug, Sort};
use crate::authority::{Entity, EntityKind};
use crate::document::Language;
use crate::search::{Facets, Lexicon};

/// Most results that persons are counted in: beyond, the counting would cost more than the search.
const MOST_FOR_PEOPLE: usize = 5_000;
/// Of so many documents that changed last one is found, where that is to be of use.
const SHARE: i64 = 16;
/// Persons that are offered.
const PEOPLE: i64 = 12;

/// What is found.
#[derive(Debug, Default)]
pub(super) struct Documents {
    pub(super) total: u64,
    /// How many come before those whose numbers are known.
    pub(super) before: usize,
    /// The documents' numbers in their order.
    pub(super) numbers: Vec<i64>,
    pub(super) facets: Facets,
    /// All that are found, ascending, where they are few enough to count persons in.
    pub(super) few: Vec<i64>,
}

impl Documents {
    /// The numbers behind the first `before`, at most `most` of them.
    pub(super) fn range(&self, before: u64, most: u64) -> &[i64] {
        let start = usize::try_from(before).unwrap_or(usize::MAX).saturating_sub(self.before);
        let start = start.min(self.numbers.len());
        let rest = &self.numbers[start..];
        &rest[..usize::try_from(most).unwrap_or(usize::MAX).min(rest.len())]
    }

    /// Whether the numbers of the first `end` are known, or of all where fewer are found.
    pub(super) fn reaches(&self, end: u64) -> bool {
        (self.before + self.numbers.len()) as u64 >= end.min(self.total)
    }
}

/// A document that is found.
pub(super) struct Match {
    pub(super) number: i64,
    /// How well it answers: the higher the better.
    pub(super) worth: f64,
    /// Its place in reading order.
    pub(super) place: u32,
    /// Whether none of its paragraphs holds all units.
    pub(super) is_apart: bool,
}

/// What documents must be, beside holding the words, as the roster knows it.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// Lists of documents that narrow further; a document must be in all of them.
    pub(super) among: Vec<HashSet<i64>>,
}

/// All that is found, by number. Answers `None` if the index holds a document that the roster does
/// not know: it is older than the index then.
pub(super) fn matches(
    leaves: &Leaves,
    roster: &Roster,
    asked: &Asked,
    conditions: &Conditions,
) -> Option<Vec<Match>> {
    let Some(formula) = &asked.compiled.documents else {
        return Some(all(roster, asked, conditions));
    };
    let narrowing = Narrowing::of(asked, roster, conditions);
    let answers = leaves.documents(formula, roster)?.into_iter();
    Some(answers.filter_map(|(number, worth)| narrowing.matched(number, worth, roster)).collect())
}

/// All documents that are as they must be, whatever words they hold, by number.
pub(super) fn all(roster: &Roster, asked: &Asked, conditions: &Conditions) -> Vec<Match> {
    let narrowing = Narrowing::of(asked, roster, conditions);
    roster.numbers().filter_map(|number| narrowing.matched(number, 0.0, roster)).collect()
}

/// The first `most` of what is found behind the first `before` documents. All that is found is
/// counted by year, archive and language.
pub(super) fn ranked(
    mut matches: Vec<Match>,
    roster: &Roster,
    (sort, by_relevance): (Sort, bool),
    (before, most): (u64, u64),
) -> Result<Documents> {
    let facets = facets(&matches, roster)?;
    let total = matches.len();
    let few = if total <= MOST_FOR_PEOPLE {
        matches.iter().map(|found| found.number).collect()
    } else {
        Vec::new()
    };
    let period = |found: &Match| roster.facts(found.number).map(|facts| facts.period);
    let order = |one: &Match, other: &Match| match sort {
        Sort::Relevance if by_relevance => (one.is_apart.cmp(&other.is_apart))
            .then_with(|| other.worth.total_cmp(&one.worth))
            .then_with(|| one.place.cmp(&other.place)),
        // Documents of one day keep the order that they have among each other.
        Sort::Newest => (period(other).cmp(&period(one))).then_with(|| one.place.cmp(&other.place)),
        _ => one.place.cmp(&other.place),
    };
    // The order of changes is the database's to know: it is given all.
    let first = usize::try_from(before).unwrap_or(usize::MAX);
    let (before, most) = if sort == Sort::Changed { (0, u64::MAX) } else { (before, most) };
    let before = usize::try_from(before).unwrap_or(usize::MAX).min(total);
    let end = before.saturating_add(usize::try_from(most).unwrap_or(usize::MAX)).min(total);
    if end < total && end > 0 {
        matches.select_nth_unstable_by(end - 1, order);
        matches.truncate(end);
    }
    matches.sort_unstable_by(order);
    let numbers = matches.iter().skip(before).map(|found| found.number).collect();
    Ok(Documents { total: total as u64, before: first, numbers, facets, few })
}

/// The numbers of the first `most` of what is found in reading order, from the place `first` on; with
/// `backwards` in the opposite order.
pub(super) fn in_reading_order(
    mut matches: Vec<Match>,
    first: Option<u32>,
    backwards: bool,
    most: usize,
) -> Vec<i64> {
    let order = |place: u32| if backwards { u32::MAX - place } else { place };
    let first = first.map_or(0, order);
    matches.retain(|found| order(found.place) >= first);
    if most < matches.len() {
        matches.select_nth_unstable_by_key(most, |found| order(found.place));
        matches.truncate(most);
    }
    matches.sort_unstable_by_key(|found| order(found.place));
    matches.into_iter().map(|found| found.number).collect()
}

/// What documents must be, in the roster's numbers.
struct Narrowing<'a> {
    from_day: Option<super::roster::Day>,
    to_day: Option<super::roster::Day>,
    /// Whether each list of languages, by its number, has the one that is wanted.
    languages: Option<Vec<bool>>,
    archives: Option<Vec<Value>>,
    types: Option<Vec<Value>>,
    conditions: &'a Conditions,
}

impl<'a> Narrowing<'a> {
    fn of(asked: &Asked, roster: &Roster, conditions: &'a Conditions) -> Self {
        let has = |list: &String, wanted: &str| {
            let tags: Vec<String> = serde_json::from_str(list).unwrap_or_default();
            tags.iter().any(|tag| tag == wanted)
        };
        let numbers = |names: &Option<Vec<String>>, values: &super::roster::Values| {
            let names = names.as_ref()?;
            Some(names.iter().filter_map(|name| values.number(name)).collect())
        };
        Self {
            from_day: asked.from_day.as_deref().and_then(day),
            to_day: asked.to_day.as_deref().and_then(day),
            languages: asked.language.as_deref().map(|wanted| {
                roster.languages.all().iter().map(|list| has(list, wanted)).collect()
            }),
            archives: numbers(&asked.archives, &roster.archives),
            types: numbers(&asked.types, &roster.types),
            conditions,
        }
    }

    /// The document as it is found, if it is let through.
    fn matched(&self, number: i64, worth: f64, roster: &Roster) -> Option<Match> {
        let facts = roster.facts(number).filter(|facts| self.lets(number, facts))?;
        Some(Match { number, worth, place: facts.place, is_apart: false })
    }

    fn lets(&self, number: i64, facts: &Facts) -> bool {
        let (first, last) = facts.days;
        let is_of = |value: Option<Value>, wanted: &Option<Vec<Value>>| {
            wanted.as_ref().is_none_or(|wanted| value.is_some_and(|value| wanted.contains(&value)))
        };
        let place = |value: Value| usize::try_from(value.get() - 1).unwrap_or(usize::MAX);
        self.from_day.is_none_or(|from| last.is_some_and(|last| last >= from))
            && self.to_day.is_none_or(|to| first.is_some_and(|first| first <= to))
            && self.languages.as_ref().is_none_or(|languages| {
                let has = facts.languages.and_then(|value| languages.get(place(value)));
                has.is_some_and(|has| *has)
            })
            && is_of(facts.archive, &self.archives)
            && is_of(facts.document_type, &self.types)
            && self.conditions.among.iter().all(|numbers| numbers.contains(&number))
    }
}

/// How many of the documents are of each year, archive and language.
fn facets(matches: &[Match], roster: &Roster) -> Result<Facets> {
    let mut archives = vec![0_u64; roster.archives.all().len()];
    let mut languages = vec![0_u64; roster.languages.all().len()];
    let all = || matches.iter().filter_map(|found| roster.facts(found.number));
    let known = || all().filter_map(|facts| facts.year);
    let (first, last) = (known().min().unwrap_or(0), known().max().unwrap_or(0));
    let place = |year: i16| usize::try_from(i32::from(year) - i32::from(first)).unwrap_or(0);
    let mut years = vec![0_u64; place(last) + 1];
    let count = |value: Option<Value>, counts: &mut [u64]| {
        let place = value.and_then(|value| usize::try_from(value.get() - 1).ok());
        if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    };
    for facts in all() {
        count(facts.archive, &mut archives);
        count(facts.languages, &mut languages);
        if let Some(count) = facts.year.and_then(|year| years.get_mut(place(year))) {
            *count += 1;
        }
    }
    let years = (i64::from(first)..).zip(years).filter(|(_, count)| *count > 0);
    let mut facets = Facets {
        years: years.collect(),
        people_left_out: matches.len() > MOST_FOR_PEOPLE,
        ..Facets::default()
    };
    let named = roster.archives.all().iter().zip(archives).filter(|(_, count)| *count > 0);
    facets.archives = named.map(|(name, count)| (name.clone(), count)).collect();
    for (tags, count) in roster.languages.all().iter().zip(languages) {
        if count > 0 {
            add_languages(&mut facets.languages, tags, count)?;
        }
    }
    facets.archives.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    facets.languages.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(facets)
}

/// Counts documents whose texts are in these languages.
fn add_languages(languages: &mut Vec<(Language, u64)>, tags: &str, count: u64) -> Result<()> {
    let tags: Vec<String> = serde_json::from_str(tags)?;
    for tag in tags {
        let language = language(&tag)?;
        match languages.iter_mut().find(|(known, _)| *known == language) {
            Some((_, sum)) => *sum += count,
            None => languages.push((language, count)),
        }
    }
    Ok(())
}

/// What only the database knows of documents that are asked for: who stands in them, and which one
/// has an identifier.
pub(super) async fn conditions(
    connection: &mut SqliteConnection,
    asked: &Asked,
) -> Result<Conditions> {
    let mut conditions = Conditions::default();
    if let Some(entities) = &asked.entities {
        let lists = sqlx::query_scalar!(
            r#"SELECT (SELECT json_group_array(a.document)
                       FROM json_each(wish.value) AS one
                            JOIN entity AS e
                                ON e.kind = one.value ->> 0 AND e.id = one.value ->> 1
                            JOIN appearance AS a ON a.entity = e.number) AS "list!: String"
               FROM json_each(?1) AS wish"#,
            entities
        )
        .fetch_all(&mut *connection)
        .await?;
        for list in lists {
            conditions.among.push(serde_json::from_str(&list)?);
        }
    }
    if let Some(id) = &asked.id {
        let number = sqlx::query_scalar!("SELECT number FROM document WHERE id = ?1", id)
            .fetch_optional(&mut *connection)
            .await?;
        conditions.among.push(number.into_iter().collect());
    }
    Ok(conditions)
}

/// The persons that stand in most of these documents.
pub(super) async fn people(
    connection: &mut SqliteConnection,
    lexicon: &Arc<Lexicon>,
    numbers: &[i64],
) -> Result<Vec<(crate::search::Named, u64)>> {
    let numbers = serde_json::to_string(numbers)?;
    let rows = sqlx::query!(
        r#"SELECT e.id AS "id!", count(*) AS "count!: i64"
           FROM json_each(?1) AS hit CROSS JOIN appearance AS a ON a.document = hit.value
                JOIN entity AS e ON e.number = a.entity AND e.kind = 'person'
           WHERE EXISTS (SELECT 1 FROM entity WHERE kind = 'person')
           GROUP BY e.number ORDER BY 2 DESC, e.id LIMIT ?2 + 0"#,
        numbers,
        PEOPLE
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = Slug::parse(&row.id).ok_or_else(|| Error::Value(row.id.clone()))?;
            let entity = Entity { kind: EntityKind::Person, id };
            Ok((lexicon.named(entity), u64::try_from(row.count).unwrap_or_default()))
        })
        .collect()
}

/// These documents by when they changed last, the latest first.
pub(super) async fn by_change(
    connection: &mut SqliteConnection,
    numbers: &[i64],
    (before, most): (u64, u64),
) -> Result<Vec<i64>> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    let latest = before.saturating_add(limit).saturating_mul(SHARE);
    // Where many are found, enough of them are among those of the whole room that changed last.
    if i64::try_from(numbers.len()).is_ok_and(|found| found > latest) {
        let found: HashSet<i64> = numbers.iter().copied().collect();
        let mut last = sqlx::query_scalar!(
            r#"SELECT number AS "number!" FROM document
               ORDER BY changed DESC, sort_key, id LIMIT ?1 + 0"#,
            latest
        )
        .fetch_all(&mut *connection)
        .await?;
        last.retain(|number| found.contains(number));
        let first = usize::try_from(before).unwrap_or(usize::MAX);
        let end = first.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX));
        if let Some(range) = last.get(first..end) {
            return Ok(range.to_vec());
        }
    }
    let numbers = serde_json::to_string(numbers)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT number AS "number!" FROM document
           WHERE number IN (SELECT value FROM json_each(?1))
           ORDER BY changed DESC, sort_key, id LIMIT ?2 + 0 OFFSET ?3 + 0"#,
        numbers,
        limit,
        before
    )
    .fetch_all(connection)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, bare};

    #[tokio::test]
    async fn what_changed_last_comes_first_however_many_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        // Many change at once.
        bare::put(&store, 400, "sort_key, changed", "i * 37 % 100, i * 7 % 5").await;
        let mut connection = store.writer.acquire().await.unwrap();
        let mut check = async |found: Vec<i64>, before: usize, most: usize| {
            let all: Vec<i64> = sqlx::query_scalar(
                "SELECT number FROM document ORDER BY changed DESC, sort_key, id",
            )
            .fetch_all(&mut *connection)
            .await
            .unwrap();
            let expect: Vec<i64> =
                all.into_iter().filter(|of| found.contains(of)).skip(before).take(most).collect();
            let range = (before as u64, most as u64);
            assert_eq!(by_change(&mut connection, &found, range).await.unwrap(), expect);
        };
        check((1..=400).collect(), 0, 3).await;
        check((1..=400).step_by(2).collect(), 2, 5).await;
        // Few, and many of which none changed lately.
        check(vec![7, 3, 390], 0, 3).await;
        check((1..=400).filter(|number| number * 7 % 5 == 0).collect(), 0, 3).await;
        check((1..=400).collect(), 390, 20).await;
    }
}
