//! Findings and reasons as sentences.

use crate::document::{Finding, Reason};
use crate::words::Words;

/// What was odd, as a sentence.
#[must_use]
pub fn finding(words: &Words, finding: &Finding) -> String {
    words.say_of(&format!("finding-{}", finding.code.as_str()), &finding.args)
}

/// Why a file is no document, as a sentence.
#[must_use]
pub fn reason(words: &Words, reason: &Reason) -> String {
    words.say_of(&format!("reason-{}", reason.code.as_str()), &reason.args)
}

/// What can be done about it, as a sentence.
#[must_use]
pub fn remedy(words: &Words, reason: &Reason) -> String {
    words.say_of(&format!("reason-{}.remedy", reason.code.as_str()), &reason.args)
}
