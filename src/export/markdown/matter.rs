//! The description as YAML between two lines of hyphens.

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

use crate::document::{AuthorKind, DateRole, DateSource, Description, Document, Edtf, Text};

/// Appends the front matter. With `is_explicit`, fields without a value are named as well, so that
/// the loader infers nothing.
pub(super) fn push(out: &mut String, document: &Document, origin: &str, is_explicit: bool) {
    let mut matter = Matter { out, is_explicit };
    matter.out.push_str("---\n# ");
    matter.out.extend(origin.chars().filter(|c| !c.is_control()));
    matter.out.push('\n');
    matter.description(&document.description);
    matter.texts(&document.texts);
    matter.out.push_str("---\n");
}

struct Matter<'a> {
    out: &'a mut String,
    is_explicit: bool,
}

impl Matter<'_> {
    fn description(&mut self, d: &Description) {
        self.field("title", d.title.as_deref());
        if let Some(value) = d.date.value {
            self.line("date", &date(value));
            self.field("date_read_from", place(d.date.read_from));
        }
        self.dates(d);
        self.authors(d);
        self.field("summary", d.summary.as_deref());
        self.source(d);
        let code = &d.reference_code;
        for (name, value) in [
            ("archive", &d.archive),
            ("fond", &code.fond),
            ("opis", &code.opis),
            ("papka", &code.papka),
            ("delo", &code.delo),
            ("listy", &code.listy),
        ] {
            self.field_or_none(name, value.as_deref());
        }
        self.field("obtained_by", d.obtained_by.as_deref());
        self.field("translator", d.translator.as_deref());
        self.field("original_language", d.original_language.as_deref());
        if self.is_explicit {
            let tag = d.original_language_tag.as_ref();
            self.field_or_none("original_language_tag", tag.map(crate::document::Language::as_str));
        }
        self.field("document_type", d.document_type.as_deref());
        self.field("record_id", d.record_id.as_deref());
        self.field("source_url", d.source_url.as_deref());
        self.field("citation_as_given", d.citation_as_given.as_deref());
        if !d.funders.is_empty() {
            self.out.push_str("funders:\n");
            for funder in &d.funders {
                let _ = writeln!(self.out, "  - {}", scalar(funder));
            }
        }
        self.field("rights", d.rights.as_deref());
    }

    /// The reference, and the whole line that it was cut from where it says more.
    fn source(&mut self, d: &Description) {
        self.field("source", d.source.as_deref());
        if self.is_explicit || d.source != d.source_raw {
            self.line("source_raw", &d.source_raw.as_deref().map(scalar).unwrap_or_default());
        }
    }

    fn dates(&mut self, d: &Description) {
        if d.dates.is_empty() {
            if self.is_explicit {
                self.line("dates", "[]");
            }
            return;
        }
        self.out.push_str("dates:\n");
        for stated in &d.dates {
            let role = match stated.role {
                DateRole::Described => "described",
                DateRole::Drafted => "drafted",
                DateRole::Registered => "registered",
                DateRole::Received => "received",
                DateRole::Period => "period",
            };
            let _ = writeln!(self.out, "  - role: {role}\n    value: {}", date(stated.value));
            self.below("as_printed", Some(&stated.as_printed));
            let place = Some(stated.read_from.as_str()).filter(|place| *place != "front_matter");
            self.below("read_from", place);
        }
    }

    fn authors(&mut self, d: &Description) {
        if d.authors.is_empty() {
            if self.is_explicit {
                self.line("authors", "[]");
            }
            return;
        }
        self.out.push_str("authors:\n");
        for author in &d.authors {
            let kind = match author.kind {
                AuthorKind::Person => "person",
                AuthorKind::Body => "body",
            };
            let _ = writeln!(self.out, "  - name: {}\n    kind: {kind}", scalar(&author.name));
            self.below("evidence", author.evidence.as_deref());
        }
    }

    fn texts(&mut self, texts: &[Text]) {
        if texts.is_empty() {
            self.line("texts", "[]");
            return;
        }
        self.out.push_str("texts:\n");
        for text in texts {
            let _ = writeln!(self.out, "  - language: {}", scalar(text.language.as_str()));
            self.below("translator", text.translator.as_deref());
            self.below("project", text.project.as_deref());
            self.below("source_language", text.source_language.as_deref());
            for (name, is_so) in [
                ("credit_inferred", text.credit_inferred),
                ("line_breaks_lost", text.line_breaks_lost),
            ] {
                if is_so {
                    let _ = writeln!(self.out, "    {name}: true");
                }
            }
        }
    }

    fn field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(name, &scalar(value));
        }
    }

    fn field_or_none(&mut self, name: &str, value: Option<&str>) {
        match value {
            None if self.is_explicit => self.line(name, ""),
            value => self.field(name, value),
        }
    }

    fn line(&mut self, name: &str, value: &str) {
        let blank = if value.is_empty() { "" } else { " " };
        let _ = writeln!(self.out, "{name}:{blank}{value}");
    }

    /// A field of an item of a list.
    fn below(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            let _ = writeln!(self.out, "    {name}: {}", scalar(value));
        }
    }
}

fn place(source: Option<DateSource>) -> Option<&'static str> {
    match source? {
        DateSource::DateLine => Some("date_line"),
        DateSource::Citation => Some("citation"),
        DateSource::FrontMatter => None,
    }
}

/// A date; a year by itself would be a number.
fn date(value: Edtf) -> String {
    let value = value.to_string();
    if value.bytes().all(|byte| byte.is_ascii_digit()) { format!("\"{value}\"") } else { value }
}

/// Words as a value in YAML: bare where nobody can take them for anything else, else in quotation
/// marks.
fn scalar(words: &str) -> String {
    const OTHER: &[&str] =
        &["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];
    let is_bare = words.starts_with(char::is_alphabetic)
        && words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ')'))
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '(' | ')' | '’'))
        && !words.contains("  ")
        && !OTHER.contains(&words.to_lowercase().as_str());
    if is_bare { words.to_owned() } else { quoted(words) }
}

/// Words in quotation marks.
fn quoted(words: &str) -> String {
    let mut out = "\"".to_owned();
    let mut is_escaped = false;
    for c in words.chars() {
        // An accent would join the letter of the escape before it.
        let joins = is_escaped && is_combining_mark(c);
        is_escaped = true;
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if joins || c.is_control() => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => {
                out.push(c);
                is_escaped = false;
            }
        }
    }
    out.push('"');
    out
}
