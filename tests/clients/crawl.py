#!/usr/bin/env python3
"""Follows every link inside the room, fragments included, as a crawler that never gives up would.

    crawl.py BASE

Starts at the front page, the sitemap and the feeds, reads every page that is HTML or XML, and fails
if an address of the room does not answer, if a fragment names nothing on its page, if a page has an
identifier twice, or if anything is asked of another host but by a link that a reader follows. A
link that crawlers are asked not to follow must answer, but no further links are taken from there.
"""

import re
import sys
import urllib.error
import urllib.request
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

# What a page loads by itself; a link that a reader follows may lead elsewhere.
LOADED = {("link", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("iframe", "src")}
FOLLOWED = {("a", "href"), ("form", "action"), ("area", "href")}
# Types of <link> that only name something.
NAMING = {"license", "schema.DC", "schema.DCTERMS", "schema.Z", "canonical", "cite-as"}


class Page(HTMLParser):
    """The addresses and the identifiers of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.ends, self.loads, self.ids, self.twice = [], [], [], set(), set()

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        for name in ("id", "name") if tag == "a" else ("id",):
            if of.get(name):
                (self.twice if of[name] in self.ids else self.ids).add(of[name])
        for name, value in attributes:
            if value is None:
                continue
            if (tag, name) in LOADED and not set(of.get("rel", "").split()) & NAMING:
                self.loads.append(value)
            if (tag, name) in FOLLOWED:
                ends = "nofollow" in of.get("rel", "").split()
                (self.ends if ends else self.links).append(value)


class Stay(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to us, so that each step is looked at."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Stay)


def fetched(address):
    try:
        answer = OPENER.open(urllib.request.Request(address, headers={"Accept": "text/html,*/*;q=0.8"}), timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers, answer.read()


def main():
    base = sys.argv[1].rstrip("/") + "/"
    starts = ["", "sitemap.xml", "feed.atom", "robots.txt", "opensearch.xml", "documents", "about", "api"]
    waiting = [(urljoin(base, start), "the start") for start in starts]
    ends, seen, ids, fragments, wrong = [], set(), {}, [], []
    while waiting or ends:
        # All that is to be followed comes first, so that nothing is read only as an end.
        is_end = not waiting
        address, origin = (waiting or ends).pop()
        if address in seen:
            continue
        seen.add(address)
        status, headers, body = fetched(address)
        if status in (301, 302, 303, 307, 308):
            to, fragment = urldefrag(urljoin(address, headers["Location"]))
            if fragment:
                fragments.append((to, fragment, address))
            if to.startswith(base):
                waiting.append((to, address))
            else:
                wrong.append(f"{address} leads out of the room to {to}")
            continue
        if status != 200:
            wrong.append(f"{address} answers {status}; linked from {origin}")
            continue
        kind = headers.get_content_type()
        found, last = [], []
        if kind == "text/html":
            page = Page()
            page.feed(body.decode())
            ids[address] = page.ids
            wrong += [f"{address} has the identifier {twice} twice" for twice in page.twice]
            for load in page.loads:
                if not urljoin(address, load).startswith(base):
                    wrong.append(f"{address} loads {load}")
            found, last = page.links + page.loads, page.ends
        elif kind.endswith("xml") and "oai" not in address:
            text = body.decode()
            found = re.findall(r"<loc>([^<]+)</loc>|<link[^>]*href=\"([^\"]+)\"", text)
            found = [one or other for one, other in found]
            found = [unescape(link) for link in found if "{" not in link]
        for link, is_last in [(link, False) for link in found] + [(link, True) for link in last]:
            if link.startswith(("mailto:", "data:", "javascript:")):
                continue
            to, fragment = urldefrag(urljoin(address, link))
            if not to.startswith(base):
                continue
            if fragment:
                fragments.append((to, unquote(fragment), address))
            if not is_end:
                (ends if is_last else waiting).append((to, address))
    for to, fragment, origin in fragments:
        if to in ids and fragment not in ids[to]:
            wrong.append(f"{to} has no #{fragment}; linked from {origin}")
    for line in sorted(set(wrong)):
        print(line)
    pages = len(ids)
    print(f"{len(seen)} addresses, {pages} pages, {len(fragments)} fragments, {len(set(wrong))} wrong")
    if pages < 10:
        print("too few pages were found for this to prove anything")
    sys.exit(1 if wrong or pages < 10 else 0)


if __name__ == "__main__":
    main()
