//! The archival description: what the source states, what is inferred, what is not stated.

use crate::document::{Author, Description, Edtf, Holding, Related, Relation, RoleDate, Statement};

use super::super::Room;
use super::super::archives::is_of_journal;

/// A field of the description.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// What its label is called: `field-<name>`.
    name: String,
    /// Its name.
    pub label: String,
    /// Its values; none where the source states none.
    pub values: Vec<Value>,
    /// What the editors state beside them.
    pub stated: Vec<Value>,
}

/// A value with what is known about where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// The value.
    pub words: String,
    /// The value for machines, where it is a date.
    pub machine: Option<String>,
    /// The language of the words where it is not the page's.
    pub lang: Option<String>,
    /// Where it was read, or what it was inferred from.
    pub evidence: Option<String>,
    /// Whether it is inferred.
    pub is_inferred: bool,
    /// The page about it.
    pub href: Option<String>,
}

impl Value {
    fn stated(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            machine: None,
            lang: None,
            evidence: None,
            is_inferred: false,
            href: None,
        }
    }
}

/// The fields in the order of ISAD(G): identity, context, conditions, notes.
pub(super) fn fields(room: &Room, holding: &Holding) -> Vec<Field> {
    let description = &holding.document.description;
    let languages = holding.document.languages();
    let field = |name: &str, values: Vec<Value>| Field {
        name: name.to_owned(),
        label: room.say(&format!("field-{name}")),
        stated: Vec::new(),
        values: values
            .into_iter()
            .map(|value| Value { lang: room.tongue_of(&value.words, &languages), ..value })
            .collect(),
    };
    let one = |value: &Option<String>| value.iter().map(Value::stated).collect::<Vec<_>>();
    let mut fields =
        vec![field("title", one(&description.title)), field("date", date(room, description))];
    if !description.dates.is_empty() {
        fields.push(field("dates", description.dates.iter().map(|d| role_date(room, d)).collect()));
    }
    fields.push(field("author", description.authors.iter().map(|a| author(room, a)).collect()));
    fields.push(field("archive", one(&description.archive)));
    let place = room.place_in_archive(description);
    let source = one(&description.source).into_iter();
    let source = source.map(|value| Value { href: place.clone(), ..value }).collect();
    fields.push(field("source", source));
    fields.extend(levels(room, description).map(|words| {
        let evidence = shared_leaves(room, holding);
        field("levels", vec![Value { evidence, ..Value::stated(words) }])
    }));
    fields.push(field("original-language", original_language(room, description)));
    fields.push(field("document-type", one(&description.document_type)));
    fields.push(field("translator", translators(room, holding)));
    if description.obtained_by.is_some() {
        fields.push(field("obtained-by", one(&description.obtained_by)));
    }
    for (name, value) in [
        ("record-id", &description.record_id),
        ("source-url", &description.source_url),
        ("citation-as-given", &description.citation_as_given),
        ("source-raw", &description.source_raw),
    ] {
        if value.is_some() {
            fields.push(field(name, one(value)));
        }
    }
    if !description.funders.is_empty() {
        fields.push(field("funders", description.funders.iter().map(Value::stated).collect()));
    }
    fields.push(field("rights", one(&description.rights)));
    for statement in &holding.statements {
        let (name, value) = stated(room, statement);
        match fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.stated.push(value),
            None => fields.push(Field { stated: vec![value], ..field(name, Vec::new()) }),
        }
    }
    fields
}

/// A statement in words: the field's label, what is stated, and who states it, when and why.
pub(in super::super) fn statement_words(room: &Room, made: &Statement) -> [String; 3] {
    let (name, value) = stated(room, made);
    [room.say(&format!("field-{name}")), value.words, value.evidence.unwrap_or_default()]
}

/// The name of the field that a statement is about, and the statement.
fn stated(room: &Room, statement: &Statement) -> (&'static str, Value) {
    let words = statement.value.words();
    let name = match statement.field.as_str() {
        "title" => "title",
        "date" => "date",
        "dates" => "dates",
        "summary" => "summary",
        "authors" => "author",
        "archive" => "archive",
        "source" => "source",
        "obtained_by" => "obtained-by",
        "translator" => "translator",
        "original_language" => "original-language",
        "document_type" => "document-type",
        "citation_as_given" => "citation-as-given",
        "funders" => "funders",
        "record_id" => "record-id",
        "source_url" => "source-url",
        "rights" => "rights",
        _ => "levels",
    };
    let date = || Edtf::parse(&words);
    let words = match statement.field.as_str() {
        "date" => date().map_or_else(|| words.clone(), |date| room.date_words(Some(date))),
        level if name == "levels" => {
            let level = format!("level-{level}");
            room.say_with(&level, &[("value", words.as_str().into())])
        }
        _ => words,
    };
    let on = Edtf::parse(&statement.on)
        .map_or_else(|| statement.on.clone(), |on| room.date_words(Some(on)));
    let args = [
        ("by", statement.by.as_str().into()),
        ("on", on.into()),
        ("because", statement.because.as_str().into()),
    ];
    let evidence = Some(room.say_with("field-stated", &args));
    (name, Value { evidence, ..Value::stated(words) })
}

