//! Sample values for tests: a room, and documents of many kinds.

use std::sync::Arc;

use crate::address::{Carried, Interface, Links, Slug};
use crate::authority::{
    self, Authority, Company, Dossier, Entity, EntityKind, Gloss, Mentioned, Mentions, Named,
    Printed, Scheme, Spot, Statement, Variant, VariantKind,
};
use crate::document::*;
use crate::search::ladder::{Change, Step};
use crate::search::{
    Answer, Compiled, Facets, Found, Hit, Marked, Named as NamedEntry, Notice, Passage, Respelling,
};
use crate::words::Words;

use super::Room;

pub(super) fn room() -> Room {
    room_in(Interface::English)
}

pub(super) fn room_in(interface: Interface) -> Room {
    let links = Links::parse("http://room.example/archive").unwrap();
    let room = Room::new(links, Arc::new(Words::english()), &collection());
    room.for_reader(interface, Carried::default(), Arc::new(Words::of(interface)))
}

pub(super) fn block(n: u32, kind: BlockKind, text: &str) -> Block {
    Block { n, kind, text: text.to_owned(), marks: marks(text) }
}

/// Every bracket as a note or an unclassified mark.
fn marks(text: &str) -> Vec<Mark> {
    let offset = |at: usize| u32::try_from(at).unwrap();
    let mut marks = Vec::new();
    for (start, _) in text.match_indices('[') {
        let Some(length) = text[start..].find(']') else { continue };
        let inner = &text[start + 1..start + length];
        let kind = if inner.contains("note") || inner.contains("역주") {
            MarkKind::Note
        } else {
            MarkKind::Unclassified
        };
        marks.push(Mark {
            start: offset(start),
            end: offset(start + length + 1),
            kind,
            value: Some(inner.to_owned()),
            part: MarkPart::Whole,
        });
    }
    marks
}

pub(super) fn text(tag: &str, paragraphs: &[(BlockKind, &str)]) -> Text {
    let blocks =
        paragraphs.iter().zip(1..).map(|((kind, words), n)| block(n, *kind, words)).collect();
    Text::new(Language::parse(tag).unwrap(), blocks)
}

pub(super) fn edition() -> Edition {
    Edition {
        sha256: "0123456789abcdef".repeat(4),
        taken_in: "2026-11-22T03:08:44Z".to_owned(),
        size: 18_462,
    }
}

pub(super) fn holding(id: &str, description: Description, texts: Vec<Text>) -> Holding {
    let alignments = texts.iter().skip(1).map(|other| alignment(&texts[0], other)).collect();
    Holding {
        changed: "2026-11-22T03:08:44Z".to_owned(),
        id: Slug::parse(id).unwrap(),
        document: Document { layout: "A1".to_owned(), description, texts },
        alignments,
        findings: vec![Finding::at(FindingCode::BracketUnclosed, 14).with("text", "[partial")],
        edition: edition(),
        editions: vec![edition()],
        related: Vec::new(),
        statements: Vec::new(),
        custody: Custody {
            seed_file: format!("{id}.txt"),
            original_name: Some("001_6a76094687571752.txt".to_owned()),
            encoding: "UTF-8".to_owned(),
            text_sha256: "fedcba9876543210".repeat(4),
            program_version: "0.1.0".to_owned(),
            absent_since: None,
            other_captures: Vec::new(),
        },
    }
}

/// One to one, with one gap on each side.
fn alignment(first: &Text, other: &Text) -> Alignment {
    let count = |text: &Text| u32::try_from(text.blocks.len()).unwrap();
    let (firsts, others) = (count(first), count(other));
    let both = firsts.min(others);
    let mut pairs: Vec<Pair> =
        (1..=both).map(|n| Pair { first: n..n + 1, other: n..n + 1 }).collect();
    pairs.extend(
        (both + 1..=firsts).map(|n| Pair { first: n..n + 1, other: others + 1..others + 1 }),
    );
    pairs.extend(
        (both + 1..=others).map(|n| Pair { first: firsts + 1..firsts + 1, other: n..n + 1 }),
    );
    Alignment { language: other.language.clone(), pairs }
}

