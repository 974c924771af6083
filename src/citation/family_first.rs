//! Names whose family name is spoken first: Korean and Chinese ones.

use crate::authority::sound;

/// Chinese surnames in Pinyin and in Wade-Giles, in small letters without marks.
const CHINESE: [&str; 122] = [
    "ai", "bai", "bao", "bo", "cai", "cao", "ch'en", "chang", "chao", "chen", "cheng", "chiang",
    "chou", "chu", "cui", "dai", "deng", "ding", "dong", "du", "duan", "fan", "fang", "feng", "fu",
    "gan", "gao", "gong", "gu", "guan", "guo", "han", "hao", "he", "hou", "hsi", "hsiao", "hsu",
    "hu", "hua", "huang", "ji", "jia", "jian", "jiang", "jin", "kang", "ke", "kong", "kuo", "lai",
    "lei", "li", "liang", "liao", "lin", "liu", "lo", "long", "lu", "luo", "lü", "ma", "mao",
    "meng", "mo", "nie", "ou", "ouyang", "pan", "pei", "peng", "p'eng", "qi", "qian", "qiao",
    "qin", "qiu", "qu", "rao", "ren", "shao", "shen", "shi", "sima", "song", "su", "sun", "sung",
    "tan", "tang", "tao", "teng", "tian", "ts'ao", "tsai", "tu", "wan", "wang", "wei", "wen", "wu",
    "xi", "xia", "xiang", "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yin",
    "yu", "yuan", "zeng", "zhang", "zhao", "zhou", "zhu",
];
/// Chinese surnames in characters, of both forms.
const HAN: &str = "毛周刘劉朱邓鄧彭陈陳林李王张張赵趙孙孫吴吳郑鄭冯馮杨楊黄黃徐马馬胡郭何高罗羅梁宋\
    谢謝韩韓唐于董萧蕭程曹袁许許傅沈曾吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜\
    范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴\
    龚龔文习習聂聶饶饒伍华華章洪朴南許崔鄭";
/// Vietnamese surnames: names that begin with one are cited as they are spoken.
const VIETNAMESE: [&str; 27] = [
    "bui", "cao", "dang", "dinh", "do", "doan", "duong", "ha", "ho", "hoang", "huynh", "le",
    "luong", "ly", "mai", "ngo", "nguyen", "pham", "phan", "phung", "ta", "ton", "tran", "trinh",
    "truong", "vo", "vu",
];
/// Words of Vietnamese given names, by which they are told from Chinese and Korean ones.
const VIETNAMESE_GIVEN: [&str; 22] = [
    "chi", "chinh", "dinh", "dong", "duan", "duc", "dung", "duy", "giap", "huu", "kiet", "linh",
    "minh", "ngoc", "quang", "thanh", "thi", "tho", "trinh", "troi", "van", "xuan",
];
/// Given names of English that sound like Korean surnames.
const ENGLISH_GIVEN: [&str; 31] = [
    "ann", "anne", "ben", "dan", "don", "eugene", "gene", "guy", "hal", "hugh", "ian", "jane",
    "jean", "jim", "joe", "john", "jon", "june", "kay", "lynn", "mae", "may", "paul", "ray", "roy",
    "sam", "sean", "shawn", "sue", "tim", "tom",
];
/// Beginnings of syllables in Pinyin and Wade-Giles, the longer before the shorter.
const ONSETS: [&str; 33] = [
    "ch'", "ts'", "tz'", "zh", "ch", "sh", "hs", "ts", "tz", "ss", "p'", "t'", "k'", "b", "p", "m",
    "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w",
];
/// Ends of syllables, the longer before the shorter.
const RIMES: [&str; 50] = [
    "iang", "iong", "uang", "ueng", "iao", "ian", "ien", "ing", "uai", "uan", "ang", "eng", "ong",
    "ung", "iung", "ieh", "ueh", "uei", "ou", "ao", "ai", "an", "ei", "en", "er", "eh", "erh",
    "ia", "ie", "ih", "in", "iu", "io", "ua", "ue", "ui", "un", "uo", "üe", "üan", "ün", "a", "e",
    "i", "o", "u", "ü", "ek", "ok", "ay",
];

