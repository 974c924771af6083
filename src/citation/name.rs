//! Names as bibliographies sort them.

use crate::authority::sound;

use super::family_first;

/// A name as bibliographies sort it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person's.
    Person {
        /// What it is sorted by: `Puzanov`, `Kim`, `van der Berg`.
        family: String,
        /// The rest: `A. M.`, `Il Sung`.
        given: String,
        /// What follows the name: `Jr.`; mostly empty.
        suffix: String,
        /// Whether the family name is spoken first, as Korean and Chinese names are.
        family_first: bool,
    },
    /// A corporate body's, or a person's that cannot be taken apart: a name of one part, or of a
    /// language whose names are cited as they are spoken.
    Whole(String),
}

/// What stands before a name and is no part of it.
const TITLES: [&str; 33] = [
    "ambassador",
    "capt",
    "captain",
    "cde",
    "col",
    "colonel",
    "com",
    "comr",
    "comrade",
    "counselor",
    "counsellor",
    "dr",
    "gen",
    "general",
    "gospodin",
    "lt",
    "lieutenant",
    "maj",
    "major",
    "marshal",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "premier",
    "president",
    "prof",
    "professor",
    "rev",
    "secretary",
    "sir",
    "tov",
];
/// What follows a name and is not its family name.
const SUFFIXES: [&str; 8] = ["esq", "ii", "iii", "iv", "jr", "junior", "phd", "sr"];
/// What a family name can begin with in small letters.
const PARTICLES: [&str; 41] = [
    "af", "al", "am", "aus", "bin", "d", "da", "dal", "dalla", "das", "de", "degli", "dei", "del",
    "della", "delle", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le",
    "les", "lo", "los", "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur", "ze",
];
/// Words that only bodies are called by.
const BODIES: [&str; 31] = [
    "academy",
    "agency",
    "archive",
    "archives",
    "association",
    "bureau",
    "center",
    "centre",
    "committee",
    "council",
    "department",
    "directorate",
    "division",
    "embassy",
    "foundation",
    "government",
    "group",
    "institute",
    "legation",
    "library",
    "ministry",
    "mission",
    "office",
    "program",
    "programme",
    "project",
    "school",
    "section",
    "service",
    "staff",
    "university",
];

impl Name {
    /// A person's name taken apart, from the order in which it is spoken or from `Family, Given`.
    #[must_use]
    pub fn of_person(spoken: &str) -> Self {
        let words: Vec<&str> = spoken.split_whitespace().collect();
        let joined = words.join(" ");
        if is_body(&joined) {
            return Self::Whole(joined);
        }
        let bare = without_titles(&joined);
        let (bare, suffix) = without_suffix(bare);
        if let Some((family, given)) = bare.split_once(',') {
            return inverted(family.trim(), given.trim(), suffix, &joined);
        }
        if let Some((family, given)) = family_first::parted(bare) {
            return Self::person(family, given, suffix, true);
        }
        let words: Vec<&str> = bare.split(' ').collect();
        let whole = words.len() < 2 || !bare.chars().any(is_cased) || family_first::is_kept(&words);
        if whole {
            return Self::Whole(bare.to_owned()).or_joined(&joined, suffix);
        }
        let family = match words.iter().position(|word| !is_initials(word)) {
            // `Puzanov A. M.`: the family name leads, and initials follow.
            Some(0) if words[1..].iter().all(|word| is_initials(word)) => {
                let family_first = sound::begins_with_surname(&format!("{} Il", words[0]));
                return Self::person(words[0], &words[1..].join(" "), suffix, family_first);
            }
            _ => family_at(&words),
        };
        Self::person(&words[family..].join(" "), &words[..family].join(" "), suffix, false)
    }

    /// The persons and bodies that words of a credit name: `Gary Goldberg and Jane Doe`, `A; B`.
    #[must_use]
    pub fn several(words: &str) -> Vec<Self> {
        parted(words).into_iter().map(Self::of_person).collect()
    }

