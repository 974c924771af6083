//! Where one language ends and another begins in a body of blocks without labels.
//!
//! A script other than Latin claims all blocks from its first to its last marked one, names and
//! notes in Latin letters between them included; short Latin blocks that close the body are its
//! signature. A few words of another script inside a text are a quotation, not a text.

use std::ops::Range;

use crate::document::Language;

use super::latin::Hits;
use super::script::{Script, Scripts, language_of};

/// Blocks of one language that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) language: Language,
    pub(crate) blocks: Range<usize>,
}

/// How many words of a block are looked at; a language shows in fewer.
const LOOKED_AT: u32 = 40;

/// Latin blocks that close a body are a signature up to this many blocks and letters.
const SIGNATURE: (usize, usize) = (6, 250);

/// The languages of a body, in the order of the blocks; every block is in one part. `latin`, where
/// given, is the language of Latin blocks.
pub(crate) fn parts(texts: &[&str], latin: Option<&Language>) -> Vec<Part> {
    let scripts: Vec<Scripts> = texts.iter().map(|text| Scripts::of(text)).collect();
    let runs = runs(&scripts);
    let mut parts = Vec::new();
    let mut from = 0;
    for run in &runs {
        latin_parts(texts, from..run.blocks.start, latin, &mut parts);
        let words = run.blocks.clone().map(|block| texts[block]);
        parts.push(Part { language: language_of(run.script, words), blocks: run.blocks.clone() });
        from = run.blocks.end;
    }
    latin_parts(texts, from..texts.len(), latin, &mut parts);
    parts
}

struct Run {
    script: Script,
    blocks: Range<usize>,
    marked: usize,
}

fn runs(scripts: &[Scripts]) -> Vec<Run> {
    let latin = |range: Range<usize>| -> usize {
        scripts[range].iter().map(|counts| counts.count(Script::Latin)).sum()
    };
    // Runs of each script, broken where whole paragraphs of Latin words stand between.
    let mut found: Vec<Run> = Vec::new();
    for (block, counts) in scripts.iter().enumerate() {
        let Some(script) = counts.marked() else { continue };
        let open = found.iter_mut().rev().find(|run| run.script == script);
        match open {
            Some(run) if latin(run.blocks.end..block) <= 400 => {
                run.blocks.end = block + 1;
                run.marked += 1;
            }
            _ => found.push(Run { script, blocks: block..block + 1, marked: 1 }),
        }
    }
    // A run inside an earlier one belongs to it.
    let mut kept: Vec<Run> = Vec::new();
    for mut run in found {
        if let Some(before) = kept.last() {
            if run.blocks.end <= before.blocks.end {
                continue;
            }
            run.blocks.start = run.blocks.start.max(before.blocks.end);
        }
        kept.push(run);
    }
    // What is little beside the Latin words is quoted in them.
    let all_latin = latin(0..scripts.len());
    kept.retain(|run| {
        let letters: usize =
            scripts[run.blocks.clone()].iter().map(|counts| counts.count(run.script)).sum();
        let others = all_latin - latin(run.blocks.clone());
        letters * 10 >= others || (run.marked >= 3 && letters * 25 >= others)
    });
    close(scripts, &mut kept);
    kept
}

/// Gives each run the short Latin blocks that belong to it.
fn close(scripts: &[Scripts], runs: &mut [Run]) {
    let latin = |range: Range<usize>| -> usize {
        scripts[range].iter().map(|counts| counts.count(Script::Latin)).sum()
    };
    for at in 0..runs.len() {
        let end = runs.get(at + 1).map_or(scripts.len(), |next| next.blocks.start);
        let rest = runs[at].blocks.end..end;
        if rest.len() <= SIGNATURE.0 && latin(rest) <= SIGNATURE.1 {
            runs[at].blocks.end = end;
        }
    }
    // A number or a file mark at the head of a text is no text of its own.
    if let Some(first) = runs.first_mut()
        && first.blocks.start <= 2
        && latin(0..first.blocks.start) < 40
    {
        first.blocks.start = 0;
    }
}

fn latin_parts(
    texts: &[&str],
    range: Range<usize>,
    stated: Option<&Language>,
    parts: &mut Vec<Part>,
) {
    if range.is_empty() {
        return;
    }
    if let Some(language) = stated {
        parts.push(Part { language: language.clone(), blocks: range });
        return;
    }
    let mut all = Hits::default();
    let told: Vec<Option<Language>> = range
        .clone()
        .map(|block| {
            let mut hits = Hits::default();
            hits.add_first(texts[block], LOOKED_AT);
            all.join(&hits);
            if hits.words() >= 8 { hits.language() } else { None }
        })
        .collect();
    let whole = all.language().unwrap_or_else(Language::undetermined);
    let seam = seam_of(&told).map(|seam| range.start + seam);
    match seam {
        None => parts.push(Part { language: whole, blocks: range }),
        Some(seam) => {
            for blocks in [range.start..seam, seam..range.end] {
                let mut hits = Hits::default();
                for block in blocks.clone() {
                    hits.add_first(texts[block], LOOKED_AT);
                }
                let language = hits.language().unwrap_or_else(|| whole.clone());
                parts.push(Part { language, blocks });
            }
        }
    }
}

