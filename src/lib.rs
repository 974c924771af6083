//! Reading Room: a web reading room server for translated historical documents.

pub mod address;
pub mod assets;
pub mod document;
pub mod export;
pub mod markup;
pub mod parallel;
pub mod store;
pub mod view;
pub mod words;
