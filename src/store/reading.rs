//! Where statements that read are sent: to whichever connection is free, or all to one that sees
//! the room as it was at the first of them.
//!
//! A page asks several things and has to tell of one room, so whoever makes one does it with
//! [`Store::reading`]: the handle answers whatever the store answers, from one transaction that
//! begins with the first statement and ends with the handle. What is asked is counted, for how much
//! is asked for a page must not follow from how much the room holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryFutureExt as _};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow, SqliteStatement, SqliteTypeInfo};
use sqlx::{Describe, Either, Error, Execute, Executor, SqlStr, Sqlite, SqlitePool, Transaction};
use tokio::sync::Mutex;

use super::Store;

/// Connections that read; clones share them.
#[derive(Debug, Clone)]
pub(super) struct Readers {
    pool: SqlitePool,
    snapshot: Option<Arc<Snapshot>>,
    /// Statements that were sent by all.
    sent: Arc<AtomicU64>,
}

/// One transaction that reads.
#[derive(Debug, Default)]
struct Snapshot {
    /// None until the first statement.
    transaction: Mutex<Option<Transaction<'static, Sqlite>>>,
}

impl Readers {
    /// Any connection of the pool for each statement.
    pub(super) fn of(pool: SqlitePool) -> Self {
        Self { pool, snapshot: None, sent: Arc::default() }
    }

    /// The connections themselves.
    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// One transaction for all that is asked from now on: this one, if it is one.
    pub(super) fn snapshot(&self) -> Self {
        let snapshot = self.snapshot.clone().unwrap_or_default();
        Self { snapshot: Some(snapshot), ..self.clone() }
    }
}

impl Snapshot {
    /// What the statement answers, all of it: nothing else is asked on the connection meanwhile.
    async fn answers<'q, E>(
        &self,
        pool: &SqlitePool,
        query: E,
    ) -> std::result::Result<Vec<Answer>, Error>
    where
        E: Execute<'q, Sqlite> + 'q,
    {
        let mut held = self.transaction.lock().await;
        let transaction = match held.as_mut() {
            Some(transaction) => transaction,
            None => held.insert(pool.begin().await?),
        };
        Ok((&mut **transaction).fetch_many(query).collect().await)
    }
}

/// A row, or the end of a statement.
type Answer = std::result::Result<Either<SqliteQueryResult, SqliteRow>, Error>;

impl<'c> Executor<'c> for &'c Readers {
    type Database = Sqlite;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Answer>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        self.sent.fetch_add(1, Ordering::Relaxed);
        match &self.snapshot {
            None => (&self.pool).fetch_many(query),
            Some(snapshot) => {
                let answers = snapshot.answers(&self.pool, query);
                Box::pin(answers.map_ok(stream::iter).try_flatten_stream())
            }
        }
    }

    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxFuture<'e, std::result::Result<Option<SqliteRow>, Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        self.sent.fetch_add(1, Ordering::Relaxed);
        match &self.snapshot {
            None => (&self.pool).fetch_optional(query),
            Some(snapshot) => Box::pin(async move {
                for answer in snapshot.answers(&self.pool, query).await? {
                    if let Either::Right(row) = answer? {
                        return Ok(Some(row));
                    }
                }
                Ok(None)
            }),
        }
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [SqliteTypeInfo],
    ) -> BoxFuture<'e, std::result::Result<SqliteStatement, Error>>
    where
        'c: 'e,
    {
        (&self.pool).prepare_with(sql, parameters)
    }

    fn describe<'e>(
        self,
        sql: SqlStr,
    ) -> BoxFuture<'e, std::result::Result<Describe<Sqlite>, Error>>
    where
        'c: 'e,
    {
        (&self.pool).describe(sql)
    }
}

impl Store {
    /// The room as it is at the first thing that is asked of this handle, until the handle and all
    /// its clones are dropped. Nothing is held before that.
    #[must_use]
    pub fn reading(&self) -> Self {
        Self { readers: self.readers.snapshot(), ..self.clone() }
    }

    /// Ends the transaction of a handle that reads, before something that takes long or waits for
    /// others: what is asked of it afterwards is asked of the room as it is then.
    pub async fn rest(&self) {
        if let Some(snapshot) = &self.readers.snapshot {
            snapshot.transaction.lock().await.take();
        }
    }

    /// How many statements that read were sent by this handle and all others on the database.
    #[must_use]
    pub fn statements_sent(&self) -> u64 {
        self.readers.sent.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::settings;

    async fn put(store: &Store, value: &str) {
        let mut tx = store.writing().await.unwrap();
        settings::put(&mut tx, "name", value).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn check(store: &Store, expect: &str) {
        assert_eq!(store.setting("name").await.unwrap().as_deref(), Some(expect));
    }

    #[tokio::test]
    async fn a_reading_sees_one_room_from_its_first_statement_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        let reading = store.reading();
        let sent_before = store.statements_sent();
        put(&store, "first").await;
        check(&reading, "first").await;
        put(&store, "second").await;
        check(&reading, "first").await;
        check(&reading.reading(), "first").await;
        check(&store, "second").await;
        assert_eq!(store.statements_sent() - sent_before, 4);
        reading.rest().await;
        check(&reading, "second").await;
    }

    #[tokio::test]
    async fn readings_that_ended_leave_their_connections_to_others() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("room.sqlite3")).await.unwrap();
        put(&store, "there").await;
        for _ in 0..20 {
            check(&store.reading(), "there").await;
        }
    }
}
