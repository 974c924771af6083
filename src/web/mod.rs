//! The room over HTTP.
//!
//! In come requests; out go pages, their machine twins, files and errors, each with all the headers
//! that every answer has. A handler parses the address, loads from `store`, builds a `view` and
//! answers; nothing here writes HTML, SQL or a path. No answer depends on what a client says of
//! itself but for the type, the language, the packing and the conditional headers of its request.

mod accept;
mod answer;
mod api;
mod archives;
mod book;
mod connection;
mod counts;
mod crawlers;
mod document;
mod door;
mod doorway;
mod error;
mod events;
mod exchange;
mod feeds;
mod files;
mod front;
mod gathered;
mod glance;
mod guard;
mod headers;
mod health;
mod history;
mod holding;
mod ingest;
mod kept;
mod listing;
mod metrics;
mod monitor;
mod negotiation;
mod oai;
mod parameters;
mod passage;
mod people;
mod place;
mod places;
mod problem;
mod reader;
mod reception;
mod refusals;
mod router;
mod search;
mod selection;
mod shelf;
mod source;
mod terms;
mod timeline;
mod turns;
mod twin;
mod unapi;
mod wanted;

pub use accept::{Limits, serve};
pub use monitor::monitored;
pub use reception::Reception;
pub use router::routes;
