//! Who stands behind documents and in them, for all lines of a list at once.

use std::collections::HashMap;

use sqlx::SqliteExecutor;

use super::super::rows::slug;
use super::super::{Result, Store};
use crate::address::Slug;
use crate::authority::{Entity, EntityKind};
use crate::document::{Author, AuthorKind, Cast, Entry};
use crate::search::Lexicon;

impl Store {
    /// Tells of these documents who wrote them and whom they name most often.
    ///
    /// # Errors
    /// What the database says.
    pub async fn introduce<'a>(
        &self,
        entries: impl IntoIterator<Item = &'a mut Entry> + Send,
    ) -> Result<()> {
        self.introduce_by(&self.readers, entries).await
    }

    /// The same, asked of one connection.
    pub(in crate::store) async fn introduce_by<'a>(
        &self,
        connection: impl SqliteExecutor<'_>,
        entries: impl IntoIterator<Item = &'a mut Entry> + Send,
    ) -> Result<()> {
        let mut entries: Vec<&mut Entry> = entries.into_iter().collect();
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let ids = serde_json::to_string(&ids)?;
        // A person counts once for each paragraph, in however many spellings it names them.
        // All in one row, since a row costs more than what it tells.
        let rows = sqlx::query_scalar!(
            r#"SELECT json_group_array(json_array(d.id, d.description ->> 'authors',
                      json((SELECT json_group_array(id)
                       FROM (SELECT e.id
                             FROM mention AS m
                                  JOIN spelling AS s ON s.number = m.spelling
                                  JOIN entity AS e ON e.number = s.entity
                             WHERE m.block >= d.number << 20 AND m.block < (d.number + 1) << 20
                               AND e.kind = 'person'
                             GROUP BY e.number
                             ORDER BY count(DISTINCT m.block) DESC, min(m.block), e.id)))))
                      AS "rows!: String"
               FROM json_each(?1) AS wanted JOIN document AS d ON d.id = wanted.value"#,
            ids
        )
        .fetch_one(connection)
        .await?;
        let rows: Vec<(String, Option<String>, Vec<String>)> = serde_json::from_str(&rows)?;
        let lexicon = self.lexicon();
        let mut casts: HashMap<String, Cast> = HashMap::new();
        for (document, authors, named) in rows {
            let stated: Vec<Author> = match &authors {
                Some(authors) => serde_json::from_str(authors)?,
                None => Vec::new(),
            };
            let id = slug(&document)?;
            let known = |author: Author| {
                let person = person(&lexicon, &author, &id);
                (author, person)
            };
            let mut cast =
                Cast { authors: stated.into_iter().map(known).collect(), ..Cast::default() };
            for person in named {
                let person = Entity { kind: EntityKind::Person, id: slug(&person)? };
                let is_author =
                    cast.authors.iter().any(|(_, known)| known.as_ref() == Some(&person.id));
                // What was struck from the authority files since has no page.
                if let Some(entry) = lexicon.authority().entry(&person)
                    && !is_author
                    && cast.named.len() < Cast::MOST_NAMED
                {
                    cast.named.push((person.id, entry.name.clone()));
                }
            }
            casts.insert(document, cast);
        }
        for entry in &mut entries {
            entry.cast = casts.remove(entry.id.as_str()).unwrap_or_default();
        }
        Ok(())
    }
}

/// The one person who has a name as the editors spell it; nothing is made of what sounds alike.
fn person(lexicon: &Lexicon, author: &Author, document: &Slug) -> Option<Slug> {
    let mentions = lexicon.mentions(&author.name, document);
    let [mention] = mentions.as_slice() else { return None };
    let [entity] = mention.entities.as_slice() else { return None };
    let is_person = author.kind == AuthorKind::Person && entity.kind == EntityKind::Person;
    (is_person && mention.range == (0..author.name.len())).then(|| entity.id.clone())
}