    fn person(family: &str, given: &str, suffix: &str, family_first: bool) -> Self {
        Self::Person {
            family: family.to_owned(),
            given: spaced_initials(given),
            suffix: suffix.to_owned(),
            family_first,
        }
    }

    /// The name with its suffix where it is not taken apart.
    fn or_joined(self, joined: &str, suffix: &str) -> Self {
        match self {
            Self::Whole(name) if name.is_empty() => Self::Whole(joined.to_owned()),
            Self::Whole(name) if !suffix.is_empty() => Self::Whole(format!("{name} {suffix}")),
            other => other,
        }
    }

    /// The name as it is sorted: `Puzanov, A. M.`, `King, Martin Luther, Jr.`
    #[must_use]
    pub fn inverted(&self) -> String {
        match self {
            Self::Person { family, given, suffix, .. } => filled(&[family, given, suffix], ", "),
            Self::Whole(name) => name.clone(),
        }
    }

    /// The name as it is spoken: `A. M. Puzanov`, `Kim Il Sung`, `김일성`.
    #[must_use]
    pub fn spoken(&self) -> String {
        match self {
            Self::Person { family, given, suffix, family_first } => {
                let joint = if family.chars().any(is_cased) { " " } else { "" };
                let name = if *family_first {
                    filled(&[family, given], joint)
                } else {
                    filled(&[given, family], " ")
                };
                filled(&[&name, suffix], " ")
            }
            Self::Whole(name) => name.clone(),
        }
    }
}

/// The parts that are there, joined.
fn filled(parts: &[&str], joint: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(joint)
}

/// `Puzanov, A. M.`; a name with commas that is none of that kind stays whole.
fn inverted(family: &str, given: &str, suffix: &str, joined: &str) -> Name {
    if family.is_empty() || given.is_empty() || given.contains(',') {
        return Name::Whole(joined.to_owned());
    }
    let spoken = format!("{family} {given}");
    let family_first = family_first::parted(&spoken).is_some_and(|(first, _)| first == family)
        || !family.chars().any(is_cased);
    Name::person(family, given, suffix, family_first)
}

/// Where the family name begins among the words: at its particles, else the last.
fn family_at(words: &[&str]) -> usize {
    let is_particle = |word: &&str| {
        let word = word.trim_end_matches(['\'', '’']);
        PARTICLES.contains(&word)
    };
    let first = words.iter().skip(1).position(is_particle).map(|at| at + 1);
    first.filter(|at| at + 1 < words.len()).unwrap_or(words.len() - 1)
}

fn without_titles(name: &str) -> &str {
    let mut name = name;
    while let Some((first, rest)) = name.split_once(' ') {
        let word = first.trim_end_matches('.').to_lowercase();
        if !TITLES.contains(&word.as_str()) || !rest.starts_with(char::is_alphabetic) {
            break;
        }
        name = rest;
    }
    name
}

/// The name without what follows it, and that.
fn without_suffix(name: &str) -> (&str, &str) {
    let Some(at) = name.rfind([' ', ',']) else { return (name, "") };
    let last = name[at..].trim_start_matches([' ', ',']);
    let bare: String = last.chars().filter(|letter| *letter != '.').collect();
    let is_suffix = SUFFIXES.contains(&bare.to_lowercase().as_str())
        && bare.chars().any(char::is_uppercase)
        && name[..at].trim_end_matches([' ', ',']).contains([' ', ',']);
    if is_suffix { (name[..at].trim_end_matches([' ', ',']), last) } else { (name, "") }
}

/// Whether a word is made of initials: `A.`, `A.M.`, `Ch.`, `K`.
fn is_initials(word: &str) -> bool {
    let short = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.count() < 3
    };
    let parts = || word.split(['.', '-']).filter(|part| !part.is_empty());
    parts().next().is_some()
        && parts().all(short)
        && (word.ends_with('.') || word.chars().count() == 1)
}

