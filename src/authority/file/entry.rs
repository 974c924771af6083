//! One entry of a file and its spellings.

use toml::Spanned;
use toml::de::DeValue;

use super::kind_below;
use super::page::Page;
use crate::address::Slug;
use crate::authority::{Entity, EntityKind, Entry, Scheme, Statement, Variant, VariantKind};
use crate::document::{FindingCode, Language};

/// What a source can be stated for.
const STATED: [&str; 4] = ["name", "dates", "note", "expansion"];

/// The entry; `None` where it has no identifier or no name, which is a finding.
pub(super) fn read<'a>(
    page: &mut Page<'a>,
    value: &Spanned<DeValue<'a>>,
    below: &str,
) -> Option<Entry> {
    let line = page.line(value.span().start);
    let (mut id, mut name, mut kind) = (None, None, kind_below(below));
    let (mut is_id_stated, mut is_name_stated) = (false, false);
    let (mut expansion, mut dates, mut note) = (None, None, None);
    let (mut sources, mut variants) = (Vec::new(), Vec::new());
    for (key, value) in page.keys(value, below)? {
        match (key.get_ref().as_ref(), kind_below(below)) {
            ("id", _) => {
                is_id_stated = true;
                id = page.value(value, "id", "id", Slug::parse);
            }
            ("name", _) => {
                is_name_stated = true;
                name = page.words(value, "name");
            }
            ("dates", _) => dates = page.words(value, "dates"),
            ("note", _) => note = page.words(value, "note"),
            ("expansion", EntityKind::Term) => expansion = page.words(value, "expansion"),
            ("kind", EntityKind::Term) => {
                let kind_of =
                    |text: &str| EntityKind::parse(text).filter(|kind| *kind != EntityKind::Person);
                kind = page.value(value, "kind", "kind", kind_of).unwrap_or(kind);
            }
            ("sources", _) => sources = statements(page, value),
            ("variants", _) => {
                for value in page.list(value, "variants").unwrap_or_default() {
                    variants.extend(page.words(value, "variants").map(plain));
                }
            }
            ("variant", _) => {
                for value in page.list(value, "variant").unwrap_or_default() {
                    variants.extend(variant(page, value));
                }
            }
            (key_name, _) => unknown(page, key, key_name),
        }
    }
    for (key, is_stated) in [("id", is_id_stated), ("name", is_name_stated)] {
        if !is_stated {
            page.find(FindingCode::EntryIncomplete, line, &[("key", key)]);
        }
    }
    let entity = Entity { kind, id: id? };
    Some(Entry { entity, name: name?, expansion, dates, note, sources, variants })
}

fn statements<'a>(page: &mut Page<'a>, value: &Spanned<DeValue<'a>>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (key, value) in page.keys(value, "sources").unwrap_or_default() {
        let field = key.get_ref().as_ref();
        if STATED.contains(&field) {
            let source = page.words(value, field);
            statements.extend(source.map(|source| Statement { field: field.to_owned(), source }));
        } else {
            unknown(page, key, field);
        }
    }
    statements
}

fn variant<'a>(page: &mut Page<'a>, value: &Spanned<DeValue<'a>>) -> Option<Variant> {
    let line = page.line(value.span().start);
    let mut variant = plain(String::new());
    let mut is_form_stated = false;
    for (key, value) in page.keys(value, "variant")? {
        match key.get_ref().as_ref() {
            "form" => {
                is_form_stated = true;
                variant.form = page.words(value, "form").unwrap_or_default();
            }
            "language" => {
                variant.language = page.value(value, "language", "language", Language::parse);
            }
            "scheme" => variant.scheme = page.value(value, "scheme", "scheme", Scheme::parse),
            "kind" => {
                let kind = page.value(value, "kind", "variant-kind", VariantKind::parse);
                variant.kind = kind.unwrap_or_default();
            }
            "only_in" => {
                for value in page.list(value, "only_in").unwrap_or_default() {
                    variant.only_in.extend(page.value(value, "only_in", "id", Slug::parse));
                }
            }
            "source" => variant.source = page.words(value, "source"),
            key_name => unknown(page, key, key_name),
        }
    }
    if !is_form_stated {
        page.find(FindingCode::EntryIncomplete, line, &[("key", "form")]);
    }
    if variant.form.is_empty() {
        return None;
    }
    if variant.kind == VariantKind::Misprint && variant.only_in.is_empty() {
        page.find(FindingCode::MisprintUnbound, line, &[("form", &variant.form)]);
    }
    Some(variant)
}

fn plain(form: String) -> Variant {
    Variant {
        form,
        language: None,
        scheme: None,
        kind: VariantKind::Spelling,
        only_in: Vec::new(),
        source: None,
    }
}

fn unknown<T>(page: &mut Page<'_>, key: &Spanned<T>, name: &str) {
    page.find(FindingCode::EntryKeyUnknown, page.line(key.span().start), &[("key", name)]);
}
