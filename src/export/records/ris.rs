//! Records as RIS, the tagged lines of Research Information Systems.
//!
//! A line holds one value: two letters, two blanks, a hyphen, a blank, the value, CR LF. The tags
//! are those that reference managers read into a manuscript: `A4` translator, `DB` archive, `AN`
//! place in it, `DP` catalogue, `M3` kind. The format has no place for rights and none for the
//! language of the original; a name with a comma is always taken for a person's.

use crate::citation::Record;
use crate::document::{Edtf, PartialDate};
use crate::export::{Desk, Written};

use super::{language, line, stated, translators};

/// The records one after another.
///
/// # Errors
/// None: the file is text in memory.
#[expect(clippy::unnecessary_wraps, reason = "the table's writers may fail")]
pub(super) fn ris(_: Desk<'_>, records: &[Record]) -> Written {
    let mut ris = String::new();
    for record in records {
        write(&mut ris, record);
    }
    Ok(ris.into_bytes())
}

fn write(ris: &mut String, record: &Record) {
    let mut put = |tag: &str, value: Option<String>| {
        if let Some(value) = value {
            ris.extend([tag, "  - ", &value, "\r\n"]);
        }
    };
    put("TY", Some("MANSCPT".to_owned()));
    put("TI", stated(record.title.as_deref()));
    for author in &record.authors {
        put("AU", stated(Some(&author.name.inverted())));
    }
    for translator in translators(record) {
        put("A4", stated(Some(&translator.inverted())));
    }
    put("DA", record.date.map(day));
    put("PY", record.date.map(|date| year(date.start())));
    put("AB", stated(record.summary.as_deref()));
    put("LA", language(record).map(str::to_owned));
    put("M3", stated(record.genre.as_deref()));
    put("PB", record.publisher.as_ref().and_then(|publisher| stated(Some(&publisher.name))));
    put("DB", stated(record.archive.as_deref()));
    put("AN", stated(record.shelfmark.as_deref()));
    put("DP", stated(Some(&record.room)));
    put("ST", stated(record.short_title.as_deref()));
    for subject in &record.subjects {
        // Readers take a semicolon for the end of a keyword.
        put("KW", stated(Some(&subject.replace(';', ","))));
    }
    put("UR", Some(line(&record.address)));
    ris.push_str("ER  - \r\n");
}

/// `1957/07/08/`; parts that are not known are empty, the slashes stay. An interval's end is in
/// the fourth part, which the format keeps for further words.
fn day(date: Edtf) -> String {
    let end = match date {
        Edtf::Point(_) => String::new(),
        Edtf::Interval(_, end) => format!("to {end}"),
    };
    match date.start() {
        PartialDate::Day(day) => {
            format!("{:04}/{:02}/{:02}/{end}", day.year(), day.month(), day.day())
        }
        PartialDate::Month(year, month) => format!("{year:04}/{month:02}//{end}"),
        PartialDate::Year(year) => format!("{year:04}///{end}"),
    }
}

fn year(date: PartialDate) -> String {
    format!("{:04}", date.first_day().year())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{bare, journal, odd, written};
    use super::*;

    #[test]
    fn a_record_is_a_manuscript_with_a_line_for_each_value() {
        let expect = "TY  - MANSCPT\r\n\
            TI  - Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957\r\n\
            AU  - Puzanov, A. M.\r\n\
            A4  - Goldberg, Gary\r\n\
            DA  - 1957/07/08/\r\n\
            PY  - 1957\r\n\
            AB  - Puzanov and Kim Il Sung talk. They part.\r\n\
            LA  - en\r\n\
            M3  - Diary entry\r\n\
            PB  - Wilson Center Digital Archive\r\n\
            DB  - AVPRF\r\n\
            AN  - F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145\r\n\
            DP  - Reading Room\r\n\
            ST  - Puzanov journal, 8 July 1957\r\n\
            UR  - https://room.example/documents/115633\r\n\
            ER  - \r\n";
        assert_eq!(written(ris, &[journal()]), expect);
    }

    #[test]
    fn what_is_not_stated_has_no_line() {
        let expect = "TY  - MANSCPT\r\nDP  - Reading Room\r\n\
            UR  - https://room.example/documents/a\r\nER  - \r\n";
        assert_eq!(written(ris, &[bare("a")]), expect);
    }

    #[test]
    fn no_value_can_begin_a_line_of_its_own() {
        let text = written(ris, &[odd(), odd()]);
        assert_eq!(text.matches("TY  - MANSCPT\r\n").count(), 2);
        for line in text.split_terminator("\r\n") {
            let is_tagged = line.get(2..6) == Some("  - ");
            assert!(is_tagged && !line.contains(char::is_control), "{line:?}");
        }
    }

    #[test]
    fn a_date_keeps_its_empty_parts() {
        let check = |edtf: &str, expect: &str| {
            assert_eq!(day(Edtf::parse(edtf).unwrap()), expect, "{edtf}");
        };
        check("1957-07-08", "1957/07/08/");
        check("1957-02", "1957/02//");
        check("1957", "1957///");
        check("0957", "0957///");
        check("1957-03-26/1957-03-29", "1957/03/26/to 1957-03-29");
    }
}
