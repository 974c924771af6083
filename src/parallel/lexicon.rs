//! Words that stand in nearly every record of this kind, with their renderings.
//!
//! In comes a word or a place in a text without word boundaries; out goes the number of its row.
//! A row joins renderings of one notion in English, Korean (both Koreas' usage), Russian, Chinese
//! (both scripts), German and Polish. Alphabets are compared by the folded beginning of a word, so
//! that endings do not matter; Hangul and Han by the characters as they stand. The table is small
//! on purpose: it holds what marks a *kind* of line (signature, copy, secret) and the notions that
//! carry a text's subject (states, capitals, offices). It is no dictionary, and the aligner works
//! without it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One row for each notion; renderings are parted by blanks.
const ROWS: &[&str] = &[
    // The kinds of line.
    "secret 기밀 비밀 секрет 机密 秘密 絕密 绝密 geheim tajn",
    "signature signed 서명 подпис 签名 签字 簽名 unterschrift gez podpis",
    "stamp seal 소인 직인 도장 штамп печат 印章 盖章 stempel pieczę",
    "handwrit 수기 필기 자필 рукопис 手写 手寫 handschrift odręczn",
    "illegib 판독 неразбор 字迹不清 无法辨认 unleserlich nieczyteln",
    "copies copy cop cops 사본 복사 экз копи 抄送 kopie exempl egz",
    "translat 역주 번역 перевод переводч 译者 譯者 übers tłum",
    "note 기록 запис 记录 紀錄 vermerk notatk",
    "telegram cable 전보 телеграмм 电报 電報 telegramm depesz",
    "letter 서한 편지 письм 信件 brief",
    "report 보고서 отчет доклад 报告 報告 bericht raport",
    "conversation 대화 담화 беседа беседы беседе 谈话 談話 会谈 gespräch rozmow",
    "attach append 첨부 부록 приложен 附件 anlage załącznik",
    // Offices and bodies.
    "embassy 대사관 посольств 大使馆 大使館 botschaft ambasad",
    "ambassador 대사 посол посла послу 大使 botschafter ambasador",
    "counselor councillor 참사 советник-посланник 参赞 參贊 botschaftsrat radca",
    "secretary 비서 서기 секретар 秘书 書記 书记 sekretär sekretarz",
    "minister 장관 외무상 министр 部长 外长 外相",
    "ministry 외무성 외무부 министерств 外交部 ministerium ministerst",
    "plenum 총회 전원회의 пленум 全会 全會 plen",
    "congress 대회 съезд 代表大会 parteitag zjazd kongres",
    "committee 위원회 комитет 委员会 委員會 komitee komitet",
    "commission 위원단 комисси 小组 kommission komisj",
    "government 정부 правительств 政府 regierung rząd",
    "delegation 대표단 делегаци 代表团 代表團 delegacj",
    "party 로동당 노동당 парти 共产党 劳动党 partei parti",
    "army 군대 арми 军队 軍隊 armee armi",
    "general 장군 генерал 将军 將軍 generał",
    "chairman 위원장 председател 主席 委员长 vorsitz przewodnicz",
    "worker 노동자 로동자 рабоч 工人 arbeiter robotnik",
    "newspaper press 언론 신문 газет пресс 报纸 報紙 zeitung presse pras gazet",
    // Subjects.
    "agreement 협정 합의 соглашени 协定 協定 协议 abkommen vereinbar umow porozumi",
    "armistice 정전 휴전 перемири 停战 停戰 waffenstillstand rozejm",
    "trade 무역 교역 торгов 贸易 貿易 handel",
    "credit loan 차관 кредит 贷款 貸款 kredit kredyt",
    "railway railroad 철도 железнодорожн железн 铁路 鐵路 eisenbahn kolej",
    "factory plant 공장 завод 工厂 工廠 fabrik werk fabryk zakład",
    "school 학교 교육소 школ 学校 學校 schule szkoł",
    "airplane aircraft plane 비행기 항공기 самолет самолёт 飞机 飛機 flugzeug samolot",
    "adviser advisor 고문 자문 советник 顾问 顧問 berater dorad",
    "specialist expert 전문가 специалист 专家 專家 fachleut experte spezialist specjal",
    "border 국경 границ 边界 邊界 边境 grenz granic",
    "plan 계획 план 计划 計劃",
    "harvest 수확 추수 урожа 收成 ernte zbior żniw",
    "unification reunif 통일 объединени 统一 統一 wiedervereinig vereinigung zjednocz",
    "visit 방문 визит 访问 訪問 besuch wizyt",
    "economic economy 경제 экономи 经济 經濟 wirtschaft gospodar",
    "coal 석탄 угол угля 煤炭 kohle węgl",
    "grain rice 곡물 량곡 зерн рис 粮食 大米 getreide reis zboż ryż",
    // Times.
    "spring 봄에 봄철 весн 春天 春季 frühling frühjahr wiosn",
    "summer 여름 летом лета 夏天 夏季 sommer latem lata",
    "autumn 가을 осен 秋天 秋季 herbst jesie",
    "winter 겨울 зим 冬天 冬季 zim",
    // States, capitals and people who stand everywhere.
    "soviet ussr 소련 쏘련 소비에트 советск ссср 苏联 蘇聯 sowjet udssr radzieck zsrr",
    "china chinese prc 중국 중화 китай китая кита кнр 中国 中國 chin vr",
    "dprk 조선민주주의인민공화국 кндр 朝鲜民主主义人民共和国 kdvr krld",
    "japan japanese 일본 япон 日本 japon",
    "american america 미국 미제 американ сша 美国 美國 amerikan usa ameryk",
    "poland polish prl 폴란드 뽈스까 польск польш 波兰 波蘭 polen polnisch polsk",
    "german germany gdr 독일 герман гдр 德国 東德 东德 deutsch ddr niemie niemc nrd",
    "hungary hungarian 헝가리 마쟈르 웽그리아 венгер венгр 匈牙利 ungar węgier",
    "korea 조선 한국 коре 朝鲜 朝鮮 韩国 kore",
    "swiss switzerland 스위스 швейцар 瑞士 schweiz szwajcar",
    "swede swedish sweden 스웨덴 швед швеци 瑞典 schwed szwed szwec",
    "moscow 모스크바 москв 莫斯科 moskau moskw",
    "pyongyang 평양 пхеньян 平壤 pjöngjang phenian phenjan",
    "beijing peking 베이징 북경 пекин 北京 pekin",
    "warsaw 바르샤바 와르샤와 варшав 华沙 華沙 warschau warszaw",
    "berlin 베를린 берлин 柏林",
    "seoul 서울 сеул 汉城 漢城 首尔 seul",
    "mao 모택동 마오쩌둥 мао 毛泽东 毛澤東 毛主席",
    "zhou 주은래 저우언라이 чжоу 周恩来 周恩來 tschou",
    "khrushchev 흐루쇼프 흐루시초프 흐루쑈브 хрущев хрущёв 赫鲁晓夫 chruschtschow chruszczow",
    "stalin 스탈린 쓰딸린 сталин 斯大林",
    "sung 김일성 сен 金日成",
];

