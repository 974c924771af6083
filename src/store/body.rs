//! The texts of a document's blocks, packed together beside the document's source.
//!
//! In come a document and the bytes that it was read from; out go its texts again, given the same
//! bytes. What is packed is how many texts there are, how long each is, the texts in the order of the
//! blocks' keys, and how many of them are of each language version, so that a paragraph that is shown
//! need not be looked up. The source holds nearly all of that already, so a row has some hundred
//! bytes. One text cannot be had without the rest, so what is large is not packed: its texts stand
//! with its blocks, as those of rooms made by earlier versions do, and are read alike.
//!
//! Nothing here compares checksums. A row that is damaged, or whose source is, gives no texts.

use std::collections::HashMap;

use futures_util::TryStreamExt as _;
use sqlx::{Executor, Sqlite, Transaction};

use super::Result;
use super::binary::Rows;
use super::packing::{packed, unpacked};
use super::rows::BLOCK_BITS;
use super::source::as_it_came;
use crate::document::{Document, Language};

/// The most bytes of texts and source together that are packed: to find a passage in it takes less
/// than a third of a millisecond.
const MOST: usize = 256 << 10;
/// How hard is tried: what stands in the source is found at once.
const LEVEL: i32 = 1;

/// A document's texts on their way into the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    /// How many bytes they were before.
    size: usize,
    packed: Vec<u8>,
}

impl Body {
    /// The texts of this document, which was read from `source`; `None` if they are not packed.
    pub(crate) fn of(document: &Document, source: &[u8]) -> Option<Self> {
        let texts =
            || document.texts.iter().flat_map(|text| &text.blocks).map(|block| &*block.text);
        let bytes: usize = texts().map(str::len).sum();
        if bytes + source.len() > MOST {
            return None;
        }
        let mut whole = Vec::with_capacity(bytes + 2 * texts().count() + 4);
        put_number(&mut whole, texts().count());
        texts().for_each(|text| put_number(&mut whole, text.len()));
        texts().for_each(|text| whole.extend_from_slice(text.as_bytes()));
        put_versions(&mut whole, document);
        let packed = packed(&whole, source, LEVEL)?;
        Some(Self { size: whole.len(), packed })
    }
}

/// Adds each language version's tag and how many blocks it has; none where blocks are not numbered
/// from 1.
fn put_versions(bytes: &mut Vec<u8>, document: &Document) {
    let mut blocks = document.texts.iter().flat_map(|text| (1..).zip(&text.blocks));
    if blocks.all(|(n, block)| n == block.n) {
        for text in &document.texts {
            bytes
                .extend_from_slice(format!("{} {}\n", text.language, text.blocks.len()).as_bytes());
        }
    }
}

/// Reads what [`put_versions`] adds: of each version its language and the place of its last block.
fn versions(added: &str) -> Option<Vec<(Language, usize)>> {
    let mut last: usize = 0;
    let versions = added.lines().map(|line| {
        let (language, count) = line.split_once(' ')?;
        last = last.checked_add(count.parse().ok()?)?;
        Some((Language::parse(language)?, last))
    });
    versions.collect()
}

/// Seven bits of a number a byte, the lowest first; the last byte has no eighth.
fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while let Some(low) = u8::try_from(number & 127).ok().filter(|_| number > 127) {
        bytes.push(low | 128);
        number >>= 7;
    }
    bytes.extend(u8::try_from(number));
}

/// The number that the bytes begin with, and those behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().take(4).position(|byte| *byte < 128)? + 1;
    let (own, rest) = bytes.split_at(length);
    let number = own.iter().rev().fold(0, |number, byte| number << 7 | usize::from(byte & 127));
    Some((number, rest))
}

/// A document's texts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Texts {
    /// One behind the other.
    whole: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Of each language version the place of its last block; none in what was packed before these
    /// were noted.
    versions: Vec<(Language, usize)>,
}

