//! What a reading of the seeds folder has to do: a pure function of what is known and what is seen.
//!
//! That may be a part of the folder, as long as it holds all files and documents that have a path,
//! an address or a content in common with one of it.
//!
//! The rules are those of the addresses: the file's name is the permanent address; an address is
//! kept by the one that has it; equal bytes are one document; a file that comes back under another
//! name takes its document along; what is missing is marked, never removed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::survey::{Content, Seen};
use crate::address::Slug;
use crate::document::{Outcome, Reason, ReasonCode};
use crate::store::{FileRow, KnownDocument, Moved};

/// What is known of the files and documents that the plan is for.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Documents by identifier, in its order.
    pub(crate) documents: BTreeMap<Slug, KnownDocument>,
    /// Files of the last reading by path.
    pub(crate) files: HashMap<String, FileRow>,
    /// Addresses that lead elsewhere.
    pub(crate) moved: HashMap<Slug, Moved>,
    /// Documents that `redirects.toml` withdraws.
    pub(crate) gone: Arc<HashSet<Slug>>,
    /// Folders that are there and in which there is no file at all: what was in them may only not
    /// be mounted.
    pub(crate) silent: Arc<Vec<String>>,
    /// Whether nothing in the whole seeds folder could be a document.
    pub(crate) is_nothing_there: bool,
}

impl Known {
    /// Whether the path is below a folder in which there is no file any more.
    pub(crate) fn is_silent(&self, path: &str) -> bool {
        let below = |folder: &String| {
            path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.silent.iter().any(below)
    }
}

/// What is to be done, part by part.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Files to read and store.
    pub(crate) take: Vec<Take>,
    /// Documents to rename, as they are: the document's former identifier, the new one, the file.
    pub(crate) rename: Vec<(Slug, Slug, usize)>,
    /// Files with the bytes of a document that another file stands for.
    pub(crate) same: Vec<Same>,
    /// Files that are what they were.
    pub(crate) unchanged: Vec<usize>,
    /// Files that are no documents, and why.
    pub(crate) not: Vec<(usize, Outcome, Reason)>,
    /// Documents whose file is back with the content that it had.
    pub(crate) back: Vec<(Slug, usize)>,
    /// Documents whose file is missing from now on.
    pub(crate) absent: Vec<Slug>,
    /// Documents whose file is missing below a folder that may only not be mounted: nothing is said
    /// of them, and their sources are kept.
    pub(crate) awaited: Vec<Slug>,
    /// Documents to withdraw.
    pub(crate) withdraw: Vec<Slug>,
    /// Paths of the last reading that are no longer there.
    pub(crate) vanished: Vec<String>,
}

/// A file with the bytes of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Same {
    pub(crate) file: usize,
    /// The document.
    pub(crate) id: Slug,
    /// The path of the file that stands for it.
    pub(crate) standing: String,
    /// The file's own address, if it is to lead to the document from now on.
    pub(crate) moved: Option<Slug>,
}

/// A file to read and store. Files are named by their place in the survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Take {
    pub(crate) file: usize,
    pub(crate) id: Slug,
    /// The former identifier, if the document comes under another name.
    pub(crate) renamed_from: Option<Slug>,
}

/// What is to be done about `seen`, given what is `known`.
pub(crate) fn plan(known: &Known, seen: &[Seen], loader_version: &str) -> Plan {
    let mut planner = Planner {
        known,
        seen,
        loader_version,
        plan: Plan::default(),
        claimed: HashMap::new(),
        by_content: HashMap::new(),
        redirected: HashMap::new(),
        open: Vec::new(),
    };
    planner.claim_by_path();
    planner.place_the_rest();
    planner.note_absences();
    planner.plan
}

struct Planner<'a> {
    known: &'a Known,
    seen: &'a [Seen],
    loader_version: &'a str,
    plan: Plan,
    /// Documents that a file stands for, with its path.
    claimed: HashMap<Slug, String>,
    /// The document of a content that a file of this reading has.
    by_content: HashMap<&'a str, (Slug, String)>,
    /// Addresses of files with equal bytes: where they lead, and the file.
    redirected: HashMap<Slug, (Slug, String)>,
    /// Files that are not placed yet.
    open: Vec<usize>,
}

