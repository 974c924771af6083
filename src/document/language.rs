//! Languages by their BCP 47 tags.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A language tag of BCP 47 (RFC 5646) in its usual case: `en`, `ko`, `zh-Hant`.
///
/// `und` stands for a language that could not be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// What [`Self::parse`] reads, as an expression of ECMA 262.
    pub const PATTERN: &str = "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$";

    /// The tag, if it is well formed: subtags of 1 to 8 letters or digits joined by hyphens,
    /// the first of 2 to 3 letters.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.split('-');
        let primary = subtags.next()?;
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut written = primary.to_ascii_lowercase();
        for subtag in subtags {
            if subtag.is_empty()
                || subtag.len() > 8
                || !subtag.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return None;
            }
            written.push('-');
            match subtag.len() {
                // A region is written in capitals, a script with one: RFC 5646, section 2.1.1.
                2 => written.push_str(&subtag.to_ascii_uppercase()),
                4 if subtag.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    written.push_str(&subtag[..1].to_ascii_uppercase());
                    written.push_str(&subtag[1..].to_ascii_lowercase());
                }
                _ => written.push_str(&subtag.to_ascii_lowercase()),
            }
        }
        Some(Self(written))
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Korean.
    #[must_use]
    pub fn korean() -> Self {
        Self("ko".to_owned())
    }

    /// A language that could not be told.
    #[must_use]
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// The tag as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is English, in any region or script.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.0 == "en" || self.0.starts_with("en-")
    }

    /// What stands before a paragraph's number in its address: `p` for English, else the tag.
    #[must_use]
    pub fn anchor_prefix(&self) -> &str {
        if self.0 == "en" { "p" } else { &self.0 }
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "The tag of a language (BCP 47).",
            "pattern": Self::PATTERN,
            "examples": ["en", "ko"],
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::parse(&tag).ok_or_else(|| format!("not a BCP 47 tag: {tag}"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked_and_written_in_their_usual_case() {
        let check = |tag, expect: Option<&str>| {
            assert_eq!(Language::parse(tag).as_ref().map(Language::as_str), expect, "{tag}");
        };
        check("en", Some("en"));
        check("KO", Some("ko"));
        check("ZH-hant-tw", Some("zh-Hant-TW"));
        check("Russian", None);
        check("e", None);
        check("en-", None);
        check("", None);
        check("한국", None);
    }
}
