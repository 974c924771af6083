//! The documents of a listing as one e-book.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::Reception;
use super::answer::Content;
use super::error::Error;
use super::listing::Wished;
use super::parameters::{Query, Unreadable};
use super::twin::BY_CODING;
use crate::address::{ListingQuery, Slug};
use crate::document::{Block, Holding};
use crate::export::epub::{self, Book, MOST_DOCUMENTS};
use crate::store::Filter;
use crate::view::Trouble;

/// `/documents.epub`: all that the filters leave, whatever page of the listing it is asked from.
pub(super) async fn listing(
    State(reception): State<Reception>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let mut wished = Wished::read(&query);
    Unreadable::refuse(wished.unreadable.iter())?;
    (wished.query.after, wished.query.before) = (None, None);
    let path = reception.links().documents(&wished.query);
    let is_whole = wished.query == ListingQuery::default();
    let make = async || {
        let ids = ids(&reception, wished.query.clone(), &path).await?;
        reception.book(&ids, path.clone(), is_whole).await
    };
    reception.answer(&headers, format!("book {path}"), BY_CODING, make).await
}

/// The documents that the query's filters leave, in their order.
async fn ids(
    reception: &Reception,
    mut query: ListingQuery,
    path: &str,
) -> Result<Vec<Slug>, Error> {
    let mut ids = Vec::new();
    loop {
        let page = reception.store().listing(&Filter::parse(&query).0).await?;
        if page.total > MOST_DOCUMENTS as u64 {
            let page_path = path.to_owned();
            return Err(Trouble::BookTooLarge { count: page.total, page: page_path }.into());
        }
        ids.extend(page.entries.into_iter().map(|entry| entry.id));
        if page.next.is_none() {
            return Ok(ids);
        }
        query.after = page.next;
    }
}

impl Reception {
    /// The book of these documents, which are no more than [`MOST_DOCUMENTS`], with the path of the
    /// page that it is the book of. What is no longer in the room is left out. Books are made one
    /// at a time and beside the threads that answer.
    ///
    /// # Errors
    /// What the store says; that the book grew too large.
    pub(super) async fn book(
        &self,
        ids: &[Slug],
        path: String,
        is_whole: bool,
    ) -> Result<Content, Error> {
        let turn = Arc::clone(self.press()).lock_owned().await;
        let room = self.room().await?;
        let mut documents: Vec<Holding> = Vec::with_capacity(ids.len());
        for id in ids.iter().take(MOST_DOCUMENTS) {
            documents.extend(self.store().holding(id).await?);
        }
        let introduction: Vec<Block> = self.store().collection().await?.introduction;
        let made = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let choice = room.say_with("book-choice", &[("count", documents.len().into())]);
            let book = Book {
                title: &room.title,
                choice: (!is_whole).then_some(choice.as_str()),
                path: &path,
                introduction: if is_whole { &introduction } else { &[] },
            };
            epub::book(room.desk(), book, &documents)
        });
        let body = made.await.map_err(Error::internal)?.map_err(Error::internal)?;
        Ok(Content { media_type: epub::MEDIA_TYPE.into(), body })
    }
}
