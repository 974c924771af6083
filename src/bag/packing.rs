//! A room packed into a bag.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use jiff::Timestamp;
use walkdir::WalkDir;

use super::manifest::{self, Algorithm, Sums};
use super::{EVENTS, KEPT, METADATA, SEEDS, files};
use crate::address::{Links, is_mail_address};
use crate::document::{Collection, Whereabouts};
use crate::export::{self, Beside, Desk};
use crate::store::Store;
use crate::words::Words;

/// The twins of a document that a bag holds, where the room has them.
const TWINS: [&str; 3] = ["json", "tei.xml", "md"];
/// Documents whose identifiers are asked for at once.
const AT_ONCE: u32 = 1000;

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Packed {
    /// Files of the payload.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Where the files of a bag go.
pub(super) trait Place {
    /// Takes a file in under a path of the bag; its checksums and its length in bytes.
    fn take(&mut self, from: &Path, to: &str) -> Result<(Sums, u64)>;
    /// Writes bytes under a path of the bag.
    fn put(&mut self, to: &str, bytes: &[u8]) -> Result<Sums>;
}

/// A folder that is to be a bag.
struct Folder(PathBuf);

impl Place for Folder {
    fn take(&mut self, from: &Path, to: &str) -> Result<(Sums, u64)> {
        files::copied(from, &self.0.join(to))
    }

    fn put(&mut self, to: &str, bytes: &[u8]) -> Result<Sums> {
        files::put(&self.0.join(to), bytes)
    }
}

/// A bag in the making.
pub(super) struct Bag<P> {
    pub(super) place: P,
    payload: BTreeMap<String, Sums>,
    bytes: u64,
}

/// Packs the room of these folders, which `store` holds as well, into the folder `root`.
///
/// # Errors
/// If something stands in the folder; if a file cannot be read or written, or its name cannot stand
/// in a bag.
pub async fn packed(
    store: &Store,
    links: &Links,
    [seeds, data]: [&Path; 2],
    root: &Path,
    now: Timestamp,
) -> Result<Packed> {
    fs::create_dir_all(root)
        .with_context(|| format!("the folder {} cannot be made", root.display()))?;
    if fs::read_dir(root).context("the folder cannot be read")?.next().is_some() {
        bail!("the folder {} is not empty; name one that is, or that is not there", root.display());
    }
    let mut bag = Bag::new(Folder(root.to_owned()));
    bag.take_folder(seeds, SEEDS, |_| true)?;
    bag.take_folder(&data.join("kept"), KEPT, |name| name == EVENTS || is_source(name))?;
    let collection = store.collection().await?;
    bag.describe(store, links, &collection).await?;
    let info = info(&bag.packed(), &collection, Some(links), now);
    bag.close(&info)?;
    Ok(bag.packed())
}

/// Whether a name in the kept folder is a source's: its SHA-256.
pub(super) fn is_source(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

impl<P: Place> Bag<P> {
    pub(super) fn new(place: P) -> Self {
        Self { place, payload: BTreeMap::new(), bytes: 0 }
    }

    /// What was packed so far.
    pub(super) fn packed(&self) -> Packed {
        Packed { files: self.payload.len(), bytes: self.bytes }
    }

    /// Whether some file of the payload has this SHA-256.
    pub(super) fn holds(&self, sha256: &str) -> bool {
        self.payload.values().any(|sums| sums.of(Algorithm::Sha256) == sha256)
    }

    /// The checksums of a file of the payload, if it is there.
    pub(super) fn sums(&self, path: &str) -> Option<&Sums> {
        self.payload.get(path)
    }

    /// Takes in the files of a folder whose names `wanted` picks; hidden ones never.
    pub(super) fn take_folder(
        &mut self,
        folder: &Path,
        name: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<()> {
        if !folder.exists() {
            return Ok(());
        }
        let root = fs::canonicalize(folder)
            .with_context(|| format!("{} cannot be read", folder.display()))?;
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        let is_shown =
            |entry: &walkdir::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in walk.filter_entry(is_shown) {
            let entry = entry.with_context(|| format!("{} cannot be read", folder.display()))?;
            let path = entry.path();
            let is_link = entry.path_is_symlink();
            // A link within the folder stands for its file; one that leads out stays behind.
            let leads_out =
                is_link && !fs::canonicalize(path).is_ok_and(|target| target.starts_with(&root));
            let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
            if leads_out || !is_file {
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(path);
            let Some(below) = below.to_str() else {
                bail!(
                    "the name of {} is not UTF-8 and cannot stand in a bag; rename the file",
                    path.display()
                );
            };
            if manifest::safe(below).is_none() {
                bail!("the name of {} cannot stand in a bag; rename the file", path.display());
            }
            if wanted(below) {
                self.take(path, &format!("data/{name}/{}", manifest::plain_name(below)))?;
            }
        }
        Ok(())
    }

    pub(super) fn take(&mut self, from: &Path, to: &str) -> Result<()> {
        let (sums, length) = self.place.take(from, to)?;
        self.payload.insert(to.to_owned(), sums);
        self.bytes += length;
        Ok(())
    }

    /// Writes a file of the payload.
    pub(super) fn put(&mut self, to: &str, bytes: &[u8]) -> Result<()> {
        let sums = self.place.put(to, bytes)?;
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.payload.insert(to.to_owned(), sums);
        Ok(())
    }

    /// Writes what the room says of each document.
    async fn describe(
        &mut self,
        store: &Store,
        links: &Links,
        collection: &Collection,
    ) -> Result<()> {
        let words = Words::english();
        let name = collection.title.clone().unwrap_or_else(|| words.say("room-name"));
        let licence = collection.licence.as_deref();
        let desk = Desk { links, words: &words, room: &name, licence };
        let mut after = None;
        loop {
            let page = store.identifiers(after.as_ref(), AT_ONCE).await?;
            for (id, _) in &page {
                let Whereabouts::Here(mut holding) = crate::ingest::whereabouts(store, id).await?
                else {
                    continue;
                };
                holding.related = store.related(id).await?;
                let lexicon = store.lexicon();
                let named = store.named(id).await?;
                let beside = Beside { named: &named, authority: lexicon.authority() };
                for suffix in TWINS {
                    let Some(format) = export::by_suffix(&export::DOCUMENT, suffix) else {
                        continue;
                    };
                    let body = (format.write)(desk, &holding, beside)
                        .with_context(|| format!("{id}.{suffix} cannot be written"))?;
                    self.put(&format!("data/{METADATA}/documents/{id}.{suffix}"), &body)?;
                }
            }
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = Some(last.clone());
        }
    }

    /// Writes the tag files, the one that makes the folder a bag last.
    pub(super) fn close(&mut self, info: &str) -> Result<()> {
        let mut tags = BTreeMap::new();
        let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        let mut texts = vec![("bag-info.txt".to_owned(), info.to_owned())];
        for algorithm in Algorithm::ALL {
            let name = format!("manifest-{}.txt", algorithm.as_str());
            texts.push((name, manifest::written(&self.payload, algorithm)));
        }
        for (name, text) in texts {
            let sums = self.place.put(&name, text.as_bytes())?;
            tags.insert(name, sums);
        }
        let mut digests = manifest::Digests::default();
        digests.update(declaration.as_bytes());
        tags.insert("bagit.txt".to_owned(), digests.finish());
        for algorithm in Algorithm::ALL {
            let name = format!("tagmanifest-{}.txt", algorithm.as_str());
            self.place.put(&name, manifest::written(&tags, algorithm).as_bytes())?;
        }
        self.place.put("bagit.txt", declaration.as_bytes())?;
        Ok(())
    }
}

/// What the bag says of itself.
pub(super) fn info(
    packed: &Packed,
    collection: &Collection,
    links: Option<&Links>,
    now: Timestamp,
) -> String {
    let day = now.to_string().chars().take(10).collect::<String>();
    let contact = collection.contact.as_deref();
    let mail = contact.filter(|contact| is_mail_address(contact));
    let agent = concat!("Reading Room ", env!("CARGO_PKG_VERSION"));
    let stated = [
        ("Bag-Software-Agent", Some(agent.to_owned())),
        ("Bagging-Date", Some(day)),
        ("External-Description", collection.title.clone()),
        ("External-Identifier", links.map(|links| links.absolute(&links.front()))),
        ("Contact-Email", mail.map(str::to_owned)),
        ("Licence", collection.licence.clone()),
        ("Payload-Oxum", Some(format!("{}.{}", packed.bytes, packed.files))),
    ];
    let mut info = String::new();
    for (name, value) in stated.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        // One line each, whatever the title holds.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        info.extend([name, ": ", &value, "\n"]);
    }
    info
}
