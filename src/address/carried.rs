//! How a reader wants the room to look and to speak, carried in the address from page to page.
//!
//! The room keeps nothing about its readers, neither with itself nor with them: what they chose
//! stands in the address of the page that they read and in the links on it.

use super::Interface;

/// Something that a reader can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The language of the interface; where nothing is chosen, what the browser asks for.
    Interface,
    /// Light or dark; where nothing is chosen, as the reader's system has it.
    Theme,
    /// The size of the letters.
    Size,
    /// The length of the lines.
    Width,
    /// Where editors' and translators' notes stand; where nothing is chosen, beside the text.
    Notes,
}

/// Each choice with its name and its values, in the order in which an address carries them. What
/// holds where nothing is chosen is no value.
const CHOICES: [(Choice, &str, &[&str]); 5] = [
    (Choice::Interface, "ui", &["en", "ko"]),
    (Choice::Theme, "theme", &["light", "dark"]),
    (Choice::Size, "size", &["small", "large", "larger"]),
    (Choice::Width, "width", &["narrow", "wide"]),
    (Choice::Notes, "notes", &["inline", "hidden"]),
];

impl Choice {
    /// Every choice in the order in which an address carries them.
    pub const ALL: [Self; 5] = [Self::Interface, Self::Theme, Self::Size, Self::Width, Self::Notes];

    /// The name of the parameter.
    #[must_use]
    pub fn name(self) -> &'static str {
        CHOICES[self as usize].1
    }

    /// The values of the parameter.
    #[must_use]
    pub fn values(self) -> &'static [&'static str] {
        CHOICES[self as usize].2
    }
}

/// What a reader chose. It holds no word that a client sent, only values of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Carried([Option<&'static str>; CHOICES.len()]);

impl Carried {
    /// What the parameters of an address choose. Other parameters and unknown values are ignored;
    /// of two values of one choice the first counts.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut carried = Self::default();
        for (name, value) in pairs {
            let known = CHOICES.iter().find(|(_, known, _)| *known == name);
            let Some((choice, _, values)) = known else { continue };
            let place = &mut carried.0[*choice as usize];
            *place = place.or_else(|| values.iter().copied().find(|known| *known == value));
        }
        carried
    }

    /// The value chosen; `None` where nothing is.
    #[must_use]
    pub fn value(&self, choice: Choice) -> Option<&'static str> {
        self.0[choice as usize]
    }

    /// The language of the interface, if the address names one.
    #[must_use]
    pub fn interface(&self) -> Option<Interface> {
        self.value(Choice::Interface).and_then(Interface::parse)
    }

    /// The same with one choice made otherwise; `None`, or what is no value of it, takes it back.
    #[must_use]
    pub fn with(mut self, choice: Choice, value: Option<&str>) -> Self {
        self.0[choice as usize] =
            choice.values().iter().copied().find(|known| Some(*known) == value);
        self
    }

    /// Names and values in their fixed order, those not chosen left out.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let values = self.0;
        CHOICES.iter().zip(values).filter_map(|((_, name, _), value)| Some((*name, value?)))
    }

    /// Whether anything but the language is chosen: such a page says what another says, only
    /// looking otherwise.
    #[must_use]
    pub fn is_dressed(&self) -> bool {
        self.with(Choice::Interface, None) != Self::default()
    }

    /// The path with what is carried behind its query and before its fragment.
    #[must_use]
    pub fn on(&self, path: &str) -> String {
        let (page, fragment) = path.split_at(path.find('#').unwrap_or(path.len()));
        let mut path = page.to_owned();
        for (name, value) in self.pairs() {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.extend([name, "=", value]);
        }
        path.push_str(fragment);
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Carried {
        Carried::read(query.split('&').filter_map(|pair| pair.split_once('=')))
    }

    fn written(carried: Carried) -> String {
        carried.on("")
    }

    #[test]
    fn the_table_is_in_the_order_of_the_choices() {
        for (at, (choice, ..)) in CHOICES.iter().enumerate() {
            assert_eq!((*choice as usize, Choice::ALL[at]), (at, *choice));
        }
        for language in Interface::ALL {
            assert!(Choice::Interface.values().contains(&language.tag()));
        }
    }

    #[test]
    fn what_is_chosen_is_written_in_one_order_and_all_else_ignored() {
        let check = |query: &str, expect: &str| assert_eq!(written(read(query)), expect, "{query}");
        check("", "");
        check("notes=hidden&ui=ko", "?ui=ko&notes=hidden");
        check("width=wide&size=large&theme=dark", "?theme=dark&size=large&width=wide");
        check("ui=fr&theme=Dark&size=&width=%22&x=y", "");
        check("theme=light&theme=dark", "?theme=light");
        check("theme=pink&theme=dark", "?theme=dark");
        check("ui=ko\"><script>", "");
    }

    #[test]
    fn every_value_is_read_as_it_is_written() {
        for choice in Choice::ALL {
            for value in choice.values() {
                let carried = Carried::default().with(choice, Some(value));
                assert_eq!(carried.value(choice), Some(*value));
                assert_eq!(read(written(carried).trim_start_matches('?')), carried);
                assert_eq!(carried.with(choice, None), Carried::default());
            }
            assert_eq!(Carried::default().with(choice, Some("x")), Carried::default());
        }
    }

    #[test]
    fn what_is_carried_stands_behind_the_query_and_before_the_fragment() {
        let carried = read("ui=ko&theme=dark");
        let check = |path: &str, expect: &str| assert_eq!(carried.on(path), expect);
        check("/", "/?ui=ko&theme=dark");
        check("/a?q=b", "/a?q=b&ui=ko&theme=dark");
        check("/a#b?c", "/a?ui=ko&theme=dark#b?c");
        check("/a?at=p1#p1", "/a?at=p1&ui=ko&theme=dark#p1");
        assert_eq!(Carried::default().on("/a?b#c"), "/a?b#c");
    }

    #[test]
    fn the_language_alone_is_no_dress() {
        assert!(!read("ui=ko").is_dressed());
        assert!(read("ui=ko&size=small").is_dressed());
    }
}
