"""Makes the room's text face: subsets of Literata as WOFF2.

    pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @fontsource/literata@5.3.0 && tar xzf fontsource-literata-5.3.0.tgz
    python docs/typeface/make.py package/files static/fonts

In come the package's files, which hold one script and one style each; out go two files a style:
Latin with the marks of Polish, of the romanizations of Korean and of Russian shelfmarks, and
Cyrillic. The weight of each and of all is printed; together they stay below 120 kB.
"""

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

BASIC = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
# Latin Extended-A whole, and the caron vowels and comma letters that stand beyond it.
EXTENDED = [*range(0x100, 0x180), 0x1CD, 0x1CE, 0x1D1, 0x1D2, *range(0x218, 0x21C)]
# Modifier apostrophes, combining marks, dashes, quotation marks, primes, arrows, minus.
SIGNS = [
    0x2BB, 0x2BC, 0x2C6, 0x2DA, 0x2DC, 0x300, 0x301, 0x303, 0x304, 0x306, 0x308, 0x323, 0x2009,
    0x200B, *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x2030,
    0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, *range(0x2190, 0x2194), 0x2212,
]
NUMERO = [0x2116]
CYRILLIC = [*range(0x400, 0x460), 0x490, 0x491]
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "pnum", "tnum", "frac"]
STYLES = {"400-normal": "regular", "400-italic": "italic", "600-normal": "semibold"}
# What a page of ours cannot do without.
NEEDED = "ŏŭŎŬńŁłʼº№’“”–—½é"


def cut(source: Path, characters: list[int], target: Path) -> Path:
    """Writes those glyphs of a font that the characters need."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font.flavor = None
    font.save(target)
    return target


def packed(font: TTFont, target: Path) -> int:
    """Writes a font as WOFF2 and tells its weight in bytes."""
    font.flavor = "woff2"
    font.save(target)
    size = target.stat().st_size
    print(f"{size:7} {target}")
    return size


def main(source: Path, target: Path) -> None:
    """Makes all styles."""
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder)
        for style, name in STYLES.items():
            of = {s: source / f"literata-{s}-{style}.woff2" for s in ("latin", "latin-ext", "cyrillic")}
            latin = Merger().merge([
                cut(of["latin"], BASIC + SIGNS, part / "latin.ttf"),
                cut(of["latin-ext"], EXTENDED + SIGNS, part / "extended.ttf"),
                cut(of["cyrillic"], NUMERO, part / "numero.ttf"),
            ])
            missing = [c for c in NEEDED if ord(c) not in latin.getBestCmap()]
            if missing:
                sys.exit(f"{name} lacks {' '.join(missing)}")
            total += packed(latin, target / f"literata-{name}.woff2")
            cyrillic = TTFont(cut(of["cyrillic"], CYRILLIC, part / "cyrillic.ttf"))
            total += packed(cyrillic, target / f"literata-cyrillic-{name}.woff2")
    print(f"{total:7} in all")
    if total >= 120_000:
        sys.exit("The fonts weigh more than 120 kB.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
