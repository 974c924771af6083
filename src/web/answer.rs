//! What is sent: content with its type, its entity tag and its cache policy, or "not modified".
//!
//! In comes what a page or an export printed; out goes a response for this client. Every answer
//! with a body that stands for a page, a twin or a file is made here.

use std::borrow::Cow;
use std::io::Write as _;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use sha2::{Digest as _, Sha256};

use super::negotiation::{Coding, lines};

/// What may be kept by those between us and the reader, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Kept, but asked about every time: pages and twins, which change with their sources.
    Asking,
    /// Kept for ever: files whose name carries their checksum.
    Forever,
}

impl Keeping {
    fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Asking => "no-cache",
            Self::Forever => "public, max-age=31536000, immutable",
        })
    }
}

/// A body before it is packed for a client.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// Its media type, charset included where it is text.
    pub(super) media_type: Cow<'static, str>,
    /// The bytes.
    pub(super) body: Vec<u8>,
}

/// Content with the header lines that belong to it.
#[derive(Debug, Clone)]
pub(super) struct Dispatch {
    content: Content,
    language: Option<&'static str>,
    link: Option<HeaderValue>,
    disposition: Option<HeaderValue>,
}

impl From<Content> for Dispatch {
    fn from(content: Content) -> Self {
        Self { content, language: None, link: None, disposition: None }
    }
}

impl Dispatch {
    /// The length of the body, in bytes.
    pub(super) fn len(&self) -> usize {
        self.content.body.len()
    }

    /// The same with the links (RFC 8288) of what it stands for; what no header line can hold is
    /// left out.
    pub(super) fn linked(self, links: &str) -> Self {
        Self { link: HeaderValue::from_str(links).ok(), ..self }
    }

    /// The same, for readers of a language (BCP 47 tag).
    pub(super) fn in_language(self, tag: &'static str) -> Self {
        Self { language: Some(tag), ..self }
    }

    /// The same as a file to be shown that is called `name` where it is saved: letters, digits,
    /// hyphens and dots.
    pub(super) fn named(self, name: &str) -> Self {
        let disposition = HeaderValue::from_str(&format!("inline; filename=\"{name}\""));
        Self { disposition: disposition.ok(), ..self }
    }
}

/// The media type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// A page to be sent.
pub(super) struct Page<T: Template>(pub(super) T);

impl<T: Template> TryFrom<Page<T>> for Content {
    type Error = askama::Error;

    fn try_from(Page(page): Page<T>) -> Result<Self, askama::Error> {
        Ok(Self { media_type: HTML.into(), body: page.render()?.into_bytes() })
    }
}

/// The header lines that go with a body, and are not sent to a client that has it already.
pub(super) const BODY_LINES: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::CONTENT_LANGUAGE,
    header::CONTENT_DISPOSITION,
    header::CONTENT_ENCODING,
];

/// Content as a client gets it, with all that is said about it.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    media_type: HeaderValue,
    etag: HeaderValue,
    coding: Coding,
    language: Option<&'static str>,
    link: Option<HeaderValue>,
    disposition: Option<HeaderValue>,
    body: Bytes,
}

impl Packed {
    /// Packs content by the coding, if it is a kind that gets shorter.
    ///
    /// The tag is made of the content, the program's version and the coding: two forms of one
    /// content are two things to a cache.
    pub(super) fn new(content: impl Into<Dispatch>, coding: Coding) -> Self {
        Self::anew(content, coding, None)
    }

    /// The same, but a body that was packed before is not packed again.
    pub(super) fn anew(content: impl Into<Dispatch>, coding: Coding, before: Option<Self>) -> Self {
        let Dispatch { content, language, link, disposition } = content.into();
        let coding = if is_packable(&content.media_type) { coding } else { Coding::Identity };
        let mut digest = Sha256::new();
        digest.update(env!("CARGO_PKG_VERSION"));
        digest.update(content.media_type.as_bytes());
        digest.update(&content.body);
        let mut etag = String::from("\"");
        for byte in &digest.finalize()[..8] {
            for half in [byte >> 4, byte & 15] {
                etag.extend(char::from_digit(half.into(), 16));
            }
        }
        etag.push_str(ending(coding));
        etag.push('"');
        let before = before.filter(|before| before.etag.as_bytes() == etag.as_bytes());
        let (coding, body) = match before {
            Some(before) => (before.coding, before.body),
            None => match packed(&content.body, coding) {
                Some(body) => (coding, body.into()),
                // A page is written into more room than it needs, which would be kept with it.
                None => (Coding::Identity, content.body.into_boxed_slice().into()),
            },
        };
        Self {
            media_type: HeaderValue::from_str(&content.media_type)
                .unwrap_or(HeaderValue::from_static("application/octet-stream")),
            etag: HeaderValue::from_str(&etag).expect("hex digits and letters"),
            coding,
            language,
            link,
            disposition,
            body,
        }
    }

