//! Where answers are kept: bounded by bytes, in an order in which what was asked for once leaves
//! before what is asked for again.
//!
//! In come names and answers; out go answers found, and those that had to leave. Whatever is new
//! stands on a small part of the shelf first. What is asked for there again moves on to the large
//! part; what is not leaves, and is remembered by a number, so that it comes to the large part if
//! it comes back soon. From the large part the oldest leaves that was not asked for since it last
//! came to the end. So a crawler, who asks for everything once, moves nothing but the small part,
//! and leaves what readers read where it is. (The order is S3-FIFO: Yang et al., "FIFO queues are
//! all you need for cache eviction", 2023.)

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasher as _;
use std::sync::Arc;

use super::kept::{Answer, Key};

/// The small part is one in so many of the bytes.
const SMALL: usize = 10;
/// One answer may take one in so many of the bytes.
const LARGEST: usize = 8;
/// Numbers remembered of what left the small part.
const GHOSTS: usize = 4096;

/// The shelf.
#[derive(Debug)]
pub(super) struct Shelf {
    most: usize,
    answers: HashMap<Arc<Key>, Place>,
    small: Part,
    large: Part,
    ghosts: VecDeque<u64>,
    is_ghost: HashSet<u64>,
    numbers: RandomState,
}

/// A part of the shelf: what stands there, the oldest first, and its size in bytes.
#[derive(Debug, Default)]
struct Part {
    keys: VecDeque<Arc<Key>>,
    bytes: usize,
}

#[derive(Debug)]
struct Place {
    answer: Arc<Answer>,
    is_large: bool,
}

