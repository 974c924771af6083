//! What the index holds of a document.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState;

use super::wordlist::WordList;
use super::{Column, Lexicon, date_of_token, tokens};
use crate::address::Slug;
use crate::authority::{Entity, sound};
use crate::document::{Document, Precision};

/// The token between paragraphs and between second readings, so that no phrase crosses them.
/// Nothing that a reader types becomes this token.
pub const BREAK: &str = "¶";

/// What the index holds of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// The tokens of all parts, each once; the first is the break.
    tokens: WordList,
    /// The places of all tokens in that list, part after part, in each the main ones first.
    order: Vec<u32>,
    /// Title and summary, as far as there are any, then each block, over all texts in their order.
    parts: Vec<Part>,
    /// The words of title, summary and texts as they stand, each once.
    pub words: WordList,
    /// Names that stand in the texts, each once.
    pub names: HashSet<NameForm, RandomState>,
    /// The names' letters, whether they are names that have keys or not.
    forms: WordList,
    /// Entries of the authority files that stand in the texts, each once for block and spelling.
    pub sightings: BTreeSet<Sighting>,
}

/// A title, a summary or a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// The column of `ft_doc` that its main tokens stand in.
    main: usize,
    /// The column of its second readings.
    alt: usize,
    /// Where in the order its main tokens end, which begin where the part before ends.
    main_end: usize,
    /// Where its second readings end.
    end: usize,
}

/// A token of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its place among the document's tokens ([`Indexed::tokens`]).
    pub token: u32,
    /// The column, from 0.
    pub column: usize,
    /// Its place in the column, from 0.
    pub position: u32,
}

/// The columns of a document's row in the index: title, summary, the English, the Korean and all
/// other texts; then second readings of title and summary, and of each of those texts.
pub const DOCUMENT_COLUMNS: usize = 9;
/// The columns of a block's row: what stands there, and second readings of it.
pub const BLOCK_COLUMNS: usize = 2;
/// The first column of texts, of which blocks are made.
const TEXTS: usize = 2;
/// Second readings of title and summary.
const ALT: usize = 5;
/// Columns from a text's to that of its second readings.
const TO_ALT: usize = 4;
/// The place of the break among a document's tokens.
const PLACE_OF_BREAK: u32 = 0;

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
    let mut indexed = Indexed::empty();
    let description = &document.description;
    for (column, text) in [&description.title, &description.summary].into_iter().enumerate() {
        let Some(text) = text else { continue };
        indexed.read(text, (column, ALT), 0, (id, lexicon));
    }
    let mut ordinal = 0;
    for text in &document.texts {
        let column = match text.language.as_str().split('-').next() {
            Some("en") => 2,
            Some("ko") => 3,
            _ => 4,
        };
        for block in &text.blocks {
            ordinal += 1;
            indexed.read(&block.text, (column, column + TO_ALT), ordinal, (id, lexicon));
        }
    }
    indexed.tokens.settle();
    indexed.words.settle();
    indexed.forms = WordList::default();
    indexed
}

impl Indexed {
    fn empty() -> Self {
        let mut tokens = WordList::default();
        tokens.place(BREAK);
        Self {
            tokens,
            order: Vec::new(),
            parts: Vec::new(),
            words: WordList::default(),
            names: HashSet::default(),
            forms: WordList::default(),
            sightings: BTreeSet::new(),
        }
    }

    /// The tokens of all columns, each once.
    #[must_use]
    pub const fn tokens(&self) -> &WordList {
        &self.tokens
    }

