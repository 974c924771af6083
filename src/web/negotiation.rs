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
        let wishes = wishes(headers, &header::ACCEPT_ENCODING);
        let liking = |name: &str| {
            let named = wishes.iter().find(|wish| wish.what.eq_ignore_ascii_case(name));
            named.or_else(|| wishes.iter().find(|wish| wish.what == "*")).map_or(0, |w| w.liking)
        };
        let (brotli, gzip, identity) = (liking("br"), liking("gzip"), liking("identity"));
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
    let wishes = wishes(headers, &header::ACCEPT);
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

/// The language of the interface that the client likes best; English where it likes none of them.
/// A region is no matter (`ko-KR` is Korean), and of languages liked alike the first named counts.
pub(super) fn tongue(headers: &HeaderMap) -> Interface {
    let wishes = wishes(headers, &header::ACCEPT_LANGUAGE);
    let known = wishes.iter().filter_map(|wish| Some((Interface::parse(wish.what)?, wish.liking)));
    let mut best = (Interface::default(), 0);
    for (language, liking) in known {
        if liking > best.1 {
            best = (language, liking);
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

/// All that the lines `name` wish for. What cannot be read is left out.
fn wishes<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<Wish<'a>> {
    let lines = headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .filter_map(|part| {
            let mut parts = part.split(';').map(str::trim);
            let what = parts.next().filter(|what| !what.is_empty())?;
            let q = parts.find_map(|p| p.strip_prefix("q=").or_else(|| p.strip_prefix("Q=")));
            Some(Wish { what, liking: q.map_or(Some(1000), thousandths)? })
        })
        .collect()
}

/// A `q` value, 0 to 1 with up to three decimals, in thousandths.
fn thousandths(q: &str) -> Option<u16> {
    let (whole, decimals) = q.split_once('.').unwrap_or((q, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 1)?;
    let decimals: u16 = format!("{decimals:0<3}").parse().ok()?;
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
