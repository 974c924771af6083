//! The tests that look at the room from outside, in one binary.
//!
//! What a room promises to its neighbours is tested beside its code; here stand the promises of
//! the whole: to readers over HTTP, to the files in `seeds/`, and to those who read the code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod api;
mod archives;
mod authority;
mod bag;
mod captures;
mod choices;
mod citations;
mod clients;
mod crawlers;
mod damage;
mod described;
mod documentation;
mod door;
mod export;
mod feeds;
mod fixity;
mod floors;
mod fuzz;
mod history;
mod hostile_queries;
mod hostile_requests;
mod hostile_seeds;
mod house;
mod index;
mod ingest;
mod keeping;
mod losses;
mod oai;
mod pages;
mod parallel;
mod permanence;
mod private;
mod program;
mod records;
mod related;
mod releases;
mod results;
mod search;
mod seeds;
mod selection;
mod server;
mod soundness;
mod statements;
mod sudden;
mod twins;
mod withdrawn;