impl<'a> Planner<'a> {
    /// Gives each document the file that it had, and puts aside what is no candidate.
    fn claim_by_path(&mut self) {
        let by_path: HashMap<&str, &KnownDocument> = self
            .known
            .documents
            .values()
            .map(|document| (document.seed_file.as_str(), document))
            .collect();
        for (file, seen) in self.seen.iter().enumerate() {
            match &seen.content {
                Content::Not(outcome, reason) => {
                    self.plan.not.push((file, *outcome, reason.clone()));
                }
                Content::Candidate(sha256) => match by_path.get(seen.path.as_str()) {
                    Some(document) if self.known.gone.contains(&document.id) => {
                        self.plan.not.push((file, Outcome::Ignored, withdrawn(&document.id)));
                    }
                    Some(document) => self.claim(document, file, sha256),
                    None => self.open.push(file),
                },
            }
        }
    }

    /// Lets the file stand for the document, under the document's identifier.
    fn claim(&mut self, document: &KnownDocument, file: usize, sha256: &'a str) {
        let path = self.seen[file].path.clone();
        self.claimed.insert(document.id.clone(), path.clone());
        let refused = self.refused_before(file, sha256);
        if !refused {
            self.by_content.entry(sha256).or_insert((document.id.clone(), path.clone()));
        }
        let as_read = document.number.is_some()
            && document.edition == sha256
            && document.loader_version == self.loader_version;
        if as_read {
            if document.absent_since.is_some() || document.seed_file != path {
                self.plan.back.push((document.id.clone(), file));
            } else {
                self.plan.unchanged.push(file);
            }
        } else if refused {
            self.plan.unchanged.push(file);
        } else {
            let id = document.id.clone();
            self.plan.take.push(Take { file, id, renamed_from: None });
        }
    }

    /// Whether this content was refused under this path by this loader.
    fn refused_before(&self, file: usize, sha256: &str) -> bool {
        self.known.files.get(&self.seen[file].path).is_some_and(|row| {
            row.outcome != Outcome::Accepted
                && row.sha256.as_deref() == Some(sha256)
                && row.loader_version == self.loader_version
                && row.reason.as_ref().is_some_and(|reason| lies_in_the_content(reason.code))
        })
    }

    /// Finds the document of each file that had none, in the order of paths.
    fn place_the_rest(&mut self) {
        // Documents whose own file is not there, by content; the first identifier wins.
        let mut orphans: HashMap<&str, Vec<&KnownDocument>> = HashMap::new();
        for document in self.known.documents.values().rev() {
            if !self.claimed.contains_key(&document.id) && !self.known.gone.contains(&document.id) {
                orphans.entry(&document.edition).or_default().push(document);
            }
        }
        for file in std::mem::take(&mut self.open) {
            let seen = &self.seen[file];
            let Some(sha256) = seen.sha256() else { continue };
            let slug = Slug::from_stem(&seen.stem());
            if self.refused_before(file, sha256) {
                self.plan.unchanged.push(file);
            } else if self.known.gone.contains(&slug) {
                self.plan.not.push((file, Outcome::Ignored, withdrawn(&slug)));
            } else if let Some(document) = self
                .known
                .documents
                .get(&slug)
                .filter(|known| !self.claimed.contains_key(&known.id))
            {
                self.claim(document, file, sha256);
            } else if let Some((id, path)) = self.by_content.get(sha256).cloned() {
                self.join(file, slug, id, path);
            } else if let Some(holder) = self.claimed.get(&slug) {
                let reason = Reason::new(ReasonCode::AddressTaken)
                    .with("id", slug.as_str())
                    .with("file", holder.as_str());
                self.plan.not.push((file, Outcome::Refused, reason));
            } else if let Some(document) = orphans.get_mut(sha256).and_then(|found| {
                while found.last().is_some_and(|known| self.claimed.contains_key(&known.id)) {
                    found.pop();
                }
                found.pop()
            }) {
                self.rename(document, slug, file, sha256);
            } else if let Some(to) = self.leads_elsewhere(&slug, &seen.path) {
                let reason = Reason::new(ReasonCode::AddressRedirected)
                    .with("id", slug.as_str())
                    .with("to", to.as_str());
                self.plan.not.push((file, Outcome::Refused, reason));
            } else {
                self.claimed.insert(slug.clone(), seen.path.clone());
                self.by_content.insert(sha256, (slug.clone(), seen.path.clone()));
                self.plan.take.push(Take { file, id: slug, renamed_from: None });
            }
        }
    }

