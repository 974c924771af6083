//! What the entries of one journal have in common.

use super::Description;

impl Description {
    /// Authors and title without its date, where the title carries one and an author is known:
    /// equal for the entries of one journal, whatever days they are of.
    #[must_use]
    pub fn series(&self) -> Option<String> {
        let title = self.title.as_deref()?;
        let date = self
            .dates
            .iter()
            .find(|date| !date.as_printed.is_empty() && title.contains(&date.as_printed))?;
        if self.authors.is_empty() {
            return None;
        }
        let mut series: Vec<String> =
            self.authors.iter().map(|author| letters(&author.name)).collect();
        series.push(letters(&title.replacen(&date.as_printed, " ", 1)));
        Some(series.join("\u{1f}"))
    }
}

/// Letters and digits in lower case, all else as single blanks.
fn letters(text: &str) -> String {
    let words = text.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::document::*;

    fn described(title: &str, printed: &str, author: Option<&str>) -> Option<String> {
        let author = author.map(|name| Author {
            name: name.to_owned(),
            kind: AuthorKind::Person,
            evidence: None,
        });
        let date = RoleDate {
            role: DateRole::Described,
            value: Edtf::parse("1957-07-03").unwrap(),
            as_printed: printed.to_owned(),
            read_from: "title".to_owned(),
        };
        Description {
            title: Some(title.to_owned()),
            dates: vec![date],
            authors: author.into_iter().collect(),
            ..Description::default()
        }
        .series()
    }

    #[test]
    fn entries_of_one_journal_share_all_but_the_date() {
        let one = described(
            "Journal of A.M. Puzanov for 3 July 1957",
            "3 July 1957",
            Some("A. M. Puzanov"),
        );
        let other = described(
            "Journal of A. M. Puzanov for 8 July 1957",
            "8 July 1957",
            Some("A. M. Puzanov"),
        );
        assert!(one.is_some());
        assert_eq!(one, other);
        assert_ne!(
            one,
            described(
                "Journal of V. I. Ivanov for 8 July 1957",
                "8 July 1957",
                Some("V. I. Ivanov")
            )
        );
    }

    #[test]
    fn a_title_without_a_date_or_an_author_makes_no_series() {
        assert_eq!(described("Report", "3 July 1957", Some("A")), None);
        assert_eq!(described("Report for 3 July 1957", "3 July 1957", None), None);
    }
}
