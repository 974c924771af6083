//! One sentence that says what the room holds.

use crate::document::{Coverage, Language};

use super::Room;
use super::room::grouped;

/// How many languages beside the first the sentence names at most.
const NAMED: usize = 4;

impl Room {
    /// "5 documents, 14 February to 8 July 1957, from two archives; all in English, one also in
    /// Korean", as far as the room's contents give it.
    #[must_use]
    pub fn coverage_words(&self, coverage: &Coverage) -> String {
        if coverage.documents == 0 {
            return self.say("coverage-empty");
        }
        let mut holdings = vec![self.say_count("coverage-documents", coverage.documents)];
        if let (Some(first), Some(last)) =
            (coverage.first.and_then(|date| date.value), coverage.last.and_then(|date| date.value))
        {
            holdings.push(self.span_words(first.start(), last.end()));
        }
        let archives = coverage.archives_in_all;
        if archives > 0 {
            holdings.push(self.count_words("coverage-archives", archives));
        }
        let mut clauses = vec![holdings.join(", ")];
        clauses.extend(self.language_clause(coverage));
        if coverage.undated > 0 {
            clauses.push(if coverage.undated == coverage.documents {
                self.say_count("coverage-all-undated", coverage.documents)
            } else {
                self.count_words("coverage-undated", coverage.undated)
            });
        }
        self.joined_clauses(clauses)
    }

    /// The same as a sentence of its own.
    #[must_use]
    pub fn coverage_sentence(&self, coverage: &Coverage) -> String {
        self.say_with("coverage-sentence", &[("words", self.coverage_words(coverage).into())])
    }

    fn joined_clauses(&self, clauses: Vec<String>) -> String {
        let join = |first: String, second: String| {
            let args = [("first", first.into()), ("second", second.into())];
            self.say_with("coverage-clauses", &args)
        };
        clauses.into_iter().reduce(join).unwrap_or_default()
    }

    fn language_clause(&self, coverage: &Coverage) -> Option<String> {
        let ((first, count), others) = coverage.languages.split_first()?;
        let first = self.language_within(first);
        let all = *count == coverage.documents;
        let mut parts = vec![if all {
            let args = [("n", super::room::number(coverage.documents)), ("language", first.into())];
            self.say_with("coverage-all-in", &args)
        } else {
            self.in_language("coverage-in", *count, &first)
        }];
        // One language more than the sentence names would be counted as "one more"; name it.
        let named = if others.len() > NAMED { NAMED - 1 } else { others.len() };
        for (language, count) in &others[..named] {
            let name = self.language_within(language);
            // Where all are in the first language, every further text is beside it.
            let message = if all { "coverage-also-in" } else { "coverage-in" };
            parts.push(self.in_language(message, *count, &name));
        }
        let more = u64::try_from(others.len() - named).unwrap_or(u64::MAX);
        if more > 0 {
            parts.push(self.count_words("coverage-more-languages", more));
        }
        Some(parts.join(", "))
    }

    /// The language's name within a sentence.
    fn language_within(&self, language: &Language) -> String {
        if language.as_str() == "und" {
            self.say("coverage-undetermined")
        } else {
            self.language_name(language)
        }
    }

    fn in_language(&self, message: &str, n: u64, language: &str) -> String {
        let args = [
            ("n", super::room::number(n)),
            ("count", self.number_words(n).into()),
            ("language", language.into()),
        ];
        self.say_with(message, &args)
    }

    /// A message about a number whose small values are written as words: `two archives`.
    fn count_words(&self, message: &str, n: u64) -> String {
        let args = [("n", super::room::number(n)), ("count", self.number_words(n).into())];
        self.say_with(message, &args)
    }

    fn number_words(&self, n: u64) -> String {
        if (1..=10).contains(&n) { self.say(&format!("number-{n}")) } else { grouped(n) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::document::{DocumentDate, Edtf};

    fn date(edtf: &str) -> Option<DocumentDate> {
        Edtf::parse(edtf).map(|value| DocumentDate { value: Some(value), read_from: None })
    }

    fn check(coverage: &Coverage, expect: &str) {
        assert_eq!(sample::room().coverage_words(coverage), expect);
    }

    fn languages(of: &[(&str, u64)]) -> Vec<(Language, u64)> {
        of.iter().map(|(tag, n)| (Language::parse(tag).unwrap(), *n)).collect()
    }

    #[test]
    fn five_documents_in_one_sentence() {
        check(
            &Coverage {
                documents: 5,
                undated: 0,
                first: date("1957-02-14"),
                last: date("1957-07-08"),
                years: vec![(1957, 5)],
                archives: vec![("AVPRF".into(), 3), ("Polish Foreign Ministry Archive".into(), 2)],
                archives_in_all: 2,
                languages: languages(&[("en", 5), ("ko", 1)]),
            },
            "5 documents, 14 February to 8 July 1957, from two archives; all in English, one also \
             in Korean",
        );
    }

    #[test]
    fn korean_says_it_without_the_words_of_english() {
        let room = sample::room_in(crate::address::Interface::Korean);
        let coverage = Coverage {
            documents: 5,
            first: date("1957-02-14"),
            last: date("1957-07-08"),
            archives: vec![("AVPRF".into(), 3), ("Polish Foreign Ministry Archive".into(), 2)],
            archives_in_all: 2,
            languages: languages(&[("en", 5), ("ko", 1)]),
            ..Coverage::default()
        };
        assert_eq!(
            room.coverage_sentence(&coverage),
            "문서 5건, 1957년 2월 14일부터 7월 8일까지, 소장처 2곳. 모두 영어 본문, 1건은 한국어 본문도 수록."
        );
    }

    #[test]
    fn an_empty_room_and_a_single_document_read_well() {
        check(&Coverage::default(), "No documents yet");
        check(
            &Coverage {
                documents: 1,
                first: date("1957-07"),
                last: date("1957-07"),
                archives: vec![("AVPRF".into(), 1)],
                archives_in_all: 1,
                languages: languages(&[("en", 1)]),
                ..Coverage::default()
            },
            "1 document, July 1957, from one archive; in English",
        );
    }

    #[test]
    fn undated_documents_and_rooms_of_many_languages_are_counted() {
        check(
            &Coverage { documents: 2, undated: 2, ..Coverage::default() },
            "2 documents; all undated",
        );
        check(
            &Coverage {
                documents: 12_345,
                undated: 11,
                first: date("1945"),
                last: date("1991-12-25"),
                languages: languages(&[("en", 12_000), ("ru", 400)]),
                ..Coverage::default()
            },
            "12,345 documents, 1945 to 25 December 1991; 12,000 in English, 400 in Russian; 11 \
             undated",
        );
    }

    #[test]
    fn of_many_languages_the_first_are_named() {
        let counts = [("en", 9), ("ar", 1), ("de", 1), ("und", 1), ("ru", 1), ("zh", 1)];
        let mut coverage =
            Coverage { documents: 10, languages: languages(&counts), ..Coverage::default() };
        check(
            &coverage,
            "10 documents; nine in English, one in Arabic, one in German, one in a language not \
             determined, and in two more languages",
        );
        coverage.languages.pop();
        check(
            &coverage,
            "10 documents; nine in English, one in Arabic, one in German, one in a language not \
             determined, one in Russian",
        );
    }
}
