//! The words of months.

/// The number of a month by its folded name or abbreviation: English, Russian and Polish, in the
/// cases that dates have.
pub(super) fn month(word: &str) -> Option<i8> {
    if !(3..=20).contains(&word.len()) {
        return None;
    }
    Some(match word {
        "january" | "jan" | "января" | "январь" | "январе" | "янв" | "stycznia" | "styczen" => {
            1
        }
        "february" | "feb" | "февраля" | "февраль" | "феврале" | "фев" | "февр" | "lutego"
        | "luty" => 2,
        "march" | "mar" | "марта" | "март" | "марте" | "marca" | "marzec" => 3,
        "april" | "apr" | "апреля" | "апрель" | "апреле" | "апр" | "kwietnia" | "kwiecien" => {
            4
        }
        "may" | "мая" | "май" | "мае" | "maja" | "maj" => 5,
        "june" | "jun" | "июня" | "июнь" | "июне" | "czerwca" | "czerwiec" => 6,
        "july" | "jul" | "июля" | "июль" | "июле" | "lipca" | "lipiec" => 7,
        "august" | "aug" | "августа" | "август" | "августе" | "авг" | "sierpnia" | "sierpien" => {
            8
        }
        "september" | "sept" | "sep" | "сентября" | "сентябрь" | "сентябре" | "сент"
        | "wrzesnia" | "wrzesien" => 9,
        "october" | "oct" | "октября" | "октябрь" | "октябре" | "окт" | "pazdziernika"
        | "pazdziernik" => 10,
        "november" | "nov" | "ноября" | "ноябрь" | "ноябре" | "нояб" | "listopada" | "listopad" => {
            11
        }
        "december" | "dec" | "декабря" | "декабрь" | "декабре" | "дек" | "grudnia" | "grudzien" => {
            12
        }
        _ => return None,
    })
}

/// The value of a folded Roman numeral from I to XII.
pub(super) fn roman(word: &str) -> Option<i8> {
    const NUMERALS: [&str; 12] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let at = NUMERALS.iter().position(|&numeral| numeral == word)?;
    i8::try_from(at + 1).ok()
}
