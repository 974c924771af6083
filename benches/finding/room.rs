//! A room of invented records and the pages of results that it answers with.

use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use reading_room::address::{Links, SearchQuery, Slug, Sort};
use reading_room::ingest::Ingest;
use reading_room::store::{Error, Filter, Store};
use reading_room::web::{Reception, routes};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tower::ServiceExt as _;

use super::Index;
use super::corpus;
use super::cost::{Cost, Page};

/// Longer than any page takes.
const FOR_EVER: Duration = Duration::from_mins(1);

pub(crate) struct Room {
    store: Store,
    database: PathBuf,
    links: Links,
}

impl Room {
    /// A room of so many records, in a folder.
    pub(crate) async fn taken_in(folder: &Path, count: u64) -> Self {
        let (seeds, data) = (folder.join("seeds"), folder.join("data"));
        corpus::write(&seeds, count);
        let database = data.join("room.sqlite3");
        let store = Store::open(&database).await.expect("a store");
        let ingest =
            Ingest::new(store.clone(), &seeds, &data, jiff::Timestamp::now).expect("an ingest");
        let pass = ingest.pass(true).await.expect("a pass");
        assert_eq!(pass.taken as u64, count, "every record is taken in");
        let links = Links::parse("http://room").expect("an address");
        Self { store, database, links }
    }

    /// Number, title and text of every document.
    pub(crate) async fn texts(&self) -> Vec<(i64, String, String)> {
        let rows: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT number, id, coalesce(title, '') FROM document ORDER BY number")
                .fetch_all(&mut self.connection().await)
                .await
                .expect("documents");
        let mut texts = Vec::with_capacity(rows.len());
        for (number, id, title) in rows {
            let id = Slug::parse(&id).expect("an identifier");
            let holding = self.store.holding(&id).await.expect("an answer").expect("a document");
            let blocks = holding.document.texts.iter().flat_map(|text| &text.blocks);
            let words: Vec<&str> = blocks.map(|block| block.text.as_str()).collect();
            texts.push((number, title, words.join("\n")));
        }
        texts
    }

    /// Makes the index anew: what that costs, and the bytes of all that is searched by.
    pub(crate) async fn index(&self) -> Index {
        let mut connection = self.connection().await;
        sqlx::query("UPDATE setting SET value = 'none' WHERE name = 'index_version'")
            .execute(&mut connection)
            .await
            .expect("a setting");
        let begun = Cost::begun();
        let store = self.store.clone();
        let made = tokio::spawn(async move { store.refresh_index().await });
        assert!(made.await.expect("no panic").expect("an index"), "the index was made anew");
        let made = begun.spent();
        let size = sqlx::query_scalar(
            "SELECT (SELECT sum(length(block)) FROM ft_doc_data)
                  + (SELECT sum(length(block)) FROM ft_para_data)",
        );
        let size = size.fetch_one(&mut connection).await.expect("a size");
        connection.close().await.expect("closed");
        Index { made, size }
    }

    /// The first page of results of every query, so many times, no answer kept from before.
    pub(crate) async fn pages(&self, queries: &[String], rounds: usize) -> Vec<Page> {
        let mut counts = Vec::with_capacity(queries.len());
        for query in queries {
            counts.push(self.found(query).await);
        }
        let mut pages = Vec::with_capacity(queries.len() * rounds);
        for _ in 0..rounds {
            let reception = Reception::new(self.store.clone(), self.links.clone());
            let routes = routes(reception, FOR_EVER);
            for (query, &found) in queries.iter().zip(&counts) {
                let address = self.links.search(&SearchQuery::of_words(query));
                let request = Request::get(address).header("host", "room").body(Body::empty());
                let request = request.expect("a request");
                let routes = routes.clone();
                let begun = Cost::begun();
                let answer = tokio::spawn(async move {
                    let answer = routes.oneshot(request).await.expect("an answer");
                    let status = answer.status().as_u16();
                    assert!(matches!(status, 200 | 503), "a page, or that its time is over");
                    let body = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
                    assert!(!body.is_empty());
                    status == 503
                });
                let is_over = answer.await.expect("no panic");
                pages.push(Page { cost: begun.spent(), found, is_over });
            }
        }
        pages
    }

    /// How many documents answer a query; 0 where the time for it is over.
    async fn found(&self, query: &str) -> u64 {
        let answer = self.store.answer(query, &Filter::default(), Sort::Relevance, 1).await;
        match answer {
            Ok(answer) => answer.found.total,
            Err(Error::TooBroad) => 0,
            Err(error) => panic!("{query}: {error}"),
        }
    }

    async fn connection(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.database);
        options.connect().await.expect("the database")
    }

    pub(crate) async fn close(self) {
        self.store.close().await;
    }
}
