//! `redirects.toml`: addresses that moved and documents that were withdrawn.

use serde::Deserialize;
use toml::Spanned;

use crate::address::Slug;
use crate::document::{Reason, ReasonCode, Tombstone, seen};
use crate::store::Redirects;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Stated {
    moved: std::collections::BTreeMap<Spanned<String>, Spanned<String>>,
    gone: std::collections::BTreeMap<Spanned<String>, Gone>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gone {
    reason: String,
    by: String,
    on: On,
    see: Option<String>,
    #[serde(default)]
    hide_title: bool,
}

/// A day, written as TOML's own date or as text.
#[derive(Deserialize)]
#[serde(try_from = "toml::Value")]
struct On(String);

impl TryFrom<toml::Value> for On {
    type Error = &'static str;

    fn try_from(value: toml::Value) -> Result<Self, Self::Error> {
        match value {
            toml::Value::String(day) => Ok(Self(day)),
            toml::Value::Datetime(day) => Ok(Self(day.to_string())),
            _ => Err("`on` is a day, as in 2026-11-22"),
        }
    }
}

/// What the text of `redirects.toml` states, and the documents whose titles are hidden. Tombstones
/// carry the statement alone.
///
/// # Errors
/// [`ReasonCode::SettingsInvalid`] with the line where it cannot be read.
pub fn read(text: &str) -> Result<(Redirects, Vec<Slug>), Reason> {
    let stated: Stated = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        invalid(line, error.message())
    })?;
    let slug = |id: &Spanned<String>| {
        Slug::parse(id.get_ref()).ok_or_else(|| {
            let line = line_of(text, id.span().start);
            invalid(Some(line), &format!("“{}” is not a document's address", id.get_ref()))
        })
    };
    let mut redirects = Redirects::default();
    for (old, new) in &stated.moved {
        redirects.moved.push((slug(old)?, slug(new)?));
    }
    let mut hidden = Vec::new();
    for (id, gone) in stated.gone {
        let id = slug(&id)?;
        if gone.hide_title {
            hidden.push(id.clone());
        }
        redirects.gone.push(Tombstone {
            id: id.to_string(),
            reason: seen(&gone.reason),
            by: seen(&gone.by),
            on: seen(&gone.on.0),
            see: gone.see.map(|see| seen(&see)),
            title: None,
            source: None,
            archive: None,
            sha256: None,
        });
    }
    Ok((redirects, hidden))
}

fn invalid(line: Option<u32>, message: &str) -> Reason {
    Reason { line, ..Reason::new(ReasonCode::SettingsInvalid).with("message", message) }
}

/// The line, from 1, that a byte stands on.
pub(super) fn line_of(text: &str, byte: usize) -> u32 {
    let ends =
        text.char_indices().take_while(|(at, _)| *at < byte).filter(|(_, c)| *c == '\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_and_tombstones_are_read() {
        let text = "[moved]\na = \"b\"\n[gone.c]\nreason = \"r\"\nby = \"x\"\non = \"2026-01-01\"\nhide_title = true\n";
        let (redirects, hidden) = read(text).unwrap();
        assert_eq!(redirects.moved, [(Slug::parse("a").unwrap(), Slug::parse("b").unwrap())]);
        assert_eq!(redirects.gone[0].reason, "r");
        assert_eq!(hidden, [Slug::parse("c").unwrap()]);
    }

    #[test]
    fn a_day_can_be_a_date_or_a_text() {
        for day in ["2026-11-22", "\"2026-11-22\""] {
            let text = format!("[gone.1957-a]\nreason = \"r\"\nby = \"x\"\non = {day}\n");
            assert_eq!(read(&text).unwrap().0.gone[0].on, "2026-11-22");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let check = |text: &str, line: u32| {
            assert_eq!(read(text).unwrap_err().line, Some(line), "{text}");
        };
        check("[moved]\na = 1\n", 2);
        check("[moved]\n\nÄ = \"b\"\n", 3);
        check("[moved]\na = \"b c\"\n", 2);
        check("[gone.a]\nwhy = \"x\"\n", 2);
        check("[moved\n", 1);
    }
}
