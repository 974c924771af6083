//! Words on their way into Markdown: whatever Markdown or our dialect would take for markup is
//! escaped, and no more than that, so that the file stays pleasant to read.

/// Where words stand.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// What the next lines of the block begin with.
    pub(super) indent: &'a str,
    /// Whether it is a heading, where a hyphen begins nothing but `#` can end it.
    pub(super) is_heading: bool,
    /// Whether it is inside of a link's words.
    pub(super) is_link: bool,
    /// Whether the block's first line begins here.
    pub(super) is_start: bool,
    /// Whether the block ends here; else markup follows.
    pub(super) is_end: bool,
}

/// Appends words. Line ends become hard ones, so that lines stay apart when the file is shown.
pub(super) fn push(out: &mut String, words: &str, place: Place<'_>) {
    let mut is_line_start = place.is_start;
    let mut lines = words.split('\n').peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        if !is_first {
            // A line of blanks would end the block.
            let last = lines.peek().is_none() && !place.is_end;
            if line.chars().all(char::is_whitespace) && !last {
                out.push_str("&#10;");
            } else {
                let is_broken = out.ends_with("&#10;");
                out.push_str(if is_broken { "\n" } else { "\\\n" });
                out.push_str(place.indent);
                is_line_start = true;
            }
        }
        is_first = false;
        let is_line_end = lines.peek().is_some() || place.is_end;
        push_line(out, line, Line { is_line_start, is_line_end, place });
        is_line_start &= line.is_empty();
    }
}

#[derive(Clone, Copy)]
struct Line<'a> {
    is_line_start: bool,
    is_line_end: bool,
    place: Place<'a>,
}

fn push_line(out: &mut String, line: &str, at: Line<'_>) {
    let numbered = if at.is_line_start { number_length(line) } else { None };
    let length = line.len();
    let mut before = out.chars().next_back();
    for (start, c) in line.char_indices() {
        let after = line[start + c.len_utf8()..].chars().next();
        let is_first = start == 0 && at.is_line_start;
        let is_last = start + c.len_utf8() == length;
        let rest = &line[start..];
        match c {
            ' ' | '\t' if is_first || (is_last && at.is_line_end) => push_reference(out, c),
            // These would join the markup before them: `>` with a stroke is another sign.
            '\u{338}' => push_reference(out, c),
            _ if numbered == Some(start) || needs(c, before, after, is_first, rest, at) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = Some(c);
    }
}

/// Whether a character has to be escaped.
fn needs(
    c: char,
    before: Option<char>,
    after: Option<char>,
    is_first: bool,
    rest: &str,
    at: Line<'_>,
) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Behind the last character markup can follow, which then decides.
    let open_end = after.is_none();
    match c {
        '\\' | '*' | '`' | '{' => true,
        '_' => !(is_word(before) && is_word(after)),
        '<' => open_end || after.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => open_end || after.is_some_and(|c| c == '#' || c.is_ascii_alphanumeric()),
        '!' => open_end || after == Some('['),
        '[' => at.place.is_link,
        ']' => at.place.is_link || matches!(after, Some('(' | ':' | '[')),
        '#' => is_first || (at.place.is_heading && matches!(after, None | Some('#' | ' ' | '\t'))),
        '>' => is_first,
        '+' | '-' => is_first && after.is_none_or(|next| next == c || next.is_whitespace()),
        '=' => is_first && after.is_none_or(|next| next == c || next.is_whitespace()),
        '~' => is_first && after.is_none_or(|next| next == c),
        ':' => is_first && (open_end || rest.starts_with("::")),
        _ => false,
    }
}

/// Where the stop stands that makes a list of a line: `1957. A year`.
fn number_length(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_list = digits > 0
        && rest.starts_with(['.', ')'])
        && rest[1..].chars().next().is_none_or(|c| matches!(c, ' ' | '\t'));
    is_list.then_some(digits)
}

fn push_reference(out: &mut String, c: char) {
    out.extend(["&#", &u32::from(c).to_string(), ";"]);
}