/// Given names with a blank after each initial: `A.M.` as `A. M.`
fn spaced_initials(given: &str) -> String {
    let mut spaced = String::new();
    let mut letters = given.chars().peekable();
    while let Some(letter) = letters.next() {
        spaced.push(letter);
        if letter == '.' && letters.peek().is_some_and(|next| next.is_alphanumeric()) {
            spaced.push(' ');
        }
    }
    spaced
}

/// Letters of scripts that part names by blanks.
fn is_cased(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase()
}

fn is_body(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("the ")
        || lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| BODIES.contains(&word))
}

/// The words cut between names: at semicolons, at `and` and `&`, and at commas where a full name
/// stands on either side. Names of bodies hold such joints themselves and are not cut.
fn parted(words: &str) -> Vec<&str> {
    if words.contains(';') {
        let parts = words.split(';').map(|part| part.trim().trim_start_matches("and "));
        return trimmed(parts.collect());
    }
    if is_body(words) {
        return trimmed(vec![words]);
    }
    let mut parts = Vec::new();
    let joints = [", and ", " and ", " & ", ", und ", " und "];
    let mut rest = words;
    while let Some((at, joint)) =
        joints.iter().filter_map(|joint| Some((rest.find(joint)?, joint))).min()
    {
        parts.push(&rest[..at]);
        rest = &rest[at + joint.len()..];
    }
    parts.push(rest);
    let mut cut = Vec::new();
    for part in parts {
        let pieces: Vec<&str> = part.split(',').map(str::trim).collect();
        let is_full = |piece: &&str| {
            piece.contains(' ')
                && !piece.split(' ').all(is_initials)
                && without_suffix(piece).1.is_empty()
        };
        if pieces.len() > 1 && pieces.iter().all(is_full) {
            cut.extend(pieces);
        } else {
            cut.push(part);
        }
    }
    trimmed(cut)
}

