//! Reading Room: a web reading room server for translated historical documents.

pub mod address;
pub mod app;
pub mod assets;
pub mod authority;
pub mod bag;
pub mod capture;
pub mod citation;
pub mod cli;
pub mod collation;
pub mod config;
pub mod document;
pub mod export;
pub mod fixity;
pub mod ingest;
pub mod log;
pub mod markup;
pub mod offprint;
pub mod parallel;
pub mod search;
pub mod store;
pub mod view;
pub mod web;
pub mod words;