pub(super) fn answer() -> Answer {
    let marked = |text: &str, word: &str| Marked {
        ranges: text.match_indices(word).map(|(at, _)| at..at + word.len()).collect(),
        needles: 1,
    };
    let passage = |tag: &str, n: u32, text: &str, word: &str| Passage {
        language: Language::parse(tag).unwrap(),
        n,
        text: text.to_owned(),
        marked: marked(text, word),
    };
    let hits = entries().into_iter().zip(21..).map(|(entry, rank)| Hit {
        title: marked(entry.title.as_deref().unwrap_or_default(), "Embassy"),
        summary: Marked::default(),
        passages: vec![
            passage("en", 14, "The <Embassy> & others", "Embassy"),
            passage("ko", 3, "소련 대사관에서", "대사관"),
        ],
        paragraphs: 7,
        entry,
        rank,
    });
    let person = |id: &str| NamedEntry {
        entity: Entity { kind: EntityKind::Person, id: Slug::parse(id).unwrap() },
        name: id.to_owned(),
    };
    Answer {
        is_any: true,
        compiled: Compiled {
            expanded: vec!["Ho Ka I".into(), "허가이".into()],
            exact: Some("\"Heo Ga-i\"".into()),
            notices: vec![Notice::ConditionUnreadable("year".into(), "<x>".into())],
            ..Compiled::default()
        },
        found: Found {
            total: 1_234,
            hits: hits.collect(),
            facets: Facets {
                years: vec![(1956, 200), (1957, 1_034)],
                archives: vec![("AVPRF".into(), 1_000), ("Ä & B".into(), 234)],
                languages: vec![(Language::english(), 1_234), (Language::korean(), 5)],
                people: vec![(person("nam-il"), 8), (person("puzanov"), 4)],
                people_left_out: false,
            },
        },
        eased: Some(Step {
            text: "대사관".into(),
            change: Change::Particles(vec![("대사관은".into(), "대사관".into())]),
        }),
        spellings: vec![Respelling { spelling: "Embassy".into(), query: "Embassy".into() }],
        choices: vec![("Kim Il".into(), vec![person("kim-il"), person("kim-il-2")])],
    }
}

pub(super) fn date(edtf: &str) -> DocumentDate {
    DocumentDate { value: Edtf::parse(edtf), read_from: Some(DateSource::DateLine) }
}

