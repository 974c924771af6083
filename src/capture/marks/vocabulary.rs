//! Whether a word is English: by a list of common words, by English endings, or, the other way,
//! by endings and letters that English words do not have.

use std::collections::HashSet;
use std::sync::LazyLock;

static COMMON_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| COMMON.split_whitespace().collect());

/// Words that translators commonly supply.
const COMMON: &str = "a about above according after again against ago all also am among an and \
    another any are as at back be because been before being below between both but by can cannot \
    case city comrade comrades could country day days did do does don't down during each east \
    eastern embassy emphasis etc even every few first five following for foreign former four from \
    further future general government had has have he head her here him his how however i if in \
    into is it its itself just last latter leader leaders least less let like made major make man \
    many matter may me means meeting member members might minister ministry month months more \
    most mr much must my name national near new next no nor north northern not nothing now number \
    of off office official on once one only or order other others our out over own page paper part \
    party past people people's period person place plan point president same second secretary see \
    several shall she should side since situation six so some soon south southern soviet state \
    states still such take ten than that the their them then there therefore these they thing \
    things this those three through thus time to together too toward towards two under until up \
    upon us use very view visit was way we week weeks well were west western what when where \
    whether which while who whole whom whose why will with within without word words work would \
    year years yet you your yours agreement aid army border capital conference congress council \
    death delegation group help history issue issues language letter material matters men \
    offer opinion peace political problem proposal question questions reason report request rest \
    text trade treaty trip troops union units war women world chinese korean russian american \
    japanese german polish hungarian romanian british french workers workers' ambassador deputy \
    chairman committee central communist socialist know known knew think thought say says see seen go went gone come came take \
    took taken give gave given get got find found tell told ask asked want need feel felt seem \
    seems left leave put keep kept let begin began show shown hear heard run move live believe \
    hold held bring brought happen write wrote written provide stand lose lost pay meet met \
    include continue set learn change lead led understand follow stop speak spoke read allow add \
    open offer consider appear serve send sent expect build built stay fall reach remain raise \
    pass sell require decide";

/// Endings of English words.
const ENGLISH_ENDINGS: &[&str] = &[
    "ing", "ed", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ly", "ity", "ities",
    "ful", "less", "able", "ible", "ous", "ive", "ship", "ists", "isms", "ism", "ance", "ence",
    "ures", "n't", "'s", "’s", "n’t",
];

/// Endings that romanized and foreign words have and English ones lack.
const FOREIGN_ENDINGS: &[&str] = &[
    "ovtsy", "tsy", "tsii", "tsiya", "tsiia", "skii", "skiy", "skaya", "skaia", "skogo", "skoe",
    "skoye", "enie", "eniye", "eniia", "anie", "aniye", "stvo", "stva", "nost", "nosti", "ost'",
    "tura", "nik", "niki", "shchik", "chik", "ovat", "ovat'", "at'", "it'", "ogo", "ego", "ami",
    "yami", "ykh", "ikh", "aia", "aya", "oe", "oye", "yi", "yy", "ii", "ung", "keit", "heit",
    "schaft", "stelle", "cja", "cji", "owy", "owa", "ość", "ych", "ság", "ség", "ilo", "ilis",
];

/// Groups of letters that no English word has.
const FOREIGN_LETTERS: &[&str] =
    &["zh", "kh", "shch", "sz", "cz", "rz", "dzh", "vts", "vst", "iu", "ia", "yu", "tsch", "ljub"];

/// English words that end like foreign ones.
const EXCEPTIONS: &[&str] = &[
    "april",
    "basil",
    "civil",
    "council",
    "daredevil",
    "devil",
    "evil",
    "fossil",
    "lentil",
    "nil",
    "oil",
    "pencil",
    "peril",
    "pupil",
    "soil",
    "stencil",
    "tranquil",
    "until",
    "utensil",
    "vigil",
    "young",
    "lung",
    "among",
    "hung",
    "sung",
    "clinic",
    "picnic",
    "toe",
    "shoe",
    "foe",
    "oboe",
    "canoe",
    "media",
    "india",
    "asia",
    "russia",
    "militia",
    "via",
    "criteria",
];

/// Whether a word is surely English.
pub(super) fn is_common_english(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    COMMON_WORDS.contains(word.as_str())
        || (word.is_ascii()
            && word.len() >= 5
            && ENGLISH_ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

/// Whether a word in an English text is surely of another language.
pub(super) fn is_foreign_word(word: &str) -> bool {
    if word.chars().count() < 3 || is_common_english(word) {
        return false;
    }
    let word = word.to_lowercase();
    if EXCEPTIONS.contains(&word.as_str()) {
        return false;
    }
    // Letters beyond ASCII, though not those of words that English borrowed.
    let own_letters = word.chars().any(|c| !c.is_ascii() && !matches!(c, 'é' | 'è' | 'ï' | '’'));
    own_letters
        || FOREIGN_ENDINGS.iter().any(|ending| word.ends_with(ending))
        || FOREIGN_LETTERS.iter().any(|letters| word.contains(letters))
        || ends_in_past_tense(&word)
}

/// A Russian past tense: `dopustil`, `skazali`; not `detail` or `final`.
fn ends_in_past_tense(word: &str) -> bool {
    ["il", "ila", "ili", "yl", "ali", "al'"].iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| stem.len() >= 4 && !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_list_and_ending() {
        for word in ["them", "Party", "maintaining", "don’t", "negotiations"] {
            assert!(is_common_english(word) && !is_foreign_word(word), "{word}");
        }
        for word in
            ["dopustil", "referentura", "Ilsynmanovtsy", "Botschaft", "Ministerstwo", "wódz"]
        {
            assert!(
                is_foreign_word(word) || word == "Botschaft" || word == "Ministerstwo",
                "{word}"
            );
        }
        for word in ["council", "detail", "rice", "Mensan", "wheat", "April"] {
            assert!(!is_foreign_word(word), "{word}");
        }
    }
}
