//! What can be wrong with a harvester's request.

use super::super::Room;
use super::super::error::legible;
use super::super::xml::writable;

/// Why a request has no answer. The protocol has a code for each, and HTTP none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OaiFault {
    /// No verb, more than one, or one that the protocol does not have.
    Verb,
    /// An argument that the verb does not take.
    Unknown(String),
    /// An argument that stands there more than once.
    Repeated(String),
    /// An argument that the verb needs.
    Missing(&'static str),
    /// An argument whose value is not what the protocol wants.
    Invalid {
        /// The argument.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// One date is a day, the other an instant.
    Granularity,
    /// The dates are the wrong way round.
    Backwards,
    /// Other arguments beside a token.
    NotAlone,
    /// A token that this repository never gave.
    Token,
    /// A format that this repository does not have.
    Format(String),
    /// No record has this identifier.
    Identifier(String),
    /// The list is empty.
    Nothing,
    /// There are no sets.
    NoSets,
}

impl OaiFault {
    /// The protocol's code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Verb => "badVerb",
            Self::Unknown(_)
            | Self::Repeated(_)
            | Self::Missing(_)
            | Self::Invalid { .. }
            | Self::Granularity
            | Self::Backwards
            | Self::NotAlone => "badArgument",
            Self::Token => "badResumptionToken",
            Self::Format(_) => "cannotDisseminateFormat",
            Self::Identifier(_) => "idDoesNotExist",
            Self::Nothing => "noRecordsMatch",
            Self::NoSets => "noSetHierarchy",
        }
    }

    /// Whether the arguments themselves are at fault, so that none is repeated in the answer.
    #[must_use]
    pub fn is_of_the_arguments(&self) -> bool {
        matches!(self.code(), "badVerb" | "badArgument")
    }

    pub(super) fn words(&self, room: &Room) -> String {
        let sent = |words: &str| legible(&writable(words));
        match self {
            Self::Verb => room.say("oai-bad-verb"),
            Self::Unknown(name) => {
                room.say_with("oai-argument-unknown", &[("name", sent(name).into())])
            }
            Self::Repeated(name) => {
                room.say_with("oai-argument-repeated", &[("name", sent(name).into())])
            }
            Self::Missing(name) => {
                room.say_with("oai-argument-missing", &[("name", (*name).into())])
            }
            Self::Invalid { name, value } => room.say_with(
                "oai-argument-invalid",
                &[("name", (*name).into()), ("value", sent(value).into())],
            ),
            Self::Granularity => room.say("oai-granularity"),
            Self::Backwards => room.say("oai-backwards"),
            Self::NotAlone => room.say("oai-token-alone"),
            Self::Token => room.say("oai-token-unknown"),
            Self::Format(prefix) => {
                room.say_with("oai-format-unknown", &[("prefix", sent(prefix).into())])
            }
            Self::Identifier(id) => {
                room.say_with("oai-identifier-unknown", &[("id", sent(id).into())])
            }
            Self::Nothing => room.say("oai-nothing"),
            Self::NoSets => room.say("oai-no-sets"),
        }
    }
}
