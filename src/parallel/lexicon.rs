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
    "morning 아침 새벽 오전 утром утра 早上 早晨 上午 morgens rano",
    "evening 저녁 вечер 晚上 傍晚 abend wieczor",
    "noon afternoon 정오 오후 днем полдень 中午 下午 nachmittag południ",
    "night 밤에 ночь ночи ночью 夜里 夜間 夜间 nacht nocy nocą",
    "monday 월요일 понедельник 星期一 礼拜一 montag poniedział",
    "tuesday 화요일 вторник 星期二 礼拜二 dienstag wtorek",
    "wednesday 수요일 среду 星期三 礼拜三 mittwoch środ",
    "thursday 목요일 четверг 星期四 礼拜四 donnerstag czwart",
    "friday 금요일 пятниц 星期五 礼拜五 freitag piąt",
    "saturday 토요일 суббот 星期六 礼拜六 samstag sonnabend sobot",
    "sunday 일요일 воскресень 星期日 星期天 礼拜天 sonntag niedziel",
    // Who speaks, and how a sentence is built.
    "i me my 나는 내가 나에게 나의 나와 나를 저는 제가 меня мне мной мною мой моей моего ich mir mich mein mnie",
    "we us our 우리 мы нас нам нами наш 我们 我們 咱们 wir uns unser nas nam nasz",
    "he him his 그는 그가 그의 그에게 он его ему er ihn ihm jego jemu",
    "they them their 그들 их им они 他们 他們 ihnen",
    "asked ask asks 물었 문의 질문 요청 спросил просил просит 询问 請求 请求 要求 fragte bat pyta prosi",
    "replied reply answered answer 대답 답변 회답 답했 ответил отвеча 回答 答复 答覆 antwort odpowied",
    "promised promise 약속 обещал 答应 答應 许诺 versprach zusag obieca",
    "thank 감사 благодар спасибо 感谢 感謝 谢谢 dank dzięk",
    "question issue problem 문제 вопрос проблем 问题 問題 frage pytani kwesti",
    "proposal propose suggest 제안 предложени предложил 建议 建議 vorschlag propozycj",
    "opinion view 의견 견해 мнени 意见 意見 看法 meinung ansicht opini pogląd",
    "help assistance aid 원조 지원 도움 помощ 援助 帮助 幫助 hilfe pomoc",
    "decision decide decided resolution 결정 결의 решени постановлени 决定 決定 决议 beschlu entscheid decyzj uchwał",
    // Subjects, again.
    "film movie 영화 фильм 电影 電影",
    "book 책을 서적 도서 книг 书籍 圖書 图书 buch bücher książ",
    "ship vessel freighter 선박 배들 화물선 судно суда корабл 船只 輪船 轮船 schiff statk statek",
    "harbour harbor port 항구 항만 порт 港口 hafen porty",
    "weather 날씨 기상 погод 天气 天氣 wetter pogod",
    "women woman 녀성 여성 женщин 妇女 婦女 frauen kobiet",
    "student 류학생 유학생 학생 студент 留学生 留學生 学生",
    "engineer 기사 기술자 инженер 工程师 工程師 ingenieur inżynier",
    "tractor 뜨락또르 트랙터 трактор 拖拉机 拖拉機 traktor ciągnik",
    "electric electricity power 전력 전기 электр 电力 電力 发电 elektr strom",
    "steel 강철 철강 сталь стали 钢铁 鋼鐵 stahl",
    "fertilizer 비료 удобрени 化肥 肥料 dünger nawóz nawoz",
    "weapon arms 무기 оружи 武器 waffe broń broni",
    "nuclear atomic 핵무기 원자 핵의 ядерн атомн 原子 核武器 atom kern jądrow",
    "war 전쟁 война войны войне войну 战争 戰爭 krieg wojn",
    "peace 평화 мир мира миру 和平 frieden pokój pokoj",
    "enemy enemies 원쑤 враг 敌人 敵人 feind wróg",
    "imperialis 제국주의 империали 帝国主义 帝國主義",
    "revolution 혁명 революци 革命 rewolucj",
    "socialis 사회주의 социали 社会主义 社會主義 sozialis socjalis",
    "communis 공산주의 коммуни 共产主义 共產主義 kommunis komunis",
    "people 인민 народ 人民 volk ludow naród",
    "election 선거 выбор 选举 選舉 wahl wybor",
    "prison arrest arrested 체포 감옥 арест тюрьм 逮捕 监狱 verhaft gefängnis areszt więzi",
    "family families 가족 семь семей 家属 家屬 家庭 famili rodzin",
    "doctor hospital medicine 병원 의사 의약품 больниц врач 医院 醫院 医生 arzt krankenhaus lekarz szpital",
    "price 가격 물가 цена цены цен 价格 價格 preis ceny cen",
    "money ruble rubles 루블 рубл 卢布 盧布 rubel rubl",
    "rail train wagon 기차 화차 열차 поезд вагон 火车 火車 zug pociąg",
    "road 도로 дорог 公路 straße drog",
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

