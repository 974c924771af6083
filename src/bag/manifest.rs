//! Manifests: a checksum and a path on each line (RFC 8493, 2.1.3).

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use sha2::{Digest as _, Sha256, Sha512};

use crate::store::hex;

/// A checksum's algorithm, of those that a bag of today may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Algorithm {
    Sha256,
    Sha512,
}

impl Algorithm {
    pub(super) const ALL: [Self; 2] = [Self::Sha256, Self::Sha512];

    /// The name as files carry it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }
}

/// The checksums of bytes, taken together.
#[derive(Default)]
pub(super) struct Digests {
    sha256: Sha256,
    sha512: Sha512,
}

impl Digests {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.sha512.update(bytes);
    }

    pub(super) fn finish(self) -> Sums {
        Sums { sha256: hex(&self.sha256.finalize()), sha512: hex(&self.sha512.finalize()) }
    }
}

/// The checksums of a file, in lower-case hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sums {
    sha256: String,
    sha512: String,
}

impl Sums {
    /// Whether this is the SHA-256 among them.
    pub(super) fn is_sha256(&self, sum: &str) -> bool {
        self.sha256 == sum
    }

    pub(super) fn of(&self, algorithm: Algorithm) -> &str {
        match algorithm {
            Algorithm::Sha256 => &self.sha256,
            Algorithm::Sha512 => &self.sha512,
        }
    }
}

/// A path as a manifest carries it: line breaks and `%` percent-encoded, all else as it is.
pub(super) fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// A path of a manifest as the file is named.
fn decoded(path: &str) -> String {
    let mut name = path.to_owned();
    for (escape, c) in [("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")] {
        name = name.replace(escape, c);
    }
    name
}

/// What may not stand in a manifest as it is, and how names carry it instead.
const ESCAPES: [(char, &str); 4] = [('=', "=3D"), ('%', "=25"), ('\n', "=0A"), ('\r', "=0D")];

/// A file's name for a bag: without the characters that manifests escape, which tools read
/// differently.
pub(super) fn plain_name(name: &str) -> String {
    let is_plain = !name.contains(['%', '\n', '\r']) && named_before(name) == name;
    if is_plain {
        return name.to_owned();
    }
    ESCAPES.iter().fold(name.to_owned(), |name, (c, escape)| name.replace(*c, escape))
}

/// The name that a file had before it came into a bag.
pub(super) fn named_before(name: &str) -> String {
    let back = ESCAPES.iter().rev();
    back.fold(name.to_owned(), |name, (c, escape)| name.replace(escape, &c.to_string()))
}

/// The path, if it stays within the bag on any system: relative, in plain parts, with `/` between
/// them.
pub(super) fn safe(path: &str) -> Option<&str> {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    let is_safe = path.split('/').all(is_plain) && !path.contains(['\\', '\0']) && !has_drive;
    is_safe.then_some(path)
}

/// Reads the text of a manifest of this name: the checksum of each path. Every path stays within
/// the bag.
///
/// # Errors
/// Names the line or the path that is not as it must be.
pub fn read(name: &str, text: &str) -> Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((sum, path)) = line.split_once([' ', '\t']) else {
            bail!("line {} of {name} is not a checksum and a path", at + 1);
        };
        // A mark for binary files that some checksum tools write.
        let path = path.trim_start_matches([' ', '\t']);
        let path = decoded(path.strip_prefix('*').unwrap_or(path));
        let path = path.strip_prefix("./").unwrap_or(&path);
        let Some(path) = safe(path) else {
            bail!("{name} names a path that leads out of the bag: {}", path.escape_debug());
        };
        if !sum.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            bail!("line {} of {name} is not a checksum and a path", at + 1);
        }
        if sums.insert(path.to_owned(), sum.to_ascii_lowercase()).is_some() {
            bail!("{name} names {} twice", path.escape_debug());
        }
    }
    Ok(sums)
}

/// Writes a manifest in the order of the paths.
pub(super) fn written(files: &BTreeMap<String, Sums>, algorithm: Algorithm) -> String {
    let mut text = String::new();
    for (path, sums) in files {
        text.extend([sums.of(algorithm), "  ", &encoded(path), "\n"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_as_they_were() {
        for path in ["data/a.txt", "data/100%.txt", "data/a\nb\r.txt", "data/%0A.txt", "data/한 글"]
        {
            let text = format!("aa  {}\n", encoded(path));
            assert_eq!(text.lines().count(), 1, "{path}");
            let read = read("manifest-sha256.txt", &text).unwrap();
            assert_eq!(read.keys().collect::<Vec<_>>(), [path]);
        }
    }

    #[test]
    fn names_are_plain_in_a_bag_and_come_back() {
        for (name, plain) in [
            ("a b.txt", "a b.txt"),
            ("a=b.txt", "a=b.txt"),
            ("100%.txt", "100=25.txt"),
            ("a=25.txt", "a=3D25.txt"),
            ("a=3D25.txt", "a=3D3D25.txt"),
            ("a\nb%=.txt", "a=0Ab=25=3D.txt"),
        ] {
            assert_eq!(plain_name(name), plain);
            assert_eq!(named_before(plain), name);
        }
    }

    #[test]
    fn no_path_leads_out_of_the_bag() {
        for path in [
            "../a",
            "data/../../a",
            "/etc/passwd",
            "data//a",
            "data/./a",
            "data/..",
            "",
            "data\\..\\a",
            "C:/a",
            "data/a\0b",
            "..%0A/../../a",
        ] {
            assert!(read("m", &format!("aa  {path}\n")).is_err() || path.contains("%0A"), "{path}");
        }
        assert!(read("m", "aa  data/%2e%2e/a\n").is_ok(), "only three escapes are known");
        assert!(read("m", "aa  ..%0A/../a\n").is_err());
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let check = |text: &str, words: &str| {
            let error = read("manifest-sha256.txt", text).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        };
        check("aa  data/a\nnonsense\n", "line 2 of manifest-sha256.txt");
        check("xx  data/a\n", "line 1");
        check("aa  data/a\nbb  data/a\n", "data/a twice");
        assert_eq!(read("m", "AA *data/a\r\n\n").unwrap()["data/a"], "aa");
    }
}