pub(super) fn parallel() -> Holding {
    use BlockKind::{Copies, Heading, Letterhead, Paragraph, Signature, Stamp};
    let mut english = text(
        "en",
        &[
            (Letterhead, "Embassy of the Pyongyang, 4.IV.1957"),
            (Letterhead, "in Pyongyang [trans. note:\u{a0} tilted stamp]"),
            (Stamp, "[partial image of a stamp:"),
            (Stamp, "11 June 1957]"),
            (Heading, "N o t e"),
            (
                Paragraph,
                "In February Comr. Pimenov had asked me whether he could go with me to our Mission in Panmunjeom.\u{a0} After discussing this matter with Comr. Brzostowski, we agreed on a date to visit the mission, 26-29 March 1957 [trans. note: by train], <and> \"more\".",
            ),
            (Paragraph, "Comr. Pimenov brought up the issue of Heo Ga-I [Ho Ka I]."),
            (Paragraph, "[transl. note: report continues]"),
            (Copies, "1 cop[y] a/a"),
            (Signature, "Brzeziński Henryk"),
        ],
    );
    english.translator = Some("Maya Latynski".to_owned());
    english.project = Some("NKIDP".to_owned());
    english.credit_inferred = true;
    let korean = text(
        "ko",
        &[
            (Letterhead, "주 평양 대사관, 1957년 4월 4일"),
            (Letterhead, "평양 [역주: 기울어진 인장]"),
            (Stamp, "[인장:"),
            (Stamp, "1957년 6월 11일]"),
            (Heading, "비 망 록"),
            (
                Paragraph,
                "2월에 피메노프 동지는 나에게 판문점에 있는 우리 대표부에 나와 함께 갈 수 있는지 물었다. 브조스토프스키 동지와 이 문제를 논의한 후 우리는 1957년 3월 26-29일에 대표부를 방문하기로 합의하였다.",
            ),
            (Paragraph, "피메노프 동지는 허가이 문제를 제기하였다."),
        ],
    );
    let description = Description {
        date: date("1957-04-04"),
        dates: vec![RoleDate {
            role: DateRole::Described,
            value: Edtf::parse("1957-03-26/1957-03-29").unwrap(),
            as_printed: "26-27-28-29.III.1957".to_owned(),
            read_from: "title".to_owned(),
        }],
        title: Some("Notes from a Conversation between the 1st Secretary of the PRL Embassy in the DPRK with the 1st Secretary of the Embassy of the USSR, Comrade Pimenov of 26-27-28-29.III.1957".to_owned()),
        summary: Some("Brzezinski Henryk and Comrade Pimenov discuss the internal situation of the Korean Workers' Party and the reunification of Korea.".to_owned()),
        source: Some("Polish Foreign Ministry Archive".to_owned()),
        archive: Some("Polish Foreign Ministry Archive".to_owned()),
        authors: vec![Author {
            name: "Henryk Brzeziński".to_owned(),
            kind: AuthorKind::Person,
            evidence: Some("the signature “Brzeziński Henryk”".to_owned()),
        }],
        funders: vec!["ROK Ministry of Unification".to_owned()],
        rights: Some("The program welcomes reuse of these materials.".to_owned()),
        ..Description::default()
    };
    holding("1957-04-04-notes-from-a-conversation", description, vec![english, korean])
}

pub(super) fn bare(id: &str, tag: &str, words: &str) -> Holding {
    holding(id, Description::default(), vec![text(tag, &[(BlockKind::Paragraph, words)])])
}

pub(super) fn entry(id: &str, edtf: &str, title: Option<&str>) -> Entry {
    Entry {
        id: Slug::parse(id).unwrap(),
        title: title.map(str::to_owned),
        date: date(edtf),
        dates: vec![RoleDate {
            role: DateRole::Period,
            value: Edtf::parse("1957-05-06/1957-05-29").unwrap(),
            as_printed: "6-29 May".to_owned(),
            read_from: "letterhead".to_owned(),
        }],
        summary: Some(
            "Puzanov discusses with Kim Il Sung the declaration of factionalists.".into(),
        ),
        archive: Some("AVPRF".to_owned()),
        languages: vec![Language::english(), Language::korean()],
        absent_since: None,
        edition: "0123456789ab".to_owned(),
        taken_in: "2026-11-22T03:08:44Z".to_owned(),
        changed: "2026-11-22T03:08:44Z".to_owned(),
        cast: cast(),
    }
}

pub(super) fn cast() -> Cast {
    let author = |name: &str, kind, evidence: Option<&str>| Author {
        name: name.to_owned(),
        kind,
        evidence: evidence.map(str::to_owned),
    };
    let id = |id: &str| Slug::parse(id).unwrap();
    Cast {
        authors: vec![
            (author("A. M. Puzanov", AuthorKind::Person, Some("the title")), Some(id("puzanov"))),
            (author("Embassy <of> the USSR", AuthorKind::Body, None), None),
        ],
        named: vec![(id("kim-il-sung"), "Kim Il Sung".into()), (id("nam-il"), "Nam Il".into())],
    }
}

pub(super) fn entries() -> Vec<Entry> {
    vec![
        entry("a", "1955-12-01", Some("Telegram")),
        entry("b", "1957-02-14", Some("Note from a Conversation")),
        entry("c", "1957-02-20", None),
        entry("d", "1957-02", Some("Report & more <here>")),
        entry("e", "1957", Some("Of the year only")),
        entry("f", "", Some("평양 주재 대사관 보고")),
    ]
}

