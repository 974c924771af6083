//! Letters on their way into HTML: escaped, superfluous blanks and list marks told apart; and into
//! XML, which cannot hold them all.

use std::fmt::Write as _;
use std::ops::Range;

const NO_BREAK_SPACE: char = '\u{a0}';

/// Appends `text` with the five characters of HTML that need it escaped.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

/// Appends `text` as XML 1.0 holds it, in an element or an attribute: escaped, characters left out
/// that no document may hold, those kept that a parser would take for others.
pub(super) fn push_xml(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            _ if is_xml(c) => out.push(c),
            _ => {}
        }
    }
}

/// Whether XML 1.0 can hold the character at all (section 2.2).
#[must_use]
pub fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A link's address as schemas take it: what no URI holds is escaped. An empty one is none.
pub(super) fn xml_address(address: &str) -> Option<String> {
    let address = address.trim();
    let mut escaped = String::with_capacity(address.len());
    let mut has_fragment = false;
    for (at, c) in address.char_indices() {
        let two_digits = || {
            address
                .get(at + 1..at + 3)
                .is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        let holds = match c {
            '%' => two_digits(),
            '#' => !std::mem::replace(&mut has_fragment, true),
            '[' | ']' => false,
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if holds {
            escaped.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    (!escaped.is_empty()).then_some(escaped)
}

/// How one text is set: which no-break spaces are superfluous, and whether it begins with a list
/// mark.
pub(super) struct Setting<'a> {
    text: &'a str,
    /// Offsets of no-break spaces that would double a blank, ascending.
    doubled: Vec<usize>,
    has_list_mark: bool,
}

impl<'a> Setting<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, doubled: doubled_blanks(text), has_list_mark: begins_with_list_mark(text) }
    }

    /// Appends the letters of `range`, a range of whole characters: superfluous blanks and the
    /// list mark in elements of their own, a line end with a break before it.
    pub(super) fn push(&self, out: &mut String, range: Range<usize>) {
        let mut from = range.start;
        let first = self.doubled.partition_point(|at| *at < range.start);
        let inside = self.doubled[first..].iter().take_while(|at| **at < range.end);
        for at in inside {
            self.push_plain(out, from..*at);
            out.push_str("<span class=\"blank\">\u{a0}</span>");
            from = at + NO_BREAK_SPACE.len_utf8();
        }
        self.push_plain(out, from..range.end);
    }

    fn push_plain(&self, out: &mut String, range: Range<usize>) {
        let Some(mut words) = self.text.get(range.clone()) else { return };
        if range.start == 0 && self.has_list_mark && words.starts_with('□') {
            out.push_str("<span class=\"list-mark\">□</span>");
            words = &words['□'.len_utf8()..];
        }
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                out.push_str("<br>\n");
            }
            push_escaped(out, line);
        }
    }
}

/// The no-break spaces that stand beside another blank: captures hold two blanks after a full
/// stop, of which a reader should see one. Of a run without a common space the last one stays.
fn doubled_blanks(text: &str) -> Vec<usize> {
    let mut doubled = Vec::new();
    let mut run: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        if c == ' ' || c == NO_BREAK_SPACE {
            run.push((at, c));
            continue;
        }
        if run.len() > 1 {
            let has_space = run.iter().any(|(_, c)| *c == ' ');
            let last = run.last().map(|(at, _)| *at);
            doubled.extend(
                run.iter()
                    .filter(|(at, c)| *c == NO_BREAK_SPACE && (has_space || Some(*at) != last))
                    .map(|(at, _)| *at),
            );
        }
        run.clear();
    }
    doubled
}

/// A `□` is a list mark only at the start of a block before a quotation mark; elsewhere it stands
/// for a letter that cannot be read.
fn begins_with_list_mark(text: &str) -> bool {
    text.strip_prefix('□')
        .is_some_and(|rest| rest.trim_start().starts_with(['"', '“', '”', '„', '«', '‘', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let mut out = String::new();
        Setting::of(text).push(&mut out, 0..text.len());
        assert_eq!(out, expect, "{text:?}");
    }

    #[test]
    fn what_html_reads_as_markup_is_escaped() {
        check("<b a=\"x\" c='y'>&amp;", "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;");
    }

    #[test]
    fn xml_leaves_out_what_it_cannot_hold() {
        let check = |text: &str, expect: &str| {
            let mut out = String::new();
            push_xml(&mut out, text);
            assert_eq!(out, expect, "{text:?}");
        };
        check("a\u{0}b\u{b}c\u{1f}d\u{fffe}e\u{ffff}f", "abcdef");
        check("<소련> & \"Ц\" □\t\n", "&lt;소련&gt; &amp; &quot;Ц&quot; □\t\n");
        check("a\r\nb", "a&#13;\nb");
    }

    #[test]
    fn an_address_is_escaped_where_no_uri_holds_it() {
        let check = |address: &str, expect: Option<&str>| {
            assert_eq!(xml_address(address).as_deref(), expect, "{address:?}");
        };
        check("https://a.b/c?d=e&f#g", Some("https://a.b/c?d=e&f#g"));
        check("https://a.b/소 련", Some("https://a.b/%EC%86%8C%20%EB%A0%A8"));
        check("a%zz%41#b#c", Some("a%25zz%41#b%23c"));
        check("a\"<>{}|\\^`[]", Some("a%22%3C%3E%7B%7D%7C%5C%5E%60%5B%5D"));
        check("  ", None);
    }

    #[test]
    fn of_two_blanks_one_is_superfluous_when_it_does_not_break() {
        check("one.\u{a0} Two", "one.<span class=\"blank\">\u{a0}</span> Two");
        check("one. \u{a0}Two", "one. <span class=\"blank\">\u{a0}</span>Two");
        check("Nº\u{a0}7", "Nº\u{a0}7");
        check("a\u{a0}\u{a0}b", "a<span class=\"blank\">\u{a0}</span>\u{a0}b");
    }

    #[test]
    fn a_square_is_a_list_mark_only_before_a_quotation_at_the_start() {
        check("□\"So\"", "<span class=\"list-mark\">□</span>&quot;So&quot;");
        check("□ “So”", "<span class=\"list-mark\">□</span> “So”");
        check("□□ came", "□□ came");
        check("he □\"said\"", "he □&quot;said&quot;");
    }

    #[test]
    fn a_line_end_breaks_the_line() {
        check("a\nb", "a<br>\nb");
    }
}