/// Where English gives way to another language, or the other way round, for good.
fn seam_of(told: &[Option<Language>]) -> Option<usize> {
    let english = |language: &Language| language.is_english();
    let places = |test: &dyn Fn(&Language) -> bool| -> Vec<usize> {
        told.iter()
            .enumerate()
            .filter(|(_, language)| language.as_ref().is_some_and(test))
            .map(|(block, _)| block)
            .collect()
    };
    let (ours, others) = (places(&english), places(&|language| !english(language)));
    let (&our_first, &our_last) = (ours.first()?, ours.last()?);
    let (&other_first, &other_last) = (others.first()?, others.last()?);
    // One paragraph among many is quoted.
    if others.len() * 4 < ours.len() || ours.len() * 4 < others.len() {
        return None;
    }
    if our_last < other_first {
        Some(other_first)
    } else if other_last < our_first {
        Some(our_first)
    } else {
        None
    }
}

/// Where, in a text whose line breaks were lost, Latin words give way for good to another script:
/// the byte at which that script's first word begins.
pub(crate) fn seam(text: &str) -> Option<usize> {
    /// How many words with letters are looked at ahead.
    const AHEAD: usize = 12;
    let start_of = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let words: Vec<(usize, Option<bool>)> = text
        .split_whitespace()
        .map(|word| {
            let counts = Scripts::of(word);
            (start_of(word), (counts.total() > 0).then(|| counts.marked().is_some()))
        })
        .collect();
    let lettered: Vec<usize> = (0..words.len()).filter(|&word| words[word].1.is_some()).collect();
    let foreign: Vec<bool> =
        lettered.iter().map(|&word| words[word].1.unwrap_or_default()).collect();
    let mut ahead = foreign.iter().take(AHEAD).filter(|&&foreign| foreign).count();
    for place in 0..foreign.len() {
        let window = AHEAD.min(foreign.len() - place);
        if foreign[place] && place >= 5 && window >= 4 && ahead * 10 >= window * 7 {
            let mut word = lettered[place];
            while word > 0
                && words[word - 1].1.is_none()
                && begins_number(&text[words[word - 1].0..])
            {
                word -= 1;
            }
            return Some(words[word].0);
        }
        ahead -= usize::from(foreign[place]);
        ahead += usize::from(foreign.get(place + AHEAD).copied().unwrap_or_default());
    }
    None
}

fn begins_number(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: &str =
        "The ambassador said that the delegation was in the city and would stay there.";
    const DE: &str =
        "Der Botschafter sagte, daß die Delegation in der Stadt ist und dort bleiben wird.";
    const KO: &str = "대사는 대표단이 도시에 도착하였으며 그곳에 머무를 것이라고 말하였다.";
    const RU: &str = "Посол сказал, что делегация находится в городе и останется там.";

    fn check(texts: &[&str], expect: &[(&str, Range<usize>)]) {
        let found = parts(texts, None);
        let found: Vec<(&str, Range<usize>)> =
            found.iter().map(|part| (part.language.as_str(), part.blocks.clone())).collect();
        assert_eq!(found, expect, "{texts:?}");
    }

    #[test]
    fn a_script_runs_from_its_first_to_its_last_block() {
        check(&[EN, EN], &[("en", 0..2)]);
        check(&[EN, KO], &[("en", 0..1), ("ko", 1..2)]);
        check(&[EN, KO, "1부 a/a Brzezinski Henryk", KO], &[("en", 0..1), ("ko", 1..4)]);
        check(&[EN, KO, "István Garajszki"], &[("en", 0..1), ("ko", 1..3)]);
        check(&[RU, RU], &[("ru", 0..2)]);
        check(&[EN, KO, RU], &[("en", 0..1), ("ko", 1..2), ("ru", 2..3)]);
        check(&[KO, EN, EN, EN, EN], &[("ko", 0..1), ("en", 1..5)]);
    }

    #[test]
    fn a_quotation_is_no_text() {
        let long = EN.repeat(10);
        check(&[&long, "[서명]", &long], &[("en", 0..3)]);
        check(&[&long, "[서명]"], &[("en", 0..2)]);
    }

    #[test]
    fn latin_languages_are_told_apart_by_their_words() {
        check(&[DE, DE], &[("de", 0..2)]);
        check(&[EN, EN, DE, DE], &[("en", 0..2), ("de", 2..4)]);
        check(&[EN, EN, EN, EN, EN, DE, EN], &[("en", 0..7)]);
        check(&["Mao Zedong"], &[("und", 0..1)]);
        check(&[], &[]);
    }

    #[test]
    fn a_seam_is_found_where_the_script_changes_for_good() {
        let text = format!("{EN} {EN} 1957년 4월 4일, {KO} {KO}");
        let at = seam(&text).unwrap();
        assert!(text[at..].starts_with("1957년"), "{}", &text[at..]);
        assert_eq!(seam(&format!("{EN} 서명 {EN}")), None);
        assert_eq!(seam(EN), None);
        assert_eq!(seam(""), None);
    }
}