    /// A file that was packed when the program was built.
    pub(super) fn of_asset(asset: &'static crate::assets::Asset, coding: Coding) -> Self {
        let (coding, body) = match (coding, asset.brotli, asset.gzip) {
            (Coding::Brotli, Some(body), _) => (Coding::Brotli, body),
            (Coding::Brotli | Coding::Gzip, _, Some(body)) => (Coding::Gzip, body),
            _ => (Coding::Identity, asset.plain),
        };
        let etag = format!("{}{}\"", asset.etag.trim_end_matches('"'), ending(coding));
        Self {
            media_type: HeaderValue::from_static(asset.media_type),
            etag: HeaderValue::from_str(&etag).expect("hex digits and letters"),
            coding,
            language: None,
            link: None,
            disposition: None,
            body: Bytes::from_static(body),
        }
    }

    /// The size that a cache counts, in bytes: the body, and twice what is said about it, as it is
    /// kept in lines too.
    pub(super) fn size(&self) -> usize {
        let lines = [&self.link, &self.disposition].into_iter().flatten();
        let lines: usize = lines.map(HeaderValue::len).sum();
        self.body.len() + 2 * (self.media_type.len() + self.etag.len() + lines)
    }

    /// The entity tag.
    pub(super) fn etag(&self) -> &HeaderValue {
        &self.etag
    }

    /// The body as it is sent.
    pub(super) fn body(&self) -> &Bytes {
        &self.body
    }

    /// The header lines that go with the body: some of `BODY_LINES`.
    pub(super) fn body_lines(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
        let language = self.language.map(HeaderValue::from_static);
        let coding = self.coding.name().map(HeaderValue::from_static);
        let lines = [Some(self.media_type.clone()), language, self.disposition.clone(), coding];
        BODY_LINES.into_iter().zip(lines).filter_map(|(name, value)| Some((name, value?)))
    }

    /// The answer to a client whose request had these headers: 200 with the body, or 304 if it
    /// has it already. `varies` names the request headers that chose this content.
    pub(super) fn answer(
        &self,
        asked: &HeaderMap,
        keeping: Keeping,
        varies: &'static str,
    ) -> Response<Body> {
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, keeping.value());
        headers.insert(header::VARY, HeaderValue::from_static(varies));
        // What the content is linked to is true of it whoever has the body already.
        if let Some(link) = &self.link {
            headers.insert(header::LINK, link.clone());
        }
        if has(lines(asked, &header::IF_NONE_MATCH), &self.etag) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return answer;
        }
        headers.extend(self.body_lines());
        *answer.body_mut() = Body::from(self.body.clone());
        answer
    }
}

/// Whether a client that sent these `If-None-Match` lines has the content with this tag already (RFC 9110, 13.1.2; weak comparison, as
/// proxies that repack a body weaken its tag).
pub(super) fn has<'a>(mut lines: impl Iterator<Item = &'a str>, etag: &HeaderValue) -> bool {
    lines.any(|line| {
        line.split(',').map(str::trim).any(|tag| {
            tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == etag.as_bytes()
        })
    })
}

/// What a coding adds to an entity tag.
fn ending(coding: Coding) -> &'static str {
    match coding {
        Coding::Identity => "",
        Coding::Gzip => "-gz",
        Coding::Brotli => "-br",
    }
}

/// Whether a type gets shorter by packing.
fn is_packable(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "javascript", "bibtex", "research-info-systems"].iter().any(|kind| {
            media_type.split(';').next().is_some_and(|media_type| media_type.ends_with(kind))
        })
}

