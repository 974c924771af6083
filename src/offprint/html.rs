//! Pages of the room with their links led elsewhere.
//!
//! In comes a page as the room's own templates print it, out goes the same with other links and
//! without what only a program can answer: forms and their controls. It is no reader of strangers'
//! HTML: what it cannot read it leaves as it is.

/// Where a link is to lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// Where it does.
    Same,
    /// There.
    To(String),
    /// Nowhere: what it leads to is not in the copy.
    Nowhere,
}

/// The links of a page, as they stand in `href`, `src` and the like.
pub(super) fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    rewritten(html, "", &mut |link, _| {
        links.push(link.to_owned());
        Way::Same
    });
    links
}

/// The identifiers of a page's elements.
pub(super) fn identifiers(html: &str) -> impl Iterator<Item = &str> {
    html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// The page with every link as `way` has it: it is told the link and whether the link says which
/// address the page has in the room (`rel="canonical"`). In the place of the search box stands
/// `box_instead`.
pub(super) fn rewritten(
    html: &str,
    box_instead: &str,
    way: &mut dyn FnMut(&str, bool) -> Way,
) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut forms = 0_usize;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((tag, after)) = Tag::parse(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        // A label stands around the control of a form elsewhere on the page.
        let labels = tag.name == "label"
            && after.split("</label>").next().is_some_and(|inner| inner.contains(" form=\""));
        let is_bound = forms > 0 || labels || tag.value("form").is_some();
        match tag.name {
            "form" => {
                forms += 1;
                if tag.value("role") == Some("search") {
                    out.push_str(&rewritten(box_instead, "", way));
                }
            }
            "/form" => forms = forms.saturating_sub(1),
            "fieldset" | "/fieldset" | "input" | "/label" if is_bound => {}
            "button" | "select" | "textarea" | "label" | "legend" | "datalist" | "output"
                if is_bound =>
            {
                let close = format!("</{}>", tag.name);
                let end = after.find(&close).unwrap_or(after.len());
                // A label around a link is more than a control's name.
                if !after[..end].contains("<a ") {
                    rest = after.get(end + close.len()..).unwrap_or_default();
                    continue;
                }
            }
            "script" | "style" => {
                let close = format!("</{}", tag.name);
                let end = after.find(&close).unwrap_or(after.len());
                out.extend(tag.rewritten(way));
                out.push_str(&after[..end]);
                rest = &after[end..];
                continue;
            }
            _ => out.extend(tag.rewritten(way)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A tag as it stands.
struct Tag<'a> {
    whole: &'a str,
    name: &'a str,
    /// Names and values, with where each begins and where its value stands.
    attributes: Vec<Attribute<'a>>,
}

struct Attribute<'a> {
    name: &'a str,
    /// The value as printed, escapes and all.
    value: &'a str,
    /// Where the blank before the name stands in the tag, in bytes.
    start: usize,
    /// Where the value begins in the tag, in bytes.
    at: usize,
}

impl<'a> Tag<'a> {
    /// The tag that the text begins with, and the text behind it.
    fn parse(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = text.strip_prefix('<')?;
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            return None;
        }
        let mut quoted = false;
        let end = text.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        })?;
        let whole = &text[..=end];
        let name_end = whole[1..].find([' ', '\n', '>']).map_or(end, |at| at + 1);
        let name = &whole[1..name_end];
        let mut attributes = Vec::new();
        let mut from = name_end;
        while let Some(equals) = whole[from..].find("=\"").map(|at| at + from) {
            let at = equals + 2;
            let Some(length) = whole[at..].find('"') else { break };
            let start = whole[..equals].rfind([' ', '\n']).unwrap_or(equals);
            let name = whole[start..equals].trim();
            attributes.push(Attribute { name, value: &whole[at..at + length], start, at });
            from = at + length + 1;
        }
        Some((Self { whole, name, attributes }, &text[end + 1..]))
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|known| known.name == name).map(|known| known.value)
    }

    /// The tag with its links led elsewhere; `None` where nothing is left of it.
    fn rewritten(&self, way: &mut dyn FnMut(&str, bool) -> Way) -> Option<String> {
        let refreshes = self.name == "meta" && self.value("http-equiv") == Some("refresh");
        let relations = self.value("rel").unwrap_or_default();
        let is_canonical = relations.split(' ').any(|relation| relation == "canonical");
        let mut out = String::new();
        let mut copied = 0;
        for attribute in &self.attributes {
            let is_link = matches!(attribute.name, "href" | "src");
            let is_refresh = refreshes && attribute.name == "content";
            if !is_link && !is_refresh {
                continue;
            }
            let lead = attribute.value.find("url=").filter(|_| refreshes).map_or(0, |at| at + 4);
            let (kept, link) = attribute.value.split_at(lead);
            match way(&plain(link), is_canonical) {
                Way::Same => {}
                Way::To(link) => {
                    out.push_str(&self.whole[copied..attribute.at]);
                    out.push_str(kept);
                    out.push_str(&escaped(&link));
                    copied = attribute.at + attribute.value.len();
                }
                Way::Nowhere if self.name == "a" => {
                    out.push_str(&self.whole[copied..attribute.start]);
                    copied = attribute.at + attribute.value.len() + 1;
                }
                Way::Nowhere => return None,
            }
        }
        out.push_str(&self.whole[copied..]);
        Some(out)
    }
}

