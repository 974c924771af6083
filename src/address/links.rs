//! The links of the room, all from one base.
//!
//! What leads to a page (`pages`) carries what the reader chose; what leads to a file, a feed or
//! anything else that programs read (`twins`) does not, nor does an address to share and cite.

use super::{Carried, Slug, percent_encoded};

/// Makes every path and full address that the room emits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Links {
    /// Scheme and host: `https://archive.example.org`.
    origin: String,
    /// The path below which the room stands, without a slash at its end: empty or `/archive`.
    base_path: String,
    /// What the reader chose.
    carried: Carried,
}

impl Links {
    /// Links below a public address such as `https://example.org/archive`: http or https, a host,
    /// perhaps a port, perhaps a path; neither query nor fragment.
    #[must_use]
    pub fn parse(base_url: &str) -> Option<Self> {
        let (scheme, rest) = base_url.split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host_is_plain = !host.is_empty()
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b));
        let path_is_plain =
            path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b))
                && !path.contains("//");
        (host_is_plain && path_is_plain).then(|| Self {
            origin: format!("{scheme}://{host}"),
            base_path: path.trim_end_matches('/').to_owned(),
            carried: Carried::default(),
        })
    }

    /// The same links, those to pages with what a reader chose.
    #[must_use]
    pub fn carrying(&self, carried: Carried) -> Self {
        Self { carried, ..self.clone() }
    }

    /// The same links without what a reader chose, for whatever is published: what a page says its
    /// address is, what is shared and cited, files and feeds.
    #[must_use]
    pub fn lasting(&self) -> Self {
        self.carrying(Carried::default())
    }

    /// What links to pages carry.
    #[must_use]
    pub fn carried(&self) -> &Carried {
        &self.carried
    }

    /// The path below which the room stands: empty, or `/archive`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// Whether the public address is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The full address of a path that this room of links made.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The pattern of addresses (`/documents/{id}`) with the base path.
    #[must_use]
    pub fn below(&self, pattern: &str) -> String {
        format!("{}{pattern}", self.base_path)
    }

    /// The host of the public address, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.origin.split_once("://").map_or("", |(_, host)| host);
        let port = host.rsplit_once(':').filter(|(_, port)| !port.contains(']'));
        port.map_or(host, |(host, _)| host)
    }

    /// A document's path, which its page, its files and its places have in common.
    pub(super) fn document_path(&self, id: &Slug) -> String {
        format!("{}/documents/{id}", self.base_path)
    }

    /// The path of all archives, or with the parts of a place below each other, of that place.
    pub(super) fn unit_path(&self, parts: &[String]) -> String {
        let mut path = format!("{}/archives", self.base_path);
        for part in parts {
            path.push('/');
            path.push_str(&percent_encoded(part));
        }
        path
    }

    /// A file of the room's own, by its name with checksum.
    #[must_use]
    pub fn asset(&self, file: &str) -> String {
        format!("{}/static/{file}", self.base_path)
    }
}

/// The path with one more parameter, its value escaped.
pub(super) fn with_pair(mut path: String, name: &str, value: &str) -> String {
    path.push(if path.contains('?') { '&' } else { '?' });
    path.push_str(name);
    path.push('=');
    path.push_str(&percent_encoded(value));
    path
}

/// The path in an edition, where one is named.
pub(super) fn in_edition(path: String, edition: Option<&str>) -> String {
    match edition {
        Some(hash) => with_pair(path, "edition", hash),
        None => path,
    }
}

/// The path with the documents that it is about.
pub(super) fn with_ids(path: String, ids: &[Slug]) -> String {
    ids.iter()
        .enumerate()
        .fold(path, |path, (at, id)| format!("{path}{}id={id}", if at == 0 { '?' } else { '&' }))
}

/// The parameter of a page from 1; the first has none.
pub(super) fn page_written(page: usize) -> String {
    if page > 1 { format!("?page={page}") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(base: &str) -> Links {
        Links::parse(base).expect("a good address")
    }

    #[test]
    fn a_public_address_has_a_scheme_and_a_host_and_no_query() {
        assert_eq!(links("https://h:8443").front(), "/");
        assert!(links("https://h").is_https());
        for bad in
            ["h", "ftp://h", "http://", "http://h/?a", "http://h/#a", "http://h/a//b", "http://ü"]
        {
            assert_eq!(Links::parse(bad), None, "{bad}");
        }
    }
}
