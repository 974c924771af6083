//! The arguments of a harvester's request, and what they ask for.
//!
//! In comes a query or the body of a form; out goes one thing to answer, or everything that is
//! wrong with the arguments. The rules are the protocol's, stricter than those of other addresses:
//! what is unknown or stands there twice is an error.

use super::token::Place;
use crate::view::{OAI_FORMATS, OaiFault, OaiFormat};
use crate::web::wanted::unescaped;

/// A request as it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Its arguments, the verb first, for the answer to repeat.
    pub(super) arguments: Vec<(&'static str, String)>,
    /// What it asks for.
    pub(super) asked: Result<Asked, Vec<OaiFault>>,
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Identify,
    /// The formats, of one record or of all.
    Formats(Option<String>),
    Sets,
    Record(String, &'static OaiFormat),
    /// A page of a list; headers alone, or whole records.
    List(Place, Content),
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Headers,
    Records,
}

/// Verbs with the arguments that they take; those that they need end in `!`.
const VERBS: [(&str, &[&str]); 6] = [
    ("Identify", &[]),
    ("ListMetadataFormats", &["identifier"]),
    ("ListSets", &["resumptionToken"]),
    ("ListIdentifiers", &["metadataPrefix!", "from", "until", "set", "resumptionToken"]),
    ("ListRecords", &["metadataPrefix!", "from", "until", "set", "resumptionToken"]),
    ("GetRecord", &["identifier!", "metadataPrefix!"]),
];

impl Request {
    /// Reads the pairs of a query or a form.
    pub(super) fn read(query: &str) -> Self {
        let pairs: Vec<(Option<String>, Option<String>)> = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (unescaped(&name.replace('+', " ")), unescaped(&value.replace('+', " ")))
            })
            .collect();
        let mut verbs = pairs.iter().filter(|(name, _)| name.as_deref() == Some("verb"));
        let known = |verb: &str| VERBS.iter().find(|(known, _)| *known == verb);
        let verb = match (verbs.next(), verbs.next()) {
            (Some((_, Some(verb))), None) => known(verb),
            _ => None,
        };
        let Some((verb, takes)) = verb else {
            return Self { arguments: Vec::new(), asked: Err(vec![OaiFault::Verb]) };
        };
        let mut arguments = vec![("verb", (*verb).to_owned())];
        let mut faults = Vec::new();
        for (name, value) in pairs {
            let name = name.unwrap_or_else(|| "%".to_owned());
            if name == "verb" {
                continue;
            }
            let own = takes.iter().map(|takes| takes.trim_end_matches('!'));
            let Some(own) = own.into_iter().find(|own| *own == name) else {
                faults.push(OaiFault::Unknown(name));
                continue;
            };
            if arguments.iter().any(|(known, _)| *known == own) {
                faults.push(OaiFault::Repeated(name));
                continue;
            }
            match value.filter(|value| is_writable(own, value)) {
                Some(value) => arguments.push((own, value)),
                None => faults.push(OaiFault::Invalid { name: own, value: String::new() }),
            }
        }
        let has = |name: &str| arguments.iter().any(|(known, _)| *known == name);
        let is_bad = |name: &str| {
            faults
                .iter()
                .any(|fault| matches!(fault, OaiFault::Invalid { name: bad, .. } if *bad == name))
        };
        let needed = takes.iter().filter_map(|takes| takes.strip_suffix('!'));
        let further: Vec<OaiFault> = match (has("resumptionToken"), arguments.len()) {
            (true, 2) => Vec::new(),
            (true, _) => vec![OaiFault::NotAlone],
            (false, _) => {
                needed.filter(|name| !has(name) && !is_bad(name)).map(OaiFault::Missing).collect()
            }
        };
        faults.extend(further);
        let asked = if faults.is_empty() { asked(verb, &arguments) } else { Err(faults) };
        Self { arguments, asked }
    }
}

/// Whether an argument can stand in an answer as the protocol's schema has it: an identifier is a
/// URI, formats and sets are made of certain characters. A token may be anything; the protocol has
/// a fault of its own for it.
fn is_writable(name: &str, value: &str) -> bool {
    let among =
        |marks: &[u8]| value.bytes().all(|b| b.is_ascii_alphanumeric() || marks.contains(&b));
    match name {
        "identifier" => !value.is_empty() && among(b"-._~:/?@!$&'()*+,;="),
        "metadataPrefix" => !value.is_empty() && among(b"-_.!~*'()"),
        "set" => !value.is_empty() && among(b"-_.!~*'():"),
        "from" | "until" => Moment::parse(value).is_some(),
        _ => true,
    }
}

