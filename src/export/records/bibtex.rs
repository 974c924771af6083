//! Records as BibTeX, with the fields that biblatex adds.
//!
//! The entries are `@unpublished`. Archive and place in it stand in `note`, the only field that the
//! styles print; `date` is biblatex's, `year` and `month` are for all others. The file is UTF-8:
//! only what TeX itself would act on is escaped.

use crate::address::folded;
use crate::citation::{Name, Record};
use crate::document::{Edtf, PartialDate};
use crate::export::{Desk, Written};

use super::{language, line, stated, translators};

/// The records, a blank line between two.
///
/// # Errors
/// None: the file is text in memory.
#[expect(clippy::unnecessary_wraps, reason = "the table's writers may fail")]
pub(super) fn bibtex(_: Desk<'_>, records: &[Record]) -> Written {
    let entries: Vec<String> = records.iter().map(entry).collect();
    Ok(entries.join("\n").into_bytes())
}

fn entry(record: &Record) -> String {
    let mut fields: Vec<String> = Vec::new();
    let mut put = |field: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(format!("  {field} = {{{value}}}"));
        }
    };
    // A second pair of braces keeps capitals as they are.
    put("title", stated(record.title.as_deref()).map(|title| format!("{{{}}}", escaped(&title))));
    put("author", names(record.authors.iter().map(|author| &author.name)));
    put("translator", names(translators(record).into_iter()));
    put("date", record.date.map(|date| date.to_string()));
    put("year", record.date.map(|date| format!("{:04}", date.start().first_day().year())));
    if let Some(month) = record.date.and_then(month) {
        // The month's name is the bibliography style's to say: a macro, no text.
        fields.push(format!("  month = {month}"));
    }
    let mut put = |field: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.push(format!("  {field} = {{{}}}", escaped(&value)));
        }
    };
    put("type", stated(record.genre.as_deref()));
    put(
        "institution",
        record.publisher.as_ref().and_then(|publisher| stated(Some(&publisher.name))),
    );
    let place = [record.archive.as_deref(), record.shelfmark.as_deref()];
    let place: Vec<String> = place.into_iter().filter_map(stated).collect();
    put("note", stated(Some(&place.join(", "))));
    put("langid", language(record).and_then(babel).map(str::to_owned));
    put("language", language(record).map(str::to_owned));
    // Readers take a comma or a semicolon for the end of a keyword.
    let subject = |subject: &String| stated(Some(&subject.replace([',', ';'], " ")));
    let subjects: Vec<String> = record.subjects.iter().filter_map(subject).collect();
    put("keywords", stated(Some(&subjects.join(", "))));
    put("copyright", stated(record.rights.as_deref()));
    // An address is read as it stands, without escapes.
    fields.push(format!("  url = {{{}}}", line(&record.address)));
    format!("@unpublished{{{},\n{}\n}}\n", key(record), fields.join(",\n"))
}

/// `puzanov-1957-07-08-journal`: the letters of the first word that the first author is sorted by,
/// and the document's identifier. What stands before the first hyphen holds none, so two documents
/// never have one key, and a key never begins with a digit.
fn key(record: &Record) -> String {
    let name = match record.authors.first().map(|author| &author.name) {
        Some(Name::Person { family, .. }) => family,
        Some(Name::Whole(name)) => name,
        None => "",
    };
    let word: String = folded(name)
        .split('-')
        .next()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    let word = if word.is_empty() { "doc" } else { &word };
    format!("{word}-{}", record.id)
}

/// The names as BibTeX takes them apart: `Puzanov, A. M. and {Embassy of Poland}`.
fn names<'a>(names: impl Iterator<Item = &'a Name>) -> Option<String> {
    let names: Vec<String> = names.filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

fn name(name: &Name) -> Option<String> {
    let part = |text: &str| {
        let text = line(text);
        let splits = text.contains(',') || text.split(' ').any(|w| w.eq_ignore_ascii_case("and"));
        if splits { format!("{{{}}}", escaped(&text)) } else { escaped(&text) }
    };
    let whole = |text: &str| stated(Some(text)).map(|text| format!("{{{}}}", escaped(&text)));
    match name {
        Name::Whole(name) => whole(name),
        Name::Person { family, given, suffix, .. } => {
            match (part(family), part(suffix), part(given)) {
                (family, _, given) if family.is_empty() || given.is_empty() => {
                    whole(&name.inverted())
                }
                (family, suffix, given) if suffix.is_empty() => Some(format!("{family}, {given}")),
                (family, suffix, given) => Some(format!("{family}, {suffix}, {given}")),
            }
        }
    }
}

/// The month as a macro of BibTeX's own; none where an interval has several.
fn month(date: Edtf) -> Option<&'static str> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let of = |date: PartialDate| match date {
        PartialDate::Day(day) => Some((day.year(), day.month())),
        PartialDate::Month(year, month) => Some((year, month)),
        PartialDate::Year(_) => None,
    };
    let (_, month) = of(date.start()).filter(|month| Some(*month) == of(date.end()))?;
    MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