impl Texts {
    /// The texts from what is stored of them and of the document's source; `None` if either is
    /// damaged.
    pub(super) fn of(packed: &[u8], size: i64, source: Vec<u8>, source_size: i64) -> Option<Self> {
        let size = usize::try_from(size).ok().filter(|size| *size <= 2 * MOST)?;
        let source = as_it_came(source, source_size);
        let mut bytes = unpacked(packed, size, &source).filter(|bytes| bytes.len() == size)?;
        let (count, mut rest) = number(&bytes)?;
        let mut ends = Vec::with_capacity(count.min(size));
        let mut end = 0;
        for _ in 0..count {
            let (length, behind) = number(rest)?;
            (end, rest) = (end + length, behind);
            ends.push(end);
        }
        let start = size - rest.len();
        bytes.drain(..start);
        let whole = String::from_utf8(bytes).ok()?;
        let versions = versions(whole.get(end..)?)?;
        Some(Self { whole, ends, versions })
    }

    /// The text of the block with this place among all blocks of the document, from 1.
    fn at(&self, ordinal: usize) -> Option<&str> {
        let end = *self.ends.get(ordinal.checked_sub(1)?)?;
        let start = ordinal.checked_sub(2).map_or(0, |before| self.ends[before]);
        self.whole.get(start..end)
    }

    /// The language of the block with this place, and its number within the text.
    fn number_of(&self, ordinal: usize) -> Option<(&Language, usize)> {
        let version = self.versions.iter().position(|(_, last)| ordinal <= *last)?;
        let before = version.checked_sub(1).map_or(0, |before| self.versions[before].1);
        let n = ordinal.checked_sub(before).filter(|n| *n > 0)?;
        Some((&self.versions[version].0, n))
    }
}

/// The texts of some documents, as far as they are packed.
#[derive(Debug, Default)]
pub(super) struct Bodies(HashMap<i64, Option<Texts>>);

impl Bodies {
    /// The texts of the documents with these numbers.
    pub(super) async fn of<'e>(
        executor: impl Executor<'e, Database = Sqlite>,
        numbers: &[i64],
    ) -> Result<Self> {
        let numbers = serde_json::to_string(numbers)?;
        let mut rows = sqlx::query!(
            r#"SELECT b.document AS "document!: i64", b.size AS "size!: i64",
                      b.packed AS "packed!: Vec<u8>", s.size AS "source_size!: i64",
                      s.bytes AS "source!: Vec<u8>"
               FROM json_each(?1) AS wanted CROSS JOIN body AS b ON b.document = wanted.value
                    CROSS JOIN document AS d ON d.number = b.document
                    CROSS JOIN source AS s ON s.sha256 = d.edition"#,
            numbers
        )
        .fetch(executor);
        let mut bodies = HashMap::new();
        while let Some(row) = rows.try_next().await? {
            let texts = Texts::of(&row.packed, row.size, row.source, row.source_size);
            bodies.insert(row.document, texts);
        }
        Ok(Self(bodies))
    }

    /// The texts of some documents, of which all that is stored is joined: of each a line of its
    /// number, the size of the texts, how many bytes they are packed, and both of its source. `None`
    /// if the bytes are not as many.
    pub(super) fn joined(heads: &str, packed: &[u8], sources: &[u8]) -> Option<Self> {
        let (mut packed, mut sources) = (packed, sources);
        let mut bodies = HashMap::new();
        for head in heads.lines() {
            let numbers = head
                .split(' ')
                .map(str::parse)
                .collect::<std::result::Result<Vec<i64>, _>>()
                .ok()?;
            let [number, size, length, source_size, source_length] = numbers[..] else {
                return None;
            };
            let own = packed.split_off(..usize::try_from(length).ok()?)?;
            let source = sources.split_off(..usize::try_from(source_length).ok()?)?;
            bodies.insert(number, Texts::of(own, size, source.to_vec(), source_size));
        }
        Some(Self(bodies))
    }

    /// These texts of the document with this number.
    pub(super) fn one(number: i64, texts: Option<Texts>) -> Self {
        Self(HashMap::from([(number, texts)]))
    }

    /// Whether the texts of this document are packed.
    pub(super) fn holds(&self, number: i64) -> bool {
        self.0.contains_key(&number)
    }

    /// The text of the block with this key, given what stands in its row. Empty if it cannot be
    /// read.
    pub(super) fn text(&self, key: i64, in_row: String) -> String {
        match self.0.get(&(key >> BLOCK_BITS)) {
            None => in_row,
            Some(texts) => {
                let text = texts.as_ref().and_then(|texts| texts.at(ordinal(key)));
                text.unwrap_or_default().to_owned()
            }
        }
    }

    /// The language of the block with this key and its number within the text, if these are noted
    /// here.
    pub(super) fn number_of(&self, key: i64) -> Option<(&Language, u32)> {
        let texts = self.0.get(&(key >> BLOCK_BITS))?.as_ref()?;
        let (language, n) = texts.number_of(ordinal(key))?;
        Some((language, u32::try_from(n).ok()?))
    }
}