fn asked(verb: &str, arguments: &[(&'static str, String)]) -> Result<Asked, Vec<OaiFault>> {
    let argument = |name: &str| {
        arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    let content = match verb {
        "Identify" => return Ok(Asked::Identify),
        "ListMetadataFormats" => return Ok(Asked::Formats(argument("identifier"))),
        "ListSets" if argument("resumptionToken").is_some() => return Err(vec![OaiFault::Token]),
        "ListSets" => return Ok(Asked::Sets),
        "GetRecord" => {
            let identifier = argument("identifier").unwrap_or_default();
            return Ok(Asked::Record(identifier, format(argument("metadataPrefix"))?));
        }
        "ListIdentifiers" => Content::Headers,
        _ => Content::Records,
    };
    if let Some(token) = argument("resumptionToken") {
        let place = Place::parse(&token).ok_or_else(|| vec![OaiFault::Token])?;
        return Ok(Asked::List(place, content));
    }
    let (from, until) = (argument("from"), argument("until"));
    if let (Some(from), Some(until)) = (&from, &until) {
        if from.len() != until.len() {
            return Err(vec![OaiFault::Granularity]);
        }
        if from > until {
            return Err(vec![OaiFault::Backwards]);
        }
    }
    let place = Place {
        format: format(argument("metadataPrefix"))?,
        from,
        until,
        set: argument("set"),
        after: None,
        cursor: 0,
        total: None,
    };
    Ok(Asked::List(place, content))
}

fn format(prefix: Option<String>) -> Result<&'static OaiFormat, Vec<OaiFault>> {
    let prefix = prefix.unwrap_or_default();
    let known = OAI_FORMATS.iter().find(|format| format.prefix == prefix);
    known.ok_or_else(|| vec![OaiFault::Format(prefix)])
}

/// A day or an instant to the second, in UTC: the two that the protocol has.
pub(super) struct Moment;

impl Moment {
    /// Reads `2026-11-22` or `2026-11-22T03:08:44Z`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_digit() || b"-:TZ".contains(&b);
        let is = match text.len() {
            10 => text.parse::<jiff::civil::Date>().is_ok(),
            20 => text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok(),
            _ => false,
        };
        (is && text.bytes().all(plain) && text.as_bytes().get(4) == Some(&b'-')).then_some(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_request_has_the_protocols_code() {
        let check = |query: &str, expect: &[&str]| {
            let faults = Request::read(query).asked.err().unwrap_or_default();
            let codes: Vec<_> = faults.iter().map(OaiFault::code).collect();
            assert_eq!(codes, expect, "{query}");
        };
        for query in ["", "verb=", "verb=identify", "verb=Identify&verb=Identify", "verb=%zz", "a"]
        {
            check(query, &["badVerb"]);
        }
        check("verb=Identify", &[]);
        check("&&verb=Identify&", &[]);
        check("verb=Identify&a=b", &["badArgument"]);
        check("verb=Identify&%zz=b", &["badArgument"]);
        check("verb=GetRecord", &["badArgument", "badArgument"]);
        check("verb=GetRecord&identifier=oai:h:a", &["badArgument"]);
        check("verb=GetRecord&identifier=oai:h:a&metadataPrefix=oai_dc", &[]);
        check(
            "verb=GetRecord&identifier=oai:h:a&metadataPrefix=marc",
            &["cannotDisseminateFormat"],
        );
        check("verb=GetRecord&identifier=a%20b&metadataPrefix=oai_dc", &["badArgument"]);
        check("verb=ListSets&resumptionToken=a", &["badResumptionToken"]);
        check("verb=ListRecords", &["badArgument"]);
        let list = |rest: &str, expect: &[&str]| {
            check(&format!("verb=ListRecords&metadataPrefix=oai_dc{rest}"), expect);
        };
        list("", &[]);
        list("&metadataPrefix=oai_dc", &["badArgument"]);
        list("&from=2026-01-01&until=2026-01-01", &[]);
        list("&from=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z", &[]);
        list("&from=2026-01-02&until=2026-01-01", &["badArgument"]);
        list("&from=2026-01-01&until=2026-01-01T00:00:00Z", &["badArgument"]);
        for bad in [
            "",
            "2026",
            "2026-01",
            "2026-02-30",
            "20260101",
            "2026-01-01T00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.5Z",
            "2026-01-01T25:00:00Z",
            "2026-01-01t00:00:00z",
            "2026-01-01 00:00:00Z",
            "+02026-1-1",
            "%00",
            "junk",
        ] {
            list(&format!("&from={bad}"), &["badArgument"]);
        }
        list("&resumptionToken=x", &["badArgument"]);
        list("&set=", &["badArgument"]);
        list("&set=a b", &["badArgument"]);
        check("verb=ListRecords&resumptionToken=x", &["badResumptionToken"]);
        check("verb=ListRecords&resumptionToken=", &["badResumptionToken"]);
    }
}
