//! What must hold whatever others write: a function for each room that reads what comes from
//! outside.
//!
//! In come any bytes; a function that returns has found every law kept, one that panics names the
//! law that was broken. The same functions are called by the tests, with the files of the corpora
//! and with changes of them that are the same in every run, and by the fuzzer, which looks for
//! bytes that take ways through the program which none took before.

mod address;
mod capture;
mod growth;
mod highlighter;
mod laws;
mod outward;
mod query;
mod request;
mod room;
mod settings;
mod values;
pub(crate) mod xml;

/// A function with its name, which is also the folder of its corpus.
pub(crate) struct Target {
    /// The name.
    pub(crate) name: &'static str,
    /// Tries the laws on one input.
    pub(crate) run: fn(&[u8]),
}

/// All targets.
pub(crate) const ALL: [Target; 15] = [
    Target { name: "address", run: address::address },
    Target { name: "authority", run: settings::authority },
    Target { name: "bag", run: settings::bag },
    Target { name: "capture", run: capture::capture },
    Target { name: "collection", run: capture::collection },
    Target { name: "encoding", run: capture::encoding },
    Target { name: "events", run: settings::events },
    Target { name: "growth", run: growth::growth },
    Target { name: "highlighter", run: highlighter::highlighter },
    Target { name: "markdown", run: capture::markdown },
    Target { name: "query", run: query::query },
    Target { name: "redirects", run: settings::redirects },
    Target { name: "request", run: request::request },
    Target { name: "statements", run: settings::statements },
    Target { name: "values", run: values::values },
];

/// The target of this name.
pub(crate) fn named(name: &str) -> Option<&'static Target> {
    ALL.iter().find(|target| target.name == name)
}