pub(super) fn coverage(documents: u64) -> Coverage {
    Coverage {
        documents,
        undated: 1,
        first: Some(date("1955-12-01")),
        last: Some(date("1957")),
        years: vec![(1955, 1), (1957, documents.saturating_sub(2))],
        archives: vec![("AVPRF".into(), 3), ("Polish Foreign Ministry Archive".into(), 2)],
        archives_in_all: 2,
        languages: vec![(Language::english(), documents), (Language::korean(), 1)],
    }
}

pub(super) fn archives() -> Unit {
    let below = |value: &str| UnitBelow {
        value: Some(value.to_owned()),
        part: crate::address::unit_part(Some(value)),
        total: 3,
    };
    Unit {
        below: vec![below("AVPRF"), below("Polish Foreign Ministry <Archive>")],
        total: 6,
        unplaced: 1,
        ..Unit::default()
    }
}

pub(super) fn file() -> Unit {
    let filed = |id, title: &str, leaves: Option<(&str, u64)>| Filed {
        entry: entry(id, "1957-07-03", Some(title)),
        leaves: leaves.map(|(words, count)| (words.to_owned(), count)),
        leaves_stated: false,
        date_stated: (id == "d").then(|| "1957-07".to_owned()),
    };
    let levels = ["AVPRF", "0102", "13", "72", "5"].map(|value| Some(value.to_owned()));
    Unit {
        mark: Shelfmark(levels.to_vec()),
        parts: ["avprf", "0102", "13", "72", "5"].map(str::to_owned).to_vec(),
        total: 4,
        own: 4,
        documents: vec![
            filed("a", "Journal for 23 May", Some(("44–113", 1))),
            filed("b", "Journal for 3 July", Some(("131–145", 2))),
            filed("c", "Journal for 8 July", Some(("131–145", 2))),
            filed("d", "Letter", None),
        ],
        next: Some("d".to_owned()),
        ..Unit::default()
    }
}

pub(super) fn timeline() -> Timeline {
    let time = |edtf: &str, count| (PartialDate::parse(edtf).unwrap(), count);
    Timeline {
        counts: vec![time("1955-12", 1), time("1957-02", 300), time("1957", 4)],
        undated: 1,
        spans: vec![TimelineSpan {
            id: Slug::parse("b").unwrap(),
            title: Some("Note from a Conversation".to_owned()),
            role: DateRole::Described,
            value: Edtf::parse("1957-03-26/1957-03-29").unwrap(),
        }],
        spans_in_all: 2,
    }
}

pub(super) fn collection() -> Collection {
    let introduction = vec![
        block(1, BlockKind::Paragraph, "What embassies in Pyongyang wrote home in 1957."),
        block(2, BlockKind::Heading, "Where to begin"),
        block(3, BlockKind::Paragraph, "Read them in order."),
    ];
    Collection {
        begin: Vec::new(),
        title: Some("Pyongyang, 1957".to_owned()),
        introduction,
        contact: Some("editors@example.org".to_owned()),
        licence: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
    }
}

pub(super) fn neighbours() -> Neighbours {
    Neighbours {
        previous: Some(entry("b", "1957-02-14", Some("Note from a Conversation"))),
        next: Some(entry("c", "1957-05-23", None)),
    }
}

