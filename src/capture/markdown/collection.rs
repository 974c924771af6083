//! `collection.md`: the room's own words and settings.
//!
//! The title comes from the front matter or the first heading of level one; `contact` and
//! `licence` and `begin` from the front matter alone. A setting that cannot be read is left out and reported
//! with its line.

use crate::address::{Slug, is_mail_address, is_web_address};
use crate::capture::front_matter::{Field, FrontMatter, front_matter};
use crate::capture::lines::{Findings, RawBlock, Sheet};
use crate::capture::{Form, characters, marks};
use crate::document::{Block, BlockKind, Collection, Finding, FindingCode, Language};

use super::description;

/// Reads the file's text.
pub(in crate::capture) fn collection(text: &str) -> (Collection, Vec<Finding>) {
    let mut findings = Findings::default();
    let text = characters::cleaned(text, &mut findings);
    let mut sheet = Sheet::new(&text, findings);
    let mut matter = front_matter(&sheet.lines, Form::Markdown);
    let settings = settings(matter.as_mut(), &mut sheet.findings);
    let draft = super::read(&mut sheet, matter);
    let mut title = draft.description.title;
    let mut raw: Vec<RawBlock<'_>> =
        draft.sections.into_iter().flat_map(|section| section.blocks).collect();
    if title.is_none() && raw.first().is_some_and(|block| block.kind == Some(BlockKind::Heading)) {
        title = Some(raw.remove(0).text.into_owned());
    }
    for block in &mut raw {
        // Nothing here is a document's head or foot.
        block.kind = block.kind.or(Some(BlockKind::Paragraph));
    }
    let introduction: Vec<Block> = marks::blocks(raw, &Language::english(), &mut sheet.findings);
    (Collection { title, introduction, ..settings }, sheet.findings.sorted())
}

/// Takes the settings out of the front matter and leaves the title in it.
fn settings(matter: Option<&mut FrontMatter>, findings: &mut Findings) -> Collection {
    let mut settings = Collection::default();
    let Some(matter) = matter else { return settings };
    let mut taken = Vec::new();
    for field in std::mem::take(&mut matter.fields) {
        match field.name.as_str() {
            "title" => matter.fields.push(field),
            "contact" | "licence" | "begin" => taken.push(field),
            name => {
                let unknown = Finding::at(FindingCode::FieldUnknown, field.line);
                findings.add(unknown.with("field", name));
            }
        }
    }
    for field in taken.iter().filter(|field| !field.value.is_null()) {
        if field.name == "begin" {
            match documents(field) {
                Some(ids) => settings.begin = ids,
                None => findings.add(description::wrong(field)),
            }
            continue;
        }
        let setting = match field.name.as_str() {
            "contact" => &mut settings.contact,
            _ => &mut settings.licence,
        };
        match setting_of(field) {
            Some(value) => *setting = Some(value),
            None => findings.add(description::wrong(field)),
        }
    }
    settings
}

/// The value of a setting, if it is what the setting asks for.
fn setting_of(field: &Field) -> Option<String> {
    let value = field.value.as_str()?.trim();
    let good = is_web_address(value) || (field.name == "contact" && is_mail_address(value));
    good.then(|| value.to_owned())
}

/// The identifiers of documents in a list, if all are some.
fn documents(field: &Field) -> Option<Vec<String>> {
    let listed = field.value.as_array()?;
    let id = |value: &serde_json::Value| Some(Slug::parse(value.as_str()?.trim())?.to_string());
    listed.iter().map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_and_licence_stand_beside_the_title() {
        let text = "---\ntitle: A Room\ncontact: editors@example.org\nlicence: https://creativecommons.org/licenses/by/4.0/\n---\n\nWords.";
        let (read, findings) = collection(text);
        assert_eq!(findings, []);
        assert_eq!(read.title.as_deref(), Some("A Room"));
        assert_eq!(read.contact.as_deref(), Some("editors@example.org"));
        assert_eq!(read.licence.as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
        assert_eq!(read.introduction.len(), 1);
    }

    #[test]
    fn documents_to_begin_with_are_named_in_a_list() {
        let check = |line: &str, expect: &[&str], findings: usize| {
            let (read, found) = collection(&format!("---\ntitle: T\n{line}\n---\nWords."));
            assert!(read.begin.iter().eq(expect), "{:?}", read.begin);
            assert_eq!(found.len(), findings);
        };
        check("begin: [1957-07-08-a-visit, b]", &["1957-07-08-a-visit", "b"], 0);
        check("begin: []", &[], 0);
        check("begin: 1957-07-08-a-visit", &[], 1);
        check("begin: [No Address]", &[], 1);
    }

    #[test]
    fn the_first_heading_is_the_title_beside_settings_too() {
        let text = "+++\ncontact = \"https://example.org/errors\"\n+++\n# A Room\n\nWords.";
        let (read, findings) = collection(text);
        assert_eq!((read.title.as_deref(), findings), (Some("A Room"), Vec::new()));
        assert_eq!(read.contact.as_deref(), Some("https://example.org/errors"));
        assert_eq!(read.introduction.len(), 1);
    }

    #[test]
    fn a_setting_that_cannot_be_read_is_a_finding_on_its_line() {
        let check = |line: &str, expect: FindingCode| {
            let (read, findings) = collection(&format!("---\ntitle: T\n{line}\n---\nWords."));
            let found: Vec<_> = findings.iter().map(|one| (one.code, one.line)).collect();
            assert_eq!(found, [(expect, Some(3))], "{line}");
            assert_eq!((read.contact, read.licence), (None, None), "{line}");
            assert_eq!(read.title.as_deref(), Some("T"), "{line}");
        };
        check("contact: the editors", FindingCode::FieldInvalid);
        check("contact: [a@example.org, b@example.org]", FindingCode::FieldInvalid);
        check("contact: 1957", FindingCode::FieldInvalid);
        check("contact: \"javascript:alert(1)\"", FindingCode::FieldInvalid);
        check("licence: CC BY 4.0", FindingCode::FieldInvalid);
        check("licence: a@example.org", FindingCode::FieldInvalid);
        check("license: https://example.org/", FindingCode::FieldUnknown);
        check("date: 1957", FindingCode::FieldUnknown);
        assert_eq!(collection("---\ncontact:\nlicence: ~\n---\nWords.").1, []);
    }

    #[test]
    fn front_matter_that_is_none_is_said() {
        let (read, findings) = collection("---\ntitle: [\n---\nWords.");
        assert_eq!(findings[0].code, FindingCode::FrontMatterInvalid);
        assert_eq!(read.title, None);
    }
}
