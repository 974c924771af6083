//! Sources: the bytes of a file as they came, kept small.
//!
//! In come a file's bytes, out come the same bytes. In between they are packed, where that makes
//! them fewer: a row whose `bytes` are fewer than its `size` says holds them so. Rows of earlier
//! versions, which hold them deflated or as they are, are read alike: no deflated bytes begin as
//! packed ones do, since they would hold a block whose two lengths do not agree. The checksum is
//! always of the bytes as they came, and whoever relies on them compares it.

use std::io::Read as _;

use flate2::bufread::DeflateDecoder;
use sha2::{Digest, Sha256};
use sqlx::{Sqlite, Transaction};

use super::binary::Rows;
use super::packing::{self, packed, unpacked};
use super::{Result, Store, hex};

/// How hard is tried: what the next steps save is not worth their time.
const LEVEL: i32 = 3;
/// The most bytes that are unpacked. No file of so many is taken in.
const MOST: u64 = 64 << 20;

/// A source on its way into the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// SHA-256 of the bytes as they came.
    pub sha256: String,
    /// How many these are.
    pub size: u64,
    /// What is stored of them.
    stored: Vec<u8>,
}

impl Source {
    /// The source that these bytes are.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::known(bytes, &hex(&Sha256::digest(bytes)))
    }

    /// The source that these bytes are, whose checksum is `sha256`.
    #[must_use]
    pub(crate) fn known(bytes: &[u8], sha256: &str) -> Self {
        Self {
            sha256: sha256.to_owned(),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            stored: stored(bytes),
        }
    }
}

/// Bytes as they are stored: packed, or as they are where that would not be fewer.
pub(super) fn stored(bytes: &[u8]) -> Vec<u8> {
    packed(bytes, &[], LEVEL).unwrap_or_else(|| bytes.to_vec())
}

/// The bytes as they came, from what is stored of `size` bytes. What is damaged comes out as other
/// bytes, which their checksum tells.
pub(super) fn as_it_came(stored: Vec<u8>, size: i64) -> Vec<u8> {
    let Ok(size) = u64::try_from(size) else { return stored };
    if u64::try_from(stored.len()).is_ok_and(|length| length >= size) || size > MOST {
        return stored;
    }
    if stored.starts_with(&packing::HEAD) {
        let bytes = usize::try_from(size).ok().and_then(|size| unpacked(&stored, size, &[]));
        return bytes.unwrap_or(stored);
    }
    let mut bytes = Vec::new();
    // One more than there should be, so that too many are seen to be too many.
    match DeflateDecoder::new(stored.as_slice())
        .take(size.saturating_add(1))
        .read_to_end(&mut bytes)
    {
        Ok(_) => bytes,
        Err(_) => stored,
    }
}

/// Puts down the sources that are not there yet.
pub(super) async fn put<'s>(
    tx: &mut Transaction<'_, Sqlite>,
    sources: impl IntoIterator<Item = &'s Source>,
) -> Result<()> {
    let (mut rows, mut bytes) = (Rows::default(), Vec::new());
    for source in sources {
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        rows.row()
            .text(&source.sha256)
            .integer(i64::try_from(source.size).unwrap_or(i64::MAX))
            .integer(whole(bytes.len() + 1))
            .integer(whole(source.stored.len()));
        bytes.extend_from_slice(&source.stored);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.list();
    sqlx::query!(
        "INSERT INTO source (sha256, size, bytes)
         SELECT value ->> 0, value ->> 1, substr(?2, value ->> 2, value ->> 3)
         FROM jsonb_each(?1) WHERE true
         ON CONFLICT DO NOTHING",
        rows,
        bytes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

impl Store {
    /// The bytes of a source by their checksum, as they came.
    ///
    /// # Errors
    /// What the database says.
    pub async fn source(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query!("SELECT size, bytes FROM source WHERE sha256 = ?1", sha256)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|row| as_it_came(row.bytes, row.size)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) {
        let source = Source::of(bytes);
        assert!(source.stored.len() <= bytes.len());
        let size = i64::try_from(source.size).unwrap();
        assert!(as_it_came(source.stored, size) == bytes, "{} bytes", bytes.len());
    }

    #[test]
    fn a_source_comes_out_as_it_went_in() {
        check(b"");
        check(b"a");
        check("Comrade Ambassador ".repeat(400).as_bytes());
        check(&vec![0; 1 << 20]);
        // What has no order becomes no smaller.
        let mut state = 1_u32;
        let noise: Vec<u8> = (0..70_000)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            })
            .collect();
        check(&noise);
    }

    #[test]
    fn what_an_earlier_version_stored_is_read() {
        assert_eq!(as_it_came(b"as it is".to_vec(), 8), b"as it is");
        let bytes = "minutes of the conversation ".repeat(300).into_bytes();
        let deflated = Vec::new();
        let mut deflate = flate2::write::DeflateEncoder::new(deflated, flate2::Compression::fast());
        std::io::Write::write_all(&mut deflate, &bytes).unwrap();
        let size = i64::try_from(bytes.len()).unwrap();
        assert!(as_it_came(deflate.finish().unwrap(), size) == bytes);
    }

    #[test]
    fn damaged_bytes_come_out_as_no_more_than_there_may_be() {
        let bytes = "minutes of the conversation ".repeat(300);
        let size = i64::try_from(bytes.len()).unwrap();
        let whole = stored(bytes.as_bytes());
        for at in 0..whole.len() {
            let mut torn = whole.clone();
            torn[at] ^= 0x10;
            assert!(as_it_came(torn, size).len() <= bytes.len() + 1, "{at}");
        }
        assert_ne!(as_it_came(whole[..whole.len() / 2].to_vec(), size), bytes.as_bytes());
        // More than it says to be is seen to be another.
        assert_ne!(as_it_came(whole, size - 1).len(), bytes.len() - 1);
    }
}
