//! The fields of a description, each read from the words that carry it.
//!
//! In come lines of a capture; out go values of the document model, or nothing where the words do
//! not say it for certain. Nothing here knows a layout.

pub(super) mod archive;
pub(super) mod authors;
pub(super) mod citation;
pub(super) mod credits;
pub(super) mod date;
pub(super) mod given_names;
pub(super) mod names;
pub(super) mod reference_code;
pub(super) mod rights;
pub(super) mod role_dates;
pub(super) mod source_note;