/// `body` in the coding; nothing for the identity, or if that fails.
///
/// The levels are those behind which a page hardly gets shorter for its time. A page of 57 KB takes
/// 0.7 ms by gzip at level 4 (13.3 KB; level 1: 17.4 KB in 0.3 ms, level 6: 13.2 KB in 1.1 ms) and
/// 2.4 ms by Brotli at quality 4 (12.7 KB; quality 5: 11.9 KB in 3.7 ms). Brotli's quickest two
/// qualities are the worst of all with this encoder: 21 KB in 3.7 ms.
fn packed(body: &[u8], coding: Coding) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(body.len() / 3);
    match coding {
        Coding::Identity => return None,
        Coding::Gzip => {
            let level = flate2::Compression::new(4);
            let mut encoder = flate2::write::GzEncoder::new(&mut packed, level);
            encoder.write_all(body).ok()?;
            encoder.finish().ok()?;
        }
        Coding::Brotli => {
            let params = brotli::enc::BrotliEncoderParams {
                quality: 4,
                // Hardly a page is longer than this window, in powers of two.
                lgwin: 18,
                size_hint: body.len(),
                ..Default::default()
            };
            brotli::BrotliCompress(&mut &body[..], &mut packed, &params).ok()?;
        }
    }
    packed.shrink_to_fit();
    Some(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(content: &str, coding: Coding, if_none_match: Option<&str>) -> Response<Body> {
        let content = Content { media_type: HTML.into(), body: content.as_bytes().to_vec() };
        let mut asked = HeaderMap::new();
        if let Some(tags) = if_none_match {
            asked.insert(header::IF_NONE_MATCH, tags.parse().unwrap());
        }
        Packed::new(content, coding).answer(&asked, Keeping::Asking, "Accept-Encoding")
    }

    fn etag(answer: &Response<Body>) -> String {
        answer.headers()[header::ETAG].to_str().unwrap().to_owned()
    }

    #[test]
    fn the_tag_follows_content_and_coding() {
        let tag = etag(&sent("a", Coding::Identity, None));
        assert_eq!(tag, etag(&sent("a", Coding::Identity, None)));
        assert_ne!(tag, etag(&sent("b", Coding::Identity, None)));
        assert_ne!(tag, etag(&sent("a", Coding::Brotli, None)));
    }

    #[test]
    fn a_client_that_has_the_content_is_told_so() {
        let tag = etag(&sent("a", Coding::Gzip, None));
        let check = |tags: &str, expect: u16| {
            let answer = sent("a", Coding::Gzip, Some(tags));
            assert_eq!(answer.status().as_u16(), expect, "{tags}");
            assert!(answer.headers().contains_key(header::VARY));
        };
        check(&tag, 304);
        check(&format!("W/{tag}"), 304);
        check(&format!("\"x\", {tag}"), 304);
        check("*", 304);
        check("\"x\"", 200);
        check("garbage", 200);
        check(tag.trim_matches('"'), 200);
    }

    #[test]
    fn links_go_with_every_answer_and_a_name_with_the_body() {
        let content = Content { media_type: HTML.into(), body: b"a".to_vec() };
        let dispatch = Dispatch::from(content).linked("<x>; rel=\"item\"").named("a.ris");
        let packed = Packed::new(dispatch, Coding::Identity);
        let mut asked = HeaderMap::new();
        let answer = packed.answer(&asked, Keeping::Asking, "Accept");
        assert_eq!(answer.headers()[header::LINK], "<x>; rel=\"item\"");
        assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "inline; filename=\"a.ris\"");
        asked.insert(header::IF_NONE_MATCH, "*".parse().unwrap());
        let answer = packed.answer(&asked, Keeping::Asking, "Accept");
        assert_eq!(answer.headers()[header::LINK], "<x>; rel=\"item\"");
        assert!(!answer.headers().contains_key(header::CONTENT_DISPOSITION));
    }

    #[test]
    fn what_is_packed_is_named_and_shorter() {
        let long = "the same words ".repeat(100);
        for (coding, name) in [(Coding::Gzip, "gzip"), (Coding::Brotli, "br")] {
            let answer = sent(&long, coding, None);
            assert_eq!(answer.headers()[header::CONTENT_ENCODING], name);
        }
        assert!(!sent(&long, Coding::Identity, None).headers().contains_key("content-encoding"));
        let picture = Content { media_type: "image/png".into(), body: vec![0; 100] };
        assert_eq!(Packed::new(picture, Coding::Brotli).coding, Coding::Identity);
    }
}