impl Shelf {
    /// A shelf for so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            answers: HashMap::new(),
            small: Part::default(),
            large: Part::default(),
            ghosts: VecDeque::new(),
            is_ghost: HashSet::new(),
            numbers: RandomState::new(),
        }
    }

    /// The answer kept under `key`.
    pub(super) fn answer(&self, key: &Key) -> Option<&Arc<Answer>> {
        self.answers.get(key).map(|place| &place.answer)
    }

    /// Puts an answer in its place, or in that of the one that has its name. What had to leave is
    /// returned; an answer that is too large leaves at once.
    pub(super) fn put(&mut self, key: Arc<Key>, answer: Arc<Answer>) -> Vec<Arc<Answer>> {
        let mut left = Vec::new();
        let size = answer.size();
        if let Some(place) = self.answers.get_mut(&*key) {
            let part = if place.is_large { &mut self.large } else { &mut self.small };
            part.bytes = part.bytes + size - place.answer.size();
            left.push(std::mem::replace(&mut place.answer, answer));
        } else if size > self.most / LARGEST {
            return vec![answer];
        } else {
            let is_large = self.is_ghost.remove(&self.number(&key));
            let part = if is_large { &mut self.large } else { &mut self.small };
            part.keys.push_back(Arc::clone(&key));
            part.bytes += size;
            self.answers.insert(key, Place { answer, is_large });
        }
        while self.small.bytes + self.large.bytes > self.most {
            let is_small_full = self.small.bytes > self.most / SMALL;
            if is_small_full || self.large.keys.is_empty() {
                left.extend(self.leaves_small());
            } else {
                left.extend(self.leaves_large());
            }
        }
        left
    }

    /// Takes the oldest from the small part: it leaves, unless it was asked for again.
    fn leaves_small(&mut self) -> Option<Arc<Answer>> {
        let key = self.small.keys.pop_front()?;
        let place = self.answers.get_mut(&*key)?;
        let size = place.answer.size();
        self.small.bytes -= size;
        if place.answer.was_asked_for() {
            place.is_large = true;
            self.large.bytes += size;
            self.large.keys.push_back(key);
            return None;
        }
        let number = self.number(&key);
        if self.is_ghost.insert(number) {
            self.ghosts.push_back(number);
        }
        if self.ghosts.len() > GHOSTS
            && let Some(oldest) = self.ghosts.pop_front()
        {
            self.is_ghost.remove(&oldest);
        }
        self.answers.remove(&*key).map(|place| place.answer)
    }

    /// Takes the oldest from the large part: it leaves, unless it was asked for meanwhile.
    fn leaves_large(&mut self) -> Option<Arc<Answer>> {
        let key = self.large.keys.pop_front()?;
        let place = self.answers.get(&*key)?;
        if place.answer.was_asked_for() {
            self.large.keys.push_back(key);
            return None;
        }
        self.large.bytes -= place.answer.size();
        self.answers.remove(&*key).map(|place| place.answer)
    }

    fn number(&self, key: &Key) -> u64 {
        self.numbers.hash_one(key)
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::{Content, Packed};
    use super::super::negotiation::Coding;
    use super::*;

    fn key(name: &str) -> Arc<Key> {
        Arc::new((name.into(), Coding::Identity))
    }

    fn answer(size: usize) -> Arc<Answer> {
        let content = Content { media_type: "image/png".into(), body: vec![0; size] };
        Arc::new(Answer::new(1, Packed::new(content, Coding::Identity), &key("name")))
    }

    /// A shelf for ten answers of `SIZE` bytes.
    fn shelf() -> Shelf {
        Shelf::new(10 * answer(SIZE).size())
    }

    const SIZE: usize = 10_000;

    fn has(shelf: &Shelf, name: &str) -> bool {
        shelf.answer(&key(name)).is_some_and(|answer| {
            answer.is_asked_for();
            true
        })
    }

    #[test]
    fn whatever_is_put_there_the_shelf_holds_no_more_than_its_bytes() {
        let mut shelf = shelf();
        for number in 0..1000_usize {
            let name = (number * 7 % 150).to_string();
            let left = shelf.put(key(&name), answer(number % 40 * 200));
            assert!(shelf.small.bytes + shelf.large.bytes <= shelf.most);
            drop(left);
            has(&shelf, &(number % 13).to_string());
        }
        let held: usize = shelf.answers.values().map(|place| place.answer.size()).sum();
        assert_eq!(held, shelf.small.bytes + shelf.large.bytes);
        assert_eq!(shelf.answers.len(), shelf.small.keys.len() + shelf.large.keys.len());
        assert!(shelf.ghosts.len() <= GHOSTS && shelf.is_ghost.len() <= shelf.ghosts.len());
    }

    #[test]
    fn a_crawler_moves_nothing_that_is_read() {
        let mut shelf = shelf();
        for name in ["a", "b", "c"] {
            shelf.put(key(name), answer(SIZE));
        }
        for number in 0..1000 {
            assert!(has(&shelf, "a") && has(&shelf, "b") && has(&shelf, "c"), "{number}");
            shelf.put(key(&format!("crawled {number}")), answer(SIZE));
        }
    }

    #[test]
    fn what_comes_back_soon_is_kept_longer() {
        let mut shelf = shelf();
        shelf.put(key("a"), answer(SIZE));
        for number in 0..20 {
            shelf.put(key(&number.to_string()), answer(SIZE));
        }
        assert!(!has(&shelf, "a"));
        shelf.put(key("a"), answer(SIZE));
        for number in 20..40 {
            shelf.put(key(&number.to_string()), answer(SIZE));
        }
        assert!(has(&shelf, "a"));
    }

    #[test]
    fn one_answer_does_not_take_the_place_of_all() {
        let mut shelf = shelf();
        shelf.put(key("a"), answer(SIZE));
        assert_eq!(shelf.put(key("b"), answer(8 * SIZE)).len(), 1);
        assert!(has(&shelf, "a") && !has(&shelf, "b"));
    }

    #[test]
    fn a_newer_answer_takes_the_place_of_the_older() {
        let mut shelf = shelf();
        shelf.put(key("a"), answer(SIZE));
        assert_eq!(shelf.put(key("a"), answer(10)).len(), 1);
        assert_eq!(shelf.small.bytes, answer(10).size());
        assert_eq!(shelf.answers.len(), 1);
    }
}
