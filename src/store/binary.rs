//! Rows as SQLite reads them without parsing: its binary form of JSON.
//!
//! In come values of Rust, out goes one list of lists for `jsonb_each`, whose rows a statement takes
//! apart with `->>`. A text of a batch is copied into this form and out of it, and never escaped.
//! Only what rows are made of is here: texts, whole numbers, and NULL. Elements have a head that
//! tells their kind and size, as SQLite documents the format (<https://sqlite.org/jsonb.html>).

/// Kinds of elements.
const NULL: u8 = 0;
const INTEGER: u8 = 3;
/// A text as it is, with nothing in it that stands for something else.
const TEXT: u8 = 10;
const LIST: u8 = 11;

/// Sizes up to this stand in the head's first byte; above, these values say how many bytes follow.
const SMALL: usize = 11;
const ONE_BYTE: u8 = 12;
const TWO_BYTES: u8 = 13;
const FOUR_BYTES: u8 = 14;

/// A list's head, whose size is known only at its end: one byte and four for the size.
const LIST_HEAD: usize = 5;

/// Rows of one table.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    bytes: Vec<u8>,
    count: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Self { bytes: vec![0; LIST_HEAD], count: 0 }
    }
}

/// A row that is being written.
pub(super) struct Row<'r> {
    bytes: &'r mut Vec<u8>,
    start: usize,
}

impl Rows {
    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A further row, to which its values are added one by one.
    pub(super) fn row(&mut self) -> Row<'_> {
        let start = self.bytes.len();
        self.bytes.resize(start + LIST_HEAD, 0);
        self.count += 1;
        Row { bytes: &mut self.bytes, start }
    }

    /// All rows as one list.
    pub(super) fn list(mut self) -> Vec<u8> {
        close(&mut self.bytes, 0);
        self.bytes
    }
}

impl Row<'_> {
    pub(super) fn text(self, text: &str) -> Self {
        head(self.bytes, TEXT, text.len());
        self.bytes.extend_from_slice(text.as_bytes());
        self
    }

    pub(super) fn integer(self, value: i64) -> Self {
        let digits = value.to_string();
        head(self.bytes, INTEGER, digits.len());
        self.bytes.extend_from_slice(digits.as_bytes());
        self
    }

    pub(super) fn maybe_text(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    pub(super) fn maybe_integer(self, value: Option<i64>) -> Self {
        match value {
            Some(value) => self.integer(value),
            None => self.null(),
        }
    }

    fn null(self) -> Self {
        self.bytes.push(NULL);
        self
    }
}

impl Drop for Row<'_> {
    fn drop(&mut self) {
        close(self.bytes, self.start);
    }
}

fn head(bytes: &mut Vec<u8>, kind: u8, size: usize) {
    if size <= SMALL {
        bytes.push(u8::try_from(size).unwrap_or(0) << 4 | kind);
    } else if let Ok(size) = u8::try_from(size) {
        bytes.extend([ONE_BYTE << 4 | kind, size]);
    } else if let Ok(size) = u16::try_from(size) {
        bytes.push(TWO_BYTES << 4 | kind);
        bytes.extend(size.to_be_bytes());
    } else {
        bytes.push(FOUR_BYTES << 4 | kind);
        bytes.extend(u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes());
    }
}

/// Writes the head of the list that begins at `start` and ends with the last byte.
fn close(bytes: &mut [u8], start: usize) {
    let size = u32::try_from(bytes.len() - start - LIST_HEAD).unwrap_or(u32::MAX);
    bytes[start] = FOUR_BYTES << 4 | LIST;
    bytes[start + 1..start + LIST_HEAD].copy_from_slice(&size.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, SqliteConnection};

    use super::*;

    async fn read(rows: Rows) -> String {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        sqlx::query_scalar("SELECT json(?1)")
            .bind(rows.list())
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn rows_are_read_as_they_were_written() {
        let mut rows = Rows::default();
        assert!(rows.is_empty());
        assert_eq!(read(rows.clone()).await, "[]");
        rows.row().integer(-7).integer(i64::MAX).text("").text("a \"b\"\n\\ ㄱ");
        rows.row()
            .maybe_text(None)
            .maybe_integer(None)
            .maybe_text(Some("é"))
            .maybe_integer(Some(0));
        assert!(!rows.is_empty());
        assert_eq!(
            read(rows).await,
            r#"[[-7,9223372036854775807,"","a \"b\"\n\\ ㄱ"],[null,null,"é",0]]"#
        );
    }

    #[tokio::test]
    async fn a_text_of_any_size_is_whole_again() {
        for size in [0, 1, 11, 12, 255, 256, 65_535, 65_536, 1 << 20] {
            let mut rows = Rows::default();
            let text = "x".repeat(size);
            rows.row().integer(1).text(&text);
            let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
            let (number, back): (i64, String) =
                sqlx::query_as("SELECT value ->> 0, value ->> 1 FROM jsonb_each(?1)")
                    .bind(rows.list())
                    .fetch_one(&mut connection)
                    .await
                    .unwrap();
            assert_eq!((number, back == text), (1, true), "{size}");
        }
    }
}
