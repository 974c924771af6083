//! Machine twins stand at a page's address plus a suffix.

/// Splits the last part of a path into its name and its suffix, at the first dot:
/// `1957-07-08-x.tei.xml` is `1957-07-08-x` and `tei.xml`. Identifiers hold no dot.
#[must_use]
pub fn split_suffix(file: &str) -> (&str, Option<&str>) {
    match file.split_once('.') {
        Some((name, suffix)) => (name, Some(suffix)),
        None => (file, None),
    }
}

#[cfg(test)]
mod tests {
    use super::split_suffix;

    #[test]
    fn the_suffix_begins_at_the_first_dot() {
        assert_eq!(split_suffix("a-b"), ("a-b", None));
        assert_eq!(split_suffix("a-b.json"), ("a-b", Some("json")));
        assert_eq!(split_suffix("a-b.tei.xml"), ("a-b", Some("tei.xml")));
        assert_eq!(split_suffix("a-b."), ("a-b", Some("")));
        assert_eq!(split_suffix(".json"), ("", Some("json")));
    }
}
