//! Bytes to text: which encoding a file is in, and whether that is sure.
//!
//! UTF-8 with or without a mark and UTF-16 with a mark are read as they are. Any other encoding is
//! a guess; it is taken, with a finding, only where nothing speaks against it, and refused with
//! the place of the first byte that is not UTF-8 where something does. A file of another kind is
//! told by its signature or by a NUL byte.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::{Finding, FindingCode, Reason, ReasonCode};

use super::language;

/// A file's text as it stands there, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; a byte order mark is dropped, line ends are line feeds, nothing else changed.
    pub text: String,
    /// The name of the encoding as the WHATWG list gives it: `UTF-8`, `UTF-16LE`, `EUC-KR`.
    pub encoding: String,
    /// What was odd about the encoding.
    pub findings: Vec<Finding>,
}

/// Files of other kinds, by their first bytes.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh9",
    b"\xfd7zXZ",
    b"7z\xbc\xaf\x27\x1c",
    b"\x28\xb5\x2f\xfd",
    b"Rar!\x1a\x07",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1",
    b"SQLite format 3",
    b"\x7fELF",
    b"II*\0",
    b"MM\0*",
    b"AT&TFORM",
    b"%!PS-Adobe",
];

/// The text of a file's bytes.
///
/// # Errors
/// A reason why the bytes are no text: [`ReasonCode::Empty`], [`ReasonCode::Binary`] with the
/// `byte` that shows it, or [`ReasonCode::EncodingUncertain`] with the first `byte` that is not
/// UTF-8 and the `encoding` guessed. Bytes are counted from 0.
pub fn decoded(bytes: &[u8]) -> Result<Decoded, Reason> {
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        return Err(binary(0));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return wide(&bytes[mark..], encoding);
    }
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = bytes.len() - body.len();
    if body.contains(&0) {
        let at = body.iter().position(|&byte| byte == 0).unwrap_or(0);
        return Err(binary(at + mark));
    }
    match std::str::from_utf8(body) {
        Ok(text) => filled(text, "UTF-8", Vec::new()),
        Err(error) => guessed(body, error.valid_up_to() + mark),
    }
}

fn binary(byte: usize) -> Reason {
    Reason::new(ReasonCode::Binary).with("byte", byte.to_string())
}

fn uncertain(byte: usize, encoding: &str) -> Reason {
    Reason::new(ReasonCode::EncodingUncertain)
        .with("byte", byte.to_string())
        .with("encoding", encoding)
}

fn filled(text: &str, encoding: &str, findings: Vec<Finding>) -> Result<Decoded, Reason> {
    // Only the beginning of a file is ever blank for long.
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}') {
        return Err(Reason::new(ReasonCode::Empty));
    }
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    Ok(Decoded { text, encoding: encoding.to_owned(), findings })
}

fn wide(body: &[u8], encoding: &'static Encoding) -> Result<Decoded, Reason> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) else {
        return Err(uncertain(broken_unit(body, encoding) + 2, encoding.name()));
    };
    match text.find('\0') {
        Some(at) => {
            let before: usize = text[..at].chars().map(|c| 2 * c.len_utf16()).sum();
            Err(binary(before + 2))
        }
        None => filled(&text, encoding.name(), Vec::new()),
    }
}

/// The byte of the first unit of UTF-16 that belongs to no character.
fn broken_unit(body: &[u8], encoding: &'static Encoding) -> usize {
    let units = body.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if encoding == UTF_16LE { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => at += 2 * c.len_utf16(),
            Err(_) => break,
        }
    }
    at
}

fn guessed(body: &[u8], byte: usize) -> Result<Decoded, Reason> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(body, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Quotation marks, dashes and a few signs have one place in all of Windows' Latin pages.
    let encoding = if only_punctuation(body) { WINDOWS_1252 } else { guess };
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) else {
        return Err(uncertain(byte, guess.name()));
    };
    let (back, _, unmappable) = encoding.encode(&text);
    if unmappable || *back != *body || !is_sure(body, &text, encoding) {
        return Err(uncertain(byte, guess.name()));
    }
    let finding = Finding::of_file(FindingCode::EncodingDecoded).with("encoding", encoding.name());
    filled(&text, encoding.name(), vec![finding])
}

fn only_punctuation(body: &[u8]) -> bool {
    body.iter().all(|&byte| {
        byte < 0x80
            || matches!(byte, 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xa0 | 0xa7 | 0xab | 0xb0 | 0xbb)
    })
}

