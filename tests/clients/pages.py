#!/usr/bin/env python3
"""Has the Nu HTML checker read one page of every kind that the room has, and every document.

    pages.py BASE VNU_JAR

Fails on any error or warning. What the checker only informs of is left out.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request


def fetched(address):
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    try:
        return urllib.request.urlopen(request, timeout=60).read()
    except urllib.error.HTTPError as error:
        return error.read()


def data(address):
    return json.load(urllib.request.urlopen(address, timeout=60))


def main():
    base, jar = sys.argv[1].rstrip("/"), sys.argv[2]
    documents = [document["id"] for document in data(f"{base}/documents.json")["documents"]]
    people = [person["id"] for person in data(f"{base}/people.json")["people"]]
    archives = [place["url"] for place in data(f"{base}/archives.json")["below"]]
    chosen = "&".join(f"id={one}" for one in documents[:20])
    paths = ["/", "/documents", "/documents?year=1957&language=en", "/documents?from=nonsense", "/search"]
    paths += ["/search?q=Puzanov", "/search?q=%ED%97%88%EA%B0%80%EC%9D%B4", "/search?q=zzzzqqqq", "/people"]
    paths += ["/people/nobody", "/terms", "/archives", "/archives/nowhere", "/timeline", "/about", "/ingest", "/api"]
    paths += ["/nothing-here", "/documents/nothing-here", f"/documents/{documents[0]}.nothing", "/selection"]
    paths += [f"/selection?{chosen}", f"/selection?{chosen}&texts=1", "/archives/avprf/0102/13/72/5"]
    paths += [f"/people/{person}" for person in people[:5]] + archives[:5] + ["/ingest/events"]
    for one in documents:
        paths += [f"/documents/{one}" + rest for rest in ("", "?view=both", "?view=interleaved", "?view=ko", "?at=p3")]
        paths += [f"/documents/{one}/source", f"/documents/{one}?q=Kim&rank=1", f"/documents/{one}/history"]
        editions = [edition["edition"] for edition in data(f"{base}/documents/{one}/history.json")["editions"]]
        paths += [f"/documents/{one}/history?from={editions[-1]}&to={editions[0]}"]
        paths += [f"/documents/{one}?edition={edition}" for edition in editions[1:]]
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, path in enumerate(paths):
            file = pathlib.Path(folder, f"{number}.html")
            file.write_bytes(fetched(base + path))
            names[file.name] = path
        checker = ["java", "-jar", jar, "--format", "json", "--exit-zero-always", folder]
        said = subprocess.run(checker, capture_output=True, text=True, check=True)
    wrong = 0
    for message in json.loads(said.stderr)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        wrong += 1
        path = names[pathlib.PurePath(urllib.parse.urlparse(message["url"]).path).name]
        print(f"{path}:{message.get('lastLine')}: {message['message']}\n    {message.get('extract', '')!r}")
    print(f"{len(paths)} pages, {wrong} complaints")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
