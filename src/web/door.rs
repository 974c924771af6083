//! The door: a plain question for a kept answer is answered there, and goes no further in.
//!
//! What comes in is learned from answers that went the whole way: the address, as it was sent, and
//! what was decided of the client's wishes lead to the kept answer and the header lines that it went
//! out with. Out goes the same again, line by line, as long as the answer is of the room's present
//! generation and the address would be judged alike. Nothing is decided here that was not decided
//! within before, so nobody gets past the guard: a request that `glance` does not see through, or
//! that meets nothing learned, takes the whole way.
//!
//! Wishes are kept as what they come to, never as they were sent, and each answer has room for a few
//! addresses only, so no client can fill the memory with spellings. What leads to an answer goes
//! when the answer goes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, Version, header};

use super::answer::{BODY_LINES, has};
use super::counts::Route;
use super::glance::Question;
use super::headers::Policy;
use super::kept::Answer;
use super::negotiation::{Coding, lines, prefers_pages, tongue, tongue_named_by};

/// Parts of the table, so that those who look do not wait for those who learn elsewhere.
const PARTS: usize = 16;
/// The longest path and query that is learned, in bytes.
const LONGEST: usize = 512;
/// How many addresses lead to one answer, and how many of those with a query: unknown parameters
/// change nothing, and a client could add any number.
const ADDRESSES: usize = 4;
const WITH_QUERY: usize = 2;

/// Lines without which no answer is learned that has them: they speak of one connection.
const OF_CONNECTION: [HeaderName; 4] =
    [header::CONNECTION, header::TRANSFER_ENCODING, header::DATE, header::UPGRADE];

/// What of a client's wishes chooses among the things at one address.
type Choice = (Coding, crate::address::Interface);

/// What leads from an address to answers, by what chooses among them.
type Part = HashMap<Arc<str>, Vec<(Choice, Arc<Ready>)>>;

/// What was learned.
#[derive(Debug, Default)]
pub(super) struct Door {
    parts: [RwLock<Part>; PARTS],
    policy: Policy,
    /// The lines that every answer carries.
    common: Bytes,
}

/// An answer that is ready to go out.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) answer: Arc<Answer>,
    /// Its header lines but the common ones and the date, those first that a client gets too who
    /// has the body already.
    lines: Box<[u8]>,
    /// The length of these.
    lasting: usize,
    /// Whether it carries the common lines as they are.
    is_common: bool,
    /// Whether `Accept` had a say.
    is_by_type: bool,
    pub(super) route: Arc<Route>,
}

/// What of a request that takes the whole way will be looked for at the door the next time.
#[derive(Debug)]
pub(super) struct Asked {
    target: Arc<str>,
    choice: Choice,
    prefers_pages: bool,
}

impl Asked {
    /// What is asked for, if it may be learned.
    pub(super) fn of(request: &Request) -> Option<Self> {
        let address = request.uri();
        let target = address.path_and_query()?.as_str();
        let headers = request.headers();
        let is_plain = matches!(*request.method(), Method::GET | Method::HEAD)
            && request.version() == Version::HTTP_11
            && address.authority().is_none()
            && target.starts_with('/')
            && target.len() <= LONGEST;
        is_plain.then(|| Self {
            target: target.into(),
            choice: (Coding::wished(headers), tongue(headers)),
            prefers_pages: prefers_pages(lines(headers, &header::ACCEPT)),
        })
    }
}

/// The part of an answer that its client wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Whole,
    Head,
    NotModified,
}

impl Door {
    /// A door of a room that says this in the header lines of every answer.
    pub(super) fn of(policy: Policy) -> Self {
        let mut headers = HeaderMap::new();
        policy.line(&mut headers);
        if policy.is_private {
            // It depends on the answer what this line says.
            headers.remove(header::CACHE_CONTROL);
        }
        let common = headers.iter().flat_map(|(name, value)| written(name, value.as_bytes()));
        Self { common: common.collect(), policy, ..Self::default() }
    }

    /// The answer to a question, if there is one here, of this generation of the room.
    pub(super) fn answer(
        &self,
        question: &Question<'_>,
        generation: u64,
    ) -> Option<(Arc<Ready>, Form)> {
        let part = self.part(question.target).read().unwrap_or_else(PoisonError::into_inner);
        let ways = part.get(question.target)?;
        let choice = (
            Coding::named_by(question.accept_encoding.into_iter()),
            tongue_named_by(question.accept_language.into_iter()),
        );
        let ready = ways.iter().find(|(known, _)| *known == choice).map(|(_, ready)| ready)?;
        let is_fit = ready.answer.is_of(generation)
            && (!ready.is_by_type || prefers_pages(question.accept.into_iter()));
        if !is_fit {
            return None;
        }
        let ready = Arc::clone(ready);
        drop(part);
        ready.answer.is_asked_for();
        let is_known = |tags| has(std::iter::once(tags), ready.answer.packed.etag());
        let form = match (question.if_none_match.is_some_and(is_known), question.is_head) {
            // Rare enough for the whole way, where other lines are said of it.
            (true, true) => return None,
            (true, false) => Form::NotModified,
            (false, true) => Form::Head,
            (false, false) => Form::Whole,
        };
        Some((ready, form))
    }

