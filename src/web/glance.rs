//! A first look at a request's head, before the HTTP library has read it.
//!
//! In come bytes as a client sent them; out goes what a plain question for a page says, if that is
//! what they are: one whole head without a body, with nothing in it that would make the answer
//! another than its address and what its client takes. The rules are stricter than the library's
//! and the room's own (`guard`): whatever is not plain to see here takes the whole way, where it is
//! read, judged and refused as it must be.

use super::guard::is_of_host;

/// The longest head that is looked at, in bytes.
const LONGEST: usize = 8 * 1024;
/// The most header lines that are looked at.
const MOST_LINES: usize = 64;

/// What a first look at a head comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Look<'a> {
    /// A plain question.
    Question(Question<'a>),
    /// One whole head, and no body behind it.
    Alone,
    /// Anything else: part of a head, more than one, a body, or what cannot be read.
    Else,
}

/// A plain question for what stands at an address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Question<'a> {
    /// Whether the head of the answer is all that is wanted.
    pub(super) is_head: bool,
    /// Path and query as they were sent.
    pub(super) target: &'a str,
    /// The lines that choose among the things at one address, each once at most.
    pub(super) accept: Option<&'a str>,
    pub(super) accept_encoding: Option<&'a str>,
    pub(super) accept_language: Option<&'a str>,
    /// The entity tags of what the client has already.
    pub(super) if_none_match: Option<&'a str>,
}

/// Looks at what came in.
pub(super) fn look(bytes: &[u8]) -> Look<'_> {
    if bytes.len() > LONGEST {
        return Look::Else;
    }
    let (is_head, rest) = match (bytes.strip_prefix(b"GET "), bytes.strip_prefix(b"HEAD ")) {
        (Some(rest), _) => (false, rest),
        (_, Some(rest)) => (true, rest),
        _ => return Look::Else,
    };
    let Some((first, mut rest)) = line(rest) else { return Look::Else };
    let mut question = Question { is_head, ..Question::default() };
    let mut is_plain = match first.strip_suffix(b" HTTP/1.1").and_then(target) {
        Some(target) => {
            question.target = target;
            true
        }
        None => false,
    };
    let mut hosts = 0;
    for _ in 0..=MOST_LINES {
        let Some((header, behind)) = line(rest) else { return Look::Else };
        rest = behind;
        if header.is_empty() {
            let is_last = rest.is_empty();
            return match (is_last, is_plain && hosts == 1) {
                (true, true) => Look::Question(question),
                (true, false) => Look::Alone,
                (false, _) => Look::Else,
            };
        }
        let Some((name, value)) = name_and_value(header) else { return Look::Else };
        let known = match Line::of(name) {
            Line::NoMatter => continue,
            Line::OfBody => return Look::Else,
            Line::Whole => {
                is_plain = false;
                continue;
            }
            Line::Host => {
                hosts += 1;
                is_plain &= value.iter().all(|b| is_of_host(*b));
                continue;
            }
            Line::Connection => {
                is_plain &= value.eq_ignore_ascii_case(b"keep-alive");
                continue;
            }
            Line::Accept => &mut question.accept,
            Line::AcceptEncoding => &mut question.accept_encoding,
            Line::AcceptLanguage => &mut question.accept_language,
            Line::IfNoneMatch => &mut question.if_none_match,
        };
        let words = std::str::from_utf8(value).ok().filter(|value| value.is_ascii());
        is_plain &= known.is_none() && words.is_some();
        *known = words;
    }
    Look::Else
}

/// What a header line means for a first look.
enum Line {
    /// Nothing: the room reads it nowhere.
    NoMatter,
    /// That something may follow the head, or the connection may change.
    OfBody,
    /// That the whole way has to be taken.
    Whole,
    Host,
    Connection,
    Accept,
    AcceptEncoding,
    AcceptLanguage,
    IfNoneMatch,
}

impl Line {
    fn of(name: &[u8]) -> Self {
        let is = |known: &[u8]| name.eq_ignore_ascii_case(known);
        match name.len() {
            4 if is(b"host") => Self::Host,
            6 if is(b"accept") => Self::Accept,
            15 if is(b"accept-encoding") => Self::AcceptEncoding,
            15 if is(b"accept-language") => Self::AcceptLanguage,
            13 if is(b"if-none-match") => Self::IfNoneMatch,
            10 if is(b"connection") => Self::Connection,
            14 if is(b"content-length") => Self::OfBody,
            17 if is(b"transfer-encoding") => Self::OfBody,
            7 if is(b"upgrade") || is(b"trailer") => Self::OfBody,
            6 if is(b"expect") => Self::OfBody,
            2 if is(b"te") => Self::Whole,
            5 if is(b"range") => Self::Whole,
            8 if is(b"if-match") || is(b"if-range") => Self::Whole,
            17 if is(b"if-modified-since") => Self::NoMatter,
            3.. if name[..3].eq_ignore_ascii_case(b"if-") => Self::Whole,
            _ => Self::NoMatter,
        }
    }
}