/// The family name and the given name of a name that is spoken so; `None` of any other.
pub(super) fn parted(name: &str) -> Option<(&str, &str)> {
    let first = name.chars().next()?;
    if is_hangul(first) {
        return hangul(name);
    }
    if ('\u{4e00}'..='\u{9fff}').contains(&first) {
        return han(name);
    }
    let words: Vec<&str> = name.split(' ').collect();
    if !(2..=3).contains(&words.len()) || words.iter().any(|word| word.ends_with('.')) {
        return None;
    }
    if is_kept(&words) {
        return None;
    }
    let (family, given) = name.split_once(' ')?;
    let is_english = ENGLISH_GIVEN.contains(&plain(family).as_str()) && !given.contains('-');
    let is_korean = !is_english && sound::begins_with_surname(name);
    (is_korean || is_chinese(family, given)).then_some((family, given))
}

/// Whether a name, given by its words, is cited as it is spoken.
pub(super) fn is_kept(words: &[&str]) -> bool {
    let is_in = |list: &[&str], word: &str| list.contains(&plain(word).as_str());
    let [first, given @ ..] = words else { return false };
    !given.is_empty()
        && is_in(&VIETNAMESE, first)
        && given.iter().any(|word| is_in(&VIETNAMESE_GIVEN, word))
        && !given.iter().any(|word| word.contains('-'))
}

/// A surname with a given name of one or two Chinese syllables; of one that is the surname of many
/// elsewhere, only where the given name is written as one word of two, or joined by a hyphen.
fn is_chinese(family: &str, given: &str) -> bool {
    let (family, given) = (plain(family), plain(given));
    if !CHINESE.contains(&family.as_str()) {
        return false;
    }
    let parts: Vec<&str> = given.split(['-', ' ']).collect();
    match parts.as_slice() {
        [one] => is_syllables(one, 2),
        [one, other] => is_syllables(one, 1) && is_syllables(other, 1),
        _ => false,
    }
}

/// Whether the letters are one to so many Chinese syllables.
fn is_syllables(letters: &str, most: usize) -> bool {
    if letters.is_empty() || most == 0 {
        return false;
    }
    let onsets = ONSETS.iter().chain([&""]).filter(|onset| letters.starts_with(**onset));
    onsets.into_iter().any(|onset| {
        let after = &letters[onset.len()..];
        RIMES.iter().filter(|rime| after.starts_with(**rime)).any(|rime| {
            let rest = after[rime.len()..].trim_start_matches('\'');
            rest.is_empty() || is_syllables(rest, most - 1)
        })
    })
}

/// Small letters, with the apostrophe in one form.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['’', '‘', '`'], "'")
}

fn is_hangul(letter: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&letter)
}

/// A Korean name in Hangul has a surname of one syllable or two and at most two more.
fn hangul(name: &str) -> Option<(&str, &str)> {
    if let Some((family, given)) = name.split_once(' ') {
        let is_name = name.chars().all(|letter| is_hangul(letter) || letter == ' ')
            && !given.contains(' ')
            && (1..=2).contains(&given.chars().count())
            && sound::surname_letters(&format!("{family}{given}")) == Some(family.chars().count());
        return is_name.then_some((family, given));
    }
    let surname = sound::surname_letters(name).filter(|_| name.chars().all(is_hangul))?;
    split(name, surname)
}

/// A Chinese or Korean name in characters.
fn han(name: &str) -> Option<(&str, &str)> {
    let is_han = |letter| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let first = name.chars().next()?;
    (name.chars().all(is_han) && HAN.contains(first)).then(|| split(name, 1))?
}

/// Cuts after so many letters where one or two follow.
fn split(name: &str, family: usize) -> Option<(&str, &str)> {
    let (at, _) = name.char_indices().nth(family)?;
    let (family, given) = name.split_at(at);
    (given.chars().count() <= 2).then_some((family, given))
}
