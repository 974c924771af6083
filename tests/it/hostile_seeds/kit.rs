//! The files: encodings, sizes, nesting, letters, fields, names, and what is no file at all.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GBK, IBM866, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251,
};

/// What must become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Shown,
    /// With this code.
    Refused(&'static str),
    /// With this code.
    Ignored(&'static str),
    /// Whatever the rules say of it, as long as they say something.
    Told,
}

use Fate::{Ignored, Refused, Shown, Told};

/// A folder of hostile files.
pub(super) struct Kit<'a> {
    seeds: &'a Path,
    /// How much larger than in a quick run.
    scale: usize,
    /// Each entry that was made: the bytes of its path, and what must become of it.
    pub(super) made: Vec<(Vec<u8>, Fate)>,
}

/// Enough words to be sure of an encoding.
const KOREAN: &str = "외무성은 대사관의 보고를 받고 다음 문제를 논의하였다. 우리는 농업 협동조합의 수확량에 대하여 이야기를 나누었다.\n";
const RUSSIAN: &str = "Посол принял советника и сообщил ему о ходе переговоров. В беседе были затронуты вопросы торговли и помощи.\n";
const POLISH: &str = "Poseł oświadczył, że rozmowy o dostawach na przyszły rok nie są jeszcze zakończone. Również do tego potrzebne są dokumenty, które przyślą później, gdy będą gotowe.\n";
const JAPANESE: &str = "大使は会談の中で、貿易の問題についてくわしく説明したと述べた。\n";
const CHINESE: &str = "部长接见了大使，在会谈中谈到了有关国家的贸易问题，大使说他不同意这一点，他和我国的人是一样的。\n";
const TAIWANESE: &str = "部長接見了大使，在會談中談到了有關國家的貿易問題，大使說他不同意這一點，他和我國的人是一樣的。\n";

/// What is put into fields to come out where it must not.
pub(super) const INJECTED: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>&amp;";

/// So many pieces of text, each made from its number.
fn repeated(times: usize, piece: impl Fn(usize) -> String) -> String {
    (0..times).map(piece).collect::<Vec<_>>().concat()
}

impl<'a> Kit<'a> {
    /// Fills the folder; the largest files have the sixteenth part of their size where `scale` is 1.
    pub(super) fn filled(seeds: &'a Path, scale: usize) -> Self {
        let mut kit = Self { seeds, scale, made: Vec::new() };
        kit.encodings();
        kit.sizes();
        kit.nesting();
        kit.letters();
        kit.fields();
        kit.names();
        kit.no_files();
        kit.doubles();
        kit.settings();
        kit
    }