/// Whether nothing speaks against the guess: the file is no damaged UTF-8, and the letters are of
/// one script and stand as that script's letters do.
fn is_sure(body: &[u8], text: &str, encoding: &'static Encoding) -> bool {
    if is_damaged_utf8(body)
        || text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}'))
    {
        return false;
    }
    if only_punctuation(body) {
        return true;
    }
    let foreign = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    let count = |test: fn(char) -> bool| text.chars().filter(|&c| test(c)).count();
    let share = |part: usize, percent: usize| part * 100 >= foreign * percent;
    match encoding.name() {
        "EUC-KR" => {
            let hangul = count(|c| matches!(c, '가'..='힣'));
            hangul >= 8 && share(hangul, 80)
        }
        "Shift_JIS" | "EUC-JP" => {
            count(|c| matches!(c, 'ぁ'..='ヿ')) >= 8
                && share(count(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='鿿')), 95)
        }
        "GBK" | "gb18030" | "Big5" => {
            let common = count(|c| "的是不在了和有国國我人中这這他一大".contains(c));
            let han = count(|c| matches!(c, '一'..='鿿'));
            han >= 20 && share(han, 95) && common * 25 >= han
        }
        "windows-1251" | "KOI8-R" | "KOI8-U" | "ISO-8859-5" | "IBM866" => {
            let cyrillic = count(|c| matches!(c, 'Ѐ'..='ӿ'));
            let common = count(|c| "оеаинОЕАИН".contains(c));
            cyrillic >= 16
                && share(cyrillic, 98)
                && common * 100 >= cyrillic * 25
                && keeps_case(text)
        }
        "windows-1252" | "windows-1250" | "ISO-8859-2" => is_sure_latin(body, text, encoding),
        _ => false,
    }
}

/// Whether there are characters of UTF-8 beyond ASCII beside the broken ones.
fn is_damaged_utf8(body: &[u8]) -> bool {
    let (mut two, mut more, mut bad) = (0_usize, 0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        for c in chunk.valid().chars() {
            two += usize::from(c.len_utf8() == 2);
            more += usize::from(c.len_utf8() > 2);
        }
        bad += chunk.invalid().len();
    }
    // In another encoding two bytes make a character of UTF-8 now and then by chance, three hardly
    // ever.
    two > 2 * bad || more * 6 > bad
}

/// Whether small letters are almost never followed by capitals within a word, as they are when
/// the code page is the wrong one.
fn keeps_case(text: &str) -> bool {
    let (mut pairs, mut jumps) = (0_usize, 0_usize);
    let mut before = ' ';
    for c in text.chars() {
        if before.is_alphabetic() && !before.is_ascii() && c.is_alphabetic() {
            pairs += 1;
            jumps += usize::from(before.is_lowercase() && c.is_uppercase());
        }
        before = c;
    }
    jumps * 50 <= pairs
}

