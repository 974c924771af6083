//! Notations of dates.

use super::super::tokens;
use super::*;

/// The days of a text as `0326`, the months as `03`, all of one year.
fn check(text: &str, expect: &str) {
    let tokens = tokens(text);
    let dates: Vec<&str> =
        tokens.dates().map(|token| token.strip_prefix("ⓓ1957").unwrap_or(token)).collect();
    assert_eq!(dates.join(" "), expect, "{text}");
}

#[test]
fn days_first() {
    check("10.II.1957", "0210 02");
    check("10. II. 1957", "0210 02");
    check("10 II 1957 r.", "0210 02");
    check("10/II/1957", "0210 02");
    check("10-II-1957", "0210 02");
    check("10.ii.1957", "0210 02");
    check("10.Ⅱ.1957", "0210 02");
    check("3 July 1957", "0703 07");
    check("3 July, 1957", "0703 07");
    check("the 3rd of July 1957", "0703 07");
    check("3 Sept. 1957", "0903 09");
    check("3-July-1957", "0703 07");
    check("23.05.1957", "0523 05");
    check("3.7.1957 г.", "0703 07");
    check("10 февраля 1957 г.", "0210 02");
    check("10 lutego 1957", "0210 02");
    check("Telegram No. 5, 26 March 1957", "0326 03");
}

#[test]
fn months_first() {
    check("July 03, 1957", "0703 07");
    check("July 3 1957", "0703 07");
    check("March 26th, 1957", "0326 03");
    check("Aug. 3, 1957", "0803 08");
    check("July 3-5, 1957", "0703 07 0704 0705");
    check("July 3, 5 and 7, 1957", "0703 07 0705 0707");
    check("August 1957", "08");
    check("August, 1957", "08");
    check("the end of August of 1957", "08");
    check("July 3, [1957]", "0703 07");
}

#[test]
fn years_first() {
    check("1957-03-28", "0328 03");
    check("1957-03-28T12:00", "");
    check("1957. 3. 28.", "0328 03");
    check("1957.3.28", "0328 03");
    check("1957년 3월 28일", "0328 03");
    check("1957년3월28일에", "0328 03");
    check("1957년 4월", "04");
    check("1957년 4월에", "04");
    check("1957年3月28日", "0328 03");
    check("1957년도 3월", "");
}

#[test]
fn several_days() {
    check("26-29 March 1957", "0326 03 0327 0328 0329");
    check("26–28.III.1957", "0326 03 0327 0328");
    check("26 to 28 March 1957", "0326 03 0327 0328");
    check("30 and 31 August 1957", "0830 08 0831");
    check("26, 28 and 30 March 1957", "0326 03 0328 0330");
    check("26/27 March 1957", "0326 03 0327");
    check("3-5-7 July 1957", "0703 07 0705 0707");
    check("30 May to 2 June 1957", "0530 05 0531 0601 06 0602");
    check("30.V-2.VI.1957", "0530 05 0531 0601 06 0602");
    check("May 31 – June 1, 1957", "0531 05 0601 06");
    check("31 December to 1 January 1957", "ⓓ19561231 ⓓ195612 0101 01");
    check("July and September 1957", "07 09");
    check("July-September 1957", "07 08 09");
    check("1957년 3월 26일부터 28일까지", "0326 03 0327 0328");
    check("1957년 3월 26일과 28일", "0326 03 0328");
    check("1957년 3월 30일~4월 1일", "0330 03 0331 0401 04");
    check("1957년 3~5월", "03 04 05");
    check("1957년 3월 26, 28일", "0326 03 0328");
    check("1 January to 1 December 1957", "0101 01 1201 12");
}

#[test]
fn what_is_no_date() {
    check("31.II.1957", "");
    check("10 i 1957", "");
    check("II 1957", "");
    check("chapter I, 1957", "");
    check("1957", "");
    check("10.13.1957", "");
    check("3월 26일", "");
    check("26 March", "");
    check("267/37/2421/57", "");
    check("1903-04", "");
    check("they may be 1957", "");
}

#[test]
fn the_token_stands_for_the_whole_date() {
    for (text, date) in [
        ("on 26-29 March 1957.", "26-29 March 1957"),
        ("제 1957년 3월 26~29일로", "1957년 3월 26~29일"),
        ("(1957년 4월에)", "1957년 4월"),
        ("in July and August 1957,", "July and August 1957"),
    ] {
        let tokens = tokens(text);
        let token = tokens.iter().find(|token| token.kind == Kind::Date).unwrap();
        assert_eq!(&text[token.start as usize..token.end as usize], date);
    }
}

#[test]
fn tokens_and_dates_name_each_other() {
    for date in ["1957-02-10", "1957-02", "0033-04-03"] {
        let date = PartialDate::parse(date).unwrap();
        let token = date_token(date).unwrap();
        assert_eq!(date_of_token(&token), Some(date));
    }
    assert_eq!(date_token(PartialDate::Year(1957)), None);
    for token in ["19570210", "ⓓ1957", "ⓓ19571301", "ⓓ195702101", "ⓓ1957021", "ⓓⓓ", "ⓓ+19571"]
    {
        assert_eq!(date_of_token(token), None, "{token}");
    }
}