/// The first line without its end, and what is behind it.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|b| *b == b'\n')?;
    let line = bytes[..end].strip_suffix(b"\r")?;
    Some((line, &bytes[end + 1..]))
}

/// The path and query of a request, if they are written in plain letters from a slash on. What
/// stands behind a `#` is no part of an address that is asked for.
fn target(words: &[u8]) -> Option<&str> {
    let is_plain =
        words.first() == Some(&b'/') && words.iter().all(|b| b.is_ascii_graphic() && *b != b'#');
    std::str::from_utf8(words).ok().filter(|_| is_plain)
}

/// A header line's name and its value without the space around it, if they are well formed.
fn name_and_value(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|b| *b == b':').filter(|colon| *colon > 0)?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let is_well_formed = name.iter().all(|b| is_of_name(*b))
        && value.iter().all(|b| (*b >= b' ' && *b != 0x7F) || *b == b'\t');
    is_well_formed.then(|| (name, value.trim_ascii()))
}

/// Whether a header line's name may hold the byte.
fn is_of_name(byte: u8) -> bool {
    const OF_NAME: [bool; 256] = {
        let (mut table, mut byte) = ([false; 256], 0_u8);
        while byte < 0x7F {
            table[byte as usize] = byte.is_ascii_alphanumeric()
                || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`')
                || matches!(byte, b'|' | b'~');
            byte += 1;
        }
        table
    };
    OF_NAME[usize::from(byte)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expect: &Look<'_>) {
        assert_eq!(look(head.as_bytes()), *expect, "{head:?}");
    }

    #[test]
    fn a_plain_question_is_seen() {
        let question = |target| Question { target, ..Question::default() };
        let plain = |target| Look::Question(question(target));
        check("GET / HTTP/1.1\r\nHost: h\r\n\r\n", &plain("/"));
        check(
            "GET /a?b=%20 HTTP/1.1\r\nhost:h:3000\r\nuser-agent: \u{e9}\r\n\r\n",
            &plain("/a?b=%20"),
        );
        check("GET /a HTTP/1.1\r\nHOST: \r\nConnection: Keep-Alive\r\n\r\n", &plain("/a"));
        check(
            "HEAD /a HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nAccept-Encoding:gzip , br\r\n\
             accept-language:\tko \r\nIf-None-Match: \"x\"\r\n\r\n",
            &Look::Question(Question {
                is_head: true,
                target: "/a",
                accept: Some("*/*"),
                accept_encoding: Some("gzip , br"),
                accept_language: Some("ko"),
                if_none_match: Some("\"x\""),
            }),
        );
    }

    #[test]
    fn what_decides_more_than_a_first_look_sees_takes_the_whole_way() {
        for line in [
            "Host: i",
            "Connection: close",
            "Connection: keep-alive, x",
            "Range: bytes=0-1",
            "If-Match: \"x\"",
            "If-Unmodified-Since: x",
            "TE: trailers",
            "Accept: a\r\nAccept: b",
            "Accept-Encoding: \u{e9}",
        ] {
            check(&format!("GET / HTTP/1.1\r\nHost: h\r\n{line}\r\n\r\n"), &Look::Alone);
        }
        for first in [
            "/ HTTP/1.0",
            "http://h/ HTTP/1.1",
            "* HTTP/1.1",
            "/\u{e9} HTTP/1.1",
            "/",
            "/# HTTP/1.1",
        ] {
            check(&format!("GET {first}\r\nHost: h\r\n\r\n"), &Look::Alone);
        }
        check("GET / HTTP/1.1\r\n\r\n", &Look::Alone);
        check("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", &Look::Alone);
    }

    #[test]
    fn what_is_not_one_whole_head_alone_is_left_to_the_library() {
        let host = "Host: h\r\n";
        for head in [
            String::new(),
            "GET / HTTP/1.1\r\nHost: h\r\n".into(),
            format!("POST / HTTP/1.1\r\n{host}\r\n"),
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 1\r\n\r\na"),
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}Upgrade: h2c\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}Expect: 100-continue\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}\r\nGET / HTTP/1.1\r\n{host}\r\n"),
            format!("GET / HTTP/1.1\n{host}\n"),
            format!("GET / HTTP/1.1\r\n{host}\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}a : b\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host} a: b\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}a: \u{1}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}: b\r\n\r\n"),
            format!("GET / HTTP/1.1\r\n{host}a: {}\r\n\r\n", "b".repeat(LONGEST)),
            format!("GET / HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(MOST_LINES + 1)),
            format!("\r\nGET / HTTP/1.1\r\n{host}\r\n"),
        ] {
            check(&head, &Look::Else);
        }
    }
}