/// Whether a Latin page is sure: the words are of a language that it serves, or its letters stand
/// at the same place in both pages.
fn is_sure_latin(body: &[u8], text: &str, encoding: &'static Encoding) -> bool {
    let western = encoding == WINDOWS_1252;
    let told = language::latin(text);
    let fits = match told.as_ref().map(crate::document::Language::as_str) {
        Some("de" | "fr" | "es" | "it" | "pt" | "nl" | "sv" | "da" | "no" | "fi") => western,
        Some("pl" | "cs" | "sk" | "hu" | "ro" | "hr" | "sl") => !western,
        _ => false,
    };
    let same = encoding_rs::WINDOWS_1250
        .decode_without_bom_handling_and_without_replacement(body)
        .is_some_and(|other| other == text)
        || (western
            && body.iter().all(|&byte| {
                byte < 0x80
                    || matches!(byte, 0x80 | 0x82 | 0x84..=0x87 | 0x89 | 0x8a | 0x8b | 0x8e
                        | 0x91..=0x97 | 0x99..=0x9b | 0x9e | 0xa0 | 0xa4 | 0xa6..=0xa9
                        | 0xab..=0xae | 0xb0 | 0xb1 | 0xb4..=0xb8 | 0xbb | 0xc1 | 0xc2 | 0xc4
                        | 0xc7 | 0xc9 | 0xcb | 0xcd | 0xce | 0xd3 | 0xd4 | 0xd6 | 0xd7 | 0xda
                        | 0xdc | 0xdd | 0xdf | 0xe1 | 0xe2 | 0xe4 | 0xe7 | 0xe9 | 0xeb | 0xed
                        | 0xee | 0xf3 | 0xf4 | 0xf6 | 0xf7 | 0xfa | 0xfc | 0xfd)
            }));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    foreign * 4 <= letters && keeps_case(text) && (same || (fits && foreign >= 5))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GBK, KOI8_U, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

    use super::*;

    const KOREAN: &str = "외무성은 대사관의 보고를 받고 다음 문제를 논의하였다. 우리는 농업 협동조합의 수확량에 대하여 이야기를 나누었다.";
    const RUSSIAN: &str = "Посол принял советника и сообщил ему о ходе переговоров. В беседе были затронуты вопросы торговли и помощи.";
    const GERMAN: &str = "Der Botschafter erklärte, daß die Gespräche über die Lieferungen für das nächste Jahr noch nicht abgeschlossen seien. Für die Prüfung würden noch Unterlagen benötigt.";
    const POLISH: &str = "Poseł oświadczył, że rozmowy o dostawach na przyszły rok nie są jeszcze zakończone. Również do tego potrzebne są dokumenty, które przyślą później, gdy będą gotowe.";

    fn check(bytes: &[u8], expect: Result<(&str, &str), (ReasonCode, Option<&str>)>) {
        match (decoded(bytes), expect) {
            (Ok(read), Ok((text, encoding))) => {
                assert_eq!((read.text.as_str(), read.encoding.as_str()), (text, encoding));
            }
            (Err(reason), Err((code, byte))) => {
                assert_eq!(reason.code, code);
                assert_eq!(reason.args.get("byte").map(String::as_str), byte);
            }
            (read, expect) => panic!("{read:?} is not {expect:?}"),
        }
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        check("한국 a".as_bytes(), Ok(("한국 a", "UTF-8")));
        check("\u{feff}a".as_bytes(), Ok(("a", "UTF-8")));
        check(b"\xff\xfea\0\r\0\n\0\x5c\xd5", Ok(("a\n한", "UTF-16LE")));
        check(b"\xfe\xff\0a\xd5\x5c", Ok(("a한", "UTF-16BE")));
        check(b"a\r\nb\rc", Ok(("a\nb\nc", "UTF-8")));
    }

    #[test]
    fn files_of_other_kinds_are_told_by_the_byte() {
        check(b"%PDF-1.7 ...", Err((ReasonCode::Binary, Some("0"))));
        check(b"\x89PNG\r\n\x1a\n", Err((ReasonCode::Binary, Some("0"))));
        check(b"PK\x03\x04", Err((ReasonCode::Binary, Some("0"))));
        check(b"words\0more", Err((ReasonCode::Binary, Some("5"))));
        check(b"\xff\xfea\0\0\0", Err((ReasonCode::Binary, Some("4"))));
    }

    #[test]
    fn empty_and_blank_files_are_empty() {
        for bytes in [&b""[..], b" \n\t\r\n", "\u{feff}".as_bytes(), "\u{a0}\n".as_bytes()] {
            check(bytes, Err((ReasonCode::Empty, None)));
        }
    }

    #[test]
    fn other_encodings_are_read_where_that_is_sure() {
        for (text, encoding) in [
            (KOREAN, EUC_KR),
            (RUSSIAN, WINDOWS_1251),
            (RUSSIAN, KOI8_U),
            (GERMAN, WINDOWS_1252),
            (POLISH, WINDOWS_1250),
            (
                "部长接见了大使，在会谈中谈到了有关国家的贸易问题，大使说他不同意这一点，他和我国的人是一样的。",
                GBK,
            ),
            (
                "部長接見了大使，在會談中談到了有關國家的貿易問題，大使說他不同意這一點，他和我國的人是一樣的。",
                BIG5,
            ),
            ("大使は会談の中で、貿易の問題についてくわしく説明したと述べた。", SHIFT_JIS),
        ] {
            let (bytes, _, failed) = encoding.encode(text);
            assert!(!failed);
            check(&bytes, Ok((text, encoding.name())));
            assert_eq!(decoded(&bytes).unwrap().findings[0].code, FindingCode::EncodingDecoded);
        }
        check(b"the Workers\x92 Party \x96 now", Ok(("the Workers’ Party – now", "windows-1252")));
    }

    #[test]
    fn uncertain_encodings_are_refused_with_the_first_byte() {
        let byte = |text: &[u8], at: &str| {
            check(text, Err((ReasonCode::EncodingUncertain, Some(at))));
        };
        byte(b"Comrade Brzezi\xf1ski said", "14");
        // UTF-8 that was cut or damaged stays UTF-8.
        let korean = KOREAN.as_bytes();
        byte(&korean[..korean.len() - 5], "152");
        byte(b"\xff\xfe\x00\xd8a\0", "2");
    }
}
