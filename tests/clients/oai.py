"""Harvests a running room with a client of its own (sickle, PyPI) and by hand.

Usage: oai.py BASE-URL. Prints what is wrong and ends with 1 if anything is.
"""

import sys
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

from sickle import Sickle
from sickle.oaiexceptions import NoSetHierarchy

OAI = "{http://www.openarchives.org/OAI/2.0/}"
FAULTS = [
    ("", "badVerb"),
    ("verb=Nothing", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&more=1", "badArgument"),
    ("verb=ListRecords", "badArgument"),
    ("verb=ListRecords&metadataPrefix=none", "cannotDisseminateFormat"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=junk", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01&until=2000-01-01", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01&until=2002-01-01T00:00:00Z", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&until=1969-12-31", "noRecordsMatch"),
    ("verb=ListRecords&resumptionToken=junk", "badResumptionToken"),
    ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nowhere:nothing", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=oai:nowhere:nothing", "idDoesNotExist"),
]


def asked(base, query):
    with urllib.request.urlopen(f"{base}/oai?{query}") as answer:
        kind = answer.headers["Content-Type"]
        return kind, ElementTree.fromstring(answer.read())


def by_hand(base, verb, prefix):
    """The identifiers of a list, page by page, with what its tokens say."""
    identifiers, cursors, query = [], [], f"verb={verb}&metadataPrefix={prefix}"
    while True:
        _, answer = asked(base, query)
        identifiers += [one.text for one in answer.iter(f"{OAI}identifier")]
        token = answer.find(f".//{OAI}resumptionToken")
        if token is None:
            return identifiers, cursors
        cursors.append((int(token.get("cursor")), int(token.get("completeListSize"))))
        if not token.text:
            return identifiers, cursors
        query = f"verb={verb}&resumptionToken={urllib.parse.quote(token.text)}"


def main(base):
    wrong = []

    def check(what, good):
        if not good:
            wrong.append(what)

    for query, code in FAULTS:
        kind, answer = asked(base, query)
        codes = {error.get("code") for error in answer.iter(f"{OAI}error")}
        check(f"{query}: {codes}, not {code}", codes == {code})
        check(f"{query}: {kind}", kind.startswith("text/xml"))
        if code in ("badVerb", "badArgument"):
            check(f"{query}: arguments repeated", not answer.find(f"{OAI}request").attrib)
    for method in ("GET", "POST"):
        client = Sickle(f"{base}/oai", http_method=method)
        identity = client.Identify()
        prefixes = [each.metadataPrefix for each in client.ListMetadataFormats()]
        check("no oai_dc", "oai_dc" in prefixes)
        for prefix in prefixes:
            records = list(client.ListRecords(metadataPrefix=prefix))
            headers = [each.header for each in records]
            identifiers = [each.identifier for each in headers]
            listed, cursors = by_hand(base, "ListIdentifiers", prefix)
            check(f"{prefix}: lists differ", identifiers == listed)
            check(f"{prefix}: a record twice", len(set(identifiers)) == len(identifiers))
            for cursor, total in cursors:
                check(f"{prefix}: cursor {cursor} of {total}", cursor < total == len(listed))
            for header in headers:
                check(f"{header.identifier} is too early", header.datestamp >= identity.earliestDatestamp)
            for record in records[:5]:
                one = client.GetRecord(metadataPrefix=prefix, identifier=record.header.identifier)
                check(f"{record.header.identifier} differs", one.metadata == record.metadata)
                check(f"{record.header.identifier} is empty", record.deleted or record.metadata)
            print(f"{method} {prefix}: {len(records)} records")
    client = Sickle(f"{base}/oai")
    try:
        for each in client.ListSets():
            found = list(client.ListIdentifiers(metadataPrefix="oai_dc", set=each.setSpec))
            check(f"{each.setSpec} has others", all(each.setSpec in one.setSpecs for one in found))
    except NoSetHierarchy:
        print("no sets")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
