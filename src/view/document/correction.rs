//! The way to tell the editors of an error, with the document, its edition and the place filled in.
//!
//! To a mail address a letter is begun. To any other address a plain link leads, which carries
//! nothing along: the reader copies the address that stands beside it.

use crate::address::{Anchor, is_mail_address, letter};
use crate::document::Holding;

use super::super::{Room, error};

/// The longest title that a letter's subject names, in characters.
const LONGEST_TITLE: usize = 80;

impl Room {
    /// Where an error in the edition shown, or at a place in it that `words` names, is told of;
    /// `None` where the room states no contact.
    pub(super) fn correction(
        &self,
        holding: &Holding,
        at: Option<(&Anchor, &str)>,
    ) -> Option<String> {
        let contact = self.contact.as_deref()?;
        if !is_mail_address(contact) {
            return Some(contact.to_owned());
        }
        let title = error::shortened(&self.document_title(holding), LONGEST_TITLE);
        let edition = holding.edition.short();
        let links = &self.lasting;
        let address = match at {
            Some((anchor, _)) => links.place(&holding.id, anchor, Some(edition)),
            None => links.document_view(&holding.id, None, Some(edition)),
        };
        let subject = self.say_with("correction-subject", &[("title", title.into())]);
        let mut body = vec![links.absolute(&address)];
        body.extend(at.map(|(_, words)| words.to_owned()));
        body.push(self.say_with("correction-edition", &[("edition", edition.into())]));
        body.extend([String::new(), self.say("correction-ask"), String::new(), String::new()]);
        Some(letter(contact, &subject, &body.join("\n")))
    }
}

#[cfg(test)]
mod tests {
    use askama::Template as _;

    use super::super::super::sample;
    use super::super::{Asked, DocumentPage};
    use super::*;
    use crate::document::Neighbours;

    fn page(contact: Option<&str>, at: Option<&str>, title: &str) -> String {
        let mut room = sample::room();
        room.contact = contact.map(str::to_owned);
        let mut holding = sample::bare("a", "en", "Words.");
        holding.document.description.title = Some(title.to_owned());
        let asked = Asked { at: at.and_then(Anchor::parse), ..Asked::default() };
        DocumentPage::new(&room, &holding, &Neighbours::default(), &asked).render().unwrap()
    }

    fn letters(page: &str) -> Vec<&str> {
        let begun = page.split("href=\"mailto:").skip(1);
        begun.map(|rest| rest.split('"').next().unwrap()).collect()
    }

    #[test]
    fn a_document_and_a_paragraph_begin_a_letter_that_says_where() {
        let holding = sample::bare("a", "en", "Words.");
        let (id, edition) = (&holding.id, holding.edition.short());
        let page = page(Some("us@example.org"), Some("p1"), "A & B: \"100%\" 한");
        let letters = letters(&page);
        let place = format!("%2F{id}%2Fp1%3Fedition%3D{edition}%0D%0A");
        assert_eq!(letters.iter().filter(|letter| letter.contains(&place)).count(), 1, "{page}");
        let whole = format!("%2F{id}%3Fedition%3D{edition}%0D%0A");
        assert!(letters.iter().any(|letter| letter.contains(&whole)), "{page}");
        for letter in letters {
            assert!(letter.starts_with("us@example.org?subject="), "{letter}");
            assert!(letter.contains("A%20%26%20B%3A%20%22100%25%22%20%ED%95%9C"), "{letter}");
            assert!(letter.is_ascii() && !letter.contains([' ', '<', '>']), "{letter}");
        }
    }

    #[test]
    fn an_address_that_is_no_mail_gets_nothing_along() {
        let page = page(Some("https://example.org/errors"), Some("p1"), "A");
        assert_eq!(page.matches("href=\"https://example.org/errors\"").count(), 2, "{page}");
        assert!(letters(&page).is_empty());
    }

    #[test]
    fn without_a_contact_nothing_is_offered() {
        let page = page(None, Some("p1"), "A");
        let words = sample::room().say("correction-report");
        assert!(!page.contains(&words) && letters(&page).is_empty(), "{page}");
    }
}
