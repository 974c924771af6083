//! The scripts that letters are of, and the languages that a script can stand for.

use crate::document::Language;

use super::tag;

/// A script, or a group of scripts that one language mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Hangul,
    /// Chinese characters and Japanese syllables.
    Han,
    Arabic,
    Hebrew,
    Greek,
    Georgian,
    Armenian,
    Thai,
    Devanagari,
    /// Any other letters.
    Other,
}

const COUNT: usize = 12;

const ALL: [Script; COUNT] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Hangul,
    Script::Han,
    Script::Arabic,
    Script::Hebrew,
    Script::Greek,
    Script::Georgian,
    Script::Armenian,
    Script::Thai,
    Script::Devanagari,
    Script::Other,
];

impl Script {
    /// The script of a letter; `None` for anything else.
    pub(crate) fn of(c: char) -> Option<Self> {
        Some(match c {
            'A'..='Z' | 'a'..='z' => Self::Latin,
            '\0'..='\u{a9}'
            | '\u{ab}'..='\u{b9}'
            | '\u{bb}'..='\u{bf}'
            | '×'
            | '÷'
            | '\u{2000}'..='\u{2bff}'
            | '\u{3000}'..='\u{3004}'
            | '\u{3007}'..='\u{3030}' => {
                return None;
            }
            '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '가'..='힣' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => Self::Hangul,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{3005}'
            | '\u{3006}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Han,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{10a0}'..='\u{10ff}' => Self::Georgian,
            c if c.is_alphabetic() => Self::Other,
            _ => return None,
        })
    }
}

/// How many letters of each script a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scripts([usize; COUNT]);

impl Scripts {
    /// Counts the letters of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut counts = [0; COUNT];
        if text.is_ascii() {
            counts[0] = text.bytes().filter(u8::is_ascii_alphabetic).count();
        } else {
            for c in text.chars() {
                if c.is_ascii() {
                    counts[0] += usize::from(c.is_ascii_alphabetic());
                } else if let Some(script) = Script::of(c) {
                    counts[script as usize] += 1;
                }
            }
        }
        Self(counts)
    }

    /// The letters of one script.
    pub(crate) fn count(&self, script: Script) -> usize {
        self.0[script as usize]
    }

    /// All letters.
    pub(crate) fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The script other than Latin that has more than 30 of 100 letters; of several the first by
    /// count. `None` for Latin text and for text without letters.
    pub(crate) fn marked(&self) -> Option<Script> {
        let total = self.total();
        ALL.into_iter()
            .skip(1)
            .filter(|&script| self.count(script) * 10 > total * 3)
            .max_by_key(|&script| self.count(script))
    }
}

/// The language of a text whose letters are mostly of a script other than Latin; `und` where the
/// script serves too many.
pub(super) fn language_of<'a>(script: Script, texts: impl Iterator<Item = &'a str>) -> Language {
    tag(match script {
        Script::Hangul => "ko",
        Script::Han => {
            let (mut kana, mut han) = (0_usize, 0_usize);
            for c in texts.flat_map(str::chars) {
                match c {
                    '\u{3041}'..='\u{30ff}' => kana += 1,
                    '\u{3400}'..='\u{9fff}' => han += 1,
                    _ => {}
                }
            }
            if kana * 10 > han { "ja" } else { "zh" }
        }
        Script::Cyrillic => cyrillic(texts),
        Script::Arabic => {
            if texts.flat_map(str::chars).any(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ')) {
                "fa"
            } else {
                "ar"
            }
        }
        Script::Hebrew => "he",
        Script::Greek => "el",
        Script::Georgian => "ka",
        Script::Armenian => "hy",
        Script::Thai => "th",
        Script::Devanagari => "hi",
        Script::Latin | Script::Other => "und",
    })
}

/// Letters that one language has and its neighbours lack decide.
fn cyrillic<'a>(texts: impl Iterator<Item = &'a str>) -> &'static str {
    let (mut east, mut uk, mut be, mut sr, mut mk, mut mn, mut hard, mut all) =
        (0_usize, 0_usize, 0_usize, 0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    for c in texts.flat_map(str::chars) {
        match c {
            'ы' | 'э' | 'Ы' | 'Э' => east += 1,
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => uk += 1,
            'ў' | 'Ў' => be += 1,
            'љ' | 'њ' | 'ћ' | 'ђ' | 'џ' | 'ј' => sr += 1,
            'ѓ' | 'ќ' | 'ѕ' => mk += 1,
            'ө' | 'ү' | 'Ө' | 'Ү' => mn += 1,
            'ъ' | 'Ъ' => hard += 1,
            _ => {}
        }
        all += usize::from(matches!(c, '\u{400}'..='\u{52f}'));
    }
    if mn * 50 > all {
        "mn"
    } else if be > 0 && uk + be > east / 4 {
        "be"
    } else if uk > east {
        "uk"
    } else if mk > 0 && mk + sr > east {
        "mk"
    } else if sr > east {
        "sr"
    } else if east == 0 && hard * 100 > all {
        "bg"
    } else {
        "ru"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_marked_above_three_letters_in_ten() {
        let check = |text: &str, expect: Option<Script>| {
            assert_eq!(Scripts::of(text).marked(), expect, "{text}");
        };
        check("Plain words", None);
        check("1부 a/a Brzezinski Henryk", None);
        check("[역주: 서명]", Some(Script::Hangul));
        check("Посол the", Some(Script::Cyrillic));
        check("大使は説明した", Some(Script::Han));
        check("12 — 13", None);
        check("", None);
    }

    #[test]
    fn a_script_stands_for_a_language() {
        let check = |text: &str, expect: &str| {
            let script = Scripts::of(text).marked().unwrap();
            assert_eq!(language_of(script, std::iter::once(text)).as_str(), expect, "{text}");
        };
        check("Посол принял советника, который был очень занят", "ru");
        check("Посол прийняв радника, який повідомив його про перебіг бесіди", "uk");
        check("Посланикът прие съветника и го уведоми за разговора", "bg");
        check("部长接见了大使", "zh");
        check("大使は会談の中で説明した", "ja");
        check("대사는 보고하였다", "ko");
        check("استقبل الوزير السفير", "ar");
        check("سفیر گفت که مذاکرات پایان یافت", "fa");
        check("Ο πρέσβης", "el");
    }
}
