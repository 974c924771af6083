//! Languages in Latin letters, told by the small words that every sentence has.

use std::sync::LazyLock;

use crate::document::Language;

use super::tag;

/// The languages that can be told, each with its commonest small words. A word that is common in
/// several of them stands with each.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is was that for on with by he it at from his as we i this be are were \
         not which have had will you they their but or an has been would about there all said",
    ),
    (
        "de",
        "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an \
         er hat aus bei war werden wurde nach wird sind noch einer um einem über einen so zum ich \
         daß dass wir sie zur vor durch oder in kann haben",
    ),
    (
        "fr",
        "le la les de des du et un une est que qui dans pour en au aux par sur pas ne ce il elle \
         nous vous avec plus son sa ses se sont été cette comme mais ou où à leur ont",
    ),
    (
        "pl",
        "i w z na do nie się że jest o to za od po przez jak dla ich przy oraz które który która \
         co być tym ze był tego już jego czy także tylko są było",
    ),
    (
        "hu",
        "a az és hogy nem is egy meg volt ez csak mint de ha már vagy még azt el ki majd lesz \
         szerint kell pedig ezt valamint illetve között után által van fel",
    ),
    (
        "ro",
        "și şi în la cu pe de din că nu se un o pentru prin care mai este sunt au fost ca al ale \
         sau această acest dintre către asupra",
    ),
    (
        "cs",
        "a v se na je že o z s do i to k ve pro za by ale jsme jako po od jeho byl bylo jsou které \
         který která při však aby než také nebo již tak",
    ),
    (
        "sk",
        "a v sa na je že o z s do i to k vo pre za by ale sme ako po od jeho bol bolo sú ktoré \
         ktorý ktorá pri však aby než tiež alebo už tak",
    ),
    (
        "es",
        "el la los las de del y en que un una es por con para no se su al lo como más pero sus le \
         ha fue este esta entre sobre también son",
    ),
    (
        "it",
        "il lo la gli le di e che un una è per con non si del della in da al dei nel alla sono \
         come più anche ma questo ha delle",
    ),
    (
        "pt",
        "o a os as de do da e em que um uma para com não se por no na dos das ao como mais foi \
         pelo pela são entre sobre também",
    ),
    (
        "nl",
        "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit \
         maar over wordt werd deze",
    ),
    ("sq", "të e në dhe që për me një nga është se i u më si do ka nuk kjo ky janë ishte por edhe"),
    (
        "hr",
        "i u je na da se za su od s o ne koji koja koje kao bi što iz do to sa je će ali nije \
         bio smo",
    ),
    ("sv", "och att det som en på är av för med den till inte om ett han de var jag har vi från"),
    ("vi", "của và các là có trong được cho không một với những người đã này để đến"),
    ("tr", "ve bir bu için ile olarak da de olan daha gibi çok ne kadar ki sonra değil"),
];

const SLOTS: usize = 2048;

/// Words by their hash, each with the languages that it speaks for, one bit each.
static TABLE: LazyLock<Vec<(u64, u32)>> = LazyLock::new(|| {
    let mut table = vec![(0_u64, 0_u32); SLOTS];
    for (language, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            let key = hash(word.bytes());
            let mut slot = place(key);
            while table[slot].0 != 0 && table[slot].0 != key {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = (key, table[slot].1 | 1 << language);
        }
    }
    table
});

/// FNV-1a: where a hash begins, and how a byte goes into it.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn hashed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(BASIS, hashed)
}

fn place(key: u64) -> usize {
    // The upper bits are mixed best; eleven of them number the slots.
    usize::try_from(key >> 53).unwrap_or(0) % SLOTS
}

fn languages_of(key: u64) -> u32 {
    let table = &*TABLE;
    let mut slot = place(key);
    loop {
        let (found, languages) = table[slot];
        if found == key {
            return languages;
        }
        if found == 0 {
            return 0;
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// How often small words of each language stand in texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Hits {
    counts: [u32; WORDS.len()],
    /// All words that were looked at.
    words: u32,
}

impl Hits {
    /// How many words are looked at; more change nothing.
    const ENOUGH: u32 = 2000;

    /// Adds the words of a text.
    pub(super) fn add(&mut self, text: &str) {
        self.add_first(text, Self::ENOUGH);
    }

    /// Adds the first words of a text, at most `limit`.
    pub(super) fn add_first(&mut self, text: &str, limit: u32) {
        let limit = (self.words + limit).min(Self::ENOUGH);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && self.words < limit {
            // The letters of one word; of plain ones the hash is made on the way.
            let (start, mut key, mut plain) = (at, BASIS, true);
            while let Some(&byte) = bytes.get(at) {
                if byte.is_ascii_alphabetic() {
                    key = hashed(key, byte.to_ascii_lowercase());
                    at += 1;
                } else if let Some(c) = text[at..].chars().next().filter(|c| c.is_alphabetic()) {
                    plain = false;
                    at += c.len_utf8();
                } else {
                    break;
                }
            }
            let word = &text[start..at];
            if word.is_empty() {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            self.words += 1;
            if word.len() > 12 {
                continue;
            }
            if !plain {
                key = hash(word.to_lowercase().bytes());
            }
            let mut languages = languages_of(key);
            while languages != 0 {
                self.counts[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
    }

    /// How many words were looked at.
    pub(super) fn words(&self) -> u32 {
        self.words
    }

    /// Adds what was counted elsewhere.
    pub(super) fn join(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self.words += other.words;
    }

    /// The language that is told: at least two of its words, one word in twelve, and a quarter
    /// more than any other has.
    pub(super) fn language(&self) -> Option<Language> {
        let (best, &most) = self.counts.iter().enumerate().max_by_key(|&(_, count)| count)?;
        let next = self
            .counts
            .iter()
            .enumerate()
            .filter(|&(language, _)| language != best)
            .map(|(_, &count)| count)
            .max()
            .unwrap_or(0);
        (most >= 2 && most * 12 >= self.words && most * 4 >= next * 5).then(|| tag(WORDS[best].0))
    }
}

/// The language of a text in Latin letters, where its small words tell it.
pub(crate) fn latin(text: &str) -> Option<Language> {
    let mut hits = Hits::default();
    hits.add(text);
    hits.language()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(latin(text).as_ref().map(Language::as_str), expect, "{text}");
        };
        check("The ambassador said that the delegation was in the city.", Some("en"));
        check("Der Botschafter sagte, daß die Delegation in der Stadt ist.", Some("de"));
        check("Ambasador powiedział, że delegacja nie jest w mieście.", Some("pl"));
        check("A nagykövet elmondta, hogy a küldöttség nem volt a városban.", Some("hu"));
        check("L'ambassadeur a dit que la délégation est dans la ville.", Some("fr"));
        check("Ambasadorul a spus că delegația este în oraș și nu pleacă.", Some("ro"));
        check("Velvyslanec řekl, že delegace je ve městě, ale není to jisté.", Some("cs"));
        check("El embajador dijo que la delegación no está en la ciudad.", Some("es"));
        check("Mao Zedong", None);
        check("", None);
        check("Nº 133", None);
    }
}
