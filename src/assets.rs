//! The room's own files (style sheets, fonts, script), built into the program.
//!
//! `build.rs` packs everything below `static/` and writes a constant for each file, whose value is
//! its name with the checksum in it: a template that names a file which is gone does not compile.
//! Out go bytes; the room reads no disk and knows no address.

/// A file of the room's own.
#[derive(Debug)]
pub struct Asset {
    /// The path below `/static/`, checksum included: `css/site.3f2a9c1b.css`.
    pub name: &'static str,
    /// The media type, with the charset where it is text.
    pub media_type: &'static str,
    /// The entity tag, quotation marks included.
    pub etag: &'static str,
    /// The content.
    pub plain: &'static [u8],
    /// The content packed by gzip, where that is shorter.
    pub gzip: Option<&'static [u8]>,
    /// The content packed by Brotli, where that is shorter.
    pub brotli: Option<&'static [u8]>,
}

/// The file with this name, checksum included.
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    let at = ASSETS.binary_search_by(|asset| asset.name.cmp(name)).ok()?;
    ASSETS.get(at)
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_found_by_its_name_and_by_no_other() {
        for asset in ASSETS {
            assert_eq!(find(asset.name).map(|found| found.etag), Some(asset.etag));
            assert!(asset.etag.starts_with('"') && asset.etag.ends_with('"'));
        }
        assert!(find("").is_none());
        assert!(find("css/../css/site.css").is_none());
    }
}