pub(super) fn report() -> IngestReport {
    let row = |file: &str, outcome, id: Option<&str>, reason| FileReport {
        file: file.to_owned(),
        outcome,
        id: id.map(str::to_owned),
        findings: Vec::new(),
        reason,
    };
    let mut odd = row("b.txt", Outcome::Accepted, Some("b"), None);
    odd.findings.push(Finding::of_file(FindingCode::DateMissing));
    odd.findings.push(Finding::at(FindingCode::BracketUnclosed, 9).with("text", "[illegible"));
    let binary = Reason::new(ReasonCode::Binary).with("byte", "17");
    IngestReport {
        files: vec![
            row("a.txt", Outcome::Accepted, Some("a"), None),
            odd,
            row("c.txt", Outcome::Refused, None, Some(binary)),
            row("d.pdf", Outcome::Ignored, None, Some(Reason::new(ReasonCode::OtherKind))),
        ],
        absent: vec![("f".to_owned(), "f.txt".to_owned(), "2026-11-22T03:08:44Z".to_owned())],
        verification: Some(verification(0)),
        page: None,
    }
}

pub(super) fn verification(problems: u64) -> Verification {
    let at = "2026-11-22T03:08:44.000Z".to_owned();
    Verification { at, sources: 12, texts: 1, problems }
}

pub(super) fn tombstone() -> Tombstone {
    Tombstone {
        archive: Some("AVPRF".to_owned()),
        id: "a".to_owned(),
        reason: "Its copyright holder asked for it.".to_owned(),
        by: "the editors".to_owned(),
        on: "2026-11-22".to_owned(),
        see: Some("b".to_owned()),
        title: Some("Telegram".to_owned()),
        source: Some("AVPRF F. 0102".to_owned()),
        sha256: Some("0123456789abcdef".repeat(4)),
    }
}

pub(super) fn troubles() -> Vec<super::Trouble> {
    use super::Trouble;
    let id = Slug::from_stem("a");
    vec![
        Trouble::NotFound,
        Trouble::DocumentUnknown { id: "1957-07-08-puzanow".to_owned() },
        Trouble::PlaceUnknown { id: id.clone(), place: "p99".to_owned(), count: Some(39) },
        Trouble::PlaceUnknown { id: id.clone(), place: "ru1".to_owned(), count: None },
        Trouble::EditionUnknown {
            id,
            hash: "abc".to_owned(),
            editions: vec!["0123456789ab".to_owned()],
        },
        Trouble::SuffixUnknown {
            suffix: "docx".to_owned(),
            page: room().links.ingest(),
            twins: vec![("json".to_owned(), room().links.ingest_json())],
        },
        Trouble::FormatUnknown { format: "marc".to_owned() },
        Trouble::UnitUnknown {
            part: "avprg".to_owned(),
            choices: vec![("AVPRF".to_owned(), room().links.archives(&["avprf".to_owned()]))],
        },
        Trouble::UnitSeveral {
            choices: vec![("AVPRF".to_owned(), room().links.archives(&["avprf".to_owned()]))],
        },
        Trouble::PersonUnknown {
            name: "molotof".to_owned(),
            choices: vec![("Molotov".to_owned(), room().links.person(&Slug::from_stem("m"), None))],
        },
        Trouble::PersonSeveral {
            name: "Petrov".to_owned(),
            choices: vec![("Petrov".to_owned(), room().links.person(&Slug::from_stem("p"), None))],
        },
        Trouble::MethodNotAllowed,
        Trouble::BadRequest,
        Trouble::BodyRefused,
        Trouble::AddressTooLong,
        Trouble::HeadTooLarge,
        Trouble::Unavailable,
        Trouble::Internal,
    ]
}

