//! The room's pages, as structs that templates print.
//!
//! In come documents, listings and reports; out go pages that implement `askama::Template`. A page
//! holds plain values in the reader's words, ready to print: templates only loop and print. The
//! room does no IO, reads no clock, sees no request and writes no path of its own.

mod about;
mod accessibility;
mod api;
mod archives;
mod authority;
mod citable;
mod citing;
mod coverage;
mod date;
mod difference;
mod document;
mod entry;
mod error;
mod events;
mod evidence;
mod feed;
mod front;
mod history;
mod ingest;
mod keys;
mod language;
mod listing;
mod notice;
mod oai;
mod opensearch;
mod role_date;
mod room;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_history;
mod search;
mod selection;
mod settings;
mod sitemap;
mod source;
#[cfg(test)]
mod spoken_tests;
mod still;
#[cfg(test)]
mod tests;
mod timeline;
mod tombstone;
mod unapi;
mod xml;

pub use about::AboutPage;
pub use accessibility::AccessibilityPage;
pub use api::{ApiPage, openapi};
pub use archives::ArchivesPage;
pub use authority::{MOST_PAGES, MOST_TERMS, PEOPLE_ON_A_PAGE, PeoplePage, PersonPage, TermsPage};
pub use citable::Citable;
pub use difference::DifferencePage;
pub use document::{Asked, DocumentPage, Place, Sought, View};
pub use error::{ErrorPage, Trouble};
pub use events::EventsPage;
pub use feed::Feed;
pub use front::{FrontPage, Stock};
pub use history::HistoryPage;
pub use ingest::IngestPage;
pub use listing::ListingPage;
pub use notice::Notice;
pub use oai::{
    OAI_FORMATS, OaiAnswer, OaiBody, OaiFault, OaiFormat, OaiHeader, OaiIdentity, OaiRecord,
    OaiToken, oai_set,
};
pub use opensearch::OpenSearch;
pub use room::{Alternate, Head, Room};
pub use search::SearchPage;
pub use selection::{SelectionPage, SelectionWish};
pub use sitemap::{Robots, Sitemap, SitemapIndex};
pub use source::SourcePage;
pub use still::{ElsewherePage, StillBox, StillSearchPage};
pub use timeline::TimelinePage;
pub use tombstone::TombstonePage;
pub use unapi::UnapiFormats;
