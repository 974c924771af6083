#!/usr/bin/env python3
"""Reads the room's feeds as feed readers do, and its description for search boxes.

    feeds.py BASE

Needs feedparser. Fails where a feed is not well formed, lacks what Atom or JSON Feed demand, names an
entry twice or an entry's address does not answer, and where a feed does not answer 304 when nothing
changed.
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

import feedparser

BASE = sys.argv[1].rstrip("/")
faults = []


def check(holds, fault):
    if not holds:
        faults.append(fault)


def fetched(path, **headers):
    address = urllib.parse.urljoin(BASE + "/", path)
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def atom(path):
    status, headers, body = fetched(path)
    check(status == 200, f"{path} answers {status}")
    check(headers.get_content_type() == "application/atom+xml", f"{path} is {headers['Content-Type']}")
    feed = feedparser.parse(body)
    check(not feed.bozo, f"{path}: {feed.get('bozo_exception')}")
    for field in ("id", "title", "updated"):
        check(feed.feed.get(field), f"{path} has no {field}")
    ids = [entry.get("id") for entry in feed.entries]
    check(len(ids) == len(set(ids)), f"{path} names an entry twice")
    for entry in feed.entries:
        for field in ("id", "title", "updated", "link"):
            check(entry.get(field), f"{path}: {entry.get('id')} has no {field}")
    for entry in feed.entries[:3]:
        check(fetched(entry.link)[0] in (200, 410), f"{path} leads to {entry.link}")
    rels = {link.get("rel") for link in feed.feed.get("links", [])}
    check({"self", "alternate"} <= rels, f"{path} links to {rels}")
    again, _, _ = fetched(path, **{"If-None-Match": headers["ETag"]})
    check(again == 304, f"{path} answers {again} where nothing changed")
    return len(feed.entries)


entries = sum(atom(path) for path in ("/feed.atom", "/corrections.atom", "/documents.atom", "/search.atom?q=Kim"))
person = json.loads(fetched("/people.json")[2])["people"][:1]
entries += sum(atom(f"/people/{one['id']}.atom") for one in person)
check(entries > 0, "no feed has an entry")

_, headers, body = fetched("/feed.json")
feed = json.loads(body)
check(headers.get_content_type() == "application/feed+json", f"/feed.json is {headers['Content-Type']}")
check(feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"], "/feed.json is no JSON Feed")
check(all(item["id"] and (item.get("content_text") or item.get("content_html")) for item in feed["items"]),
      "/feed.json has an item without identifier or content")

_, headers, body = fetched("/opensearch.xml")
space = "{http://a9.com/-/spec/opensearch/1.1/}"
description = ElementTree.fromstring(body)
check(1 <= len(description.findtext(f"{space}ShortName")) <= 16, "the short name is too long")
for url in description.findall(f"{space}Url"):
    if url.get("rel") != "self":
        address = url.get("template").replace("{searchTerms}", "%EA%B9%80").replace("{startPage?}", "1")
        status, headers, _ = fetched(address)
        check(status == 200 and headers.get_content_type() == url.get("type").split(";")[0], f"{address}: {status}")

for fault in faults:
    print(fault)
print(f"{entries} entries, {len(faults)} wrong")
sys.exit(1 if faults else 0)
