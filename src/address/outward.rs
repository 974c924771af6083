//! Addresses outside the room that its editors state: of a licence, of those who answer for it.

use super::percent_encoded;

/// The longest address that is taken, in bytes.
const LONGEST: usize = 2000;

/// Whether this is a full http or https address in the characters of RFC 3986 alone, so that it
/// can stand in a page, in a header and in any file as it is.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest.filter(|_| text.len() <= LONGEST) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // A name before the host could pass for it.
    let host_is_plain = !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte));
    host_is_plain
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte))
}

/// Whether this is one mail address: a name in plain characters (RFC 5322, "dot-atom"), `@`, a
/// host.
#[must_use]
pub fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@').filter(|_| text.len() <= 254) else {
        return false;
    };
    let parts = |text: &str, also: &[u8]| {
        text.split('.').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
        })
    };
    parts(name, b"!#$%&'*+-/=?^_`{|}~") && parts(host, b"-")
}

/// The link that begins a letter to a mail address (RFC 6068), its subject and body filled in.
#[must_use]
pub fn letter(to: &str, subject: &str, body: &str) -> String {
    let to = to.split('@').map(percent_encoded).collect::<Vec<_>>().join("@");
    let body = body.replace('\n', "\r\n");
    format!("mailto:{to}?subject={}&body={}", percent_encoded(subject), percent_encoded(&body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_is_full_and_in_plain_characters() {
        for good in [
            "https://creativecommons.org/licenses/by/4.0/",
            "http://localhost:3000",
            "https://example.org/a?b=c#d",
            "https://example.org/%ED%95%9C",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https:///path",
            "https://example.org/a b",
            "https://example.org/\"><script>",
            "https://example.org/한",
            "https://user@example.org/",
            "javascript:alert(1)",
            "//example.org",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
        assert!(!is_web_address(&format!("https://example.org/{}", "a".repeat(2000))));
    }

    #[test]
    fn a_mail_address_is_one_name_at_one_host() {
        for good in ["a@example.org", "the.editors+room@mail.example.org", "a@localhost"] {
            assert!(is_mail_address(good), "{good}");
        }
        for bad in [
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@c",
            "a@b c",
            "a..b@c",
            "a@b,c@d",
            "A <a@b>",
            "한@example.org",
            "a@b?subject=x",
        ] {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }

    #[test]
    fn nothing_in_a_letter_can_change_whom_it_goes_to() {
        assert_eq!(
            letter("a&b@example.org", "A & \"B\"?", "one\ntwo & #3"),
            "mailto:a%26b@example.org?subject=A%20%26%20%22B%22%3F&body=one%0D%0Atwo%20%26%20%233"
        );
    }
}
