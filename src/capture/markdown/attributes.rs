//! What stands in braces: `{.letterhead}`, `{lang=ko}`, `{.note value="torn"}`, and the same said
//! of several blocks between lines of colons.
//!
//! A list of attributes is a class after a full stop, or a name with a value after an equals sign,
//! or several of these between blanks. A value that holds blanks stands in straight quotation
//! marks; a quotation mark inside of it is doubled. What is of another shape is words.

use crate::capture::lines::position;
use crate::document::{BlockKind, Mark, MarkKind, MarkPart};

/// A list of attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Attributes {
    pub(super) class: Option<String>,
    pub(super) values: Vec<(String, String)>,
}

impl Attributes {
    /// Reads a list from its opening brace on; with it, how many bytes it takes.
    pub(super) fn read(text: &str) -> Option<(Self, usize)> {
        let mut rest = text.strip_prefix('{')?.trim_start();
        let mut read = Self::default();
        while !rest.starts_with('}') {
            let is_class = rest.starts_with('.');
            let name_at = &rest[usize::from(is_class)..];
            let length = name_at
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
                .filter(|length| *length > 0)?;
            let (name, behind) = name_at.split_at(length);
            if is_class {
                if read.class.replace(name.to_owned()).is_some() {
                    return None;
                }
                rest = behind;
            } else {
                let (value, behind) = value(behind.strip_prefix('=')?)?;
                read.values.push((name.to_owned(), value));
                rest = behind;
            }
            let next = rest.trim_start();
            if next.len() == rest.len() && !rest.starts_with('}') {
                return None;
            }
            rest = next;
        }
        let is_some = read.class.is_some() || !read.values.is_empty();
        is_some.then(|| (read, text.len() - rest.len() + 1))
    }

    /// The one value of the list, if it has this name and nothing else stands there.
    pub(super) fn only(&self, name: &str) -> Option<&str> {
        match (&self.class, self.values.as_slice()) {
            (None, [(given, value)]) if given == name => Some(value),
            _ => None,
        }
    }
}

/// A value, bare or in quotation marks, and what follows.
fn value(text: &str) -> Option<(String, &str)> {
    for quote in ['"', '\''] {
        let Some(mut rest) = text.strip_prefix(quote) else { continue };
        let mut value = String::new();
        loop {
            let end = rest.find(quote)?;
            value.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix(quote) {
                Some(behind) => rest = behind,
                None => return Some((value, rest)),
            }
            value.push(quote);
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"' | '\''))?;
    (end > 0).then(|| (text[..end].to_owned(), &text[end..]))
}

/// What the attributes of a block say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfBlock {
    pub(super) kind: Option<BlockKind>,
    /// All its marks, in characters from 1, both ends included.
    pub(super) marks: Option<Vec<Mark>>,
}

impl OfBlock {
    /// What a list says of a block, unless it says something else.
    pub(super) fn of(list: &Attributes) -> Option<Self> {
        let kind = match &list.class {
            Some(class) => Some(BlockKind::named(class)?),
            None => None,
        };
        let mut marks: Option<Vec<Mark>> = None;
        for (name, value) in &list.values {
            if name != "mark" {
                return None;
            }
            let all = marks.get_or_insert_default();
            if value != "none" {
                all.push(stated_mark(value)?);
            }
        }
        Some(Self { kind, marks })
    }
}

/// `note 12-30 illegible`, `em 1-4`, `note/first 3-9`.
fn stated_mark(words: &str) -> Option<Mark> {
    let (kind, rest) = words.split_once(' ')?;
    let (kind, part) = kind.split_once('/').unwrap_or((kind, "whole"));
    let part = match part {
        "whole" => MarkPart::Whole,
        "first" => MarkPart::First,
        "middle" => MarkPart::Middle,
        "last" => MarkPart::Last,
        _ => return None,
    };
    let (range, value) = rest.split_once(' ').map_or((rest, None), |(a, b)| (a, Some(b)));
    let (first, last) = range.split_once('-')?;
    let (first, end) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
    let value = value.filter(|words| !words.is_empty()).map(str::to_owned);
    let start = first.checked_sub(1)?;
    (start < end).then_some(Mark { start, end, kind: MarkKind::named(kind)?, value, part })
}

/// The same mark in bytes of `text`, where it lies within.
pub(in crate::capture) fn in_bytes(mark: &Mark, text: &str) -> Option<Mark> {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = places.nth(mark.start as usize)?;
    let end = places.nth((mark.end - mark.start - 1) as usize)?;
    Some(Mark { start: position(start), end: position(end), ..mark.clone() })
}

/// What is stated of the bracket that ends there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::capture) struct StatedBracket {
    /// One past the closing bracket, in bytes of the block.
    pub(in crate::capture) end: u32,
    /// What it is; `None` for brackets that are no mark.
    pub(in crate::capture) kind: Option<MarkKind>,
    /// What it says, where that is stated too; empty for nothing.
    pub(in crate::capture) value: Option<String>,
}

