//! Makes what the build needs from the folders beside it: a database to check SQL against, and
//! the room's own files under names that carry their checksum.
//!
//! In come `migrations/` and `static/`; out go `check.sqlite3`, `assets.rs` and the files' packed
//! forms, all below `OUT_DIR`. It reads neither clock nor network.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sqlx::Connection as _;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for input in ["build.rs", "migrations", "static"] {
        println!("cargo::rerun-if-changed={input}");
    }
    check_database(Path::new("migrations"), &out)?;
    assets(Path::new("static"), &out)
}

/// Runs the migrations on a fresh database, which the query macros then read, so that a renamed
/// column stops the build and no clone needs a database at hand.
fn check_database(migrations: &Path, out: &Path) -> Outcome<()> {
    let file = out.join("check.sqlite3");
    if file.exists() {
        fs::remove_file(&file)?;
    }
    if migrations.is_dir() {
        let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        runtime.block_on(async {
            let mut connection = SqliteConnection::connect_with(&options).await?;
            Migrator::new(migrations).await?.run(&mut connection).await?;
            connection.close().await?;
            Ok::<_, Box<dyn Error>>(())
        })?;
    }
    let mut url = String::from("sqlite://");
    for c in file.to_str().ok_or("the build folder's name is not UTF-8")?.chars() {
        match c {
            '%' | '?' | '#' | ' ' => write!(url, "%{:02X}", u32::from(c))?,
            _ => url.push(c),
        }
    }
    println!("cargo::rustc-env=DATABASE_URL={url}");
    Ok(())
}

/// A file of the room's own, ready to be sent.
struct Packed {
    /// The path below `static/`, parts joined by `/`.
    path: String,
    /// The same with the checksum before the last ending.
    name: String,
    /// First 16 hex digits of the SHA-256 of the content as sent.
    checksum: String,
    content: Vec<u8>,
}

/// Packs every file below `folder` and writes `assets.rs`: one constant for each file and a table
/// of all, ordered by name.
fn assets(folder: &Path, out: &Path) -> Outcome<()> {
    let mut paths = Vec::new();
    if folder.is_dir() {
        collect(folder, &mut paths)?;
    }
    // Style sheets last: they name the others, whose checksums stand in their addresses.
    let is_sheet = |path: &Path| path.extension() == Some(OsStr::new("css"));
    paths.sort_by_key(|path| (is_sheet(path), path.clone()));
    let imported = imported(paths.iter().filter(|path| is_sheet(path)))?;
    paths.retain(|path| !imported.contains(path));

    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut packed = Vec::new();
    for file in paths {
        let path = file
            .strip_prefix(folder)?
            .to_str()
            .ok_or_else(|| format!("{} is not UTF-8", file.display()))?
            .replace('\\', "/");
        let mut content = fs::read(&file)?;
        if is_sheet(&file) {
            content = addressed(&path, &bundled(&file)?, &named)?.into_bytes();
        } else if file.extension() == Some(OsStr::new("js")) {
            content = spoken(&String::from_utf8(content)?).into_bytes();
        }
        let checksum = hex(&Sha256::digest(&content)[..8]);
        let (stem, ending) =
            path.rsplit_once('.').ok_or_else(|| format!("static/{path} has no ending"))?;
        let name = format!("{stem}.{}.{ending}", &checksum[..8]);
        named.insert(path.clone(), name.clone());
        packed.push(Packed { path, name, checksum, content });
    }
    packed.sort_by(|a, b| a.name.cmp(&b.name));
    write_table(&packed, out)
}

/// What a line of a style sheet imports: `@import "text.css";`, a file of the same folder.
fn import(line: &str) -> Option<&str> {
    line.strip_prefix("@import \"")?.strip_suffix("\";")
}

/// The style sheets that another one imports; they are sent as parts of it alone.
fn imported<'a>(sheets: impl Iterator<Item = &'a PathBuf>) -> Outcome<BTreeSet<PathBuf>> {
    let mut imported = BTreeSet::new();
    for sheet in sheets {
        let text = fs::read_to_string(sheet)?;
        imported.extend(text.lines().filter_map(import).map(|name| sheet.with_file_name(name)));
    }
    Ok(imported)
}

