//! What a request says of its reader: the languages that she reads, and what she chose.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::negotiation::tongue;
use super::problem::is_by_program;
use super::twin::{BY_CODING, BY_TYPE};
use crate::address::{Carried, Interface, Links};

/// What an answer varies by that is one of several at its address, and speaks the reader's
/// language.
const BY_TYPE_AND_LANGUAGE: &str = "Accept, Accept-Encoding, Accept-Language";
/// What any other answer varies by that speaks the reader's language.
const BY_CODING_AND_LANGUAGE: &str = "Accept-Encoding, Accept-Language";

/// Who asks for a page.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    /// The request's header lines.
    pub(super) headers: HeaderMap,
    /// What the address carries.
    pub(super) carried: Carried,
    /// The language to answer in: the address's, else the one that the browser likes best.
    pub(super) interface: Interface,
    is_program: bool,
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

impl Reader {
    /// The reader who asks for an address.
    pub(super) fn of(address: &Uri, headers: &HeaderMap) -> Self {
        let pairs = address.query().unwrap_or_default().split('&');
        let carried = Carried::read(pairs.filter_map(|pair| pair.split_once('=')));
        Self {
            headers: headers.clone(),
            carried,
            interface: carried.interface().unwrap_or_else(|| tongue(headers)),
            is_program: is_by_program(address.path(), headers),
        }
    }

    /// The links to lead her on by, of those that `lasting` makes; programs choose nothing.
    pub(super) fn links(&self, lasting: &Links) -> Links {
        if self.is_program { lasting.lasting() } else { lasting.carrying(self.carried) }
    }

    /// What tells pages apart that say the same: `ko`, `en?ui=en&theme=dark`.
    pub(super) fn dress(&self) -> String {
        self.carried.on(self.interface.tag())
    }

    /// What a page varies by, beside `varies`: by the language only where the address names none.
    pub(super) fn varies(&self, varies: &'static str) -> &'static str {
        match varies {
            BY_TYPE if self.carried.interface().is_none() => BY_TYPE_AND_LANGUAGE,
            BY_CODING if self.carried.interface().is_none() => BY_CODING_AND_LANGUAGE,
            varies => varies,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn reader(address: &str, languages: &str) -> Reader {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, languages.parse().unwrap());
        Reader::of(&address.parse().unwrap(), &headers)
    }

    #[test]
    fn the_address_counts_before_the_browser() {
        let check = |address: &str, languages: &str, expect: &str| {
            assert_eq!(reader(address, languages).dress(), expect, "{address} {languages}");
        };
        check("/", "", "en");
        check("/", "ko-KR,ko;q=0.9", "ko");
        check("/?ui=en", "ko", "en?ui=en");
        check("/?ui=ko&x=y", "en", "ko?ui=ko");
        check("/?ui=fr", "ko", "ko");
        check("/?a&=&notes=hidden&theme=dark", "", "en?theme=dark&notes=hidden");
    }

    #[test]
    fn a_page_varies_by_the_language_where_the_address_names_none() {
        let check = |address: &str, expect: &str| {
            assert_eq!(reader(address, "").varies(BY_CODING), expect, "{address}");
        };
        check("/", BY_CODING_AND_LANGUAGE);
        check("/?theme=dark", BY_CODING_AND_LANGUAGE);
        check("/?ui=ko", BY_CODING);
    }
}
