"""Reads the records of every document in a room with other people's readers.

    pip install rispy bibtexparser citeproc-py rdflib
    python records.py http://127.0.0.1:3000

RIS with rispy, BibTeX with bibtexparser, CSL-JSON with citeproc-py, Zotero RDF with rdflib; each
value is compared with the CSL-JSON of the same document. Prints what differs and ends with 1.
"""

import io
import json
import sys
import urllib.request

import bibtexparser
import rdflib
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter
from citeproc.source.json import CiteProcJSON

BASE = sys.argv[1].rstrip("/")
faults = []


def fetched(path):
    with urllib.request.urlopen(BASE + path) as answer:
        return answer.read().decode("utf-8"), answer.headers


def documents():
    path = "/documents.json"
    while path:
        page = json.loads(fetched(path)[0])
        yield from (document["id"] for document in page["documents"])
        path = page["next"]


def check(what, found, expected):
    if found != expected:
        faults.append(f"{what}: {found!r} in place of {expected!r}")


def plain(text):
    return " ".join(text.split()) if text else text


def names(item, role):
    return [
        name.get("literal") or ", ".join(filter(None, [name.get("family"), name.get("given")]))
        for name in item.get(role, [])
    ]


def ris(id, item):
    text, headers = fetched(f"/documents/{id}.ris")
    check(f"{id}.ris type", headers["Content-Type"], "application/x-research-info-systems; charset=utf-8")
    check(f"{id}.ris line ends", text.count("\n"), text.count("\r\n"))
    (entry,) = rispy.loads(text)
    check(f"{id}.ris unknown tags", entry.get("unknown_tag"), None)
    check(f"{id}.ris title", entry.get("title"), plain(item.get("title")))
    check(f"{id}.ris authors", entry.get("authors", []), names(item, "author"))
    if item.get("author"):
        check(f"{id}.ris translators", entry.get("quaternary_authors", entry.get("translated_author", entry.get("subsidiary_authors", []))), names(item, "translator"))
    check(f"{id}.ris abstract", plain(entry.get("abstract")), plain(item.get("abstract")))
    check(f"{id}.ris archive", entry.get("name_of_database"), item.get("archive"))
    check(f"{id}.ris place", entry.get("accession_number"), item.get("archive_location"))
    check(f"{id}.ris address", entry.get("urls", [entry.get("url")]), [item["URL"]])
    check(f"{id}.ris language", entry.get("language"), item.get("language"))
    parts = item.get("issued", {}).get("date-parts")
    check(f"{id}.ris year", entry.get("year"), parts and f"{parts[0][0]:04}")


def tex(text):
    """What a value in BibTeX says."""
    for escape, character in [
        ("{\\textbraceleft}", "\x01"), ("{\\textbraceright}", "\x02"),
        ("{\\textbackslash}", "\x03"), ("{\\textasciitilde}", "~"), ("{\\textasciicircum}", "^"),
        ("\\{", "\x01"), ("\\}", "\x02"), ("$<$", "<"), ("$>$", ">"),
    ]:
        text = text.replace(escape, character)
    for character in "&%$#_":
        text = text.replace("\\" + character, character)
    text = text.replace("{", "").replace("}", "")
    return text.replace("\x01", "{").replace("\x02", "}").replace("\x03", "\\")


def bibtex(id, item, keys):
    text, headers = fetched(f"/documents/{id}.bib")
    check(f"{id}.bib type", headers["Content-Type"], "application/x-bibtex; charset=utf-8")
    library = bibtexparser.parse_string(text)
    check(f"{id}.bib failed blocks", len(library.failed_blocks), 0)
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    check(f"{id}.bib kind", entry.entry_type, "unpublished")
    if entry.key in keys or entry.key.isdigit():
        faults.append(f"{id}.bib: the key {entry.key} is not its own")
    keys.add(entry.key)
    check(f"{id}.bib title", tex(fields["title"]) if "title" in fields else None, plain(item.get("title")))
    check(f"{id}.bib address", fields["url"], item["URL"])
    place = ", ".join(filter(None, [item.get("archive"), item.get("archive_location")]))
    check(f"{id}.bib note", tex(fields.get("note", "")), place)
    layers = [bibtexparser.middlewares.SeparateCoAuthors(), bibtexparser.middlewares.SplitNameParts()]
    (split,) = bibtexparser.parse_string(text, append_middleware=layers).entries
    authors = next((field.value for field in split.fields if field.key == "author"), [])
    check(f"{id}.bib authors", len(authors), len(item.get("author", [])))
    for field, value in fields.items():
        if not value.strip("{} "):
            faults.append(f"{id}.bib: {field} is empty")


def csl(id, item):
    source = CiteProcJSON([item])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    printed = " ".join(str(line) for line in bibliography.bibliography())
    for word in ["None", "undefined", "n.d."]:
        if word in printed and word not in json.dumps(item):
            faults.append(f"{id}.csl.json prints {word}: {printed}")


def rdf(id, item):
    text, headers = fetched(f"/documents/{id}.rdf")
    check(f"{id}.rdf type", headers["Content-Type"], "application/rdf+xml; charset=utf-8")
    graph = rdflib.Graph()
    graph.parse(io.StringIO(text), format="xml")
    node = rdflib.URIRef(item["URL"])
    dc = rdflib.Namespace("http://purl.org/dc/elements/1.1/")
    zotero = rdflib.Namespace("http://www.zotero.org/namespaces/export#")
    value = lambda predicate: (lambda found: found and str(found))(graph.value(node, predicate))
    if item.get("title"):
        check(f"{id}.rdf title", value(dc.title), plain(item["title"]))
    check(f"{id}.rdf archive", value(zotero.archive), item.get("archive"))
    check(f"{id}.rdf place", value(dc.coverage), item.get("archive_location"))
    for literal in graph.objects():
        if isinstance(literal, rdflib.Literal) and not literal.strip():
            faults.append(f"{id}.rdf holds an empty element")


def main():
    keys, count = set(), 0
    for id in documents():
        count += 1
        text, headers = fetched(f"/documents/{id}.csl.json")
        check(f"{id}.csl.json type", headers["Content-Type"], "application/vnd.citationstyles.csl+json")
        (item,) = json.loads(text)
        ris(id, item)
        bibtex(id, item, keys)
        csl(id, item)
        rdf(id, item)
    print(f"{count} documents read", *faults, sep="\n")
    sys.exit(1 if faults or not count else 0)


main()