    fn put(&mut self, name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>, fate: Fate) {
        let name = name.as_ref();
        let path = self.seeds.join(OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self.made.push((name.to_vec(), fate));
    }

    fn encodings(&mut self) {
        let wide = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(unit).collect()
        };
        let long = |text: &str, unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
            text.chars().flat_map(|c| unit(u32::from(c))).collect()
        };
        let marked = format!("\u{feff}{KOREAN}");
        self.put("utf-16le.txt", wide(&marked, u16::to_le_bytes), Shown);
        self.put("utf-16be.txt", wide(&marked, u16::to_be_bytes), Shown);
        self.put("utf-16le-bare.txt", wide("Words.", u16::to_le_bytes), Refused("binary"));
        self.put("utf-16be-bare.txt", wide("Words.", u16::to_be_bytes), Refused("binary"));
        self.put("utf-16-odd.txt", &wide(&marked, u16::to_le_bytes)[..31], Told);
        self.put("utf-16-lone.txt", b"\xff\xfea\0\x00\xd8b\0", Refused("encoding-uncertain"));
        self.put("utf-16-nul.txt", wide("\u{feff}a\0b", u16::to_le_bytes), Refused("binary"));
        self.put("utf-32le.txt", long(&marked, u32::to_le_bytes), Refused("binary"));
        self.put("utf-32be.txt", long(&marked, u32::to_be_bytes), Refused("binary"));
        self.put("utf-8-mark.txt", &marked, Shown);
        self.put("utf-8-two-marks.txt", format!("\u{feff}{marked}"), Shown);
        self.put("utf-8-mark-within.txt", format!("Wor\u{feff}ds.\n\n{marked}"), Shown);
        self.put("mark-alone.txt", "\u{feff}", Refused("empty"));
        for (name, text, encoding) in [
            ("euc-kr", KOREAN, EUC_KR),
            ("windows-1251", RUSSIAN, WINDOWS_1251),
            ("koi8-r", RUSSIAN, KOI8_R),
            ("ibm866", RUSSIAN, IBM866),
            ("windows-1250", POLISH, WINDOWS_1250),
            ("shift-jis", JAPANESE, SHIFT_JIS),
            ("euc-jp", JAPANESE, EUC_JP),
            ("gbk", CHINESE, GBK),
            ("big5", TAIWANESE, BIG5),
        ] {
            let (bytes, ..) = encoding.encode(text);
            self.put(format!("{name}.txt"), &bytes, Told);
            self.put(format!("{name}-cut.txt"), &bytes[..bytes.len() - 2], Told);
            self.put(format!("{name}-in-markdown.md"), &bytes, Told);
        }
        let (extended, ..) = EUC_KR
            .encode("똠방각하 펲시콜라 찦차를 타고 왔다가 숑 갔다. 우리는 모두 그것을 보았다.");
        self.put("cp949.txt", &extended, Told);
        let mut mixed = KOREAN.as_bytes().to_vec();
        mixed.extend_from_slice(&WINDOWS_1251.encode(RUSSIAN).0);
        self.put("mixed-encodings.txt", &mixed, Refused("encoding-uncertain"));
        let mut broken = KOREAN.repeat(40).into_bytes();
        let middle = broken.len() / 2;
        broken[middle] = 0xff;
        self.put("broken-within.txt", &broken, Refused("encoding-uncertain"));
        self.put("broken-in-markdown.md", &broken, Refused("encoding-uncertain"));
        self.put("cut-short.txt", &KOREAN.as_bytes()[..20], Refused("encoding-uncertain"));
        self.put(
            "overlong.txt",
            b"\xed\x95\x9c\xea\xb5\xad\xc0\xaf\xe0\x80\xaf",
            Refused("encoding-uncertain"),
        );
        self.put(
            "surrogates.txt",
            b"\xed\x95\x9c\xed\xa0\x80\xed\xb0\x80\xed\x95\x9c",
            Refused("encoding-uncertain"),
        );
        self.put(
            "beyond-unicode.txt",
            b"\xed\x95\x9c\xf4\x90\x80\x80\xed\x95\x9c",
            Refused("encoding-uncertain"),
        );
        self.put("iso-2022.txt", b"\x1b$B$3$s\x1b(B words\n", Shown);
        self.put("nul.txt", "Words\0and words.", Refused("binary"));
        self.put("nul-at-end.txt", "Words.\0", Refused("binary"));
        let noise: Vec<u8> = (1..=255).rev().cycle().take(4096).collect();
        self.put("noise.txt", noise, Told);
    }

    fn sizes(&mut self) {
        const LARGEST: usize = 16 << 20;
        let most = LARGEST / 16 * self.scale;
        self.put("empty.txt", "", Refused("empty"));
        self.put("empty-md.md", "", Refused("empty"));
        self.put("blank.txt", " \n\t\u{a0}\r\n\u{3000}", Refused("empty"));
        self.put("one-letter.txt", "a", Shown);
        self.put("one-line.txt", "word ".repeat(most / 5), Shown);
        self.put("one-word.txt", "w".repeat(most), Shown);
        self.put("one-word-md.md", "w".repeat(most / 8), Shown);
        let lines = "Words of the text, sixty-four letters with the end of the line.\n";
        self.put("largest.txt", lines.repeat(most / 64), Shown);
        self.put("almost-largest.txt", &lines.repeat(most / 64)[1..], Shown);
        let too_large = File::create(self.seeds.join("too-large.txt")).unwrap();
        too_large.set_len(LARGEST as u64 + 1).unwrap();
        self.made.push((b"too-large.txt".to_vec(), Refused("oversized")));
        let sparse = File::create(self.seeds.join("sparse.txt")).unwrap();
        sparse.set_len(10 << 30).unwrap();
        self.made.push((b"sparse.txt".to_vec(), Refused("oversized")));
        self.put("paragraphs.txt", "Some words.\n\n".repeat(100_000 / 16 * self.scale), Shown);
        self.put("paragraphs-md.md", "Words.\n\n".repeat(100_000 / 16 * self.scale), Shown);
        self.put("line-ends.txt", "\n".repeat(1_000_000), Refused("empty"));
        self.put(
            "line-ends-and-a-word.txt",
            format!("{}a", "\n".repeat(1_000_000 / 16 * self.scale)),
            Shown,
        );
        self.put("carriage-returns.txt", "One.\r\rTwo.\r\r".repeat(500), Shown);
        self.put("mixed-line-ends.txt", "One.\r\n\r\nTwo.\n\nThree.\r\r", Shown);
    }

    fn nesting(&mut self) {
        for (name, unit, times) in [
            ("quotes", "> ", 20_000),
            ("lists", "- ", 20_000),
            ("numbered", "1. ", 20_000),
            ("brackets", "[", 100_000),
            ("closing-brackets", "]", 100_000),
            ("double-brackets", "[[", 50_000),
            ("notes", "[trans. note: ", 10_000),
            ("whole-notes", "[trans. note: a] ", 2_000),
            ("links", "[a](", 20_000),
            ("images", "![", 50_000),
            ("footnotes", "[^a]: ", 10_000),
            ("footnote-marks", "[^a]", 20_000),
            ("divisions", "<div>", 50_000),
            ("closing-divisions", "</div>", 50_000),
            ("raised", "<sup>", 20_000),
            ("raised-pairs", "<sup>a</sup>", 10_000),
            ("comments", "<!--", 20_000),
            ("scripts", "<script>", 20_000),
            ("emphasis", "*a ", 20_000),
            ("strong", "**a", 20_000),
            ("underlines", "_a_ ", 20_000),
            ("backticks", "`a", 20_000),
            ("fences", "```\n", 10_000),
            ("colons", "::: stamp\n", 5_000),
            ("headings", "# a\n\n", 5_000),
            ("attributes", "{.note a=b} ", 10_000),
            ("tables", "| a ", 20_000),
            ("entities", "&amp;", 20_000),
            ("angle-brackets", "<", 100_000),
            ("quotation-marks", "\"", 50_000),
            ("curly-marks", "“", 50_000),
            ("dates", "8 July 1957 and ", 3_000),
            ("numbers", "1957-", 20_000),
            ("commas", "1, 2, ", 20_000),
            ("labels", "Document Information\n", 3_000),
            ("citations", ", History and Public Policy Program Digital Archive, ", 3_000),
            ("contents", "Citation: Contents: ", 3_000),
            ("hyphens", "a-", 20_000),
            ("apart", "N o t e ", 5_000),
        ] {
            let text = unit.repeat(times / 16 * self.scale);
            self.put(format!("deep-{name}.txt"), &text, Told);
            self.put(format!("deep-{name}-md.md"), format!("Words.\n\n{text}"), Shown);
        }
        let spaces = repeated(400, |n| format!("{}- a\n", "  ".repeat(n)));
        self.put("stairs.md", spaces, Shown);
        let matter = |text: String| format!("---\ntitle: a\n{text}\n---\n\nWords.\n");
        let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (one, next) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            let many = vec![format!("*{one}"); 9].join(", ");
            bomb.extend([format!("{next}: &{next} [{many}]\n")]);
        }
        self.put("alias-bomb.md", matter(bomb), Shown);
        self.put("alias-loop.md", matter("b: &b [*b]\n<<: *b".to_owned()), Shown);
        self.put(
            "deep-flow.md",
            matter(format!("b: {}{}", "[".repeat(10_000), "]".repeat(10_000))),
            Shown,
        );
        self.put("deep-maps.md", matter(format!("b: {}", "{a: ".repeat(10_000))), Shown);
        let steps = repeated(2_000, |n| format!("{}a:\n", " ".repeat(n)));
        self.put("deep-block.md", matter(steps), Shown);
        let keys = repeated(30_000, |n| format!("key{n}: {n}\n"));
        self.put("many-keys.md", matter(keys), Shown);
        self.put("many-documents.md", matter("--- a\n".repeat(2_000)), Shown);
        self.put(
            "tagged.md",
            matter("b: !!python/object/apply:os.system [id]\nc: !!binary x".to_owned()),
            Shown,
        );
        self.put("unclosed-matter.md", "---\ntitle: a\n\nWords.\n", Shown);
        let toml = |text: String| format!("+++\ntitle = \"a\"\n{text}\n+++\n\nWords.\n");
        self.put("toml-keys.md", toml(repeated(30_000, |n| format!("key{n} = {n}\n"))), Shown);
        self.put("toml-dots.md", toml(format!("a{} = 1", ".a".repeat(20_000))), Shown);
        self.put("toml-deep.md", toml(format!("a = {}", "[".repeat(50_000))), Shown);
        self.put("toml-large.md", toml(format!("summary = \"{}\"", "a".repeat(1 << 20))), Shown);
        self.put("toml-tables.md", toml("[[texts]]\n".repeat(5_000)), Shown);
        self.put("toml-doubled.md", toml("title = \"b\"".to_owned()), Shown);
    }

    fn letters(&mut self) {
        for (name, text) in [
            ("overrides", "a\u{202e}txt.exe\u{202c}b \u{2066}c\u{2069}".to_owned()),
            ("overrides-many", "\u{202e}a".repeat(5_000)),
            ("zero-width", "pl\u{200b}en\u{200c}um \u{200d}\u{2060}".repeat(500)),
            ("zero-width-alone", "\u{200b}\u{200b}\n\n\u{2060}a".to_owned()),
            ("combining", format!("a{}", "\u{301}".repeat(20_000))),
            ("combining-alone", "\u{301}\u{302}".repeat(2_000)),
            ("combining-mixed", "a\u{301}\u{327}\u{302}\u{323}".repeat(2_000)),
            ("private", "\u{e000}\u{f8ff}\u{f0000} a".to_owned()),
            ("non-characters", "\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff} a".to_owned()),
            ("replaced", "Work\u{fffd}ers \u{fffd}\u{fffd}".to_owned()),
            ("growing", "\u{fdfa}\u{1d160}\u{fb2c}\u{0390}".repeat(3_000)),
            ("jamo", "\u{1112}\u{1161}\u{11ab}".repeat(5_000)),
            ("jamo-broken", "\u{11ab}\u{1161}\u{1112}".repeat(5_000)),
            ("compatibility-jamo", "ㅎㅏㄴㄱㅜㄱ".repeat(2_000)),
            ("hebrew", "שלום the ambassador שלום\n\nمرحبا and سلام".to_owned()),
            ("controls", (1..32_u8).map(char::from).collect::<String>() + "a"),
            ("controls-further", ('\u{7f}'..='\u{9f}').collect::<String>() + "a"),
            ("escapes", "\u{1b}[2J\u{1b}]0;title\u{7}\u{1b}[31mred".to_owned()),
            ("next-line", "One.\u{85}\u{85}Two.\u{2028}\u{2028}Three.\u{2029}Four.".to_owned()),
            ("tags", "flag \u{1f3f4}\u{e0067}\u{e0062}\u{e007f} tag".to_owned()),
            ("emoji", "👩‍👩‍👧‍👦🇰🇵".repeat(2_000)),
            ("astral", "𝔎𝔦𝔪 ".repeat(2_000)),
            ("fullwidth", "ＫＩＭ　１９５７：７／８".repeat(1_000)),
            ("blanks", "a\u{2003}\u{2009}\u{202f}\u{3000}\u{a0}b".repeat(1_000)),
            ("soft-hyphens", "ple\u{ad}num ".repeat(1_000)),
            (
                "xml",
                "]]> <![CDATA[ & &lt; <?xml ?> <!DOCTYPE a [<!ENTITY b \"c\">]> &b;".to_owned(),
            ),
            ("injected", INJECTED.to_owned()),
            ("formula", "=cmd|' /C calc'!A0\n\n+1+1\n\n@SUM(1)\n\n-1".to_owned()),
        ] {
            self.put(format!("letters-{name}.txt"), &text, Told);
            self.put(format!("letters-{name}-md.md"), format!("Words.\n\n{text}\n"), Shown);
        }
    }

    fn fields(&mut self) {
        let capture = |date: &str, title: &str, translator: &str, source: &str, words: &str| {
            format!(
                "Skip to content\n\n{date}\n\n{title}\n\nThis document was made possible with support \
                 from {words}\n\n{words}\n\nThe ambassador and the minister discuss {words} at length \
                 here.\n\nDocument Information\n\n{source}. Translated for NKIDP by {translator}.\n\n\
                 Original Uploaded Date\n\nRecord ID\n\n"
            )
        };
        for (name, words) in [
            ("script", INJECTED),
            ("quotes", "\" onmouseover=\"alert(1)"),
            ("header", "a\"; filename=\"b.exe\r\nX-Injected: 1"),
            ("link", "a>; rel=\"stylesheet\", <https://evil.example/"),
            ("formula", "=HYPERLINK(\"https://evil.example\")"),
            ("xml", "]]></a:title><b/>&x;"),
            ("json", "\"},{\"</script>\\u0000"),
            ("tex", "\\input{/etc/passwd} } @comment{ % $x_1^2$ # ~"),
            ("ris", "a\r\nER  - \r\nTY  - BOOK"),
            ("overrides", "\u{202e}evil\u{2066}"),
            ("placeholders", "{title} {{ title }} {% include %} ${x} %s %n"),
            ("korean", "김일성 \u{1112}\u{1161}\u{11ab}"),
        ] {
            let archive = format!("AVPRF {words} F. 1, Op. 2, Listy 5-6");
            let text = capture("July 3, 1957", words, words, &archive, words);
            self.put(format!("field-{name}.txt"), text, Shown);
            let yaml = serde_json::to_string(words).unwrap();
            let fields = [
                "title",
                "summary",
                "source",
                "archive",
                "translator",
                "document_type",
                "record_id",
                "rights",
                "obtained_by",
                "original_language",
                "citation_as_given",
            ];
            let matter = repeated(fields.len(), |n| format!("{}: {yaml}\n", fields[n]));
            self.put(
                format!("field-{name}-md.md"),
                format!("---\n{matter}authors: [{yaml}]\nfunders: [{yaml}]\nsource_url: {yaml}\n---\n\n{words}\n"),
                Shown,
            );
        }
        self.put("links.md", "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) [c](data:text/html,x) \
            [d](//evil.example) [e](vbscript:x) [f](&#106;avascript:x) <javascript:x> [g](\\\\evil) \
            [h](file:///etc/passwd) [i]( java\nscript:x) [j](https://a.example/\"onclick=x)\n", Shown);
        for (name, date) in [
            ("february", "February 30, 1957"),
            ("month-13", "1957-13-01"),
            ("year-0", "January 1, 0000"),
            ("year-9999", "December 31, 9999"),
            ("year-10000", "January 1, 10000"),
            ("year-before", "January 1, -1"),
            ("day-0", "July 0, 1957"),
            ("far", "July 99999999999999999999, 1957"),
        ] {
            let text = capture(date, "A title", "Ann Example", "AVPRF F. 1", "Words");
            self.put(format!("date-{name}.txt"), text, Shown);
            self.put(
                format!("date-{name}-md.md"),
                format!("---\ntitle: a\ndate: {date}\n---\n\nWords.\n"),
                Shown,
            );
        }
        for (name, leaves) in
            [("many", "1-1000000000"), ("back", "9-1"), ("far", "1-99999999999999999999")]
        {
            let source = format!("AVPRF F. 1, Op. 2, P. 3, Delo 4, Listy {leaves}");
            let text = capture("July 3, 1957", "A title", "Ann Example", &source, "Words");
            self.put(format!("leaves-{name}.txt"), text, Shown);
        }
    }

    fn names(&mut self) {
        let words = |name: &[u8]| [b"Words of ", name].concat();
        let mut plain: Vec<Vec<u8>> = [
            "a name with spaces.txt",
            "quote\"name.txt",
            "apostrophe's.txt",
            "100%2Fname.txt",
            "%2e%2e.txt",
            "line\nbreak.txt",
            "tab\tname.txt",
            "-dash.txt",
            "--help.txt",
            "CON.txt",
            "nul.TXT.txt",
            "aux.md",
            "search.txt",
            "documents.txt",
            "source.txt",
            "history.md",
            "ingest.txt",
            "feed.atom.txt",
            "static.txt",
            "p1.txt",
            "index.html.txt",
            "a&b=c.txt",
            "a?b#c.txt",
            "a;b.txt",
            "<b>.txt",
            "back\\slash.txt",
            "$HOME.txt",
            "`id`.txt",
            "star*.txt",
            "dots..txt",
            "...txt.txt",
            "소련과의-회담.txt",
            "朝鮮.txt",
            "👩‍👩‍👧.txt",
            "right\u{202e}txt.txt",
            "ﬁ-ligature.txt",
            "İstanbul.txt",
            "UPPER.TXT",
            "Mixed.Md",
            "a.json.txt",
            "a.tei.xml.txt",
            "under_score.txt",
            "1.txt",
            "0.md",
        ]
        .iter()
        .map(|name| name.as_bytes().to_vec())
        .collect();
        plain.push([b"l".repeat(251), b".txt".to_vec()].concat());
        plain.push("가".repeat(83).into_bytes().into_iter().chain(*b".txt").collect());
        plain.push(b"not-utf-8-\xff\xfe.txt".to_vec());
        plain.push(b"\xb1\xe8.txt".to_vec());
        plain.push(b"below/a/b/c/d/e/f/g/h/deep.txt".to_vec());
        plain.push(b"a folder/named.txt".to_vec());
        plain.push(b"below/\xff/bytes.txt".to_vec());
        for name in plain {
            self.put(&name, words(&name), Told);
        }
        for (name, code) in [
            (".hidden.txt", "hidden-or-backup"),
            (".DS_Store", "hidden-or-backup"),
            ("~$letter.txt", "hidden-or-backup"),
            ("letter.txt~", "hidden-or-backup"),
            ("#letter.txt#", "hidden-or-backup"),
            ("letter.txt.bak", "hidden-or-backup"),
            (".letter.txt.swp", "hidden-or-backup"),
            ("letter.pdf", "other-kind"),
            ("letter.txt.gz", "other-kind"),
            ("letter", "other-kind"),
            ("Thumbs.db", "other-kind"),
            ("~", "hidden-or-backup"),
        ] {
            self.put(name, words(name.as_bytes()), Ignored(code));
        }
        // Names that differ in capitals or in their Unicode form alone have one address.
        for pair in
            [["Case.txt", "case.txt"], ["caf\u{e9}.txt", "cafe\u{301}.txt"], ["two.txt", "two.md"]]
        {
            for name in pair {
                self.put(name, words(name.as_bytes()), Told);
            }
        }
        for (name, start) in [
            ("letter-pdf.txt", &b"%PDF-1.7\n%\xe2\xe3\n"[..]),
            ("image.txt", b"\x89PNG\r\n\x1a\n\0\0"),
            ("photograph.md", b"\xff\xd8\xff\xe0\0\x10JFIF"),
            ("archive.txt", b"PK\x03\x04\x14\0"),
            ("packed.txt", b"\x1f\x8b\x08\0"),
            ("program.txt", b"\x7fELF\x02\x01"),
            ("rich.txt", b"{\\rtf1\\ansi words}"),
            ("word.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ] {
            self.put(name, start, Refused("binary"));
        }
    }

    /// What stands under a document's name and is none.
    fn no_files(&mut self) {
        let put = |made: &mut Vec<_>, name: &str, fate| made.push((name.as_bytes().to_vec(), fate));
        let at = |name: &str| self.seeds.join(name);
        for name in ["pipe.txt", "pipe.md"] {
            assert!(Command::new("mkfifo").arg(at(name)).status().unwrap().success());
            put(&mut self.made, name, Refused("not-a-file"));
        }
        // A pipe under the name of a statement file must not hold up the others either.
        assert!(Command::new("mkfifo").arg(at("piped.toml")).status().unwrap().success());
        put(&mut self.made, "piped.toml", Ignored("own-use"));
        drop(std::os::unix::net::UnixListener::bind(at("socket.txt")).unwrap());
        put(&mut self.made, "socket.txt", Refused("not-a-file"));
        symlink("/dev/zero", at("device.txt")).unwrap();
        put(&mut self.made, "device.txt", Refused("link-dangling"));
        fs::create_dir(at("folder.txt")).unwrap();
        put(&mut self.made, "folder.txt", Refused("not-a-file"));
        for (name, to) in [
            ("dangling.txt", "nowhere.txt"),
            ("loop.txt", "loop.txt"),
            ("loop-one.txt", "loop-two.txt"),
            ("loop-two.txt", "loop-one.txt"),
            ("outward.txt", "/etc/passwd"),
            ("upward.txt", "../outside.txt"),
        ] {
            symlink(to, at(name)).unwrap();
            put(&mut self.made, name, Refused("link-dangling"));
        }
        fs::write(self.seeds.join("../outside.txt"), "A secret of the host.").unwrap();
        symlink(".", at("itself")).unwrap();
        put(&mut self.made, "itself", Ignored("other-kind"));
        fs::write(at("no-permission.txt"), "Nobody may read this.").unwrap();
        fs::set_permissions(at("no-permission.txt"), fs::Permissions::from_mode(0o000)).unwrap();
        // Root reads it all the same.
        put(&mut self.made, "no-permission.txt", Told);
    }

    /// The same bytes more than once.
    fn doubles(&mut self) {
        for name in ["same-a.txt", "same-b.txt", "below/same-c.txt"] {
            self.put(name, "The same words thrice.", Told);
        }
        fs::hard_link(self.seeds.join("same-a.txt"), self.seeds.join("same-d.txt")).unwrap();
        self.made.push((b"same-d.txt".to_vec(), Told));
        symlink("same-a.txt", self.seeds.join("same-e.txt")).unwrap();
        self.made.push((b"same-e.txt".to_vec(), Told));
        for n in 0..5 {
            let text = format!("Good words of letter {n}.\n\nMore of them.\n");
            self.put(
                format!("good-{n}.txt"),
                text,
                if n == 3 { Ignored("withdrawn") } else { Shown },
            );
        }
    }

    /// The folder's own files.
    fn settings(&mut self) {
        let own = Ignored("own-use");
        self.put("README.md", "# About these files", own);
        let moved = "[moved]\nself = \"self\"\na1 = \"b1\"\nb1 = \"a1\"\nc1 = \"d1\"\nd1 = \"good-0\"\n\
            nowhere = \"not-there\"\ngood-1 = \"good-2\"\nlost = \"good-0\"\n";
        let chain = repeated(500, |n| format!("chain-{n} = \"chain-{}\"\n", n + 1));
        let gone = format!(
            "[gone.lost]\nreason = {0}\nby = {0}\non = {0}\nsee = {0}\n[gone.good-3]\nreason = \"r\"\nby = \"b\"\n\
             on = 2026-13-45x\n",
            serde_json::to_string(INJECTED).unwrap()
        );
        let gone = gone.replace("2026-13-45x", "\"not a day\"");
        self.put("redirects.toml", format!("{moved}{chain}\n{gone}"), own);
        let hostile = serde_json::to_string(INJECTED).unwrap();
        self.put(
            "people.toml",
            format!(
                "[[person]]\nid = \"kim\"\nname = {hostile}\nnote = {hostile}\ndates = {hostile}\nvariants = [{hostile}, \"a\", \"Words\"]\n\
                 [[person]]\nid = \"kim\"\nname = \"twice\"\n[[person]]\nid = \"A B\"\nname = 1\n[[person]]\nid = \"nul\"\nname = \"a\\u0000\\u202E\\u0007b\"\n\
                 {}",
                repeated(2_000, |n| format!("[[person]]\nid = \"p{n}\"\nname = \"Kim {n}\"\n"))
            ),
            own,
        );
        self.put(
            "terms.toml",
            format!(
                "[[term]]\nid = \"t\"\nname = {hostile}\nexpansion = {hostile}\nkind = \"x\"\n"
            ),
            own,
        );
        self.put(
            "collection.md",
            format!("---\ntitle: {hostile}\ncontact: javascript:alert(1)\nlicence: \"https://a.example/\\r\\nX-Injected: 1\"\nbegin: [not-there, good-4]\n---\n\n{INJECTED}\n\n[a](javascript:x)\n"),
            own,
        );
        self.put("nobody.toml", "[title]\nvalue = \"x\"\n", own);
        self.put("good-4.toml", format!("[title]\nvalue = {hostile}\nby = {hostile}\non = 2026-11-22\nbecause = {hostile}\n[summary]\nvalue = \"\\u0000\\u202E\"\n"), own);
        self.put("good-2.toml", "[title", own);
        let keys = repeated(20_000, |n| format!("k{n} = {n}\n"));
        self.put("good-0.toml", &keys, own);
        symlink("../outside.txt", self.seeds.join("outward.toml")).unwrap();
        self.made.push((b"outward.toml".to_vec(), own));
        self.put("large.toml", "a = 1\n".repeat(200_000), own);
        self.put("bytes.toml", b"\xff\xfe", own);
    }
}