pub(super) fn authority() -> Authority {
    let statement = |field: &str, source: &str| Statement {
        field: field.to_owned(),
        source: source.to_owned(),
    };
    let variant = |form: &str, tag: &str, scheme, kind| Variant {
        form: form.to_owned(),
        language: Language::parse(tag),
        scheme,
        kind,
        only_in: if kind == VariantKind::Misprint {
            vec![Slug::from_stem("a")]
        } else {
            Vec::new()
        },
        source: Some("Printed in 1957-04-04-notes-of-a-talk p13 <b>".to_owned()),
    };
    let entry = |kind, id: &str, name: &str| authority::Entry {
        entity: Entity { kind, id: Slug::parse(id).unwrap() },
        name: name.to_owned(),
        expansion: None,
        dates: None,
        note: None,
        sources: Vec::new(),
        variants: Vec::new(),
    };
    let ri = authority::Entry {
        dates: Some("1915–1996".to_owned()),
        note: Some("Former ambassador <b>".to_owned()),
        sources: vec![statement("name", "As printed"), statement("note", "Common works")],
        variants: vec![
            variant("리상조", "ko", None, VariantKind::Spelling),
            variant("리승조", "ko", None, VariantKind::Misprint),
            variant("Yi Sang-jo", "ko-Latn", Some(Scheme::MccuneReischauer), VariantKind::Spelling),
        ],
        ..entry(EntityKind::Person, "ri-sang-jo", "Ri Sang-jo")
    };
    let kwp = authority::Entry {
        expansion: Some("Korean Workers' Party".to_owned()),
        sources: vec![statement("expansion", "Common works")],
        variants: vec![variant("로동당", "ko", None, VariantKind::Spelling)],
        ..entry(EntityKind::Term, "kwp", "KWP")
    };
    Authority {
        entries: vec![
            ri,
            entry(EntityKind::Person, "kim-il-sung", "Kim Il Sung"),
            kwp,
            entry(EntityKind::Place, "pyongyang", "Pyongyang"),
        ],
    }
}

/// Where the entry with this identifier stands: in the document `parallel` makes.
pub(super) fn dossier(id: &str) -> Dossier {
    let document = entry("1957-04-04-notes-of-a-talk", "1957-04-04", Some("Notes"));
    let spot = |tag: &str, n| Spot::Block { language: Language::parse(tag).unwrap(), n };
    let place = |spot| (document.id.clone(), spot);
    let entity = Entity { kind: EntityKind::Person, id: Slug::parse("kim-il-sung").unwrap() };
    let printed = |form: &str, first| Printed { form: form.to_owned(), mentions: 9, first };
    let text = "Former ambassador Ri Sang-jo <b> asked.".to_owned();
    let mentioned = vec![
        Mentioned {
            spot: Spot::Opening,
            text: text.clone(),
            ranges: std::iter::once(18..28).collect(),
        },
        Mentioned { spot: spot("ko", 13), text, ranges: Vec::new() },
    ];
    assert_eq!(id, "ri-sang-jo");
    Dossier {
        documents: 1,
        mentions: 1234,
        printed: vec![
            printed("Ri Sang-Jo", vec![place(spot("en", 14)), place(Spot::Opening)]),
            printed("리승조", vec![place(spot("ko", 13))]),
            printed("R. S. Jo", vec![place(spot("en", 15))]),
        ],
        page: Mentions { documents: vec![(document.clone(), mentioned)], next: Some("k".into()) },
        company: Company { entities: vec![(entity, 3)], counted_in: Some(5000) },
        glosses: vec![(
            Gloss { form: "Li San Cho".to_owned(), beside: "Ri Sang-jo".to_owned() },
            document.id.clone(),
            spot("en", 14),
        )],
        named: [(document.id.clone(), document.clone())].into(),
    }
}

/// What stands in the document that `parallel` makes.
pub(super) fn named() -> Vec<Named> {
    let named = |kind, id: &str, forms: &[(&str, &str, u32)]| Named {
        entity: Entity { kind, id: Slug::parse(id).unwrap() },
        places: forms
            .iter()
            .map(|(form, tag, n)| {
                let language = Language::parse(tag).unwrap();
                ((*form).to_owned(), Spot::Block { language, n: *n })
            })
            .collect(),
    };
    let many: Vec<(&str, &str, u32)> = (1..40).map(|n| ("KWP", "en", n)).collect();
    vec![
        named(EntityKind::Term, "kwp", &many),
        named(EntityKind::Person, "ri-sang-jo", &[("Ri Sang-jo", "en", 1), ("리승조", "ko", 1)]),
        named(EntityKind::Place, "pyongyang", &[("Pyongyang", "en", 2)]),
    ]
}
