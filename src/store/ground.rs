//! What kind of disk the database lies on.
//!
//! In comes a folder; out goes whether it is a network share. A write-ahead log needs memory that
//! all who use the file share, which no share offers: there the database is locked for ever, or
//! torn. The rollback journal needs none. What is not known to be a share is a disk.

use std::path::{Path, PathBuf};

/// File systems that are shares, or pass a disk on as one: of other machines, of the host to a
/// guest, of programs.
const SHARES: [&str; 22] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "fakeowner",
    "fuse",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "ocfs2",
    "orangefs",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// The kind of share that the folder is on, if it is on one.
pub(super) fn share(folder: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let folder = std::fs::canonicalize(folder).ok()?;
    let kind = kind_of(&mounts, &folder)?;
    is_share(&kind).then_some(kind)
}

fn is_share(kind: &str) -> bool {
    SHARES.contains(&kind) || kind.starts_with("nfs") || kind.starts_with("fuse.")
}

/// The kind of file system that holds the folder, by the table of mounts as proc(5) describes it.
fn kind_of(mounts: &str, folder: &Path) -> Option<String> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let Some((mount, kind)) = line.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (mount.split(' ').nth(4), kind.split(' ').next()) else {
            continue;
        };
        let point = unescaped(point);
        let depth = point.components().count();
        // Of two mounts at one place the later one hides the other.
        if folder.starts_with(&point) && found.is_none_or(|(known, _)| known <= depth) {
            found = Some((depth, kind));
        }
    }
    found.map(|(_, kind)| kind.to_owned())
}

/// A path of the table, in which blanks, tabs, line ends and backslashes are octal escapes.
fn unescaped(point: &str) -> PathBuf {
    let mut path = point.to_owned();
    for (escape, c) in [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")] {
        path = path.replace(escape, c);
    }
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw
28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
90 28 0:45 / /srv rw,relatime shared:50 - nfs4 server:/srv rw,vers=4.2
91 90 8:2 / /srv/local rw,relatime - xfs /dev/sdb1 rw
92 28 0:50 / /mnt/my\\040share rw - cifs //server/share rw
93 28 0:51 / /over rw - ext4 /dev/sdc1 rw
94 28 0:52 / /over rw - fuse.sshfs host:/ rw
";

    #[test]
    fn a_folder_is_on_the_mount_that_is_nearest_above_it() {
        let check = |folder: &str, kind: &str, expect: bool| {
            let found = kind_of(MOUNTS, Path::new(folder)).unwrap();
            assert_eq!((found.as_str(), is_share(&found)), (kind, expect), "{folder}");
        };
        check("/home/data", "ext4", false);
        check("/srv/data", "nfs4", true);
        check("/srv/local/data", "xfs", false);
        check("/srvdata", "ext4", false);
        check("/mnt/my share/data", "cifs", true);
        check("/over/data", "fuse.sshfs", true);
    }

    #[test]
    fn a_table_that_says_nothing_says_nothing() {
        assert_eq!(kind_of("", Path::new("/")), None);
        assert_eq!(kind_of("odd line\n", Path::new("/")), None);
    }
}
