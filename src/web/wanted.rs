//! The address that a request should have had.
//!
//! In comes a request's path as it was sent; out goes the path below the room, or the one right
//! address to send the client to. A page stands at one address only, so a slash too many, an escape
//! that need not be one, or a capital in an identifier is put right by a redirect, never served.

/// What a request's path comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted<'a> {
    /// The path below the room, as its routes know it.
    Here(&'a str),
    /// The path below the room that the client should ask for instead.
    Elsewhere(String),
    /// An escape that is none, or whose bytes are no text.
    Unreadable,
}

/// Reads a path. `base_path` is empty or begins with a slash and ends without; a proxy may have
/// taken it off or not.
pub(super) fn wanted<'a>(path: &'a str, base_path: &str) -> Wanted<'a> {
    let below = match path.strip_prefix(base_path) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
        _ => path,
    };
    let Some(readable) = unescaped(below) else { return Wanted::Unreadable };
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    // Other characters stand in no address of ours; the escapes stay as they are, and a 404 says so.
    let climbs = readable.split('/').any(|part| matches!(part, "." | ".."));
    let is_ours = readable.bytes().all(is_plain) && !climbs;
    let readable = if is_ours { readable } else { below.to_owned() };

    let mut right = String::with_capacity(readable.len());
    for (place, part) in readable.split('/').filter(|part| !part.is_empty()).enumerate() {
        right.push('/');
        let is_slug = (place == 1 && right == "/documents/") || right.starts_with("/archives/");
        if is_ours && is_slug {
            right.push_str(&part.to_ascii_lowercase());
        } else {
            right.push_str(part);
        }
    }
    if right.is_empty() {
        right.push('/');
    }
    if right == below { Wanted::Here(below) } else { Wanted::Elsewhere(right) }
}

/// `text` with its percent escapes read, if all of them can be and the bytes are UTF-8.
pub(super) fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let value = digit()? * 16 + digit()?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_path_may_be_there_or_not() {
        let check = |path, base, expect| assert_eq!(wanted(path, base), Wanted::Here(expect));
        check("/documents/a", "", "/documents/a");
        check("/documents/a", "/archive", "/documents/a");
        check("/archive/documents/a", "/archive", "/documents/a");
        check("/archive/", "/archive", "/");
        check("/archives", "/archive", "/archives");
        check("/", "/archive", "/");
    }

    #[test]
    fn a_page_has_one_address() {
        let check = |path, expect: &str| {
            assert_eq!(wanted(path, "/archive"), Wanted::Elsewhere(expect.to_owned()), "{path}");
        };
        check("/archive", "/");
        check("", "/");
        check("//", "/");
        check("//evil.example", "/evil.example");
        check("/archive//evil.example/", "/evil.example");
        check("/documents/", "/documents");
        check("/archive/documents//a/", "/documents/a");
        check("/documents/1957-ABC.JSON", "/documents/1957-abc.json");
        check("/archives/AVPRF/0102/", "/archives/avprf/0102");
        check("/documents/%31957", "/documents/1957");
        check("/documents%2Fa", "/documents/a");
    }

    #[test]
    fn what_no_address_of_ours_holds_is_left_as_it_is() {
        for path in [
            "/documents/a%20b",
            "/documents/%EC%86%8C",
            "/documents/a/zh-Hant2",
            "/a;b",
            "/../x",
            "/a/..%2fb",
        ] {
            assert_eq!(wanted(path, ""), Wanted::Here(path));
        }
    }

    #[test]
    fn broken_escapes_are_unreadable() {
        for path in ["/%", "/%4", "/%zz", "/%ff", "/a%C3", "/%+1"] {
            assert_eq!(wanted(path, ""), Wanted::Unreadable, "{path}");
        }
    }
}
