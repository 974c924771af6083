//! The parts of an archive's address: one for each level of a reference.

use super::Slug;
use super::slug::check_digits;

/// What stands for a level that is not stated.
pub const NOT_STATED: &str = "-";

/// The part that stands for a level's value: its slug form, or `-` where it is not stated.
#[must_use]
pub fn unit_part(value: Option<&str>) -> String {
    value.map_or_else(|| NOT_STATED.to_owned(), |value| Slug::from_stem(value).to_string())
}

/// The part that stands for a value and for no other: for values whose slug form another shares.
#[must_use]
pub fn unit_part_apart(value: Option<&str>) -> String {
    match value {
        Some(value) => format!("{}-{}", unit_part(Some(value)), check_digits(value)),
        None => unit_part(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_its_slug_form_and_a_missing_one_a_hyphen() {
        let check = |value, expect: &str| assert_eq!(unit_part(value), expect);
        check(Some("AVPRF"), "avprf");
        check(Some("F. 0102"), "f-0102");
        check(Some("Polish Foreign Ministry Archive"), "polish-foreign-ministry-archive");
        check(None, "-");
        assert_ne!(unit_part(Some("-")), "-");
    }

    #[test]
    fn values_with_one_slug_form_are_told_apart() {
        assert_eq!(unit_part(Some("AVP RF")), unit_part(Some("AVP, RF")));
        assert_ne!(unit_part_apart(Some("AVP RF")), unit_part_apart(Some("AVP, RF")));
        assert!(unit_part_apart(Some("AVP RF")).starts_with("avp-rf-"));
    }
}