/// What a list says of the bracket that ends at `end`, unless it says something else.
pub(super) fn of_bracket(list: &Attributes, end: usize) -> Option<StatedBracket> {
    let kind = match list.class.as_deref()? {
        "none" => None,
        class => Some(MarkKind::named(class).filter(|kind| kind.is_bracket())?),
    };
    let value = match list.values.as_slice() {
        [] => None,
        [(name, value)] if name == "value" => Some(value.clone()),
        _ => return None,
    };
    Some(StatedBracket { end: position(end), kind, value })
}

/// A line of colons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// `::: letterhead`: what follows is of this kind.
    Opens(BlockKind),
    /// `:::`
    Closes,
    /// Something else behind the colons.
    Unknown,
}

impl Fence {
    pub(super) fn read(line: &str) -> Option<Self> {
        let rest = line.strip_prefix(":::")?.trim_start_matches(':').trim();
        if rest.is_empty() {
            return Some(Self::Closes);
        }
        let class = rest.strip_prefix("{.").and_then(|name| name.strip_suffix('}'));
        let kind = BlockKind::named(class.unwrap_or(rest).trim());
        Some(kind.map_or(Self::Unknown, Self::Opens))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_other_braces_are_words() {
        type Shown<'a> = (Option<&'a str>, &'a [(&'a str, &'a str)], usize);
        let check = |text: &str, expect: Option<Shown<'_>>| {
            let read = Attributes::read(text);
            let shown = read.as_ref().map(|(list, length)| {
                let values: Vec<(&str, &str)> =
                    list.values.iter().map(|(name, value)| (&**name, &**value)).collect();
                (list.class.as_deref(), values, *length)
            });
            let expect = expect.map(|(class, values, length)| (class, values.to_vec(), length));
            assert_eq!(shown, expect, "{text}");
        };
        check("{.stamp} x", Some((Some("stamp"), &[], 8)));
        check("{lang=ko}", Some((None, &[("lang", "ko")], 9)));
        check("{ lang='ko' }", Some((None, &[("lang", "ko")], 13)));
        check(
            "{.note value=\"a \"\"b\"\" {c}\" x=y}",
            Some((Some("note"), &[("value", "a \"b\" {c}"), ("x", "y")], 31)),
        );
        check("{.list_item}", Some((Some("list_item"), &[], 12)));
        for words in ["{", "{}", "{sic}", "{. }", "{.a", "{a=", "{a=\"b}", "{.a.b}", "{.a .b}", "x"]
        {
            check(words, None);
        }
    }

    #[test]
    fn marks_are_stated_in_characters() {
        let mark = stated_mark("note/first 2-3 a b").unwrap();
        assert_eq!((mark.start, mark.end, mark.part), (1, 3, MarkPart::First));
        assert_eq!(mark.value.as_deref(), Some("a b"));
        let placed = in_bytes(&mark, "a가나c").unwrap();
        assert_eq!((placed.start, placed.end), (1, 7));
        assert_eq!(in_bytes(&mark, "a가"), None);
        for bad in ["note", "note 0-3", "note 3-2", "x 1-2", "em/odd 1-2", "em 1"] {
            assert_eq!(stated_mark(bad), None, "{bad}");
        }
    }

    #[test]
    fn lines_of_colons_open_and_close() {
        let check = |line, expect| assert_eq!(Fence::read(line), expect, "{line}");
        check("::: letterhead", Some(Fence::Opens(BlockKind::Letterhead)));
        check(":::: {.stamp} ", Some(Fence::Opens(BlockKind::Stamp)));
        check(":::", Some(Fence::Closes));
        check("::: nonsense", Some(Fence::Unknown));
        check(":: a", None);
    }
}
