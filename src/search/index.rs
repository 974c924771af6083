//! What the index holds of a document.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::hashing::Mixing;
use super::wordlist::WordList;
use super::{Column, Lexicon, Tokens, date_of_token, tokens};
use crate::address::Slug;
use crate::authority::{Entity, sound};
use crate::document::{Document, Precision};

/// The token between paragraphs and between second readings, so that no phrase crosses them.
/// Nothing that a reader types becomes this token.
pub const BREAK: &str = "¶";

/// What the index holds of a document: tokens joined by blanks, one string for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indexed {
    /// The title.
    pub title: String,
    /// The summary.
    pub summary: String,
    /// The English text.
    pub en: String,
    /// The Korean text.
    pub ko: String,
    /// All other texts.
    pub xx: String,
    /// Second readings of title and summary.
    pub alt: String,
    /// Second readings of the English text.
    pub alt_en: String,
    /// Second readings of the Korean text.
    pub alt_ko: String,
    /// Second readings of all other texts.
    pub alt_xx: String,
    /// The main and second column of each block, over all texts in their order.
    pub blocks: Vec<(String, String)>,
    /// The words of title, summary and texts as they stand, each once.
    pub words: WordList,
    /// Names that stand in the texts, each once.
    pub names: HashSet<NameForm, Mixing>,
    /// The names' letters, whether they are names that have keys or not.
    forms: WordList,
    /// Entries of the authority files that stand in the texts, each once for block and spelling.
    pub sightings: BTreeSet<Sighting>,
}

/// A name as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameForm {
    /// What names that may be one have in common.
    pub key: String,
    /// The letters as they stand.
    pub form: String,
}

/// An entry of the authority files in a block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sighting {
    /// The block's place among all blocks of the document, from 1; 0 is title and summary.
    pub ordinal: u32,
    /// The entry.
    pub entity: Entity,
    /// The spelling as it stands there, blanks single.
    pub form: String,
}

/// What the index holds of `document`.
#[must_use]
pub fn indexed(document: &Document, id: &Slug, lexicon: &Lexicon) -> Indexed {
    let mut indexed = Indexed::default();
    let description = &document.description;
    for (text, is_title) in [(&description.title, true), (&description.summary, false)] {
        let Some(text) = text else { continue };
        let columns = indexed.read(text, 0, id, lexicon);
        let column = if is_title { &mut indexed.title } else { &mut indexed.summary };
        append(column, &columns.0);
        append(&mut indexed.alt, &columns.1);
    }
    let mut ordinal = 0;
    for text in &document.texts {
        for block in &text.blocks {
            ordinal += 1;
            let columns = indexed.read(&block.text, ordinal, id, lexicon);
            let (main, alt) = match text.language.as_str().split('-').next() {
                Some("en") => (&mut indexed.en, &mut indexed.alt_en),
                Some("ko") => (&mut indexed.ko, &mut indexed.alt_ko),
                _ => (&mut indexed.xx, &mut indexed.alt_xx),
            };
            append(main, &columns.0);
            append(alt, &columns.1);
            indexed.blocks.push(columns);
        }
    }
    indexed.words.settle();
    indexed.forms = WordList::default();
    indexed
}

impl Indexed {
    /// The days that stand in the texts, ISO 8601, each once.
    #[must_use]
    pub fn days(&self) -> BTreeSet<String> {
        let tokens = self.blocks.iter().flat_map(|(_, alt)| alt.split(' '));
        let dates = tokens.filter_map(date_of_token);
        dates
            .filter(|date| date.precision() == Precision::Day)
            .map(|date| date.to_string())
            .collect()
    }

    /// The two columns of one text; its words, names and entries join those of the document.
    fn read(&mut self, text: &str, ordinal: u32, id: &Slug, lexicon: &Lexicon) -> (String, String) {
        let tokens = tokens(text);
        for word in super::vocabulary(text, &tokens) {
            self.words.place(&word);
        }
        for form in sound::names_in(text) {
            let form = printed(form);
            let known = self.forms.len();
            if self.forms.place(&form) < known {
                continue;
            }
            let keys = sound::keys(&form).into_iter();
            self.names.extend(keys.map(|key| NameForm { key, form: form.to_string() }));
        }
        for mention in lexicon.mentions_in(text, &tokens, id) {
            // A spelling of two entries is no sighting of either: nothing tells which is meant.
            if let ([entity], Some(form)) = (mention.entities.as_slice(), text.get(mention.range)) {
                let (entity, form) = (entity.clone(), printed(form).into_owned());
                self.sightings.insert(Sighting { ordinal, entity, form });
            }
        }
        columns(&tokens)
    }
}

/// Letters as they stand, with single blanks.
fn printed(form: &str) -> Cow<'_, str> {
    let is_blank = |byte: u8| !byte.is_ascii_graphic();
    let is_single = |two: &[u8]| !is_blank(two[0]) || !is_blank(two[1]);
    let bytes = form.as_bytes();
    let is_so = form.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
        && bytes.windows(2).all(is_single)
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ');
    if is_so {
        return Cow::Borrowed(form);
    }
    Cow::Owned(form.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn columns(tokens: &Tokens) -> (String, String) {
    let (mut main, mut alt) = (String::new(), String::new());
    for token in tokens.iter() {
        match token.column {
            Column::Main => {
                if !main.is_empty() {
                    main.push(' ');
                }
                main.push_str(tokens.text(token));
            }
            Column::Alt => append(&mut alt, tokens.text(token)),
        }
    }
    (main, alt)
}

/// Appends a paragraph's tokens behind a break.
fn append(column: &mut String, tokens: &str) {
    if tokens.is_empty() {
        return;
    }
    if !column.is_empty() {
        column.push(' ');
        column.push_str(BREAK);
        column.push(' ');
    }
    column.push_str(tokens);
}

/// How many documents of a batch hold each word and each name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frequencies {
    /// Words as they are printed.
    words: WordList,
    /// The number of each.
    counts: Vec<i64>,
    /// Names by key and form.
    pub names: HashMap<NameForm, i64, Mixing>,
}

impl Frequencies {
    /// Counts a document: 1 if it comes in, -1 if it goes.
    pub fn count(&mut self, indexed: &Indexed, by: i64) {
        for word in indexed.words.iter() {
            let place = self.words.place(word);
            if place == self.counts.len() {
                self.counts.push(0);
            }
            self.counts[place] += by;
        }
        for name in &indexed.names {
            match self.names.get_mut(name) {
                Some(count) => *count += by,
                None => drop(self.names.insert(name.clone(), by)),
            }
        }
    }

    /// The words, each with its number, in no order.
    pub fn words(&self) -> impl Iterator<Item = (&str, i64)> {
        self.words.iter().zip(self.counts.iter().copied())
    }
}
