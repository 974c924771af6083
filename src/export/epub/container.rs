//! Files packed as a book: `mimetype` first and uncompressed, all with one date, as OCF 3.2 asks.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::MEDIA_TYPE;
use crate::export::Written;

/// A file of the book: its path and what stands in it.
pub(super) type File = (String, String);

/// The files as one.
pub(super) fn packed(files: &[File]) -> Written {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The date that the format begins with; nothing of the clock comes in.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file("mimetype", options.compression_method(CompressionMethod::Stored))
        .map_err(io::Error::other)?;
    zip.write_all(MEDIA_TYPE.as_bytes())?;
    for (path, content) in files {
        zip.start_file(path.as_str(), options.compression_method(CompressionMethod::Deflated))
            .map_err(io::Error::other)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}
