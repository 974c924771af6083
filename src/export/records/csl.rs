//! Records as CSL-JSON, the items that citation processors take.

use crate::citation::{CslItem, Record, csl_item};
use crate::export::{Desk, Written};

/// The records as a list of items.
///
/// # Errors
/// None: all values can be written as JSON.
pub(super) fn csl_json(_: Desk<'_>, records: &[Record]) -> Written {
    let items: Vec<CslItem> = records.iter().map(csl_item).collect();
    let mut json = serde_json::to_vec(&items)?;
    json.push(b'\n');
    Ok(json)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::{bare, journal, odd, written};
    use super::*;

    fn items(records: &[Record]) -> Value {
        serde_json::from_str(&written(csl_json, records)).unwrap()
    }

    #[test]
    fn a_record_is_an_item_with_all_its_variables() {
        let expect = json!([{
            "id": "115633", "type": "manuscript",
            "title": "Journal of Soviet Ambassador to the DPRK A.M. Puzanov for 8 July 1957",
            "title-short": "Puzanov journal, 8 July 1957",
            "author": [{"family": "Puzanov", "given": "A. M."}],
            "translator": [{"family": "Goldberg", "given": "Gary"}],
            "issued": {"date-parts": [[1957, 7, 8]]},
            "genre": "Diary entry", "publisher": "Wilson Center Digital Archive",
            "archive": "AVPRF",
            "archive_location": "F. 0102, Op. 13, P. 72, Delo 5, Listy 131-145",
            "source": "Reading Room", "language": "en",
            "URL": "https://room.example/documents/115633",
            "abstract": "Puzanov and Kim Il Sung talk."
        }]);
        let record = Record { summary: Some("Puzanov and Kim Il Sung talk.".into()), ..journal() };
        assert_eq!(items(&[record]), expect);
    }

    #[test]
    fn what_is_not_stated_has_no_key() {
        let expect = json!([{
            "id": "a", "type": "manuscript", "source": "Reading Room",
            "URL": "https://room.example/documents/a"
        }]);
        assert_eq!(items(&[bare("a")]), expect);
        assert_eq!(items(&[odd(), bare("b")]).as_array().map(Vec::len), Some(2));
    }
}
