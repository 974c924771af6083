"""Follows the links of every document in a room by Signposting.

    pip install signposting
    python signposts.py http://127.0.0.1:3000

The links of GET and HEAD, of the page's own HTML and of the linkset are read with the library of the
people who wrote the rules; each target is fetched, has the announced type, and leads back.
Prints what differs and ends with 1.
"""

import json
import sys
import urllib.error
import urllib.request

from signposting import find_signposting_html, find_signposting_http, find_signposting_linkset

ROOM = sys.argv[1].rstrip("/")
faults = []


def fetched(path, method="GET", accept="*/*"):
    request = urllib.request.Request(path, method=method, headers={"Accept": accept})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode("utf-8"), answer.headers


def documents():
    path = "/documents.json"
    while path:
        page = json.loads(fetched(ROOM + path)[0])
        yield from (document["id"] for document in page["documents"])
        path = page["next"]


def check(what, found, expected):
    if found != expected:
        faults.append(f"{what}: {found!r} in place of {expected!r}")


def targets(signposts):
    return sorted(str(post.target) for post in signposts)


def followed(id):
    page = f"{ROOM}/documents/{id}"
    found = find_signposting_http(page)
    check(f"{id} cite-as", str(found.citeAs.target), page)
    check(f"{id} types", len(found.types), 2)
    if not found.items or not found.describedBy:
        faults.append(f"{id}: no items or descriptions")
    links = {method: fetched(page, method)[1]["Link"] for method in ["GET", "HEAD"]}
    check(f"{id} HEAD", links["HEAD"], links["GET"])
    for post in [*found.items, *found.describedBy]:
        target = str(post.target)
        _, headers = fetched(target, "HEAD")
        check(f"{target} type", headers["Content-Type"].split(";")[0], str(post.type))
        back = find_signposting_http(target)
        found_back = [back.collection] if post in found.items else back.describes
        check(f"{target} back", targets(found_back), [page])
        _, headers = fetched(page, "HEAD", str(post.type))
        check(f"{target} by Accept", headers["Content-Type"].split(";")[0], str(post.type))
    check(f"{id} cite-as in HTML", str(find_signposting_html(page).citeAs.target), page)
    check(f"{id} linksets", len(found.linksets), 1)
    for post in found.linksets:
        read = find_signposting_linkset(str(post.target)).for_context(page)
        for name in ["items", "describedBy", "types"]:
            check(f"{id} linkset {name}", targets(getattr(read, name)), targets(getattr(found, name)))


def main():
    count = 0
    for id in documents():
        count += 1
        try:
            followed(id)
        except (urllib.error.HTTPError, ValueError) as error:
            faults.append(f"{id}: {error}")
    print(f"{count} documents followed", *faults, sep="\n")
    sys.exit(1 if faults or not count else 0)


main()
