#!/bin/sh
# Fetches the e-books of a running room and has epubcheck look at each.
# Usage: tests/clients/epub.sh http://127.0.0.1:3000 [MOST]   (needs curl, python3 and epubcheck)
# MOST is how many books of one document are read, spread over all of them; the book of the whole room
# is read in any case.
# Exits with 1 and prints what is wrong if a book has an error or a warning.
set -eu
base=${1:?the address of a room}
most=${2:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
page=/documents.json
while [ -n "$page" ]; do
    curl -sS --fail "$base$page" >"$folder/list.json"
    python3 -c '
import json, sys
page = json.load(open(sys.argv[1]))
print(page.get("next") or "")
for document in page["documents"]:
    print(document["id"])
' "$folder/list.json" >"$folder/list"
    page=$(head -n 1 "$folder/list")
    tail -n +2 "$folder/list" >>"$folder/ids"
done
all=$(wc -l <"$folder/ids")
awk -v step="$(((all + most - 1) / most))" 'NR % step == 0' "$folder/ids" | while read -r id; do
    curl -sS --fail -o "$folder/$id.epub" "$base/documents/$id.epub"
done
curl -sS --fail -o "$folder/whole-room.epub" "$base/documents.epub"
# Debian's package is an archive of Java that not every system starts by its name.
check() {
    if head -c 2 "$(command -v epubcheck)" | grep -q PK; then
        java -jar "$(command -v epubcheck)" "$@"
    else
        epubcheck "$@"
    fi
}
failed=0
count=0
for book in "$folder"/*.epub; do
    count=$((count + 1))
    if ! said=$(check --failonwarnings "$book" 2>&1); then
        printf '%s\n' "$said"
        failed=$((failed + 1))
    fi
done
echo "$count books, $failed with errors or warnings"
[ "$failed" -eq 0 ]
