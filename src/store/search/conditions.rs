//! A search as the database can be asked for it.

use serde_json::{Value, json};

use super::super::{Filter, Result, Store};
use crate::address::{Slug, folded};
use crate::authority::{Entity, EntityKind};
use crate::search::{Compiled, Expansions, Formula, Notice, Query};

/// A search with its words compiled and its conditions looked up.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The words, and what readers are told of them.
    pub compiled: Compiled,
    pub(super) from_day: Option<String>,
    pub(super) to_day: Option<String>,
    /// The document must have a text in this language.
    pub(super) language: Option<String>,
    /// Only texts in this language are looked into.
    pub(super) text_language: Option<String>,
    /// Archives, as printed; any of them.
    pub(super) archives: Option<Vec<String>>,
    /// Types, as printed; any of them.
    pub(super) types: Option<Vec<String>>,
    /// JSON list of lists of kind and identifier: one entry of each list must stand in the
    /// document.
    pub(super) entities: Option<String>,
    pub(super) id: Option<String>,
}

impl Asked {
    /// Whether anything is asked for: a word or a condition in the query itself.
    #[must_use]
    pub fn is_any(&self) -> bool {
        let conditions = &self.compiled.conditions;
        self.compiled.documents.is_some() || *conditions != crate::search::Conditions::default()
    }

    /// The only language that is looked into, BCP 47, where the query names one.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.text_language.as_deref()
    }

    /// The formula for paragraphs with all units, where there is more than one unit: with one,
    /// every document found has such a paragraph or has it in its title.
    pub(super) fn together(&self) -> Option<&Formula> {
        let units = self.compiled.needles.0.len();
        self.compiled.paragraphs.as_ref().filter(|_| units > 1)
    }
}

impl Store {
    /// What a reader typed, with the other spellings of its names, and what the results are
    /// narrowed to.
    ///
    /// # Errors
    /// What the database says.
    pub async fn asked(&self, typed: &str, narrowing: &Filter) -> Result<Asked> {
        let query = Query::parse(typed);
        let expansions = self.expansions(&query).await?;
        self.asked_with(&query, &expansions, narrowing).await
    }

    pub(super) async fn asked_with(
        &self,
        query: &Query,
        expansions: &Expansions,
        narrowing: &Filter,
    ) -> Result<Asked> {
        let mut compiled = query.compiled(expansions);
        let conditions = compiled.conditions.clone();
        let mut entities: Vec<Value> = Vec::new();
        let mut unread = Vec::new();
        for (field, kind, names) in [
            ("person", EntityKind::Person, &conditions.persons),
            ("place", EntityKind::Place, &conditions.places),
        ] {
            for name in names {
                let named = self.entities_named(name, kind);
                if named.is_empty() {
                    unread.push(Notice::ConditionUnreadable(field.to_owned(), name.clone()));
                } else {
                    entities.push(named.iter().map(pair).collect());
                }
            }
        }
        if let Some(person) = &narrowing.person {
            entities.push(json!([[EntityKind::Person.as_str(), person]]));
        }
        let mut archives = narrowing.archive.clone().map(|archive| vec![archive]);
        if let Some(part) = &conditions.archive {
            let like = self.archives_like(part).await?;
            if like.is_empty() {
                unread.push(Notice::ConditionUnreadable("archive".to_owned(), part.clone()));
            } else {
                let stays = |name: &String| archives.as_ref().is_none_or(|all| all.contains(name));
                archives = Some(like.into_iter().filter(stays).collect());
            }
        }
        let mut types = None;
        if let Some(part) = &conditions.document_type {
            let like = self.types_like(part).await?;
            if like.is_empty() {
                unread.push(Notice::ConditionUnreadable("type".to_owned(), part.clone()));
            } else {
                types = Some(like);
            }
        }
        compiled.notices.extend(unread);
        let later = |one: &Option<String>, other: &Option<String>| one.clone().max(other.clone());
        let earlier = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other).clone()),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Ok(Asked {
            from_day: later(&conditions.from_day, &narrowing.from_day),
            to_day: earlier(&conditions.to_day, &narrowing.to_day),
            language: narrowing.language.clone().or_else(|| conditions.language.clone()),
            text_language: conditions.language.clone(),
            archives,
            types,
            entities: (!entities.is_empty()).then(|| Value::from(entities).to_string()),
            id: conditions.id.clone(),
            compiled,
        })
    }

    /// The entries of a kind that are named so, by identifier or by any spelling.
    fn entities_named(&self, name: &str, kind: EntityKind) -> Vec<Entity> {
        let lexicon = self.lexicon();
        let by_id = Slug::parse(&name.to_lowercase()).map(|id| Entity { kind, id });
        if let Some(entity) = by_id.filter(|entity| lexicon.authority().entry(entity).is_some()) {
            return vec![entity];
        }
        lexicon.entities_named(name).into_iter().filter(|entity| entity.kind == kind).collect()
    }

    async fn archives_like(&self, part: &str) -> Result<Vec<String>> {
        let roster = self.roster().await?;
        let like = roster.archives_in_use().filter(|name| is_like(name, part));
        Ok(like.map(str::to_owned).collect())
    }

    async fn types_like(&self, part: &str) -> Result<Vec<String>> {
        let roster = self.roster().await?;
        let like = roster.types_in_use().filter(|name| is_like(name, part));
        Ok(like.map(str::to_owned).collect())
    }
}

fn pair(entity: &Entity) -> Value {
    json!([entity.kind.as_str(), entity.id.as_str()])
}

/// Whether a name holds the words of another, accents and case apart.
fn is_like(name: &str, part: &str) -> bool {
    let (of_name, of_part) = (folded(name), folded(part));
    if of_part.is_empty() {
        // Letters that the folded form does not have, such as Hangul.
        return name.to_lowercase().contains(&part.to_lowercase());
    }
    of_name.contains(&of_part)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_part_of_an_archives_name_is_enough() {
        let check = |name: &str, part: &str, expect| {
            assert_eq!(is_like(name, part), expect, "{name} {part}");
        };
        check("Polish Foreign Ministry Archive", "polish foreign", true);
        check("AVPRF", "avprf", true);
        check("AVPRF", "polish", false);
        check("국가기록원", "기록", true);
        check("국가기록원", "소련", false);
        check("Archiwum Łódź", "lodz", true);
    }
}