/// Renderings with their rows, by the renderings' first two characters.
type Table = HashMap<(char, char), Vec<(&'static str, u16)>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for (row, renderings) in (0..).zip(ROWS) {
        for rendering in renderings.split(' ') {
            table.entry(head(rendering)).or_default().push((rendering, row));
        }
    }
    for renderings in table.values_mut() {
        renderings.sort_by_key(|(rendering, _)| std::cmp::Reverse(rendering.len()));
    }
    table
});

fn head(word: &str) -> (char, char) {
    let mut letters = word.chars();
    (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '))
}

/// The row of the longest rendering that `rest` begins with, and the rendering's length in bytes.
///
/// `rest` is a word in lower case, or a text from a Hangul or Han character on. No rendering is
/// shorter than two characters.
pub(super) fn row(rest: &str) -> Option<(u16, usize)> {
    let renderings = TABLE.get(&head(rest))?;
    renderings
        .iter()
        .find(|(rendering, _)| rest.starts_with(rendering) && reaches_far(rendering, rest))
        .map(|(rendering, row)| (*row, rendering.len()))
}

/// Short beginnings are too common: under four letters the word must be no longer than two more.
fn reaches_far(rendering: &str, word: &str) -> bool {
    !rendering.starts_with(char::is_alphabetic)
        || rendering.starts_with(super::anchors::is_east_asian)
        || rendering.chars().count() >= 4
        || word.chars().take_while(|letter| letter.is_alphabetic()).count()
            <= rendering.chars().count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderings_of_one_notion_share_a_row() {
        let check = |words: &[&str]| {
            let rows: Vec<_> = words.iter().map(|word| row(word).map(|(row, _)| row)).collect();
            assert!(rows[0].is_some(), "{words:?}");
            assert!(rows.iter().all(|row| *row == rows[0]), "{words:?} {rows:?}");
        };
        check(&["secret", "기밀", "секретно", "机密", "geheim"]);
        check(&["signature", "서명", "подпись", "签字", "unterschrift", "podpis"]);
        check(&["embassy", "대사관에서", "посольство", "大使馆", "botschaft", "ambasada"]);
        check(&["ambassador", "대사는", "посол"]);
    }

    #[test]
    fn a_short_beginning_does_not_catch_longer_words() {
        assert_eq!(row("cops").map(|(row, _)| row), row("copies").map(|(row, _)| row));
        assert_eq!(row("copper"), None);
        assert_eq!(row(""), None);
    }

    #[test]
    fn every_rendering_has_two_characters_and_stands_once() {
        let mut seen = std::collections::HashMap::new();
        for renderings in ROWS {
            for rendering in renderings.split(' ') {
                assert!(rendering.chars().count() > 1, "{rendering}");
                let others = seen.entry(rendering).or_insert(0);
                *others += 1;
            }
        }
        for (rendering, times) in seen {
            assert!(times == 1, "{rendering} stands in {times} rows");
        }
    }
}
