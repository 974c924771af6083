//! What a client would rather have, read from its `Accept`, `Accept-Language` and
//! `Accept-Encoding` lines
//! (RFC 9110, section 12).
//!
//! Out goes one of the things there are, never a refusal: a client whose wishes cannot be met gets
//! the first of them, which it may still be able to use.

use axum::http::{HeaderMap, HeaderName, header};

use crate::address::Interface;

/// How a body is packed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    /// Not at all.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Coding {
    /// The coding as `Content-Encoding` names it; nothing for none.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The coding that the client likes best, the tighter one where it likes two alike.
    pub(super) fn wished(headers: &HeaderMap) -> Self {
        Self::named_by(lines(headers, &header::ACCEPT_ENCODING))
    }

    /// The same for the lines themselves.
    pub(super) fn named_by<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut brotli, mut gzip, mut identity, mut any) = (None, None, None, None);
        for wish in wishes(lines) {
            let is = |name: &str| wish.what.eq_ignore_ascii_case(name);
            let named = match () {
                () if is("br") => &mut brotli,
                () if is("gzip") => &mut gzip,
                () if is("identity") => &mut identity,
                () if is("*") => &mut any,
                () => continue,
            };
            // The first counts.
            named.get_or_insert(wish.liking);
        }
        let liking = |named: Option<u16>| named.or(any).unwrap_or_default();
        let (brotli, gzip, identity) = (liking(brotli), liking(gzip), liking(identity));
        if brotli > 0 && brotli >= gzip && brotli >= identity {
            Self::Brotli
        } else if gzip > 0 && gzip >= identity {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

/// The place among `offers` of the media type that the client likes best: 0 where it does not care
/// or can have none of them. A type that it names counts before one that a `*` covers.
pub(super) fn preferred(headers: &HeaderMap, offers: &[&str]) -> usize {
    let wishes: Vec<Wish<'_>> = wishes(lines(headers, &header::ACCEPT)).collect();
    let liking = |offer: &str| {
        let (kind, _) = offer.split_once('/').unwrap_or((offer, ""));
        wishes
            .iter()
            .filter_map(|wish| {
                let closeness = match wish.what.split_once('/') {
                    Some(("*", "*")) => 1,
                    Some((of, "*")) if of.eq_ignore_ascii_case(kind) => 2,
                    _ if wish.what.eq_ignore_ascii_case(offer) => 3,
                    _ => return None,
                };
                Some((closeness, wish.liking))
            })
            .max()
            .filter(|(_, liking)| *liking > 0)
            .map(|(closeness, liking)| (liking, closeness))
    };
    let mut best = (0, liking(offers[0]));
    for (place, offer) in offers.iter().enumerate().skip(1) {
        let this = liking(offer);
        if this > best.1 {
            best = (place, this);
        }
    }
    best.0
}

/// Whether the client likes pages at least as well as whatever else an address may offer. `false`
/// says nothing: it may still like none of what there is.
pub(super) fn prefers_pages<'a>(accept: impl Iterator<Item = &'a str>) -> bool {
    let mut page = None;
    let mut other = (0, 0);
    for wish in wishes(accept) {
        let (closeness, is_of_page) = match wish.what.split_once('/') {
            Some(("*", "*")) => (1, true),
            Some((of, "*")) => (2, of.eq_ignore_ascii_case("text")),
            _ => (3, wish.what.eq_ignore_ascii_case("text/html")),
        };
        other = other.max((wish.liking, closeness));
        if is_of_page {
            page = page.max(Some((closeness, wish.liking)));
        }
    }
    let page = page.map_or((0, 0), |(closeness, liking)| (liking, closeness));
    other.0 == 0 || page >= other
}

/// The language of the interface that the client likes best; English where it likes none of them.
/// A region is no matter (`ko-KR` is Korean), and of languages liked alike the first named counts.
pub(super) fn tongue(headers: &HeaderMap) -> Interface {
    tongue_named_by(lines(headers, &header::ACCEPT_LANGUAGE))
}

/// The same for the lines themselves.
pub(super) fn tongue_named_by<'a>(lines: impl Iterator<Item = &'a str>) -> Interface {
    let mut best = (Interface::default(), 0);
    for wish in wishes(lines) {
        let Some(language) = Interface::parse(wish.what) else { continue };
        if wish.liking > best.1 {
            best = (language, wish.liking);
        }
    }
    best.0
}

/// One thing that a client would take.
struct Wish<'a> {
    what: &'a str,
    /// The `q` value in thousandths.
    liking: u16,
}

/// The header's lines `name`, those that are text.
pub(super) fn lines<'a>(
    headers: &'a HeaderMap,
    name: &HeaderName,
) -> impl Iterator<Item = &'a str> + use<'a> {
    headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok())
}

