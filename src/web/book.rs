//! The documents of a list as one e-book.

use super::Reception;
use super::answer::Content;
use super::error::Error;
use crate::address::{ListingQuery, Slug};
use crate::document::{Block, Holding};
use crate::export::epub::{self, Book};

impl Reception {
    /// The book of these documents, with the path of the page that it is the book of. What is no
    /// longer in the room is left out. Books are made one at a time and beside the threads that
    /// answer.
    ///
    /// # Errors
    /// What the store says; that the book grew too large.
    pub(super) async fn book(&self, ids: &[Slug], path: String) -> Result<Content, Error> {
        let is_whole = path == self.links().documents(&ListingQuery::default());
        // Whoever waits for the press holds nothing that others read with.
        self.store().rest().await;
        let turn = self.press().turn().await?;
        let room = self.room().await?;
        let mut documents: Vec<Holding> = Vec::with_capacity(ids.len());
        for id in ids {
            documents.extend(self.store().holding(id).await?);
        }
        let introduction: Vec<Block> = self.store().collection().await?.introduction;
        self.store().rest().await;
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