/// A value without its escapes, of which the templates print these.
fn plain(value: &str) -> String {
    let named = [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let named = named.into_iter().chain([("&lt;", "<"), ("&#60;", "<")]);
    let named = named.chain([("&gt;", ">"), ("&#62;", ">"), ("&#38;", "&"), ("&amp;", "&")]);
    named.fold(value.to_owned(), |value, (escape, c)| value.replace(escape, c))
}

fn escaped(value: &str) -> String {
    value.replace('&', "&#38;").replace('"', "&#34;").replace('<', "&#60;").replace('>', "&#62;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expect: &str) {
        let mut way = |link: &str, canonical: bool| match link {
            _ if canonical => Way::Same,
            "/living" => Way::Nowhere,
            link if link.starts_with('/') => Way::To(format!("..{link}")),
            _ => Way::Same,
        };
        assert_eq!(rewritten(html, "<a href=\"/box\">Box</a>", &mut way), expect);
    }

    #[test]
    fn links_are_led_elsewhere_and_all_else_stays() {
        check("<p>1 &lt; 2 < 3</p>", "<p>1 &lt; 2 < 3</p>");
        check(
            "<a class=\"x\" href=\"/a?b&#38;c\">A</a>",
            "<a class=\"x\" href=\"../a?b&#38;c\">A</a>",
        );
        check(
            "<a href=\"https://x/\">X</a><a href=\"#y\">",
            "<a href=\"https://x/\">X</a><a href=\"#y\">",
        );
        check("<img src=\"/a.svg\" alt=\"a > b\">", "<img src=\"../a.svg\" alt=\"a > b\">");
        check(
            "<a rel=\"nofollow\" href=\"/living\" title=\"t\">L</a>",
            "<a rel=\"nofollow\" title=\"t\">L</a>",
        );
        check("<link rel=\"search\" href=\"/living\"><br>", "<br>");
        check("<link rel=\"canonical\" href=\"/a\">", "<link rel=\"canonical\" href=\"/a\">");
        check(
            "<script type=\"x\">\"<a href='/a'>\"</script>",
            "<script type=\"x\">\"<a href='/a'>\"</script>",
        );
        check(
            "<meta http-equiv=\"refresh\" content=\"0; url=/a\">",
            "<meta http-equiv=\"refresh\" content=\"0; url=../a\">",
        );
    }

    #[test]
    fn forms_give_way_and_what_they_hold_but_controls_stays() {
        check(
            "<form role=\"search\" action=\"/search\"><label for=\"q\">Q</label><input id=\"q\"></form>.",
            "<a href=\"../box\">Box</a>.",
        );
        check(
            "<form action=\"/s\"><fieldset><legend>L</legend><select><option>1</select></fieldset><ul><li><input type=\"checkbox\"><a href=\"/a\">A</a></ul><button>Go</button></form>",
            "<ul><li><a href=\"../a\">A</a></ul>",
        );
        check("<input form=\"f\"><input type=\"radio\">", "<input type=\"radio\">");
        check("<label><input form=\"f\"><b>A</b></label>.", ".");
        check("<form><label><input><a href=\"/a\">A</a></label></form>", "<a href=\"../a\">A</a>");
    }

    #[test]
    fn links_and_identifiers_are_found() {
        assert_eq!(links("<a href=\"/a\"><img src=\"b\">"), ["/a", "b"]);
        let page = "<p id=\"p1\">x</p><p class=\"c\" id=\"p2\">";
        assert_eq!(identifiers(page).collect::<Vec<_>>(), ["p1", "p2"]);
    }
}