/// All that the lines wish for. What cannot be read is left out.
fn wishes<'a>(lines: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Wish<'a>> {
    lines.flat_map(|line| line.split(',')).filter_map(|part| {
        let mut parts = part.split(';').map(str::trim);
        let what = parts.next().filter(|what| !what.is_empty())?;
        let q = parts.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
        Some(Wish { what, liking: q.map_or(Some(1000), thousandths)? })
    })
}

/// A `q` value, 0 to 1 with up to three decimals, in thousandths.
fn thousandths(q: &str) -> Option<u16> {
    let (whole, decimals) = q.split_once('.').unwrap_or((q, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let digits = decimals.bytes().chain(std::iter::repeat(b'0')).take(3);
    let decimals = digits.fold(0, |number, digit| number * 10 + u16::from(digit - b'0'));
    (whole * 1000 + decimals <= 1000).then_some(whole * 1000 + decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        headers
    }

    #[test]
    fn the_type_liked_best_is_sent_and_the_page_where_nothing_is_said() {
        let offers = ["text/html", "application/json", "application/tei+xml"];
        let check = |accept: &str, expect: usize| {
            assert_eq!(preferred(&headers(header::ACCEPT, accept), &offers), expect, "{accept}");
        };
        check("application/json", 1);
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", 0);
        check("*/*", 0);
        check("", 0);
        check("application/json, text/plain, */*", 1);
        check("application/*", 1);
        check("application/json;q=0.5, text/html", 0);
        check("application/json;q=0, */*", 0);
        check("text/html;q=0.1, application/tei+xml; q=0.2", 2);
        check("image/png", 0);
        check("application/json;q=garbage", 0);
        check("Application/JSON", 1);
        check(",;,;q=1,/", 0);
        assert_eq!(preferred(&HeaderMap::new(), &offers), 0);
    }

    #[test]
    fn whoever_prefers_pages_gets_them_whatever_is_offered() {
        let check = |accept: &str, expect: bool| {
            assert_eq!(prefers_pages([accept].into_iter()), expect, "{accept}");
            let offers = ["text/html", "text/plain", "text/csv", "application/json", "image/png"];
            let chosen = preferred(&headers(header::ACCEPT, accept), &offers);
            assert!(!expect || chosen == 0, "{accept}");
        };
        check("", true);
        check("*/*", true);
        check("text/html", true);
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true);
        check("text/*", true);
        check("*/*;q=0.1, application/json;q=0", true);
        check("application/json;q=0", true);
        check("text/html;q=0, text/*", false);
        check("text/html;q=0.5, text/csv", false);
        check("*/*, text/csv", false);
        check("text/*, text/csv;q=0.9", true);
        check("application/json", false);
        check("image/png", false);
    }

    #[test]
    fn the_language_liked_best_is_spoken_and_english_where_the_room_has_none() {
        let check = |accept: &str, expect: Interface| {
            assert_eq!(tongue(&headers(header::ACCEPT_LANGUAGE, accept)), expect, "{accept}");
        };
        check("ko", Interface::Korean);
        check("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", Interface::Korean);
        check("en-US,en;q=0.9,ko;q=0.8", Interface::English);
        check("de,ko;q=0.5,en;q=0.4", Interface::Korean);
        check("en;q=0.5, KO-kp", Interface::Korean);
        check("ko;q=0, *", Interface::English);
        check("ko,en", Interface::Korean);
        check("fr", Interface::English);
        check("*", Interface::English);
        check("ko;q=2", Interface::English);
        check(";;,=,\"ko\"", Interface::English);
        check("", Interface::English);
        assert_eq!(tongue(&HeaderMap::new()), Interface::English);
    }

    #[test]
    fn the_coding_liked_best_is_used_and_none_where_none_is_wanted() {
        let check = |accept: &str, expect: Coding| {
            let headers = headers(header::ACCEPT_ENCODING, accept);
            assert_eq!(Coding::wished(&headers), expect, "{accept}");
        };
        check("gzip, deflate, br", Coding::Brotli);
        check("gzip, deflate, br;q=0.5", Coding::Gzip);
        check("gzip", Coding::Gzip);
        check("*", Coding::Brotli);
        check("br;q=0, *", Coding::Gzip);
        check("identity, gzip;q=0.5", Coding::Identity);
        check("identity;q=0, deflate", Coding::Identity);
        check("br;q=0, gzip;q=0", Coding::Identity);
        check("", Coding::Identity);
        assert_eq!(Coding::wished(&HeaderMap::new()), Coding::Identity);
    }
}