fn trimmed(parts: Vec<&str>) -> Vec<&str> {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_their_languages_have_them() {
        let check = |spoken: &str, inverted: &str| {
            let name = Name::of_person(spoken);
            assert_eq!(name.inverted(), inverted, "{spoken}: {name:?}");
        };
        check("A. M. Puzanov", "Puzanov, A. M.");
        check("A.M. Puzanov", "Puzanov, A. M.");
        check("A.M.Puzanov", "A.M.Puzanov");
        check("Puzanov A. M.", "Puzanov, A. M.");
        check("Puzanov, A.M.", "Puzanov, A. M.");
        check("Aleksandr Mikhailovich Puzanov", "Puzanov, Aleksandr Mikhailovich");
        check("Пузанов А. М.", "Пузанов, А. М.");
        check("Henryk Brzeziński", "Brzeziński, Henryk");
        check("Gary Goldberg", "Goldberg, Gary");
        check("Dr. Gary Goldberg", "Goldberg, Gary");
        check("Comrade A. M. Puzanov", "Puzanov, A. M.");
        check("Cde. Pimenov", "Pimenov");
        check("Jan van der Berg", "van der Berg, Jan");
        check("Charles de Gaulle", "de Gaulle, Charles");
        check("Manfred von Richthofen", "von Richthofen, Manfred");
        check("Martin Luther King, Jr.", "King, Martin Luther, Jr.");
        check("Martin Luther King Jr.", "King, Martin Luther, Jr.");
        check("King, Martin Luther, Jr.", "King, Martin Luther, Jr.");
        check("Puzanov", "Puzanov");
        check("Ministry of Foreign Affairs", "Ministry of Foreign Affairs");
        check("Jean-Paul Sartre", "Sartre, Jean-Paul");
        check("Jane Doe", "Doe, Jane");
        check("Maya Latynski", "Latynski, Maya");
        check("István Garajszki", "Garajszki, István");
        check("Nguyen Van Troi", "Nguyen Van Troi");
        check("Ho Chi Minh", "Ho Chi Minh");
        check("", "");
        check("  ", "");
        check(",", ",");
        check("a, b, c, d", "a, b, c, d");
    }

    #[test]
    fn korean_and_chinese_names_have_the_family_name_first() {
        let check = |spoken: &str, family: &str, given: &str| {
            let (family, given) = (family.to_owned(), given.to_owned());
            let suffix = String::new();
            let expect = Name::Person { family, given, suffix, family_first: true };
            assert_eq!(Name::of_person(spoken), expect);
            assert_eq!(expect.spoken().replace(',', ""), spoken.replace(',', ""));
        };
        check("Kim Il Sung", "Kim", "Il Sung");
        check("Kim Il-sung", "Kim", "Il-sung");
        check("Pak Chang-ok", "Pak", "Chang-ok");
        check("Nam Il", "Nam", "Il");
        check("Heo Ga-I", "Heo", "Ga-I");
        check("Chae Gyu-hyeong", "Chae", "Gyu-hyeong");
        check("Ri Dong-yong", "Ri", "Dong-yong");
        check("Kim, Il Sung", "Kim", "Il Sung");
        check("김일성", "김", "일성");
        check("남일", "남", "일");
        check("남궁억", "남궁", "억");
        check("Mao Zedong", "Mao", "Zedong");
        check("Mao Tse-tung", "Mao", "Tse-tung");
        check("Zhou Enlai", "Zhou", "Enlai");
        check("Chou En-lai", "Chou", "En-lai");
        check("Peng Dehuai", "Peng", "Dehuai");
        check("Qiao Xiaoguang", "Qiao", "Xiaoguang");
        check("Chiang Kai-shek", "Chiang", "Kai-shek");
        check("Deng Xiaoping", "Deng", "Xiaoping");
        check("毛泽东", "毛", "泽东");
        check("周恩來", "周", "恩來");
    }

    #[test]
    fn names_that_only_look_alike_keep_their_order() {
        let check = |spoken: &str, family: &str| {
            let name = Name::of_person(spoken);
            let Name::Person { family: found, family_first, .. } = &name else {
                panic!("{spoken}: {name:?}");
            };
            assert_eq!((found.as_str(), *family_first), (family, false), "{spoken}");
        };
        check("Syngman Rhee", "Rhee");
        check("Min Jin Lee", "Lee");
        check("Yafeng Xia", "Xia");
        check("Kim Philby", "Philby");
        check("Lee Harvey Oswald", "Oswald");
        check("Han Suyinski", "Suyinski");
        check("Ann Chang", "Chang");
        check("John Roe", "Roe");
        check("Joe Young", "Young");
        check("James Person", "Person");
        check("Charles Kraus", "Kraus");
        check("Chin O. Chung", "Chung");
        check("Max Born", "Born");
        check("May Jones", "Jones");
        check("Song Garland", "Garland");
        check("Jan Sejna", "Sejna");
        check("Jim Hershberg", "Hershberg");
        check("Yu. I. Andropov", "Andropov");
        check("Balazs Szalontai", "Szalontai");
    }

    #[test]
    fn hangul_and_han_names_without_a_known_surname_stay_whole() {
        for name in ["피메노프", "스탈린", "브레즈네프", "すずき"] {
            assert_eq!(Name::of_person(name), Name::Whole(name.to_owned()));
        }
    }

    #[test]
    fn several_names_are_told_apart() {
        let check = |words: &str, expect: &[&str]| {
            let names: Vec<String> = Name::several(words).iter().map(Name::inverted).collect();
            assert_eq!(names, expect, "{words}");
        };
        check("Gary Goldberg", &["Goldberg, Gary"]);
        check("Gary Goldberg and Jane Doe", &["Goldberg, Gary", "Doe, Jane"]);
        check("A. Bee, C. Dee, and E. Eff", &["Bee, A.", "Dee, C.", "Eff, E."]);
        check("Gary Goldberg; Doe, Jane", &["Goldberg, Gary", "Doe, Jane"]);
        check("Goldberg, Gary", &["Goldberg, Gary"]);
        check("Puzanov, A. M.", &["Puzanov, A. M."]);
        check("Martin King, Jr.", &["King, Martin, Jr."]);
        check("Center for Research and Studies", &["Center for Research and Studies"]);
        check("NKIDP", &["NKIDP"]);
        check("", &[]);
    }
}