/// The language as TeX's packages name it, for hyphenation.
fn babel(tag: &str) -> Option<&'static str> {
    Some(match tag.split('-').next().unwrap_or_default() {
        "en" => "english",
        "ko" => "korean",
        "ru" => "russian",
        "de" => "german",
        "fr" => "french",
        "pl" => "polish",
        "cs" => "czech",
        "hu" => "hungarian",
        "uk" => "ukrainian",
        "bg" => "bulgarian",
        "ro" => "romanian",
        "es" => "spanish",
        "it" => "italian",
        "ja" => "japanese",
        "zh" => "chinese",
        _ => return None,
    })
}

/// The text with all that TeX would act on escaped. BibTeX counts braces even behind a backslash, so
/// those that do not pair are written as words, which fewer readers know.
fn escaped(text: &str) -> String {
    let braces_pair = braces_pair(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        // TeX joins these into one sign: a dash, a quotation mark.
        let joins = match c {
            '-' | '\'' | ',' => escaped.ends_with(c),
            '`' => escaped.ends_with(['`', '?', '!']),
            _ => false,
        };
        if joins {
            escaped.push_str("{}");
        }
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '{' | '}' if braces_pair => {
                escaped.push('\\');
                escaped.push(c);
            }
            '{' => escaped.push_str("{\\textbraceleft}"),
            '}' => escaped.push_str("{\\textbraceright}"),
            '\\' => escaped.push_str("{\\textbackslash}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '<' | '>' => {
                escaped.push('$');
                escaped.push(c);
                escaped.push('$');
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether each brace that opens closes again, and none closes before.
fn braces_pair(text: &str) -> bool {
    let mut open: u32 = 0;
    for c in text.chars() {
        match c {
            '{' => open += 1,
            '}' => match open.checked_sub(1) {
                Some(fewer) => open = fewer,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, journal, odd, person, written};
    use super::*;
    use crate::citation::{Agent, Origin};

    #[test]
    fn a_record_is_an_unpublished_manuscript() {
        let expect = "@unpublished{puzanov-115633,
  title = {{Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957}},
  author = {Puzanov, A. M.},
  translator = {Goldberg, Gary},
  date = {1957-07-08},
  year = {1957},
  month = jul,
  type = {Diary entry},
  institution = {Wilson Center Digital Archive},
  note = {AVPRF, F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145},
  langid = {english},
  language = {en},
  url = {https://room.example/documents/115633}
}
";
        assert_eq!(written(bibtex, &[journal()]), expect);
    }

    #[test]
    fn signs_that_tex_would_join_stay_apart() {
        for (text, expect) in
            [("a --> b", "a -{}-$>$ b"), ("''x``", "'{}'x`{}`"), ("1-2, 3", "1-2, 3")]
        {
            assert_eq!(escaped(text), expect);
        }
    }

    #[test]
    fn what_is_not_stated_has_no_field() {
        let expect = "@unpublished{doc-a,\n  url = {https://room.example/documents/a}\n}\n";
        assert_eq!(written(bibtex, &[bare("a")]), expect);
    }

    #[test]
    fn braces_always_pair_and_nothing_that_tex_acts_on_is_left() {
        let unpaired = Record { genre: Some("}{ and {".into()), ..odd() };
        let text = written(bibtex, &[unpaired]);
        let mut depth = 0;
        for c in text.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            assert!(depth >= 0, "{text}");
        }
        assert_eq!(depth, 0, "{text}");
        let text = text.replace("$<$", "").replace("$>$", "");
        for (at, _) in text.match_indices(['&', '%', '$', '#', '_']) {
            assert!(text[..at].ends_with('\\'), "{text}");
        }
        assert!(!text.contains(['~', '^', '<', '>']), "{text}");
        assert_eq!(escaped("a {b} c"), "a \\{b\\} c");
        assert_eq!(escaped("}{"), "{\\textbraceright}{\\textbraceleft}");
    }

    #[test]
    fn every_document_has_a_key_of_its_own_that_is_no_number() {
        let check = |family: &str, id: &str, expect: &str| {
            let name = person("X", family);
            let authors = vec![Agent { name, origin: Origin::Source }];
            assert_eq!(key(&Record { authors, ..bare(id) }), expect);
        };
        check("Puzanov", "115633", "puzanov-115633");
        check("Müller-Kim", "1", "muller-1");
        check("김", "1", "doc-1");
        check("007", "1", "doc-1");
        assert_eq!(key(&bare("1957")), "doc-1957");
    }

    #[test]
    fn bodies_and_names_that_would_be_split_stand_in_braces() {
        let check = |of: Name, expect: &str| assert_eq!(name(&of).unwrap(), expect);
        check(person("A. M.", "Puzanov"), "Puzanov, A. M.");
        check(Name::Whole("Embassy of Poland, Pyongyang".into()), "{Embassy of Poland, Pyongyang}");
        check(Name::Whole("Trade and Industry".into()), "{Trade and Industry}");
        check(person("A", "Kim and Son"), "{Kim and Son}, A");
        check(person("", "Kim"), "{Kim}");
        check(person("Il Sung", "김"), "김, Il Sung");
    }

    #[test]
    fn a_month_is_named_where_there_is_one() {
        let check = |edtf: &str, expect: Option<&str>| {
            assert_eq!(month(Edtf::parse(edtf).unwrap()), expect, "{edtf}");
        };
        check("1957-07-08", Some("jul"));
        check("1957-12", Some("dec"));
        check("1957", None);
        check("1957-03-26/1957-03-29", Some("mar"));
        check("1957-03-26/1957-04-02", None);
        check("1956-03/1957-03", None);
    }
}
