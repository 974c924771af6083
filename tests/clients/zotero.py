"""Saves every document of a room with Zotero's own translators.

A translation server (github.com/zotero/translation-server, started with `npm start`) does what
Zotero in a browser does: it finds the way to a page's records and reads them.

    python zotero.py http://127.0.0.1:3000 http://127.0.0.1:1969

Each page, and each file in RIS, BibTeX, CSL-JSON and Zotero RDF, is compared with the CSL-JSON of the
same document; the listing must offer all of its documents. Prints what differs and ends with 1.
"""

import html
import json
import sys
import urllib.error
import urllib.request

ROOM, ZOTERO = (argument.rstrip("/") for argument in sys.argv[1:3])
faults = []


def fetched(path):
    with urllib.request.urlopen(ROOM + path) as answer:
        return answer.read().decode("utf-8")


def sent(path, body, media_type="text/plain"):
    request = urllib.request.Request(
        ZOTERO + path, body.encode("utf-8"), {"Content-Type": media_type}
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        text = error.read().decode("utf-8")
        return error.code, json.loads(text) if text.startswith(("{", "[")) else text


def check(what, found, expected):
    if found != expected:
        faults.append(f"{what}: {found!r} in place of {expected!r}")


def plain(text):
    return " ".join(text.split()) if text else None


def name(creator):
    whole = creator.get("name") or creator.get("literal")
    family = creator.get("lastName") or creator.get("family")
    given = creator.get("firstName") or creator.get("given")
    return whole or ", ".join(filter(None, [family, given]))


def creators(item, role):
    return [name(creator) for creator in item["creators"] if creator["creatorType"] == role]


def date(item):
    """The date as Zotero keeps it, without the end of a span."""
    parts = item.get("issued", {}).get("date-parts")
    if not parts:
        return None
    year, *rest = parts[0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def compared(what, saved, item, lost=()):
    check(f"{what} type", saved["itemType"], "manuscript")
    for field, variable in [
        ("archive", "archive"), ("archiveLocation", "archive_location"),
        ("language", "language"), ("abstractNote", "abstract"), ("manuscriptType", "genre"),
        ("url", "URL"),
    ]:
        if field not in lost:
            check(f"{what} {field}", plain(saved.get(field)), plain(item.get(variable)))
    # Where there is no title, one is supplied for Zotero.
    if item.get("title"):
        check(f"{what} title", plain(saved.get("title")), plain(item["title"]))
    if "date" not in lost:
        found = saved.get("date", "").split("/")[0] or None
        check(f"{what} date", found, date(item))
    if "authors" not in lost:
        check(f"{what} authors", creators(saved, "author"), [name(n) for n in item.get("author", [])])
    if item.get("author"):
        translators = [name(n) for n in item.get("translator", [])]
        check(f"{what} translators", creators(saved, "translator"), translators)


def documents():
    path = "/documents.json"
    while path:
        page = json.loads(fetched(path))
        yield from page["documents"]
        path = page["next"]


def listed():
    """The first page of the listing: Zotero offers a choice, and saves what was chosen."""
    first = json.loads(fetched("/documents.json"))["documents"]
    titled = [plain(document["title"]) for document in first if document["title"]]
    status, choice = sent("/web", f"{ROOM}/documents")
    check("listing", status, 300 if len(first) > 1 else 200)
    if status != 300:
        return
    titles = [plain(html.unescape(title)) for title in choice["items"].values()]
    check("titles missing from the listing", [title for title in titled if title not in titles], [])
    status, saved = sent("/web", json.dumps(choice), "application/json")
    check("saved from the listing", (status, len(saved)), (200, len(first)))


def main():
    count = 0
    for document in documents():
        count += 1
        id = document["id"]
        (item,) = json.loads(fetched(f"/documents/{id}.csl.json"))
        status, saved = sent("/web", f"{ROOM}/documents/{id}")
        if status != 200 or len(saved) != 1:
            faults.append(f"{id}: {status} {saved}")
            continue
        compared(id, saved[0], item)
        known = json.loads(fetched(f"/documents/{id}.json"))
        check(f"{id} rights", plain(saved[0].get("rights")), plain(known["rights"]))
        for suffix, lost in [
            ("rdf", ()),
            # Zotero writes the date in words.
            ("csl.json", ("date",)),
            # Zotero keeps a comma for the mark of a person's name.
            ("ris", ("authors",)),
            # The format has no field for these; `note` holds archive and place.
            ("bib", ("archive", "archiveLocation", "abstractNote")),
        ]:
            status, read = sent("/import", fetched(f"/documents/{id}.{suffix}"))
            records = [one for one in read if one["itemType"] != "note"] if status == 200 else []
            if len(records) != 1:
                faults.append(f"{id}.{suffix}: {status} {read}")
                continue
            compared(f"{id}.{suffix}", records[0], item, lost)
    listed()
    print(f"{count} documents saved", *faults, sep="\n")
    sys.exit(1 if faults or not count else 0)


main()
