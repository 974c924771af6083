//! The authority files' spellings as the tokenizer sees them, and where they stand in a text.

mod phrase;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use super::Named;
use super::tokens::{Column, Token, Tokens, tokens};
use crate::address::Slug;
use crate::authority::sound::Sound;
use crate::authority::{Authority, Entity, EntityKind, Entry, VariantKind};
use phrase::Phrase;
pub(super) use phrase::folded;

/// All spellings of all entries, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    authority: Authority,
    /// What is looked for in texts, by its first token; of each the longest first.
    phrases: HashMap<Box<str>, Vec<Phrase>>,
    /// Places in `authority` by folded spelling: first of those that hold everywhere, then of
    /// those that are bound to documents.
    named: HashMap<String, [Vec<usize>; 2]>,
    /// Spellings of persons and places that hold everywhere, by what those that sound alike share.
    sounds: HashMap<String, Vec<(Sound, usize)>>,
}

/// A spelling of an entry in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The entries that have this spelling; more than one where nothing tells which is meant.
    pub entities: Vec<Entity>,
}

impl Lexicon {
    /// The lexicon of the authority files.
    #[must_use]
    pub fn new(authority: Authority) -> Self {
        let mut lexicon = Self::default();
        for (place, entry) in authority.entries.iter().enumerate() {
            let variants = entry.variants.iter().map(|v| (v.form.as_str(), v.kind, &*v.only_in));
            let name = (entry.name.as_str(), VariantKind::Spelling, &[][..]);
            for (form, kind, only_in) in std::iter::once(name).chain(variants) {
                lexicon.add(place, entry, form, kind, only_in);
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.length()));
        }
        lexicon.authority = authority;
        lexicon
    }

    fn add(
        &mut self,
        place: usize,
        entry: &Entry,
        form: &str,
        kind: VariantKind,
        only_in: &[Slug],
    ) {
        let is_bound = kind == VariantKind::Misprint || !only_in.is_empty();
        if let Some(folded) = folded(form) {
            let places = &mut self.named.entry(folded).or_default()[usize::from(is_bound)];
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if !is_bound && entry.entity.kind != EntityKind::Term {
            let sound = Sound::of(form);
            for key in sound.keys() {
                self.sounds.entry(key).or_default().push((sound.clone(), place));
            }
        }
        // A misprint that says no document is looked for in none.
        if kind == VariantKind::Misprint && only_in.is_empty() {
            return;
        }
        for (first, phrase) in Phrase::of(form) {
            let phrases = self.phrases.entry(first).or_default();
            let known = phrases.iter().position(|known| known.is_same(&phrase));
            let known = known.unwrap_or_else(|| {
                phrases.push(phrase);
                phrases.len() - 1
            });
            phrases[known].hold(place, only_in);
        }
    }

    /// The entries.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// An entry with its authorised name.
    #[must_use]
    pub fn named(&self, entity: Entity) -> Named {
        let name = match self.authority.entry(&entity) {
            Some(entry) => entry.name.clone(),
            None => entity.id.to_string(),
        };
        Named { entity, name }
    }

    /// The entries that have this spelling, in any document; where none has, the persons and
    /// places with a spelling that sounds alike.
    #[must_use]
    pub fn entities_named(&self, name: &str) -> Vec<Entity> {
        let mut places = folded(name)
            .and_then(|folded| self.named.get(&folded))
            .map(|[everywhere, bound]| [everywhere.as_slice(), bound].concat())
            .unwrap_or_default();
        if places.is_empty() {
            places = self.sounding_like(&Sound::of(name));
        }
        self.entities(places)
    }

    /// The persons and places that a spelling means wherever it stands; where none has it, those
    /// with one that sounds alike.
    pub(super) fn entities_everywhere(&self, name: &str, sound: &Sound) -> Vec<Entity> {
        let folded = folded(name);
        let known = folded.as_ref().and_then(|folded| self.named.get(folded));
        let places = match known {
            Some([everywhere, _]) => everywhere.clone(),
            None => self.sounding_like(sound),
        };
        let mut entities = self.entities(places);
        entities.retain(|entity| entity.kind != EntityKind::Term);
        entities
    }

    /// All spellings of an entry that hold in every document, its name first.
    #[must_use]
    pub fn spellings(&self, entity: &Entity) -> Vec<&str> {
        let Some(entry) = self.authority.entry(entity) else { return Vec::new() };
        let everywhere = entry
            .variants
            .iter()
            .filter(|variant| variant.kind == VariantKind::Spelling && variant.only_in.is_empty());
        std::iter::once(entry.name.as_str())
            .chain(everywhere.map(|variant| variant.form.as_str()))
            .collect()
    }

    /// What stands in `text`, a block or title of the document `id`: longest spellings first,
    /// apart from each other, in order.
    #[must_use]
    pub fn mentions(&self, text: &str, id: &Slug) -> Vec<Mention> {
        if self.phrases.is_empty() { Vec::new() } else { self.mentions_in(text, &tokens(text), id) }
    }

    /// As [`Self::mentions`], of a text whose tokens are known.
    pub(super) fn mentions_in(&self, text: &str, tokens: &Tokens, id: &Slug) -> Vec<Mention> {
        let mut mentions = Vec::new();
        if self.phrases.is_empty() {
            return mentions;
        }
        let main: Vec<&Token> =
            tokens.iter().filter(|token| token.column == Column::Main).collect();
        let mut at = 0;
        while at < main.len() {
            let Some((places, range)) = self.longest_at(text, tokens, &main[at..], id) else {
                at += 1;
                continue;
            };
            while main.get(at).is_some_and(|token| (token.start as usize) < range.end) {
                at += 1;
            }
            mentions.push(Mention { range, entities: self.entities(places) });
        }
        mentions
    }

    /// The entries whose longest spelling begins with the first of the tokens, and where it stands.
    fn longest_at(
        &self,
        text: &str,
        tokens: &Tokens,
        main: &[&Token],
        id: &Slug,
    ) -> Option<(Vec<usize>, Range<usize>)> {
        let first = main.first()?;
        let mut found: Option<(Vec<usize>, Range<usize>, usize)> = None;
        for phrase in self.phrases.get(tokens.surface(first))? {
            if found.as_ref().is_some_and(|(_, _, length)| *length > phrase.length()) {
                break;
            }
            let Some(range) = phrase.range_at(text, tokens, main) else { continue };
            let places = phrase.holders_in(id);
            match &mut found {
                _ if places.is_empty() => {}
                Some((known, ..)) => known.extend(places),
                None => found = Some((places, range, phrase.length())),
            }
        }
        found.map(|(places, range, _)| (places, range))
    }

    fn sounding_like(&self, sound: &Sound) -> Vec<usize> {
        let keys = sound.keys();
        let candidates = keys.iter().filter_map(|key| self.sounds.get(key)).flatten();
        candidates.filter(|(other, _)| other.is_like(sound)).map(|(_, place)| *place).collect()
    }

    /// The entries at some places, each once, in the files' order.
    fn entities(&self, mut places: Vec<usize>) -> Vec<Entity> {
        places.sort_unstable();
        places.dedup();
        let entry = |place: usize| self.authority.entries.get(place);
        places.into_iter().filter_map(|place| Some(entry(place)?.entity.clone())).collect()
    }
}
