//! Which documents are found, in which order, and what they can be narrowed to.

use sqlx::sqlite::SqliteConnection;

use super::super::rows::language;
use super::super::{Error, Result};
use super::Asked;
use crate::address::{Slug, Sort};
use crate::authority::{Entity, EntityKind};
use crate::document::Language;
use crate::search::{Facets, Lexicon};

/// Most results that persons are counted in: beyond, the counting would cost more than the search.
const MOST_FOR_PEOPLE: i64 = 5_000;
/// Persons that are offered.
const PEOPLE: i64 = 12;

/// What is found.
pub(super) struct Documents {
    pub(super) total: u64,
    /// The documents' numbers in their order.
    pub(super) numbers: Vec<i64>,
    pub(super) facets: Facets,
}

/// The first `most` of what is found behind the first `before` documents. Where no word is asked for, the
/// index is asked for two breaks in a row, which no text has, since it takes no empty expression.
pub(super) async fn found(
    connection: &mut SqliteConnection,
    lexicon: &Lexicon,
    asked: &Asked,
    sort: Sort,
    (before, most): (u64, u64),
) -> Result<Documents> {
    let (expression, together) = (asked.compiled.documents.as_deref(), asked.together());
    let order = sort.as_str();
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        r#"WITH matched (document, rank) AS (
               SELECT rowid, rank FROM ft_doc WHERE ft_doc MATCH coalesce(?1, '"¶ ¶"')
               UNION ALL SELECT document, 0.0 FROM facet WHERE ?1 IS NULL
           ),
           hit AS MATERIALIZED (
               SELECT f.document, f.year, f.archive, f.languages, f.sort_key, matched.rank
               FROM matched CROSS JOIN facet AS f ON f.document = matched.document
               WHERE (?2 IS NULL OR f.last_day >= ?2) AND (?3 IS NULL OR f.first_day <= ?3)
                 AND (?4 IS NULL OR EXISTS (
                     SELECT 1 FROM text AS t WHERE t.document = f.document AND t.language = ?4))
                 AND (?5 IS NULL OR f.archive IN (SELECT value FROM json_each(?5)))
                 AND (?6 IS NULL OR f.document_type IN (SELECT value FROM json_each(?6)))
                 AND (?7 IS NULL OR NOT EXISTS (
                     SELECT 1 FROM json_each(?7) AS wish WHERE NOT EXISTS (
                         SELECT 1 FROM json_each(wish.value) AS one
                         JOIN entity AS e ON e.kind = one.value ->> 0 AND e.id = one.value ->> 1
                         JOIN appearance AS a ON a.entity = e.number AND a.document = f.document)))
                 AND (?8 IS NULL OR f.document = (SELECT number FROM document WHERE id = ?8))
           )
           SELECT 'hit' AS "of!: String", document AS "number: i64", NULL AS "text: String",
                  NULL AS "kind: String", 1 AS "count!: i64"
           FROM (
               SELECT document FROM hit
               ORDER BY
                   CASE WHEN ?9 = 'relevance' AND ?1 IS NOT NULL THEN
                       ?10 IS NULL
                       OR document NOT IN (SELECT rowid >> 20 FROM ft_para WHERE ft_para MATCH ?10)
                   END,
                   CASE WHEN ?9 = 'relevance' AND ?1 IS NOT NULL THEN rank END,
                   CASE WHEN ?9 = 'newest' THEN sort_key END DESC,
                   CASE WHEN ?9 = 'changed' THEN
                       (SELECT d.changed FROM document AS d WHERE d.number = hit.document)
                   END DESC,
                   sort_key, (SELECT d.id FROM document AS d WHERE d.number = hit.document)
               LIMIT ?11 OFFSET ?12)
           UNION ALL SELECT 'total', NULL, NULL, NULL, count(*) FROM hit
           UNION ALL SELECT 'year', year, NULL, NULL, count(*) FROM hit
               WHERE year IS NOT NULL GROUP BY year
           UNION ALL SELECT 'archive', NULL, archive, NULL, count(*) FROM hit
               WHERE archive IS NOT NULL GROUP BY archive
           UNION ALL SELECT 'languages', NULL, languages, NULL, count(*) FROM hit
               GROUP BY languages
           UNION ALL SELECT 'person', NULL, id, kind, count FROM (
               SELECT e.id, e.kind, count(*) AS count
               FROM hit JOIN appearance AS a ON a.document = hit.document
                    JOIN entity AS e ON e.number = a.entity AND e.kind = 'person'
               WHERE (SELECT count(*) FROM hit) <= ?13
               GROUP BY e.number ORDER BY count DESC, e.id LIMIT ?14)"#,
        expression,
        asked.from_day,
        asked.to_day,
        asked.language,
        asked.archives,
        asked.types,
        asked.entities,
        asked.id,
        order,
        together,
        limit,
        before,
        MOST_FOR_PEOPLE,
        PEOPLE
    )
    .fetch_all(connection)
    .await?;
    let mut documents = Documents { total: 0, numbers: Vec::new(), facets: Facets::default() };
    let Documents { total, numbers, facets } = &mut documents;
    for row in rows {
        let count = u64::try_from(row.count).unwrap_or_default();
        match (row.of.as_str(), row.number, row.text) {
            ("hit", Some(number), _) => numbers.push(number),
            ("total", ..) => *total = count,
            ("year", Some(year), _) => facets.years.push((year, count)),
            ("archive", _, Some(archive)) => facets.archives.push((archive, count)),
            ("languages", _, Some(tags)) => add_languages(&mut facets.languages, &tags, count)?,
            ("person", _, Some(id)) => {
                let id = Slug::parse(&id).ok_or_else(|| Error::Value(id.clone()))?;
                let entity = Entity { kind: EntityKind::Person, id };
                facets.people.push((lexicon.named(entity), count));
            }
            (other, ..) => return Err(Error::Value(other.to_owned())),
        }
    }
    facets.people_left_out = *total > u64::try_from(MOST_FOR_PEOPLE).unwrap_or_default();
    facets.archives.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    facets.languages.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Ok(documents)
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
