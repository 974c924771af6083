//! What a reader can choose, as the page offers it, and what the page says of what she chose.

use crate::address::{Carried, Choice, Interface};

use super::Room;

/// The panel's choices, each with its values in the order in which they are offered; what holds
/// where nothing is chosen is an empty value.
const PANEL: [(Choice, &[&str]); 4] = [
    (Choice::Theme, &["", "light", "dark"]),
    (Choice::Size, &["small", "", "large", "larger"]),
    (Choice::Width, &["narrow", "", "wide"]),
    (Choice::Notes, &["", "inline", "hidden"]),
];

/// A choice as the panel offers it.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The name of its parameter.
    pub name: &'static str,
    /// Its name for readers.
    pub label: String,
    /// Its values.
    pub offers: Vec<Offer>,
}

/// A value to choose.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The value; empty for what holds where nothing is chosen.
    pub value: &'static str,
    /// Its name for readers.
    pub words: String,
    /// The page with this value chosen.
    pub href: String,
    /// Whether it is.
    pub is_chosen: bool,
}

/// The interface's language to change to.
#[derive(Debug, Clone, Copy)]
pub struct Tongue {
    /// Its tag.
    pub tag: &'static str,
    /// Its name in itself.
    pub name: &'static str,
}

impl Room {
    /// The panel's choices on the page at the path `own`, which carries none.
    #[must_use]
    pub fn settings(&self, own: &str) -> Vec<Setting> {
        let carried = *self.links.carried();
        let offer = |choice: Choice, value: &'static str| Offer {
            value,
            words: self.say(&format!(
                "setting-{}-{}",
                choice.name(),
                if value.is_empty() { "usual" } else { value }
            )),
            href: carried.with(choice, Some(value)).on(own),
            is_chosen: carried.value(choice).unwrap_or_default() == value,
        };
        let setting = |(choice, values): (Choice, &[&'static str])| Setting {
            name: choice.name(),
            label: self.say(&format!("setting-{}", choice.name())),
            offers: values.iter().map(|value| offer(choice, value)).collect(),
        };
        PANEL.into_iter().map(setting).collect()
    }

    /// The other languages of the interface, each with the page at the path `own` in it.
    #[must_use]
    pub fn tongues(&self, own: &str) -> Vec<(Tongue, String)> {
        let others = Interface::ALL.into_iter().filter(|language| *language != self.interface);
        others
            .map(|language| {
                let carried = self.links.carried().with(Choice::Interface, Some(language.tag()));
                (Tongue { tag: language.tag(), name: language.own_name() }, carried.on(own))
            })
            .collect()
    }

    /// The full addresses of the page at the path `own` in each language of the interface: tag and
    /// address. They stand on the page at its lasting address alone, which is the one that search
    /// engines are to keep, whatever the interface speaks.
    #[must_use]
    pub fn translations(&self, own: &str) -> Vec<(&'static str, String)> {
        if *self.links.carried() != Carried::default() {
            return Vec::new();
        }
        let of = |language: Interface| {
            let carried = Carried::default().with(Choice::Interface, Some(language.tag()));
            (language.tag(), self.links.absolute(&carried.on(own)))
        };
        let usual = ("x-default", self.links.absolute(own));
        Interface::ALL.into_iter().map(of).chain([usual]).collect()
    }

    /// What the root element says of the page's looks: names and values that are not the usual
    /// ones.
    #[must_use]
    pub fn looks(&self) -> Vec<(&'static str, &'static str)> {
        self.links.carried().with(Choice::Interface, None).pairs().collect()
    }

    /// The colours that the reader chose, where she did.
    #[must_use]
    pub fn theme(&self) -> Option<&'static str> {
        self.links.carried().value(Choice::Theme)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::words::Words;

    fn room(query: &str) -> Room {
        let carried = Carried::read(query.split('&').filter_map(|pair| pair.split_once('=')));
        let interface = carried.interface().unwrap_or_default();
        let words = std::sync::Arc::new(Words::of(interface));
        sample::room().for_reader(interface, carried, words)
    }

    #[test]
    fn the_panel_offers_every_value_and_what_holds_without_one() {
        for (choice, values) in PANEL {
            let mut offered: Vec<&str> = values.iter().copied().filter(|v| !v.is_empty()).collect();
            assert_eq!(offered.len() + 1, values.len(), "{choice:?}");
            let mut known = choice.values().to_vec();
            offered.sort_unstable();
            known.sort_unstable();
            assert_eq!(offered, known, "{choice:?}");
        }
        let room = sample::room();
        for setting in room.settings("/") {
            for words in setting.offers.iter().map(|offer| &offer.words).chain([&setting.label]) {
                assert!(!words.starts_with("setting-"), "{words} is not in the words");
            }
        }
    }

    #[test]
    fn each_offer_is_the_page_with_one_choice_changed() {
        let settings = room("ui=ko&theme=dark").settings("/a?q=b#c");
        let offers = |name: &str| {
            let setting = settings.iter().find(|setting| setting.name == name).unwrap();
            let offer = |offer: &Offer| (offer.value, offer.href.clone(), offer.is_chosen);
            setting.offers.iter().map(offer).collect::<Vec<_>>()
        };
        assert_eq!(
            offers("theme"),
            [
                ("", "/a?q=b&ui=ko#c".to_owned(), false),
                ("light", "/a?q=b&ui=ko&theme=light#c".to_owned(), false),
                ("dark", "/a?q=b&ui=ko&theme=dark#c".to_owned(), true),
            ]
        );
        assert!(offers("size").contains(&("", "/a?q=b&ui=ko&theme=dark#c".to_owned(), true)));
    }

    #[test]
    fn the_other_language_is_one_link_away() {
        let links = |query: &str| room(query).tongues("/a")[0].1.clone();
        assert_eq!(links(""), "/a?ui=ko");
        assert_eq!(links("size=large"), "/a?ui=ko&size=large");
        assert_eq!(links("ui=ko&size=large"), "/a?ui=en&size=large");
    }

    #[test]
    fn translations_are_named_at_the_lasting_address_alone() {
        assert_eq!(
            room("").translations("/a"),
            [
                ("en", "http://room.example/a?ui=en".to_owned()),
                ("ko", "http://room.example/a?ui=ko".to_owned()),
                ("x-default", "http://room.example/a".to_owned()),
            ]
        );
        assert!(room("ui=ko").translations("/a").is_empty());
        assert!(room("theme=dark").translations("/a").is_empty());
    }
}