    /// Learns that a request was answered with a kept answer and these header lines.
    pub(super) fn learns(
        &self,
        asked: Asked,
        headers: &HeaderMap,
        answer: &Arc<Answer>,
        route: Arc<Route>,
    ) {
        let Asked { target, choice, prefers_pages } = asked;
        let varies = headers.get(header::VARY).and_then(|line| line.to_str().ok());
        let mut varies = varies.unwrap_or_default().split(',').map(str::trim);
        let is_by_type = varies.any(|name| name.eq_ignore_ascii_case("accept"));
        if (is_by_type && !prefers_pages) || OF_CONNECTION.iter().any(|n| headers.contains_key(n)) {
            return;
        }
        let (is_common, lasting) = self.lasting(headers);
        let mut lines = lasting.clone();
        for (name, value) in answer.packed.body_lines() {
            lines.extend(written(&name, value.as_bytes()));
        }
        let length = answer.packed.body().len().to_string();
        lines.extend(written(&header::CONTENT_LENGTH, length.as_bytes()));
        let ready = Arc::new(Ready {
            answer: Arc::clone(answer),
            lines: lines.into(),
            lasting: lasting.len(),
            is_common,
            is_by_type,
            route,
        });
        self.opens(target, choice, ready);
    }

    /// The lines that every client gets, and whether the common ones are left out because they are
    /// as they are everywhere.
    fn lasting(&self, headers: &HeaderMap) -> (bool, Vec<u8>) {
        let mut common = HeaderMap::new();
        self.policy.line(&mut common);
        common.remove(header::CACHE_CONTROL);
        let is_common = common.iter().all(|(name, value)| headers.get(name) == Some(value));
        let own = headers.iter().filter(|(name, _)| {
            !(BODY_LINES.contains(name)
                || *name == header::CONTENT_LENGTH
                || is_common && common.contains_key(*name))
        });
        (is_common, own.flat_map(|(name, value)| written(name, value.as_bytes())).collect())
    }

    fn opens(&self, target: Arc<str>, choice: Choice, ready: Arc<Ready>) {
        let answer = Arc::clone(&ready.answer);
        // Whoever lets the answer go waits here, or was here before.
        let mut addresses = answer.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(addresses) = &mut *addresses else { return };
        if !addresses.contains(&target) {
            let has_query = |address: &&Arc<str>| address.contains('?');
            let with_query = addresses.iter().filter(has_query).count();
            if addresses.len() >= ADDRESSES || (has_query(&&target) && with_query >= WITH_QUERY) {
                return;
            }
            addresses.push(Arc::clone(&target));
        }
        let mut part = self.part(&target).write().unwrap_or_else(PoisonError::into_inner);
        let ways = part.entry(target).or_insert_with(|| Vec::with_capacity(1));
        match ways.iter_mut().find(|(known, _)| *known == choice) {
            // The older answer keeps the address on its list; it finds another's there when it goes.
            Some(way) => way.1 = ready,
            None => ways.push((choice, ready)),
        }
    }

    /// Forgets what leads to an answer that is no longer kept.
    pub(super) fn closes_to(&self, answer: &Arc<Answer>) {
        let mut addresses = answer.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        for address in addresses.take().into_iter().flatten() {
            let mut part = self.part(&address).write().unwrap_or_else(PoisonError::into_inner);
            let Some(ways) = part.get_mut(&address) else { continue };
            ways.retain(|(_, ready)| !Arc::ptr_eq(&ready.answer, answer));
            if ways.is_empty() {
                part.remove(&address);
            }
        }
    }

    fn part(&self, target: &str) -> &RwLock<Part> {
        let number = target.bytes().rev().take(8).fold(target.len(), |number, byte| {
            number.wrapping_mul(31).wrapping_add(usize::from(byte))
        });
        &self.parts[number % PARTS]
    }

    /// The lines that every answer carries, as they are sent.
    pub(super) fn common(&self) -> &Bytes {
        &self.common
    }
}

impl Ready {
    /// The status line and the answer's own header lines.
    pub(super) fn head(&self, form: Form) -> (&'static [u8], &[u8]) {
        match form {
            Form::NotModified => (b"HTTP/1.1 304 Not Modified\r\n", &self.lines[..self.lasting]),
            Form::Whole | Form::Head => (b"HTTP/1.1 200 OK\r\n", &self.lines),
        }
    }

    /// Whether the lines that every answer carries follow.
    pub(super) fn is_common(&self) -> bool {
        self.is_common
    }

    /// The body, where the client wants it.
    pub(super) fn body(&self, form: Form) -> &[u8] {
        match form {
            Form::Whole => self.answer.packed.body(),
            Form::Head | Form::NotModified => &[],
        }
    }
}

/// A header line as it is sent.
fn written(name: &HeaderName, value: &[u8]) -> Vec<u8> {
    [name.as_str().as_bytes(), b": ", value, b"\r\n"].concat()
}