/// The levels of the reference below the archive, each with its name: `fond 0102, opis 13`.
fn levels(room: &Room, description: &Description) -> Option<String> {
    let code = &description.reference_code;
    let levels: Vec<String> = [
        ("level-fond", &code.fond),
        ("level-opis", &code.opis),
        ("level-papka", &code.papka),
        ("level-delo", &code.delo),
        ("level-listy", &code.listy),
    ]
    .into_iter()
    .filter_map(|(name, part)| Some(room.say_with(name, &[("value", part.clone()?.into())])))
    .collect();
    (!levels.is_empty()).then(|| levels.join(", "))
}

/// The language of the original as printed, and its name where readers know it by another.
fn original_language(room: &Room, description: &Description) -> Vec<Value> {
    let name = description.original_language_tag.as_ref().map(|tag| room.language_name(tag));
    let value = |printed: &String| Value {
        evidence: name.clone().filter(|_| room.tongue(printed).is_some()),
        ..Value::stated(printed)
    };
    description.original_language.iter().map(value).collect()
}

/// What follows from another document of the file citing the same leaves, where it is no capture
/// of the same record and the editors do not state the document's own.
fn shared_leaves(room: &Room, holding: &Holding) -> Option<String> {
    let shares = |related: &&Related| {
        related.reasons.contains(&Relation::SameFile { same_leaves: true })
            && !related.reasons.contains(&Relation::Capture)
    };
    let mut sharing = holding.related.iter().filter(shares).peekable();
    let is_stated = holding.statements.iter().any(|statement| statement.field == "listy");
    if is_stated || sharing.peek().is_none() {
        return None;
    }
    let own = holding.document.description.title.as_deref();
    let of_journal = own.is_some_and(is_of_journal)
        && sharing.all(|related| related.title.as_deref().is_some_and(is_of_journal));
    let name = if of_journal { "field-leaves-of-journal" } else { "field-leaves-of-more" };
    Some(room.say(name))
}

fn date(room: &Room, description: &Description) -> Vec<Value> {
    let Some(value) = description.date.value else { return Vec::new() };
    let moment = room.moment(Some(value));
    let read_from = description.date.read_from.map(|from| {
        let name = match from {
            crate::document::DateSource::DateLine => "read-from-date-line",
            crate::document::DateSource::Citation => "read-from-citation",
            crate::document::DateSource::FrontMatter => "read-from-front-matter",
        };
        room.say(name)
    });
    vec![Value { machine: moment.machine, evidence: read_from, ..Value::stated(moment.words) }]
}

fn role_date(room: &Room, date: &RoleDate) -> Value {
    use crate::document::DateRole;
    let role = match date.role {
        DateRole::Described => "date-role-described",
        DateRole::Drafted => "date-role-drafted",
        DateRole::Registered => "date-role-registered",
        DateRole::Received => "date-role-received",
        DateRole::Period => "date-role-period",
    };
    let place = format!("read-from-{}", date.read_from.replace('_', "-"));
    let place = if room.words.has(&place) { room.say(&place) } else { date.read_from.clone() };
    let args = [("printed", date.as_printed.as_str().into()), ("place", place.into())];
    let moment = room.moment(Some(date.value));
    Value {
        machine: moment.machine.clone(),
        evidence: Some(room.say_with("date-as-printed", &args)),
        ..Value::stated(room.say_with(role, &[("date", moment.words.into())]))
    }
}

fn author(room: &Room, author: &Author) -> Value {
    let evidence = author.evidence.as_deref().map(|evidence| {
        room.say_with("inferred-from", &[("evidence", room.evidence_words(evidence).into())])
    });
    Value { is_inferred: evidence.is_some(), evidence, ..Value::stated(author.name.clone()) }
}

/// The translator of each text that has one, with the text's language where there are several.
fn translators(room: &Room, holding: &Holding) -> Vec<Value> {
    let document = &holding.document;
    let mut values: Vec<Value> = document
        .texts
        .iter()
        .filter_map(|text| {
            let args = [
                ("translator", text.translator.clone()?.into()),
                ("project", text.project.clone().unwrap_or_default().into()),
                ("language", room.language_name(&text.language).into()),
            ];
            let message = match (document.texts.len() > 1, text.project.is_some()) {
                (true, true) => "translator-of-for",
                (true, false) => "translator-of",
                (false, true) => "translator-for",
                (false, false) => "translator-alone",
            };
            Some(Value {
                is_inferred: text.credit_inferred,
                evidence: text.credit_inferred.then(|| room.say("column-credit-inferred")),
                ..Value::stated(room.say_with(message, &args))
            })
        })
        .collect();
    if values.is_empty() {
        values.extend(document.description.translator.iter().map(Value::stated));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;
    use crate::address::Interface;
    use crate::document::Language;

    #[test]
    fn a_language_printed_in_english_has_its_korean_name_beside_it() {
        let description = Description {
            original_language: Some("Russian".to_owned()),
            original_language_tag: Language::parse("ru"),
            ..Description::default()
        };
        let check = |interface, expect: Option<&str>| {
            let values = original_language(&sample::room_in(interface), &description);
            assert_eq!(values[0].words, "Russian");
            assert_eq!(values[0].evidence.as_deref(), expect);
        };
        check(Interface::English, None);
        check(Interface::Korean, Some("러시아어"));
    }
}
