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

/// The names of all files, checksum included.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name)
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

    fn weight(ending: &str) -> usize {
        ASSETS.iter().filter(|asset| asset.name.ends_with(ending)).map(|a| a.plain.len()).sum()
    }

    #[test]
    fn fonts_and_script_stay_light() {
        assert!((1..120_000).contains(&weight(".woff2")), "{}", weight(".woff2"));
        assert!((1..15_000).contains(&weight(".js")), "{}", weight(".js"));
    }

    #[test]
    fn a_page_asks_for_one_style_sheet_that_holds_all_others() {
        let sheets: Vec<_> =
            ASSETS.iter().filter(|asset| asset.media_type.starts_with("text/css")).collect();
        assert_eq!(sheets.len(), 1);
        let text = String::from_utf8_lossy(sheets[0].plain);
        assert!(!text.contains("@import") && !text.contains("/*"));
        for needed in [".words", ".entry", "@media print", "font-display"] {
            assert!(text.contains(needed), "{needed}");
        }
    }
}
