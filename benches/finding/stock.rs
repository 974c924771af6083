//! The same texts in a stock FTS5 table, and a plain page of results from it.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection as _, Row as _, SqliteConnection};

use super::Index;
use super::cost::{Cost, Page};

/// A table of titles and texts in a file of its own.
pub(crate) struct Stock {
    connection: SqliteConnection,
    is_trigram: bool,
}

impl Stock {
    /// A table under a tokenizer, and what it cost to fill in one transaction.
    pub(crate) async fn of(
        path: &Path,
        tokenizer: &str,
        texts: &[(i64, String, String)],
    ) -> (Self, Index) {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .pragma("cache_size", "-16384");
        let mut connection = options.connect().await.expect("a database");
        let table = format!(
            "CREATE VIRTUAL TABLE stock USING fts5 (title, body, tokenize = '{tokenizer}')"
        );
        sqlx::query(AssertSqlSafe(table)).execute(&mut connection).await.expect("a table");
        let begun = Cost::begun();
        let mut tx = connection.begin().await.expect("a transaction");
        for (number, title, text) in texts {
            sqlx::query("INSERT INTO stock (rowid, title, body) VALUES (?1, ?2, ?3)")
                .bind(number)
                .bind(title)
                .bind(text)
                .execute(&mut *tx)
                .await
                .expect("a row");
        }
        tx.commit().await.expect("a commit");
        let made = begun.spent();
        let size = sqlx::query_scalar("SELECT sum(length(block)) FROM stock_data");
        let size = size.fetch_one(&mut connection).await.expect("a size");
        (Self { connection, is_trigram: tokenizer == "trigram" }, Index { made, size })
    }

    /// The best 20 with a snippet of each, and the count, of every query, so many times.
    pub(crate) async fn pages(&mut self, queries: &[String], rounds: usize) -> Vec<Page> {
        let mut pages = Vec::with_capacity(queries.len() * rounds);
        for query in queries.iter().cycle().take(queries.len() * rounds) {
            let expression = self.expression(query);
            let begun = Cost::begun();
            let rows = sqlx::query(
                "SELECT rowid, title, snippet(stock, 1, '<mark>', '</mark>', '…', 40) AS passage
                 FROM stock WHERE stock MATCH ?1 ORDER BY rank LIMIT 20",
            )
            .bind(&expression)
            .fetch_all(&mut self.connection)
            .await
            .expect("results");
            let found: i64 = sqlx::query_scalar("SELECT count(*) FROM stock WHERE stock MATCH ?1")
                .bind(&expression)
                .fetch_one(&mut self.connection)
                .await
                .expect("a count");
            let cost = begun.spent();
            assert!(rows.iter().all(|row| !row.get::<String, _>("passage").is_empty()));
            let found = u64::try_from(found).unwrap_or_default();
            pages.push(Page { cost, found, is_over: false });
        }
        pages
    }

    /// A query in FTS5's own language, its words quoted: Hangul as the beginning of a word, to which
    /// particles are glued, where words are what is indexed.
    fn expression(&self, query: &str) -> String {
        if query.starts_with('"') {
            return query.to_owned();
        }
        let words = query.split_whitespace().map(|word| {
            let bare = word.trim_end_matches('*');
            let is_hangul = bare.chars().any(|c| ('가'..='힣').contains(&c));
            let begins = !self.is_trigram && (bare != word || is_hangul);
            format!("\"{bare}\"{}", if begins { "*" } else { "" })
        });
        words.collect::<Vec<_>>().join(" ")
    }
}