    /// How many blocks there are.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.spans().filter(|(part, ..)| part.main >= TEXTS).count()
    }

    /// Hands over the tokens of the document's row, column by column. No phrase crosses from a part
    /// of a column to the next, nor from one second reading to another.
    pub fn each_of_document(&self, mut take: impl FnMut(Placed)) {
        for column in 0..DOCUMENT_COLUMNS {
            let mut position = 0;
            let mut put = |token| {
                take(Placed { token, column, position });
                position += 1;
            };
            let mut is_any = false;
            for (part, main, alt) in self.spans() {
                if part.main == column {
                    for (index, token) in main.iter().enumerate() {
                        if is_any && index == 0 {
                            put(PLACE_OF_BREAK);
                        }
                        is_any = true;
                        put(*token);
                    }
                } else if part.alt == column {
                    for token in alt {
                        if is_any {
                            put(PLACE_OF_BREAK);
                        }
                        is_any = true;
                        put(*token);
                    }
                }
            }
        }
    }

    /// Hands over the tokens of each block's row, with the block's place among all, from 0.
    pub fn each_of_blocks(&self, mut take: impl FnMut(usize, Placed)) {
        let blocks = self.spans().filter(|(part, ..)| part.main >= TEXTS);
        for (block, (_, main, alt)) in blocks.enumerate() {
            for (position, token) in (0..).zip(main) {
                take(block, Placed { token: *token, column: 0, position });
            }
            let mut position = 0;
            for (index, token) in alt.iter().enumerate() {
                if index > 0 {
                    take(block, Placed { token: PLACE_OF_BREAK, column: 1, position });
                    position += 1;
                }
                take(block, Placed { token: *token, column: 1, position });
                position += 1;
            }
        }
    }

    /// The columns of the document's row, their tokens joined by blanks.
    #[must_use]
    pub fn columns(&self) -> [String; DOCUMENT_COLUMNS] {
        let mut columns = <[String; DOCUMENT_COLUMNS]>::default();
        self.each_of_document(|placed| self.append(&mut columns, placed));
        columns
    }

    /// The columns of each block's row, likewise.
    #[must_use]
    pub fn block_columns(&self) -> Vec<[String; BLOCK_COLUMNS]> {
        let mut rows = vec![<[String; BLOCK_COLUMNS]>::default(); self.blocks()];
        self.each_of_blocks(|block, placed| self.append(&mut rows[block], placed));
        rows
    }

    fn append(&self, columns: &mut [String], Placed { token, column, position }: Placed) {
        if position > 0 {
            columns[column].push(' ');
        }
        columns[column].push_str(self.tokens.at(token as usize).unwrap_or_default());
    }

    /// The parts, each with its main tokens and its second readings.
    fn spans(&self) -> impl Iterator<Item = (&Part, &[u32], &[u32])> {
        let mut start = 0;
        self.parts.iter().map(move |part| {
            let main = self.order.get(start..part.main_end).unwrap_or_default();
            let alt = self.order.get(part.main_end..part.end).unwrap_or_default();
            start = part.end;
            (part, main, alt)
        })
    }

    /// The days that stand in the texts, ISO 8601, each once.
    #[must_use]
    pub fn days(&self) -> BTreeSet<String> {
        let blocks = self.spans().filter(|(part, ..)| part.main >= TEXTS);
        let tokens = blocks.flat_map(|(.., alt)| alt);
        let dates = tokens.filter_map(|token| date_of_token(self.tokens.at(*token as usize)?));
        dates
            .filter(|date| date.precision() == Precision::Day)
            .map(|date| date.to_string())
            .collect()
    }

    /// Reads one text, whose tokens go to these columns; its words, names and entries join those of
    /// the document.
    fn read(
        &mut self,
        text: &str,
        (main, alt): (usize, usize),
        ordinal: u32,
        (id, lexicon): (&Slug, &Lexicon),
    ) {
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
        self.order.reserve(tokens.iter().len());
        for column in [Column::Main, Column::Alt] {
            for token in tokens.iter().filter(|token| token.column == column) {
                // There are fewer tokens than bytes of a text, which are counted in 32 bits.
                let place = self.tokens.place(tokens.text(token));
                self.order.push(u32::try_from(place).unwrap_or(u32::MAX));
            }
            if column == Column::Main {
                let (main_end, end) = (self.order.len(), 0);
                self.parts.push(Part { main, alt, main_end, end });
            }
        }
        if let Some(part) = self.parts.last_mut() {
            part.end = self.order.len();
        }
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

/// How many documents of a batch hold each word and each name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frequencies {
    /// Words as they are printed.
    words: WordList,
    /// The number of each.
    counts: Vec<i64>,
    /// Names by key and form.
    pub names: HashMap<NameForm, i64, RandomState>,
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
