//! What the twins of all lists are made of: the records of their documents, e-books, feeds.

use super::Reception;
use super::answer::{Content, Dispatch};
use super::error::Error;
use crate::address::Slug;
use crate::export::{self, Format, Record, Whole};
use crate::view::Feed;

impl Reception {
    /// The records of these documents, in this order.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn records(&self, ids: &[Slug]) -> Result<Vec<Record>, Error> {
        let cards = self.store().cards(ids).await?;
        Ok(self.room().await?.desk().records(&cards))
    }

    /// A file of these documents, which `page` is the path of a list of; `next` is the path of the
    /// file with the rest.
    ///
    /// # Errors
    /// What the store says, or that the file could not be written.
    pub(super) async fn gathered<W>(
        &self,
        ids: &[Slug],
        page: String,
        (format, whole): (&Format<W>, Whole),
        next: Option<String>,
    ) -> Result<Dispatch, Error> {
        let file: Dispatch = match whole {
            Whole::Records(write) => {
                let records = self.records(ids).await?;
                let body = write(self.room().await?.desk(), &records).map_err(Error::internal)?;
                Content { media_type: format.media_type.into(), body }.into()
            }
            Whole::Book => self.book(ids, page).await?.into(),
        };
        Ok(match next {
            Some(path) => file.linked(&format!("<{}>; rel=\"next\"", self.links().absolute(&path))),
            None => file,
        })
    }
}

/// A feed as it is sent.
pub(super) fn feed(feed: &Feed) -> Result<Dispatch, Error> {
    let body = askama::Template::render(feed)?.into_bytes();
    Ok(Content { media_type: export::ATOM.into(), body }.into())
}