    /// Lets the file, whose own address is `slug`, stand beside the document's own file. The
    /// address leads to the document, unless it is another document's or leads elsewhere already.
    fn join(&mut self, file: usize, slug: Slug, id: Slug, standing: String) {
        let path = &self.seen[file].path;
        let free = slug != id
            && !self.claimed.contains_key(&slug)
            && self.leads_elsewhere(&slug, path).is_none();
        let known = self.known.moved.get(&slug).is_some_and(|moved| moved.new == id);
        if free {
            self.redirected.insert(slug.clone(), (id.clone(), path.clone()));
        }
        let moved = (free && !known).then_some(slug);
        self.plan.same.push(Same { file, id, standing, moved });
    }

    /// The document that this address leads to for good, as far as the file at `path` goes: a file
    /// whose bytes were another document's can have its own address back.
    fn leads_elsewhere(&self, slug: &Slug, path: &str) -> Option<&Slug> {
        if let Some((to, holder)) = self.redirected.get(slug) {
            return (holder != path).then_some(to);
        }
        let moved = self.known.moved.get(slug)?;
        (moved.holder.as_deref() != Some(path)).then_some(&moved.new)
    }

    /// Gives a document whose file is gone the name of the file that has its content.
    fn rename(&mut self, document: &KnownDocument, slug: Slug, file: usize, sha256: &'a str) {
        let path = self.seen[file].path.clone();
        self.claimed.insert(document.id.clone(), path.clone());
        self.claimed.insert(slug.clone(), path.clone());
        self.by_content.insert(sha256, (slug.clone(), path));
        if document.number.is_some() && document.loader_version == self.loader_version {
            self.plan.rename.push((document.id.clone(), slug, file));
        } else {
            let renamed_from = Some(document.id.clone());
            self.plan.take.push(Take { file, id: slug, renamed_from });
        }
    }

    /// Marks what is missing, unless there is nothing at all: an empty or unmounted folder changes
    /// nothing.
    fn note_absences(&mut self) {
        self.plan.withdraw = self
            .known
            .documents
            .keys()
            .filter(|id| self.known.gone.contains(id))
            .cloned()
            .collect();
        let nothing_there = self.known.is_nothing_there;
        // What only the kept files know is brought back from them in any case.
        self.plan.absent = self
            .known
            .documents
            .values()
            .filter(|document| {
                !self.claimed.contains_key(&document.id)
                    && !self.known.gone.contains(&document.id)
                    && (document.number.is_none()
                        || (document.absent_since.is_none()
                            && !nothing_there
                            && !self.known.is_silent(&document.seed_file)))
            })
            .map(|document| document.id.clone())
            .collect();
        if nothing_there {
            return;
        }
        self.plan.awaited = self
            .known
            .documents
            .values()
            .filter(|document| {
                document.number.is_some()
                    && document.absent_since.is_none()
                    && !self.claimed.contains_key(&document.id)
                    && !self.known.gone.contains(&document.id)
                    && self.known.is_silent(&document.seed_file)
            })
            .map(|document| document.id.clone())
            .collect();
        let paths: HashSet<&str> = self.seen.iter().map(|seen| seen.path.as_str()).collect();
        self.plan.vanished = self
            .known
            .files
            .iter()
            .filter(|(path, row)| {
                // What may only not be mounted is waited for, unless its document stands elsewhere.
                let is_placed = row.id.as_ref().is_some_and(|id| self.claimed.contains_key(id));
                !paths.contains(path.as_str()) && (is_placed || !self.known.is_silent(path))
            })
            .map(|(path, _)| path.clone())
            .collect();
        self.plan.vanished.sort();
    }
}

fn withdrawn(id: &Slug) -> Reason {
    Reason::new(ReasonCode::Withdrawn).with("id", id.as_str())
}

/// Whether reading the same bytes again would give the same refusal.
fn lies_in_the_content(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::Empty
            | ReasonCode::Binary
            | ReasonCode::EncodingUncertain
            | ReasonCode::SearchListing
            | ReasonCode::BlocksTooMany
            | ReasonCode::ReaderFailed
    )
}
