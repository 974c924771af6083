//! A bag read and checked: what it holds, or why it is not to be trusted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use walkdir::WalkDir;

use super::files;
use super::manifest::{self, Algorithm, Sums};

/// The largest tag file that is read, in bytes.
const LARGEST_TAG: u64 = 256 << 20;

/// A bag whose checksums all hold.
pub(super) struct Bag {
    pub(super) root: PathBuf,
    /// The files of the payload with their checksums, by path from the bag's root.
    pub(super) payload: BTreeMap<String, Sums>,
}

impl Bag {
    /// Reads the bag and checks every file.
    ///
    /// # Errors
    /// What is wrong with it, naming the file.
    pub(super) fn checked(root: &Path) -> Result<Self> {
        declared(root)?;
        if fs::symlink_metadata(root.join("fetch.txt")).is_ok() {
            bail!("the bag is to be completed from the network (fetch.txt), which is not done");
        }
        let manifests = manifests(root, "manifest-")?;
        if manifests.is_empty() {
            bail!(
                "the bag has no manifest with SHA-256 or SHA-512, so nothing in it can be checked"
            );
        }
        let there = payload(root)?;
        for (algorithm, sums) in &manifests {
            let name = format!("manifest-{}.txt", algorithm.as_str());
            if let Some(path) = sums.keys().find(|path| !there.contains(*path)) {
                bail!("{} is in {name} and not in the bag", path.escape_debug());
            }
            if let Some(path) = there.iter().find(|path| !sums.contains_key(*path)) {
                bail!("{} is in the bag and not in {name}", path.escape_debug());
            }
        }
        for (algorithm, sums) in manifests_of_tags(root)? {
            for (path, expected) in &sums {
                check(root, path, &[(algorithm, expected)])?;
            }
        }
        let mut payload = BTreeMap::new();
        for path in there {
            let expected: Vec<(Algorithm, &String)> =
                manifests.iter().filter_map(|(of, sums)| Some((*of, sums.get(&path)?))).collect();
            let sums = check(root, &path, &expected)?;
            payload.insert(path, sums);
        }
        Ok(Self { root: root.to_owned(), payload })
    }
}

/// That the folder says it is a bag, of a version that is known.
fn declared(root: &Path) -> Result<()> {
    let text = match tag(root, "bagit.txt") {
        Ok(Some(text)) => text,
        Ok(None) => bail!("{} is no bag: it has no bagit.txt", root.display()),
        Err(error) => return Err(error),
    };
    let value = |name: &str| {
        text.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let version = value("BagIt-Version").unwrap_or_default();
    ensure!(
        matches!(version.as_str(), "0.97" | "1.0"),
        "bagit.txt names version “{}”; 0.97 and 1.0 can be read",
        version.escape_debug()
    );
    let encoding = value("Tag-File-Character-Encoding").unwrap_or_default();
    ensure!(
        encoding.eq_ignore_ascii_case("UTF-8"),
        "bagit.txt names the encoding “{}”; only UTF-8 can be read",
        encoding.escape_debug()
    );
    Ok(())
}

/// A tag file's text, if it is there.
fn tag(root: &Path, name: &str) -> Result<Option<String>> {
    let path = root.join(name);
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("{name} cannot be read")),
    };
    ensure!(
        metadata.is_file() && metadata.len() <= LARGEST_TAG,
        "{name} is no file that can be read: a link, a folder, or too large"
    );
    let bytes = fs::read(&path).with_context(|| format!("{name} cannot be read"))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// The manifests of known algorithms.
fn manifests(root: &Path, prefix: &str) -> Result<Vec<(Algorithm, BTreeMap<String, String>)>> {
    let mut manifests = Vec::new();
    for algorithm in Algorithm::ALL {
        let name = format!("{prefix}{}.txt", algorithm.as_str());
        if let Some(text) = tag(root, &name)? {
            let sums = manifest::read(&name, &text)?;
            if prefix == "manifest-"
                && let Some(path) = sums.keys().find(|path| !path.starts_with("data/"))
            {
                bail!("{name} names a path outside the payload: {}", path.escape_debug());
            }
            manifests.push((algorithm, sums));
        }
    }
    Ok(manifests)
}

fn manifests_of_tags(root: &Path) -> Result<Vec<(Algorithm, BTreeMap<String, String>)>> {
    manifests(root, "tagmanifest-")
}

/// The paths of all files of the payload.
fn payload(root: &Path) -> Result<BTreeSet<String>> {
    let mut paths = BTreeSet::new();
    for entry in WalkDir::new(root.join("data")).min_depth(1) {
        let entry = entry.context("the payload (data/) cannot be read")?;
        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let kind = entry.file_type();
        let Some(path) = below.to_str() else {
            bail!("the name of {} is not UTF-8", below.display());
        };
        if kind.is_symlink() || !(kind.is_file() || kind.is_dir()) {
            bail!("{} is a link or a device; a bag holds files", path.escape_debug());
        }
        if kind.is_file() {
            paths.insert(path.to_owned());
        }
    }
    Ok(paths)
}

/// The checksums of a file, which must be those expected.
fn check(root: &Path, path: &str, expected: &[(Algorithm, &String)]) -> Result<Sums> {
    let file = root.join(path);
    let is_file = fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file());
    ensure!(is_file, "{} is in a manifest and not in the bag", path.escape_debug());
    let (sums, _) =
        files::sums(&file).with_context(|| format!("{} cannot be read", path.escape_debug()))?;
    for (algorithm, expected) in expected {
        ensure!(
            sums.of(*algorithm) == expected.as_str(),
            "{} is damaged: its {} is not the one in the manifest",
            path.escape_debug(),
            algorithm.as_str()
        );
    }
    Ok(sums)
}