/// A style sheet with what it imports in its place, so that a page asks for one file, and without
/// its comments.
fn bundled(sheet: &Path) -> Outcome<String> {
    let text =
        fs::read_to_string(sheet).map_err(|error| format!("{}: {error}", sheet.display()))?;
    let mut bundle = String::with_capacity(text.len());
    for line in text.lines() {
        match import(line) {
            Some(name) => bundle.push_str(&bundled(&sheet.with_file_name(name))?),
            None => bundle.extend([line, "\n"]),
        }
    }
    let mut rest = bundle.as_str();
    let mut spoken = String::with_capacity(bundle.len());
    while let Some((before, comment)) = rest.split_once("/*") {
        spoken.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    Ok(spoken + rest)
}

/// A script without the lines that are comments and nothing else, and without indents.
fn spoken(script: &str) -> String {
    let mut within = false;
    let mut spoken = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        within |= line.starts_with("/*");
        if !within && !line.is_empty() && !line.starts_with("//") {
            spoken.extend([line, "\n"]);
        }
        within &= !line.ends_with("*/");
    }
    spoken
}

/// All plain files below `folder`; hidden ones are an editor's and not ours.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), paths)?;
        } else {
            paths.push(entry.path());
        }
    }
    Ok(())
}

/// The style sheet at `path` with each `url(…)` pointed at the name with checksum. An address that
/// is no file of ours stops the build: no page asks a third party for anything.
fn addressed(path: &str, css: &str, named: &BTreeMap<String, String>) -> Outcome<String> {
    let mut rewritten = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("url(") {
        let (before, from) = rest.split_at(at + "url(".len());
        let end = from.find(')').ok_or_else(|| format!("static/{path}: url( never closes"))?;
        let url = from[..end].trim().trim_matches(['"', '\'']);
        rewritten.push_str(before);
        if url.starts_with('#') {
            rewritten.push_str(url);
        } else {
            let (url, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let name = named
                .get(&joined(folder, url))
                .ok_or_else(|| format!("static/{path} names {url}, which is no file of static/"))?;
            let up = "../".repeat(path.matches('/').count());
            write!(rewritten, "\"{up}{name}{fragment}\"")?;
        }
        rest = &from[end..];
    }
    rewritten.push_str(rest);
    Ok(rewritten)
}

/// `relative` seen from `folder`, with `.` and `..` resolved.
fn joined(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn write_table(packed: &[Packed], out: &Path) -> Outcome<()> {
    let mut constants = String::new();
    let mut rows = String::new();
    for (number, file) in packed.iter().enumerate() {
        let (media_type, is_text) = media_type(&file.path)?;
        let constant: String = file
            .path
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' })
            .collect();
        writeln!(constants, "/// `static/{}`.", file.path)?;
        writeln!(constants, "pub const {constant}: &str = {:?};", file.name)?;

        let included = |form: &[u8], ending: &str| -> Outcome<String> {
            fs::write(out.join(format!("asset-{number}{ending}")), form)?;
            Ok(format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/asset-{number}{ending}\"))"))
        };
        let packed_form = |form: Vec<u8>, ending: &str| -> Outcome<String> {
            let is_shorter = is_text && form.len() < file.content.len();
            Ok(if is_shorter {
                format!("Some({})", included(&form, ending)?)
            } else {
                "None".into()
            })
        };
        let gzip = packed_form(gzip(&file.content)?, ".gz")?;
        let brotli = packed_form(brotli(&file.content)?, ".br")?;
        let plain = included(&file.content, "")?;
        writeln!(
            rows,
            "    Asset {{ name: {constant}, media_type: {media_type:?}, etag: {:?}, \
             plain: {plain}, gzip: {gzip}, brotli: {brotli} }},",
            format!("\"{}\"", file.checksum),
        )?;
    }
    let table = format!("{constants}\nstatic ASSETS: &[Asset] = &[\n{rows}];\n");
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// The media type by a file's ending, and whether it is text that packs well.
fn media_type(path: &str) -> Outcome<(&'static str, bool)> {
    Ok(match path.rsplit('.').next() {
        Some("css") => ("text/css; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("svg") => ("image/svg+xml", true),
        Some("txt") => ("text/plain; charset=utf-8", true),
        Some("webmanifest") => ("application/manifest+json", true),
        Some("png") => ("image/png", false),
        Some("ico") => ("image/vnd.microsoft.icon", false),
        Some("woff2") => ("font/woff2", false),
        _ => return Err(format!("static/{path}: no media type is known for this ending").into()),
    })
}

fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut packed, &params)?;
    Ok(packed)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
