//! Who stands behind documents and in them, for all lines of a list at once.

use std::collections::HashMap;

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
        let mut entries: Vec<&mut Entry> = entries.into_iter().collect();
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let ids = serde_json::to_string(&ids)?;
        let reading = self.readers.snapshot();
        let authors = sqlx::query!(
            r#"SELECT d.id, d.description ->> 'authors' AS "authors!: String"
               FROM json_each(?1) AS wanted JOIN document AS d ON d.id = wanted.value
               WHERE d.description ->> 'authors' IS NOT NULL"#,
            ids
        )
        .fetch_all(&reading)
        .await?;
        // A person counts once for each paragraph, in however many spellings it names them.
        let named = sqlx::query!(
            r#"SELECT d.id AS "document!", e.id AS "person!",
                      count(DISTINCT m.block) AS "mentions!: i64"
               FROM json_each(?1) AS wanted
                    JOIN document AS d ON d.id = wanted.value
                    JOIN mention AS m ON m.block >= d.number << 20
                         AND m.block < (d.number + 1) << 20
                    JOIN spelling AS s ON s.number = m.spelling
                    JOIN entity AS e ON e.number = s.entity
               WHERE e.kind = 'person'
               GROUP BY d.number, e.number ORDER BY 3 DESC, min(m.block), e.id"#,
            ids
        )
        .fetch_all(&reading)
        .await?;
        drop(reading);
        let lexicon = self.lexicon();
        let mut casts: HashMap<String, Cast> = HashMap::new();
        for row in authors {
            let stated: Vec<Author> = serde_json::from_str(&row.authors)?;
            let id = slug(&row.id)?;
            let known = |author: Author| {
                let person = person(&lexicon, &author, &id);
                (author, person)
            };
            casts.entry(row.id).or_default().authors = stated.into_iter().map(known).collect();
        }
        for row in named {
            let cast = casts.entry(row.document).or_default();
            let person = Entity { kind: EntityKind::Person, id: slug(&row.person)? };
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
