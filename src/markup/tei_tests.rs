use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::is_xml;
use super::*;
use crate::document::{BlockKind, MarkPart};

const SETTING: TeiSetting<'static> =
    TeiSetting { ids: "", first_note: 3, translator: Some("translator-en"), original: "ru" };

fn block(text: &str, marks: Vec<Mark>) -> Block {
    Block { n: 1, kind: BlockKind::Paragraph, text: text.to_owned(), marks }
}

fn mark(kind: MarkKind, start: usize, end: usize) -> Mark {
    let at = |at: usize| u32::try_from(at).unwrap();
    Mark { start: at(start), end: at(end), kind, value: None, part: MarkPart::Whole }
}

/// The text's one bracket as a mark of this kind.
fn check(text: &str, kind: MarkKind, expect: &str) {
    let marks = vec![mark(kind, text.find('[').unwrap(), text.rfind(']').unwrap() + 1)];
    assert_eq!(merged(&block(text, marks), SETTING).as_str(), expect);
}

#[test]
fn every_kind_of_mark_is_an_element_that_keeps_the_printed_words() {
    use MarkKind::*;
    check(
        "Comr[ade]s & X",
        Expansion,
        "<expan>Comr<ex resp=\"#translator-en\">[ade]</ex>s</expan> &amp; X",
    );
    check(
        "NNSC [Neutral Nations]",
        Expansion,
        "NNSC <expan resp=\"#translator-en\">[Neutral Nations]</expan>",
    );
    check("a [them]", Supplied, "a <supplied resp=\"#translator-en\">[them]</supplied>");
    check("Heo Ga-I [Ho Ka I]", Spelling, "Heo Ga-I <gloss type=\"spelling\">[Ho Ka I]</gloss>");
    check("a [dopustil]", OriginalWord, "a <foreign xml:lang=\"ru-Latn\">[dopustil]</foreign>");
    check("a [допустил]", OriginalWord, "a <foreign xml:lang=\"ru\">[допустил]</foreign>");
    check("a [?]", Uncertain, "a <unclear>[?]</unclear>");
    check(
        "a [two lines\nillegible]",
        Illegible,
        "a <gap reason=\"illegible\"><desc>[two lines\nillegible]</desc></gap>",
    );
    check("[by hand: a]", Handwritten, "<add rend=\"handwritten\">[by hand: a]</add>");
    check("[a\nb]", Unclassified, "<seg type=\"unclassified\">[a\n<lb/>b]</seg>");
    check("x[2]", Sup, "x<hi rend=\"superscript\">[2]</hi>");
    check("x[2]", Link, "x<seg type=\"link\">[2]</seg>");
}

#[test]
fn a_note_has_its_number_and_its_translator_where_its_label_names_him() {
    let check = |text, expect: &str| check(text, MarkKind::Note, expect);
    check(
        "a [trans. note: b]",
        "a <note xml:id=\"n3\" n=\"3\" place=\"inline\" type=\"translator\" \
         resp=\"#translator-en\">[trans. note: b]</note>",
    );
    check(
        "[편집자 주: b]",
        "<note xml:id=\"n3\" n=\"3\" place=\"inline\" type=\"editor\">[편집자 주: b]</note>",
    );
    check("[note: b]", "<note xml:id=\"n3\" n=\"3\" place=\"inline\">[note: b]</note>");
}

#[test]
fn a_note_that_goes_on_points_to_where_it_began() {
    let mut first = mark(MarkKind::Note, 0, 4);
    first.part = MarkPart::Last;
    let written = merged(&block("b c] d", vec![first]), SETTING);
    assert_eq!(written.as_str(), "<note prev=\"#n2\" place=\"inline\">b c]</note> d");
    let marks = vec![mark(MarkKind::Em, 0, 3), mark(MarkKind::Note, 1, 5)];
    let written = merged(&block("abcdef", marks), TeiSetting { ids: "x.", ..SETTING });
    assert_eq!(
        written.as_str(),
        "<hi rend=\"italic\">a<note xml:id=\"x.n3\" n=\"3\" place=\"inline\">bc</note></hi>\
         <note prev=\"#x.n3\" place=\"inline\">de</note>f"
    );
}

#[test]
fn what_holds_letters_only_gives_way_where_marks_overlap() {
    let check = |kind, other: (usize, usize), expect: &str| {
        let marks = vec![mark(kind, 2, 5), mark(MarkKind::Em, other.0, other.1)];
        assert_eq!(merged(&block("ab[c]d", marks), SETTING).as_str(), expect);
    };
    check(
        MarkKind::Expansion,
        (3, 4),
        "ab<supplied reason=\"expansion\" resp=\"#translator-en\">[<hi rend=\"italic\">c</hi>]\
         </supplied>d",
    );
    check(
        MarkKind::Illegible,
        (0, 4),
        "<hi rend=\"italic\">ab<unclear reason=\"illegible\">[c</unclear></hi>\
         <unclear reason=\"illegible\">]</unclear>d",
    );
    check(
        MarkKind::Expansion,
        (0, 2),
        "<hi rend=\"italic\">ab</hi><ex resp=\"#translator-en\">[c]</ex>d",
    );
    check(
        MarkKind::Expansion,
        (0, 6),
        "<hi rend=\"italic\"><expan>ab<ex resp=\"#translator-en\">[c]</ex>d</expan></hi>",
    );
}

fn kind() -> impl Strategy<Value = MarkKind> {
    use MarkKind::*;
    prop::sample::select(vec![
        Note,
        Expansion,
        Spelling,
        Supplied,
        OriginalWord,
        Uncertain,
        Illegible,
        Handwritten,
        Unclassified,
        Sup,
        Sub,
        Em,
        Strong,
        Link,
    ])
}

fn part() -> impl Strategy<Value = MarkPart> {
    prop::sample::select(vec![MarkPart::Whole, MarkPart::First, MarkPart::Middle, MarkPart::Last])
}

fn any_mark() -> impl Strategy<Value = Mark> {
    (0_u32..40, 0_u32..40, kind(), part(), prop::option::of(".{0,12}"))
        .prop_map(|(start, end, kind, part, value)| Mark { start, end, kind, value, part })
}

/// The words of XML as a parser reads them, and what it says where it is not well formed. Within
/// what can hold letters only, an element is an error.
fn words_of(xml: &str) -> Result<String, String> {
    let xml = format!("<p>{xml}</p>");
    let mut reader = Reader::from_str(&xml);
    let (mut words, mut open) = (String::new(), Vec::new());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return if open.is_empty() { Ok(words) } else { Err("open".into()) },
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                for attribute in start.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
                if matches!(open.last().map(String::as_str), Some("ex" | "desc")) {
                    return Err(format!("{name} in {open:?}"));
                }
                open.push(name);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => words.push_str(&text),
            Event::GeneralRef(reference) => words.push_str(match &*reference {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "#13" => "\r",
                other => return Err(other.to_owned()),
            }),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn the_words_survive_any_marks_letter_for_letter(
        text in "[a-c<>&\"'□소Ц\u{a0}\u{1}\u{fffe}\\[\\] \r\n]{0,30}",
        marks in prop::collection::vec(any_mark(), 0..8),
    ) {
        let written = merged(&block(&text, marks), SETTING);
        let expect: String = text.chars().filter(|c| is_xml(*c)).collect();
        prop_assert_eq!(words_of(written.as_str()), Ok(expect));
    }
}
