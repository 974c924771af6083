//! The languages in which the room itself speaks.

/// A language of the interface, whatever the texts are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Interface {
    /// English, which is spoken where a reader asks for none that the room has.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Interface {
    /// Every language of the interface.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// The language's BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The language's name in the language itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// The language that a tag stands for: `ko`, `ko-KR`, `KO`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

#[cfg(test)]
mod tests {
    use super::Interface;

    #[test]
    fn a_tag_is_known_with_or_without_its_region() {
        let check = |tag: &str, expect| assert_eq!(Interface::parse(tag), expect, "{tag}");
        check("ko", Some(Interface::Korean));
        check("ko-KR", Some(Interface::Korean));
        check("KO-Kore-KP", Some(Interface::Korean));
        check("en-GB", Some(Interface::English));
        check("kok", None);
        check("*", None);
        check("", None);
    }
}