/// The months from January on, as `ROWS`; a full stop ends a whole word.
const MONTHS: [&str; 12] = [
    "january jan. январ januar stycz",
    "february feb. феврал februar luteg",
    "march mar. март märz marca marzec",
    "april apr. апрел kwiet kwiec",
    "may. мая. май. мае. mai. maja.",
    "june. jun. июн juni. czerw",
    "july. jul. июл juli. lipca lipiec",
    "august aug. август sierp",
    "september sep. sept. сентяб wrześ",
    "october oct. октяб oktober paźdz",
    "november nov. нояб listop",
    "december dec. декаб dezember grudn",
];

/// Two to twelve in words, as `MONTHS`.
const NUMBERS: [&str; 11] = [
    "two. twice. both. два. две. двух. двое. zwei. dwa. dwie. dwóch 두. 둘",
    "three. три. трех. трёх. трое. трижды. drei. trzy. trzech 세. 셋",
    "four. четыре четырех vier. cztery czterech 네. 넷",
    "five. пять. пяти. пятеро fünf. pięć. pięciu 다섯",
    "six. шесть. шести. sechs. sześć. sześciu 여섯",
    "seven. семь. семи. sieben. siedem. siedmiu 일곱",
    "eight. восемь. восьми. acht. osiem. ośmiu 여덟",
    "nine. девять. девяти. neun. dziewięć. dziewięciu 아홉",
    "ten. десять. десяти. zehn. dziesięć. dziesięciu 열.",
    "eleven одиннадцат elf. jedena 열한",
    "twelve двенадцат zwölf dwana 열두 dozen.",
];

/// What a rendering stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A row of the table of notions.
    Notion(u64),
    /// A month, from 1.
    Month(u64),
    /// A number.
    Number(u64),
}

/// Renderings with their rows, by the renderings' first two characters.
type Table = HashMap<(char, char), Vec<(&'static str, Meaning)>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    let rows = (0..).zip(ROWS).map(|(row, words)| (Meaning::Notion(row), *words));
    let months = (1..).zip(MONTHS).map(|(month, words)| (Meaning::Month(month), words));
    let numbers = (2..).zip(NUMBERS).map(|(number, words)| (Meaning::Number(number), words));
    for (meaning, words) in rows.chain(months).chain(numbers) {
        for rendering in words.split(' ') {
            table.entry(head(rendering)).or_default().push((rendering, meaning));
        }
    }
    for renderings in table.values_mut() {
        renderings.sort_by_key(|(rendering, _)| std::cmp::Reverse(rendering.len()));
    }
    table
});

fn head(word: &str) -> (char, char) {
    let mut letters = word.chars();
    let mut letter = || letters.next().filter(|letter| *letter != '.').unwrap_or(' ');
    (letter(), letter())
}

/// What the longest rendering that `rest` begins with stands for, and its length in bytes.
///
/// `rest` is a word in lower case, or a run of Hangul or Han from some character on.
pub(super) fn meaning(rest: &str) -> Option<(Meaning, usize)> {
    let renderings = TABLE.get(&head(rest))?;
    renderings.iter().find_map(|(rendering, meaning)| {
        let length = match rendering.strip_suffix('.') {
            Some(whole) if rest == whole => whole.len(),
            None if rest.starts_with(rendering) && reaches_far(rendering, rest) => rendering.len(),
            _ => return None,
        };
        Some((*meaning, length))
    })
}

/// Short beginnings are too common: of one or two letters the rendering must be the whole word, of
/// three the word may have one more.
fn reaches_far(rendering: &str, word: &str) -> bool {
    let letters = rendering.chars().count();
    letters >= 4
        || rendering.starts_with(super::anchors::is_east_asian)
        || word.chars().take_while(|letter| letter.is_alphabetic()).count()
            <= if letters == 3 { 4 } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderings_of_one_notion_share_a_row() {
        let check = |words: &[&str]| {
            let rows: Vec<_> = words.iter().map(|word| meaning(word).map(|(row, _)| row)).collect();
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
        assert_eq!(meaning("cops").map(|(row, _)| row), meaning("copies").map(|(row, _)| row));
        assert_eq!(meaning("copper"), None);
        assert_eq!(meaning(""), None);
    }

    #[test]
    fn every_rendering_stands_once() {
        let mut seen = std::collections::HashSet::new();
        for rendering in
            ROWS.iter().chain(&MONTHS).chain(&NUMBERS).flat_map(|renderings| renderings.split(' '))
        {
            assert!(seen.insert(rendering), "{rendering}");
        }
    }
}
