//! How names sound: Hangul and every Latin spelling of it joined.

/// Whether two spellings can be one name.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    one == other
}

/// What spellings of one name have in common, coarser than [`alike`]; none where the words are no
/// Korean name.
#[must_use]
pub fn keys(form: &str) -> Vec<String> {
    let _ = form;
    Vec::new()
}

/// The names that stand in a text, as their letters stand there.
#[must_use]
pub fn names_in(text: &str) -> Vec<&str> {
    let _ = text;
    Vec::new()
}