/// The place among all blocks of the document.
fn ordinal(key: i64) -> usize {
    usize::try_from(key & ((1 << BLOCK_BITS) - 1)).unwrap_or(0)
}

/// The rows of several documents.
#[derive(Default)]
pub(super) struct BodyRows {
    rows: Rows,
    bytes: Vec<u8>,
}

impl BodyRows {
    pub(super) fn add(&mut self, number: i64, body: &Body) {
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let row = self.rows.row().integer(number).integer(whole(body.size));
        row.integer(whole(self.bytes.len() + 1)).integer(whole(body.packed.len()));
        self.bytes.extend_from_slice(&body.packed);
    }

    pub(super) async fn write(self, tx: &mut Transaction<'_, Sqlite>) -> Result<()> {
        let (rows, bytes) = (self.rows.list(), self.bytes);
        sqlx::query!(
            "INSERT INTO body (document, size, packed)
             SELECT value ->> 0, value ->> 1, substr(?2, value ->> 2, value ->> 3)
             FROM jsonb_each(?1)",
            rows,
            bytes
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Description, Text};

    fn document(texts: &[&str]) -> Document {
        let block = |(n, text): (u32, &&str)| Block {
            n,
            kind: BlockKind::Paragraph,
            text: (*text).to_owned(),
            marks: Vec::new(),
        };
        let blocks = (1..).zip(texts).map(block).collect();
        let english = Language::parse("en").unwrap();
        Document {
            layout: String::new(),
            description: Description::default(),
            texts: vec![Text::new(english, blocks)],
        }
    }

    /// What comes out again, each text by its place.
    fn check(texts: &[&str], source: &[u8]) -> usize {
        let body = Body::of(&document(texts), source).expect("packed");
        let size = i64::try_from(body.size).unwrap();
        let source_size = i64::try_from(source.len()).unwrap();
        let read = Texts::of(&body.packed, size, source.to_vec(), source_size).expect("texts");
        let all: Vec<&str> = (1..=texts.len()).map(|at| read.at(at).unwrap()).collect();
        assert_eq!(all, texts);
        assert_eq!((read.at(0), read.at(texts.len() + 1)), (None, None));
        let numbers: Vec<usize> =
            (1..=texts.len()).map(|at| read.number_of(at).unwrap().1).collect();
        assert_eq!(numbers, (1..=texts.len()).collect::<Vec<_>>());
        assert_eq!((read.number_of(0), read.number_of(texts.len() + 1)), (None, None));
        body.packed.len()
    }

    #[test]
    fn texts_come_out_as_they_went_in() {
        let long = "The Ambassador said that he would report on it. ".repeat(60);
        check(&[&long, "", "소련의 대사가 왔다.", &long[..300], ""], b"");
        let source = format!("Title\n\n{long}\n\n소련의 대사가 왔다.\n");
        check(&[&long, "소련의 대사가 왔다."], source.as_bytes());
        let words: Vec<String> = (0..900).map(|n| format!("word{}", n * n % 977)).collect();
        let (source, texts) = (words.join("\r\n\r\n"), words.iter().map(String::as_str));
        check(&texts.collect::<Vec<_>>(), source.as_bytes());
    }

    #[test]
    fn blocks_are_known_by_their_language_and_number() {
        let long = "The Ambassador said that he would report on it. ".repeat(20);
        let mut document = document(&[&long, "b", "c"]);
        let of = |tag: &str, texts: &[&str]| {
            let blocks = self::document(texts).texts.remove(0).blocks;
            Text::new(Language::parse(tag).unwrap(), blocks)
        };
        document.texts.extend([of("de", &[]), of("ko-KP", &["가", "나"])]);
        let texts = |document: &Document| {
            let body = Body::of(document, b"").unwrap();
            Texts::of(&body.packed, i64::try_from(body.size).unwrap(), Vec::new(), 0).unwrap()
        };
        let read = texts(&document);
        let numbers = (0..7).map(|at| read.number_of(at).map(|(tag, n)| (tag.to_string(), n)));
        let expect = [("en", 1), ("en", 2), ("en", 3), ("ko-KP", 1), ("ko-KP", 2)];
        let expect = expect.map(|(tag, n)| Some((tag.to_owned(), n)));
        assert_eq!(numbers.collect::<Vec<_>>(), [&[None], &expect[..], &[None]].concat());
        assert_eq!(read.at(5), Some("나"));
        // What is not numbered from 1 stands in its row alone.
        document.texts[0].blocks[1].n = 7;
        assert_eq!(texts(&document).number_of(1), None);
        assert!(versions("en 2\nko x\n").is_none() && versions("en").is_none());
        assert!(versions(&format!("en {0}\nko {0}\n", usize::MAX)).is_none());
        assert_eq!(versions(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_joined_comes_apart_again() {
        let long = "The Ambassador said that he would report on it. ".repeat(20);
        let bodies = [&long, &long[..480]].map(|text| Body::of(&document(&[text]), b"").unwrap());
        let head = |number: i64, body: &Body, source: &str| {
            let (size, length) = (body.size, body.packed.len());
            format!("{number} {size} {length} {} {}", source.len(), source.len())
        };
        let heads = [head(7, &bodies[0], ""), head(9, &bodies[1], "Title")].join("\n");
        let packed = [&bodies[0].packed[..], &bodies[1].packed].concat();
        let read = Bodies::joined(&heads, &packed, b"Title").unwrap();
        assert_eq!(read.text(7 << BLOCK_BITS | 1, String::new()), long);
        assert!(read.holds(9) && !read.holds(8));
        assert!(Bodies::joined("", b"", b"").is_some());
        assert!(Bodies::joined(&heads, &packed[1..], b"Title").is_none());
        assert!(Bodies::joined(&heads, &packed, b"Titl").is_none());
        for odd in ["7", "7 1 -1 0 0", "7 1 0 0 0 0", "a 1 0 0 0"] {
            assert!(Bodies::joined(odd, &packed, b"").is_none(), "{odd}");
        }
    }

    #[test]
    fn what_stands_in_the_source_is_not_stored_again() {
        let words: Vec<String> = (0..3_000_u64).map(|n| format!("{}", n * n * 7919)).collect();
        let words = words.join(" ");
        let apart = check(&[&words], b"");
        assert!(check(&[&words], words.as_bytes()) * 20 < apart);
    }

    #[test]
    fn what_is_large_or_becomes_no_smaller_is_not_packed() {
        let long = "The Ambassador said so. ".repeat(20_000);
        assert_eq!(Body::of(&document(&[&long]), b""), None);
        assert_eq!(Body::of(&document(&["short"]), long.as_bytes()), None);
        assert_eq!(Body::of(&document(&["q7"]), b""), None);
        assert_eq!(Body::of(&document(&[]), b""), None);
    }

    #[test]
    fn damage_gives_no_texts_or_others_of_the_same_length() {
        let long = "The Ambassador said that he would report on it. ".repeat(20);
        let body = Body::of(&document(&[&long, "소련의 대사"]), long.as_bytes()).unwrap();
        let size = i64::try_from(body.size).unwrap();
        let source_size = i64::try_from(long.len()).unwrap();
        for at in 0..body.packed.len() {
            for bit in 0..8 {
                let mut torn = body.packed.clone();
                torn[at] ^= 1 << bit;
                let source = long.clone().into_bytes();
                let read = Texts::of(&torn, size, source, source_size);
                assert!(read.is_none_or(|texts| texts.whole.len() < body.size), "{at} {bit}");
            }
        }
        let packed = &body.packed;
        for (size, source) in [(size + 1, &*long), (size - 1, &long), (-1, &long), (1 << 60, &long)]
        {
            let source = source.as_bytes().to_vec();
            assert_eq!(Texts::of(packed, size, source, source_size), None, "{size}");
        }
        let other = long.to_uppercase().into_bytes();
        assert_ne!(
            Texts::of(packed, size, other, source_size).map(|texts| texts.whole),
            Some(long)
        );
    }
}
