//! What ranking takes for the size of the collection: how many documents the full-text index holds
//! and how long they are, altogether.
//!
//! SQLite keeps these sums in one record of the index and adds to them with every document, but a
//! table that holds no texts of its own (`contentless_delete`) takes nothing away when a document
//! leaves it. Without this a room whose documents were replaced would rank otherwise than the same
//! room made anew. The record and the sizes are lists of variable-length integers, as the file
//! format of FTS5 describes them: the number of rows, then the tokens of each column.

use sqlx::{Sqlite, Transaction};

use super::Result;

/// Takes what the index holds of these documents out of its sums. To be done before anything else
/// is written to the index in the transaction, since from then on SQLite counts in memory.
pub(super) async fn uncount(tx: &mut Transaction<'_, Sqlite>, numbers: &[i64]) -> Result<()> {
    if numbers.is_empty() {
        return Ok(());
    }
    let numbers = serde_json::to_string(numbers)?;
    let sizes = sqlx::query_scalar!(
        r#"SELECT sz AS "sz!: Vec<u8>" FROM ft_doc_docsize
           WHERE id IN (SELECT value FROM json_each(?1))"#,
        numbers
    )
    .fetch_all(&mut **tx)
    .await?;
    let record =
        sqlx::query_scalar!(r#"SELECT block AS "block!: Vec<u8>" FROM ft_doc_data WHERE id = 1"#)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(mut totals) = record.as_deref().map(integers) else { return Ok(()) };
    for size in &sizes {
        let size = std::iter::once(1).chain(integers(size));
        for (total, size) in totals.iter_mut().zip(size) {
            *total = total.saturating_sub(size);
        }
    }
    let record: Vec<u8> = totals.into_iter().flat_map(bytes).collect();
    sqlx::query!("UPDATE ft_doc_data SET block = ?1 WHERE id = 1", record)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The integers in a record: seven bits a byte, the highest first, the eighth bit set in all but
/// the last byte; a ninth byte counts whole.
fn integers(record: &[u8]) -> Vec<u64> {
    let mut integers = Vec::new();
    let (mut value, mut length) = (0_u64, 0);
    for byte in record {
        length += 1;
        if length == 9 {
            value = value << 8 | u64::from(*byte);
        } else {
            value = value << 7 | u64::from(byte & 0x7f);
        }
        if length == 9 || byte & 0x80 == 0 {
            integers.push(value);
            (value, length) = (0, 0);
        }
    }
    integers
}

/// An integer below 2⁵⁶ as such bytes; a greater one, which no sum of tokens is, as the greatest.
fn bytes(value: u64) -> Vec<u8> {
    let value = value.min((1 << 56) - 1);
    let length = (64 - value.leading_zeros()).div_ceil(7).max(1);
    (0..length)
        .rev()
        .map(|place| {
            let seven = u8::try_from(value >> (7 * place) & 0x7f).unwrap_or_default();
            if place == 0 { seven } else { seven | 0x80 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_written_as_it_is_read() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 28, 1 << 40, (1 << 56) - 1] {
            assert_eq!(integers(&bytes(value)), [value]);
        }
        assert_eq!(bytes(300), [0x82, 0x2c]);
        assert_eq!(integers(&[0x05, 0x82, 0x2c, 0x00]), [5, 300, 0]);
        assert_eq!(integers(&[0xff; 9]), [u64::MAX]);
        assert_eq!(integers(&[]), [] as [u64; 0]);
    }
}
