//! Addresses of test machines in words that a source prints.

use std::ops::Range;

/// Parts of a host's name that tell of a machine for trying things out.
const PARTS: [&str; 17] = [
    "beta",
    "demo",
    "dev",
    "develop",
    "development",
    "dvincitest",
    "localhost",
    "preprod",
    "preview",
    "qa",
    "sandbox",
    "stage",
    "staging",
    "test",
    "testing",
    "tests",
    "uat",
];
/// Words that end in `test` and tell of none.
const WORDS: [&str; 9] =
    ["attest", "contest", "detest", "fastest", "greatest", "latest", "protest", "newest", "oldest"];
/// Names at the top that no public host has (RFC 6761, RFC 6762).
const TOPS: [&str; 5] = ["internal", "invalid", "local", "localhost", "test"];

/// Where the first address of a test machine stands in the words, in bytes: one that only served
/// for trying things out, or that no reader can reach. Such an address is shown as captured, and
/// never as a link.
#[must_use]
pub fn test_host(words: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(found) = words[from..].find("://") {
        let mark = from + found;
        let end = words[mark + 3..]
            .find(|letter: char| letter.is_whitespace() || "<>\"“”()[]{}".contains(letter))
            .filter(|_| !words[mark + 3..].starts_with('['))
            .map_or_else(|| end_of_bracketed(words, mark + 3), |length| mark + 3 + length);
        let address = words[mark + 3..end].trim_end_matches(['.', ',', ';', ':', '\'', '’', '!']);
        let scheme = words[..mark].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        if is_test(&host(address)) {
            return Some(mark - scheme..mark + 3 + address.len());
        }
        from = mark + 3;
    }
    None
}

/// The end of an address that begins with a number of IPv6 in brackets, else of the words.
fn end_of_bracketed(words: &str, start: usize) -> usize {
    let rest = &words[start..];
    let after = if rest.starts_with('[') { rest.find(']').map_or(0, |at| at + 1) } else { 0 };
    let stop = |letter: char| letter.is_whitespace() || "<>\"“”".contains(letter);
    rest[after..].find(stop).map_or(words.len(), |length| start + after + length)
}

/// The host of what follows `://`, in small letters.
fn host(address: &str) -> String {
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let name = if host.starts_with('[') {
        host.split_inclusive(']').next().unwrap_or_default()
    } else {
        host.split(':').next().unwrap_or_default()
    };
    name.trim_end_matches('.').to_lowercase()
}

fn is_test(host: &str) -> bool {
    if host.is_empty() {
        return false;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let is_number = host.starts_with('[')
        || labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    let is_kept = match labels.as_slice() {
        [_] => true,
        [.., last] => TOPS.contains(last),
        [] => false,
    };
    // The last label is a country or a kind: `.dev` tells nothing.
    let named = labels.split_last().map_or(&[][..], |(_, named)| named);
    let mut parts = named.iter().flat_map(|label| label.split(['-', '_']));
    is_number || is_kept || parts.any(tells_of_tests)
}

fn tells_of_tests(part: &str) -> bool {
    let bare = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    PARTS.contains(&bare) || bare.ends_with("test") && bare.len() > 4 && !WORDS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_test_machines_are_found() {
        let check = |words: &str, expect: Option<&str>| {
            assert_eq!(test_host(words).map(|range| &words[range]), expect, "{words}");
        };
        let seed = "https://wilson-center-digital-archive.dvincitest.com/document/115633";
        check(&format!("Translated by X.\n<{seed}>"), Some(seed));
        check(&format!("See {seed}."), Some(seed));
        check("http://localhost:3000/a, b", Some("http://localhost:3000/a"));
        check("(https://staging.archive.org/1)", Some("https://staging.archive.org/1"));
        check("http://127.0.0.1/1", Some("http://127.0.0.1/1"));
        check("http://[::1]:80/1 a", Some("http://[::1]:80/1"));
        check("http://archive-dev.org/", Some("http://archive-dev.org/"));
        check("http://test2.archive.org", Some("http://test2.archive.org"));
        check("http://intranet/document", Some("http://intranet/document"));
        check("https://archive.test/1", Some("https://archive.test/1"));
        check("HTTPS://USER@LOCALHOST/1", Some("HTTPS://USER@LOCALHOST/1"));
        check("https://good.org/ and https://test.org/", Some("https://test.org/"));
        for good in [
            "https://digitalarchive.wilsoncenter.org/document/115633",
            "https://latest.archive.org/",
            "https://contest.org/test/staging",
            "https://web.dev/a",
            "https://archive.example.org/1",
            "https://testament.org/",
            "a test of localhost",
            "://",
            "https://",
            "",
            "https://기록.한국/test",
        ] {
            check(good, None);
        }
    }
}
