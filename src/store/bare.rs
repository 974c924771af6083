//! Documents of which nothing is known but what a test asks for.

use sqlx::AssertSqlSafe;

use super::Store;

/// Puts the documents `d1` to `d{count}` into a store that holds none. The columns, as many as there
/// are values, are what these expressions say, in which `i` is a document's number.
pub(super) async fn put(store: &Store, count: u32, columns: &str, values: &str) {
    let mut connection = store.writer.acquire().await.unwrap();
    sqlx::query("PRAGMA foreign_keys = OFF").execute(&mut *connection).await.unwrap();
    let documents = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
         INSERT INTO document (number, id, seed_file, edition, taken_in, layout, encoding, languages,
                               description, text_sha256, loader_version, program_version, dates,
                               shelf_order, {columns})
         SELECT i, 'd' || i, '', '', '', '', '', '[]', '{{}}', '', '', '', '', '', {values} FROM n"
    );
    sqlx::query(AssertSqlSafe(documents)).execute(&mut *connection).await.unwrap();
}
