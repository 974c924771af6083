//! The places within a document that have an address: `p14`, `ko14`, `n3`.

use std::fmt;

/// A place within a document. Numbers begin at 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// A block of a text: `p14` in English, `ko14`, `zh-Hant14` in another language.
    Block {
        /// `p` for English, else the language's BCP 47 tag.
        prefix: String,
        /// The block's number.
        n: u32,
    },
    /// A note: `n3`.
    Note(u32),
}

impl Anchor {
    /// The anchor of a block of the text with this prefix (`Language::anchor_prefix`).
    #[must_use]
    pub fn block(prefix: &str, n: u32) -> Self {
        Self::Block { prefix: prefix.to_owned(), n }
    }

    /// Reads `p14`, `ko14` or `n3`: letters and hyphens, then a number without leading zeros that
    /// fits 32 bits, 0 included so that the answer can say how many there are.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, number) = text.split_at(text.len() - digits);
        let zero_padded = number.len() > 1 && number.starts_with('0');
        if prefix.is_empty() || zero_padded || prefix.len() > 35 {
            return None;
        }
        let n = number.parse().ok()?;
        let well_formed = prefix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !prefix.ends_with('-')
            && prefix.as_bytes()[0].is_ascii_alphabetic();
        match prefix {
            "n" => Some(Self::Note(n)),
            "p" => Some(Self::block("p", n)),
            _ if well_formed && prefix.len() > 1 => Some(Self::block(prefix, n)),
            _ => None,
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Block { prefix, n } => write!(f, "{prefix}{n}"),
            Self::Note(n) => write!(f, "n{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_read_as_they_are_written() {
        for good in ["p14", "ko3", "zh-Hant2", "n1", "und7", "p0"] {
            assert_eq!(Anchor::parse(good).map(|a| a.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "p", "14", "p014", "x1", "p-1", "ko-1", "p99999999999", "ko 1", "소1"] {
            assert_eq!(Anchor::parse(bad), None, "{bad}");
        }
    }
}
