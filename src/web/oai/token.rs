//! Where a list goes on. A token says all that is needed to make its page, so the room keeps
//! nothing of a harvest: a token holds for ever, also over a restart.

use super::arguments::Moment;
use crate::address::Slug;
use crate::store::Span;
use crate::view::{OAI_FORMATS, OaiFormat, oai_set};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) format: &'static OaiFormat,
    /// The first day or instant, as it was asked for.
    pub(super) from: Option<String>,
    /// The last day or instant, as it was asked for.
    pub(super) until: Option<String>,
    pub(super) set: Option<String>,
    /// The instant and the identifier that the page begins behind.
    pub(super) after: Option<(String, Slug)>,
    /// Records before this page.
    pub(super) cursor: u64,
    /// Records in all, as they were counted for the first page.
    pub(super) total: Option<u64>,
}

impl Place {
    /// Reads a token.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let parts: Vec<&str> = token.split(',').collect();
        // A token of an earlier version does not say how many there are.
        let (parts, total) = match parts.as_slice() {
            [parts @ .., total] if parts.len() == 7 => (parts, Some(total.parse().ok()?)),
            parts => (parts, None),
        };
        let [format, from, until, set, instant, id, cursor] = parts else { return None };
        let some = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        let (from, until) = (some(from), some(until));
        let dated = from.iter().chain(&until).all(|moment| Moment::parse(moment).is_some());
        instant.parse::<jiff::Timestamp>().ok()?;
        dated.then_some(())?;
        Some(Self {
            format: OAI_FORMATS.iter().find(|known| known.prefix == *format)?,
            from,
            until,
            set: some(set),
            after: Some(((*instant).to_owned(), Slug::parse(id)?)),
            cursor: cursor.parse().ok()?,
            total,
        })
    }

    /// The token of the page behind this one, which holds `count` records of `total` and ends with
    /// the one of this instant and identifier.
    pub(super) fn behind(&self, instant: &str, id: &Slug, count: u64, total: u64) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let parts = [
            self.format.prefix.to_owned(),
            part(&self.from),
            part(&self.until),
            part(&self.set),
            instant.to_owned(),
            id.to_string(),
            (self.cursor + count).to_string(),
            total.to_string(),
        ];
        parts.join(",")
    }

    /// What the list spans, given the archives that there are. `until` takes its whole second or
    /// day in.
    pub(super) fn span(&self, archives: &[String]) -> Span {
        let beginning = |moment: &String| moment.trim_end_matches('Z').to_owned();
        let of_set = |set: &String| {
            archives.iter().filter(|archive| oai_set(archive) == *set).cloned().collect()
        };
        Span {
            from: self.from.as_ref().map(beginning),
            before: self.until.as_ref().map(|until| format!("{}~", beginning(until))),
            archives: self.set.as_ref().map(of_set),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_as_the_page_that_it_names() {
        let place = Place {
            format: &OAI_FORMATS[0],
            from: None,
            until: Some("2026-11-22".to_owned()),
            set: Some("avprf".to_owned()),
            after: None,
            cursor: 0,
            total: None,
        };
        let id = Slug::from_stem("a");
        let token = place.behind("2026-11-22T03:08:44.123Z", &id, 100, 250);
        let after = Some(("2026-11-22T03:08:44.123Z".to_owned(), id));
        assert_eq!(
            Place::parse(&token),
            Some(Place { after, cursor: 100, total: Some(250), ..place })
        );
        let older = token.strip_suffix(",250").unwrap();
        assert_eq!(Place::parse(older).map(|place| (place.cursor, place.total)), Some((100, None)));
    }

    #[test]
    fn what_was_never_given_is_no_token() {
        for bad in [
            "",
            "x",
            ",,,,,,",
            "oai_dc,,,,2026-11-22T03:08:44.123Z,a,-1",
            "oai_dc,,,,2026-11-22T03:08:44.123Z,A B,1",
            "oai_dc,,,,yesterday,a,1",
            "oai_dc,then,,,2026-11-22T03:08:44.123Z,a,1",
            "marc,,,,2026-11-22T03:08:44.123Z,a,1",
            "oai_dc,,,,2026-11-22T03:08:44.123Z,a,1,",
            "oai_dc,,,,2026-11-22T03:08:44.123Z,a,1,2,3",
        ] {
            assert_eq!(Place::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn until_takes_its_whole_day_or_second_in() {
        let check = |until: &str, changed: &str, expect: bool| {
            let place = Place {
                format: &OAI_FORMATS[0],
                from: None,
                until: Some(until.to_owned()),
                set: None,
                after: None,
                cursor: 0,
                total: None,
            };
            let before = place.span(&[]).before.unwrap();
            assert_eq!(changed < before.as_str(), expect, "{changed} until {until}");
        };
        check("2026-11-22", "2026-11-22T23:59:59.999Z", true);
        check("2026-11-22", "2026-11-23T00:00:00.000Z", false);
        check("2026-11-22T03:08:44Z", "2026-11-22T03:08:44.999Z", true);
        check("2026-11-22T03:08:44Z", "2026-11-22T03:08:44Z", true);
        check("2026-11-22T03:08:44Z", "2026-11-22T03:08:45.000Z", false);
    }
}
