//! The keys that a reader can use, for the pages that tell of them.
//!
//! What they do stands in `static/js/reader.js`; here are only their names and the words for them.

use super::Room;

/// The keys that do one thing, with the name of its message.
const KEYS: [(&[&str], &str); 7] = [
    (&["v"], "key-view"),
    (&["m"], "key-notes"),
    (&["j", "k"], "key-paragraph"),
    (&["n", "p"], "key-hit"),
    (&["[", "]"], "key-document"),
    (&["/"], "key-search"),
    (&["?"], "key-list"),
];

impl Room {
    /// Keys and what they do.
    #[must_use]
    pub fn keys(&self) -> Vec<(&'static [&'static str], String)> {
        KEYS.iter().map(|(keys, message)| (*keys, self.say(message))).collect()
    }

    /// The line on paper that says when a page was read; `%` stands for the day.
    #[must_use]
    pub fn read_on(&self) -> String {
        self.say_with("print-read-on", &[("date", "%".into())])
    }
}
