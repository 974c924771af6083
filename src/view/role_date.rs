//! What happened when: a document's further dates, in a few words for lists.

use crate::document::{DateRole, Edtf, Entry, PartialDate, RoleDate};
use crate::export::wording;

use super::Room;

/// Roles in the order in which lists tell of them.
const ORDER: [DateRole; 5] = [
    DateRole::Described,
    DateRole::Period,
    DateRole::Drafted,
    DateRole::Registered,
    DateRole::Received,
];

/// Words of a title that say that what it describes is a conversation.
const TALKS: [&str; 8] = [
    "conversation",
    "conversations",
    "talk",
    "talks",
    "discussion",
    "discussions",
    "meeting",
    "meetings",
];

impl Room {
    /// The further dates of a document, each role once: `conversation 26–29 March`. A date that
    /// only repeats the document's own is left out, and so is the year where it is the same.
    #[must_use]
    pub(super) fn role_dates(&self, entry: &Entry) -> Vec<String> {
        let own = entry.date.value;
        let told = |date: &&RoleDate| Some(date.value) != own;
        ORDER
            .iter()
            .filter_map(|role| {
                let mut dates: Vec<String> = Vec::new();
                for date in entry.dates.iter().filter(|date| date.role == *role).filter(told) {
                    let words = self.words_beside(date.value, own);
                    if !dates.contains(&words) {
                        dates.push(words);
                    }
                }
                let message = message(*role, entry.title.as_deref());
                (!dates.is_empty())
                    .then(|| self.say_with(message, &[("date", dates.join(", ").into())]))
            })
            .collect()
    }

    /// A date in words, without the year where `own` has the same.
    fn words_beside(&self, value: Edtf, own: Option<Edtf>) -> String {
        let same = own.is_some_and(|own| {
            let year = year(own.start());
            [own.end(), value.start(), value.end()].into_iter().all(|date| self::year(date) == year)
        });
        let bare = same.then(|| wording::without_year(&self.words, value)).flatten();
        bare.unwrap_or_else(|| self.date_words(Some(value)))
    }
}

/// The message that says a role.
pub(super) fn message(role: DateRole, title: Option<&str>) -> &'static str {
    match role {
        DateRole::Described if tells_of_talk(title.unwrap_or_default()) => "list-date-conversation",
        DateRole::Described => "list-date-described",
        DateRole::Drafted => "list-date-drafted",
        DateRole::Registered => "list-date-registered",
        DateRole::Received => "list-date-received",
        DateRole::Period => "list-date-period",
    }
}

/// Whether a title says that the document is about a conversation.
fn tells_of_talk(title: &str) -> bool {
    title
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| TALKS.iter().any(|talk| word.eq_ignore_ascii_case(talk)))
}

fn year(date: PartialDate) -> i16 {
    date.first_day().year()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn check(title: &str, own: &str, dates: &[(DateRole, &str)], expect: &[&str]) {
        let mut entry = sample::entry("a", own, Some(title));
        let date = |(role, value): &(DateRole, &str)| RoleDate {
            role: *role,
            value: Edtf::parse(value).unwrap(),
            as_printed: String::new(),
            read_from: "title".to_owned(),
        };
        entry.dates = dates.iter().map(date).collect();
        assert_eq!(sample::room().role_dates(&entry), expect, "{title}");
    }

    #[test]
    fn what_a_conversation_note_tells_of_is_a_conversation() {
        use DateRole::Described;
        let talk = [(Described, "1957-03-26/1957-03-29")];
        check("Notes from a Conversation", "1957-04-04", &talk, &["conversation 26–29 March"]);
        check("Report", "1957-04-04", &talk, &["describes 26–29 March"]);
        check("Talkative", "1958", &talk, &["describes 26–29 March 1957"]);
    }

    #[test]
    fn each_role_stands_once_and_the_own_date_is_not_repeated() {
        use DateRole::{Described, Drafted, Period, Received, Registered};
        let dates = [
            (Described, "1957-05-23"),
            (Registered, "1957-05-31"),
            (Received, "1957-06-11"),
            (Received, "1957-06-12"),
            (Period, "1957-05-06/1957-05-29"),
            (Drafted, "1957-05-23"),
        ];
        let expect = ["covers 6–29 May", "registered 31 May", "received 11 June, 12 June"];
        check("Journal", "1957-05-23", &dates, &expect);
    }

    #[test]
    fn a_korean_date_loses_its_year_at_the_front() {
        let mut entry = sample::entry("a", "1957-04-04", Some("Notes from a Conversation"));
        entry.dates = vec![RoleDate {
            role: DateRole::Described,
            value: Edtf::parse("1957-03-26/1957-03-29").unwrap(),
            as_printed: String::new(),
            read_from: "title".to_owned(),
        }];
        let room = sample::room_in(crate::address::Interface::Korean);
        assert_eq!(room.role_dates(&entry), ["면담 3월 26–29일"]);
    }

    #[test]
    fn a_year_is_left_out_only_where_nothing_is_lost() {
        use DateRole::Period;
        let check = |value, expect| check("x", "1957-05-23", &[(Period, value)], &[expect]);
        check("1956-12-30/1957-01-02", "covers 30 December 1956 – 2 January 1957");
        check("1957-04/1957-05", "covers April–May");
        check("1956", "covers 1956");
        check("1957", "covers 1957");
    }
}
