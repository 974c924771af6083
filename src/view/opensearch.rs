//! What browsers and feed readers read to search the room: an `OpenSearch` 1.1 description document.

use askama::Template;

use super::Room;
use super::xml::writable;

/// The description of the room's search.
#[derive(Template)]
#[template(path = "xml/opensearch.xml")]
pub struct OpenSearch {
    short_name: String,
    long_name: String,
    description: String,
    page: String,
    feed: String,
    own: String,
    mark: String,
}

/// The most characters of a short name (`OpenSearch` 1.1, `ShortName`).
const SHORT: usize = 16;
/// The most characters of a long name.
const LONG: usize = 48;

impl OpenSearch {
    /// The search of this room.
    #[must_use]
    pub fn new(room: &Room) -> Self {
        let title = writable(&room.title);
        let args = [("room", title.clone().into())];
        let full = |path: String| room.links.absolute(&path);
        Self {
            short_name: within(&title, SHORT),
            long_name: within(&title, LONG),
            description: within(&room.say_with("opensearch-description", &args), 1024),
            page: room.links.search_template(""),
            feed: room.links.search_template("atom"),
            own: full(room.links.opensearch()),
            mark: full(room.mark()),
        }
    }
}

/// As many whole words as fit into `most` characters; where the first does not, its beginning.
fn within(words: &str, most: usize) -> String {
    let mut fitting = String::new();
    for word in words.split_whitespace() {
        let length = fitting.chars().count() + word.chars().count();
        let blank = usize::from(!fitting.is_empty());
        if length + blank > most {
            break;
        }
        if blank == 1 {
            fitting.push(' ');
        }
        fitting.push_str(word);
    }
    if fitting.is_empty() {
        fitting = words.trim().chars().take(most).collect();
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_name_is_cut_between_words_where_it_can_be() {
        let check = |words: &str, expect: &str| assert_eq!(within(words, 16), expect);
        check("Reading Room", "Reading Room");
        check("Sixteen letters!", "Sixteen letters!");
        check("Reading Room of the East", "Reading Room of");
        check("Donaudampfschiffahrt", "Donaudampfschiff");
        check("조선민주주의인민공화국 문서 열람실", "조선민주주의인민공화국 문서");
        check("  ", "");
    }
}
