#!/usr/bin/env bash
# Lighthouse on the pages that readers see most: lighthouse.sh BASE FOLDER
#
# Each of the four categories must be 100 on front page, listing, a document in two languages, search
# and a person, and nothing may move while a page loads. FOLDER takes Lighthouse itself and its
# reports. It measures the time that pages take, so it is run only where it is asked for, on a
# machine that does nothing else.
set -uo pipefail
base=$1
folder=$2
mkdir -p "$folder"
[ -x "$folder/node_modules/.bin/lighthouse" ] ||
    npm --prefix "$folder" install --no-audit --no-fund --silent lighthouse@12.8.2 || exit

address() { curl -sf "$base$1" | node -e "
    const found = JSON.parse(require('node:fs').readFileSync(0));
    console.log(($2)(found) ?? '');"; }
document=$(address /documents.json \
    '({ documents }) => documents.find(({ languages }) => languages.length > 1)?.url')
person=$(address /people.json '({ people }) => people[0]?.url')

bad=0
for path in / /documents "$document" '/search?q=Heo+Ga-i' "$person"; do
    [ -n "$path" ] || continue
    report=$folder/report$(tr -c 'a-z0-9\n' - <<<"$path").json
    CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium} "$folder/node_modules/.bin/lighthouse" \
        "$base$path" --quiet --output=json --output-path="$report" \
        --chrome-flags="--headless --no-sandbox --disable-gpu --disable-background-networking" ||
        exit
    node -e "
        const { categories, audits } = JSON.parse(require('node:fs').readFileSync('$report'));
        const scores = Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]);
        const moved = audits['cumulative-layout-shift'].numericValue;
        console.log('$path', scores.map(([id, score]) => id + ' ' + score).join(', '), 'moved', moved);
        const faults = Object.values(categories)
            .flatMap(({ auditRefs }) => auditRefs)
            .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9);
        for (const { id } of faults) {
            const items = audits[id].details?.items ?? [];
            const where = items.slice(0, 3).map(({ node, url }) => node?.snippet ?? url);
            console.log('   ', id, audits[id].displayValue ?? '', ...where);
        }
        process.exit(moved === 0 && scores.every(([, score]) => score === 100) ? 0 : 1);" || bad=1
done
exit "$bad"
