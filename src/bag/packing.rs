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

/// A bag in the making.
struct Bag {
    root: PathBuf,
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
    let mut bag = Bag { root: root.to_owned(), payload: BTreeMap::new(), bytes: 0 };
    bag.take_folder(seeds, SEEDS, |_| true)?;
    let is_kept = |name: &str| {
        name == EVENTS || (name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    bag.take_folder(&data.join("kept"), KEPT, is_kept)?;
    let collection = store.collection().await?;
    bag.describe(store, links, &collection).await?;
    bag.close(links, &collection, now)?;
    Ok(Packed { files: bag.payload.len(), bytes: bag.bytes })
}

impl Bag {
    /// Takes in the files of a folder whose names `wanted` picks; hidden ones never.
    fn take_folder(
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

    fn take(&mut self, from: &Path, to: &str) -> Result<()> {
        let (sums, length) = files::copied(from, &self.root.join(to))?;
        self.payload.insert(to.to_owned(), sums);
        self.bytes += length;
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
                    let to = format!("data/{METADATA}/documents/{id}.{suffix}");
                    let sums = files::put(&self.root.join(&to), &body)?;
                    self.bytes += u64::try_from(body.len()).unwrap_or(u64::MAX);
                    self.payload.insert(to, sums);
                }
            }
            let Some((last, _)) = page.last() else { return Ok(()) };
            after = Some(last.clone());
        }
    }

    /// Writes the tag files, the one that makes the folder a bag last.
    fn close(&self, links: &Links, collection: &Collection, now: Timestamp) -> Result<()> {
        let mut tags = BTreeMap::new();
        let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
        let mut put = |name: &str, text: &str| -> Result<()> {
            tags.insert(name.to_owned(), files::put(&self.root.join(name), text.as_bytes())?);
            Ok(())
        };
        put("bag-info.txt", &self.info(links, collection, now))?;
        for algorithm in Algorithm::ALL {
            let name = format!("manifest-{}.txt", algorithm.as_str());
            put(&name, &manifest::written(&self.payload, algorithm))?;
        }
        let mut digests = manifest::Digests::default();
        digests.update(declaration.as_bytes());
        tags.insert("bagit.txt".to_owned(), digests.finish());
        for algorithm in Algorithm::ALL {
            let name = format!("tagmanifest-{}.txt", algorithm.as_str());
            let text = manifest::written(&tags, algorithm);
            files::put(&self.root.join(name), text.as_bytes())?;
        }
        files::put(&self.root.join("bagit.txt"), declaration.as_bytes())?;
        Ok(())
    }

    fn info(&self, links: &Links, collection: &Collection, now: Timestamp) -> String {
        let day = now.to_string().chars().take(10).collect::<String>();
        let contact = collection.contact.as_deref();
        let mail = contact.filter(|contact| is_mail_address(contact));
        let stated = [
            (
                "Bag-Software-Agent",
                Some(concat!("Reading Room ", env!("CARGO_PKG_VERSION")).into()),
            ),
            ("Bagging-Date", Some(day)),
            ("External-Description", collection.title.clone()),
            ("External-Identifier", Some(links.absolute(&links.front()))),
            ("Contact-Email", mail.map(str::to_owned)),
            ("Licence", collection.licence.clone()),
            ("Payload-Oxum", Some(format!("{}.{}", self.bytes, self.payload.len()))),
        ];
        let mut info = String::new();
        for (name, value) in stated.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            // One line each, whatever the title holds.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            info.extend([name, ": ", &value, "\n"]);
        }
        info
    }
}
