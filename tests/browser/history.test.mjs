// A document that was corrected: its history, what differs, and the edition that it was.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { room } from "./room.mjs";

const { open, json, bilingual, seeds } = await room({ own: true });

/** Corrects a word of each language in the seed of a document; resolves with both editions. */
async function corrected() {
  const before = await bilingual();
  const file = join(seeds, before.seed_file);
  const text = await readFile(file, "utf8");
  const word = (paragraphs) => paragraphs.map(({ text }) => text).find((text) => text.length > 200);
  const [english, korean] = [word(before.bodies.en.paragraphs), word(before.bodies.ko.paragraphs)];
  const spoiled = (paragraph) => paragraph.replace(/^(\S+) \S+/, "$1 CORRECTED");
  await writeFile(
    file,
    text.replace(english, spoiled(english)).replace(korean, spoiled(korean)),
  );
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const now = await json(`/documents/${before.id}.json`);
    if (now.edition !== before.edition) return { before, now };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the correction was not taken in");
}

const { before, now } = await corrected();
const difference = `${now.url}/history?from=${before.edition}&to=${now.edition}`;
const pages = [
  `${now.url}/history`,
  difference,
  `${difference}&ui=ko`,
  `${now.url}?edition=${before.edition}`,
];

// What differs between the themes are the colours, and these are the same on a phone.
for (const [theme, widths] of [
  ["light", [360, 1280]],
  ["dark", [1280]],
]) {
  test(`the accessibility rules find no fault in history and differences, ${theme}`, async () => {
    const { page, go, leave } = await open("/", { theme });
    for (const path of pages) {
      await go(path);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0].html}`),
          [],
        );
        const over = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.ok(over <= 0, `${path} is ${over} px wider than ${width} px`);
      }
    }
    await leave();
  });
}

test("a correction is reached by keyboard and told without colour", async () => {
  const { page, leave } = await open(`${now.url}?edition=${before.edition}`);
  const link = page.locator(`.notice a[href*="/history?from="]`);
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname.endsWith("/history"));
  const versions = page.locator(".change.changed .versions");
  assert.deepEqual(
    await versions.evaluateAll((all) => all.map((one) => one.closest("[lang]").lang)),
    ["en", "ko"],
  );
  for (const [tag, line] of [
    ["del", "line-through"],
    ["ins", "underline"],
  ]) {
    const run = versions.first().locator(tag);
    const how = await run.evaluate((one) => getComputedStyle(one).textDecorationLine);
    assert.equal(how, line);
    assert.match(await run.textContent(), /^\[(removed|added): /);
  }
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await leave();
});
