//! The leaves (listy) of an archive file that a reference cites.

/// The longest leaf number that is read, in digits.
const MOST_DIGITS: usize = 6;

/// A range of leaves, read from a reference as printed: `131-145`, `12`, `44-113ob`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaves {
    /// The first leaf.
    pub first: u32,
    /// The last leaf; the first where only one is cited.
    pub last: u32,
    /// As printed, numbers joined by an en dash and without blanks around it: `131–145`.
    pub words: String,
}

impl Leaves {
    /// The leaves, if the words hold a number at all. Where the last number is below the first, as
    /// in `131-45`, it is not taken for the end of the range: nothing is guessed.
    #[must_use]
    pub fn parse(printed: &str) -> Option<Self> {
        let numbers: Vec<u32> = printed
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| (1..=MOST_DIGITS).contains(&digits.len()))
            .filter_map(|digits| digits.parse().ok())
            .collect();
        let first = *numbers.first()?;
        let last = (*numbers.last()?).max(first);
        Some(Self { first, last, words: joined(printed.trim()) })
    }

    /// A string that sorts by first leaf, then by last.
    #[must_use]
    pub fn sort_key(&self) -> String {
        format!("{:06}-{:06}", self.first, self.last)
    }
}

/// The words with every dash, and the blanks around it, as one en dash.
fn joined(printed: &str) -> String {
    let mut words = String::with_capacity(printed.len() + 4);
    for part in printed.split(['-', '‐', '‑', '–', '—', '−']) {
        if !words.is_empty() {
            words.truncate(words.trim_end().len());
            words.push('–');
        }
        words.push_str(if words.is_empty() { part } else { part.trim_start() });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Leaves;

    #[test]
    fn leaves_are_read_from_what_references_print() {
        let check = |printed: &str, first: u32, last: u32, words: &str| {
            let leaves = Leaves::parse(printed).unwrap();
            assert_eq!((leaves.first, leaves.last, leaves.words.as_str()), (first, last, words));
        };
        check("131-145", 131, 145, "131–145");
        check("44 – 113ob", 44, 113, "44–113ob");
        check("12", 12, 12, "12");
        check("131-145, 150", 131, 150, "131–145, 150");
        check("131-45", 131, 131, "131–45");
        check("1об.-3", 1, 3, "1об.–3");
    }

    #[test]
    fn words_without_a_number_are_no_leaves() {
        for printed in ["", "-", "several", "1234567"] {
            assert_eq!(Leaves::parse(printed), None, "{printed}");
        }
    }

    #[test]
    fn leaves_sort_by_their_numbers() {
        let key = |printed: &str| Leaves::parse(printed).unwrap().sort_key();
        assert!(
            key("9") < key("10-12") && key("10-12") < key("10-113") && key("10-113") < key("44")
        );
    }
}
