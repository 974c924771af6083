//! Changes of an input, the same in every run: bytes turned about, lines moved, pieces of other
//! inputs and what those use who look for a way to break in.

/// A change, told by its target and its number.
pub(crate) struct Mutation {
    dice: Dice,
}

impl Mutation {
    /// The change of this number for the target.
    pub(crate) fn of(target: &str, number: usize) -> Self {
        // FNV-1a over the name, so that targets differ.
        let seed = target.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let number = u64::try_from(number).unwrap_or_default();
        let mut dice = Dice(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first rolls of near seeds are near each other.
        for _ in 0..8 {
            dice.roll(2);
        }
        Self { dice }
    }

    /// One of the inputs, changed in one to six places.
    pub(crate) fn applied(mut self, inputs: &[&[u8]]) -> Vec<u8> {
        let mut input = self.one_of(inputs).to_vec();
        for _ in 0..=self.dice.roll(5) {
            self.change(&mut input, inputs);
        }
        input.truncate(MOST);
        input
    }

    fn one_of<'a>(&mut self, inputs: &[&'a [u8]]) -> &'a [u8] {
        inputs.get(self.dice.roll(inputs.len())).copied().unwrap_or_default()
    }

    fn change(&mut self, input: &mut Vec<u8>, inputs: &[&[u8]]) {
        let at = self.dice.roll(input.len() + 1);
        match self.dice.roll(10) {
            0 if at < input.len() => input[at] = self.byte(),
            1 if at < input.len() => input[at] ^= 1 << self.dice.roll(8),
            2 => input.truncate(at),
            3 => {
                let end = (at + 1 + self.dice.roll(40)).min(input.len());
                input.drain(at.min(end)..end);
            }
            4 => {
                let other = self.one_of(inputs);
                let from = self.dice.roll(other.len() + 1);
                let end = (from + self.dice.roll(200)).min(other.len());
                splice(input, at, &other[from..end]);
            }
            5 => self.move_lines(input),
            6 => {
                let piece = PIECES[self.dice.roll(PIECES.len())];
                splice(input, at, &piece.repeat(1 << self.dice.roll(9)));
            }
            7 => {
                let letter = u32::try_from(self.dice.roll(0x11_0000)).ok().and_then(char::from_u32);
                splice(input, at, letter.unwrap_or('\u{fffd}').to_string().as_bytes());
            }
            _ => {
                let piece = PIECES[self.dice.roll(PIECES.len())];
                splice(input, at, piece);
            }
        }
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.dice.roll(256)).unwrap_or_default()
    }

    /// Exchanges, doubles or joins two lines.
    fn move_lines(&mut self, input: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = input.split(|byte| *byte == b'\n').collect();
        let (a, b) = (self.dice.roll(lines.len()), self.dice.roll(lines.len()));
        match self.dice.roll(3) {
            0 => lines.swap(a, b),
            1 => lines.insert(b, lines[a]),
            _ => drop(lines.remove(a)),
        }
        *input = lines.join(&b'\n');
    }
}

/// The longest input that is made, in bytes.
const MOST: usize = 64 << 10;

fn splice(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    input.splice(at..at, piece.iter().copied());
}

/// A small generator of numbers that look drawn by lot.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % sides.max(1)
    }
}

/// What formats are made of, and what breaks careless readers.
const PIECES: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b" ",
    b"\t",
    b"\r",
    b"\r\n",
    b"\0",
    b"\x1b[2J",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    "\u{a0}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{1100}\u{1161}\u{11a8}".as_bytes(),
    "각".as_bytes(),
    "\u{fffd}".as_bytes(),
    "\u{fffe}".as_bytes(),
    "\u{e000}".as_bytes(),
    "\u{fdfa}".as_bytes(),
    "İ".as_bytes(),
    "ﬁ".as_bytes(),
    "ß".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
    "□".as_bytes(),
    "“".as_bytes(),
    "’".as_bytes(),
    "—".as_bytes(),
    "소련의".as_bytes(),
    "Привет".as_bytes(),
    "朝鮮".as_bytes(),
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"(",
    b")",
    b"{",
    b"}",
    b"{=",
    b"{lang=ko}",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<sup>",
    b"</sup>",
    b"<br>",
    b"<script>",
    b"<b onclick=x>",
    b"&",
    b"&amp;",
    b"&#0;",
    b"\"",
    b"'",
    b"\\",
    b"`",
    b"```\n",
    b"*",
    b"**",
    b"_",
    b"~~",
    b"# ",
    b"> ",
    b"- ",
    b"1. ",
    b"::: stamp\n",
    b":::\n",
    b"---\n",
    b"+++\n",
    b"===",
    b"|",
    b"^",
    b"%",
    b"%00",
    b"%2F",
    b"%%",
    b"..",
    b"../",
    b"/",
    b"//",
    b"?",
    b"&q=",
    b"=",
    b":",
    b";",
    b",",
    b"#",
    b"@0",
    b"@1",
    b"*/*",
    b"q=0.5",
    b"W/\"",
    b"javascript:",
    b"data:text/html,",
    b"https://a.example/",
    b"&a ",
    b"*a",
    b"<<: *a\n",
    b"!!binary ",
    b"true",
    b"null",
    b"0",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"0x7fffffff",
    b"1957-07-08",
    b"1957-02-30",
    b"10.II.1957",
    b"July 3, 1957",
    b"9999-12-31",
    b"Document Information\n",
    b"Skip to content\n",
    b"Citation: ",
    b"Contents:",
    b"English HTML\n",
    b"Translated by ",
    b", History and Public Policy Program Digital Archive, ",
    b"AVPRF F. 1, Op. 2, Listy 3-4",
    b"OR ",
    b"AND ",
    b"NOT ",
    b"NEAR(",
    b"title:",
    b"lang:ko ",
    b"year:1957 ",
    b"-",
    b"[[person]]\n",
    b"[moved]\n",
    b"[gone.a]\n",
    b"id = \"a\"\n",
    b"value = ",
    b"verb=ListRecords",
    b"resumptionToken=",
];
