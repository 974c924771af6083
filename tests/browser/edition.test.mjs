// How a text is set: what stays whole, where a reader lands, what long texts offer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json, bilingual } = await room();

/** Each document as data. */
async function all() {
  const { documents } = await json("/documents.json");
  return Promise.all(documents.map(({ id }) => json(`/documents/${id}.json`)));
}

/** A document with a paragraph of the kind. */
async function withKind(kind) {
  const found = (await all()).find(({ bodies }) =>
    bodies.en.paragraphs.some((paragraph) => paragraph.kind === kind),
  );
  assert.ok(found, `a document has a ${kind}`);
  return found;
}

for (const width of [360, 1280]) {
  test(`each stamp is one box at ${width} px`, async () => {
    const document = await withKind("stamp");
    const visit = await open(document.url, { width });
    const stamps = document.bodies.en.paragraphs.filter(({ kind }) => kind === "stamp");
    let above = null;
    let boxes = 0;
    for (const { n, text } of stamps) {
      const box = await visit.page.locator(`[id="p${n}"]`).boundingBox();
      if (text.startsWith("[")) {
        boxes += 1;
        if (above) assert.ok(box.y > above.y + above.height + 2, `${n} begins a box of its own`);
      } else {
        assert.ok(Math.abs(box.y - above.y - above.height) < 1, `${n} goes on with its box`);
        assert.ok(Math.abs(box.width - above.width) < 1);
      }
      above = box;
    }
    assert.ok(boxes > 1);
    await visit.leave();
  });
}

const arrivals = [
  ["", 360, 640],
  ["", 1280, 800],
  ["&view=interleaved", 360, 640],
  ["&view=en", 1280, 800],
  ["&q=Kim&view=both", 360, 640],
];
for (const [asked, width, height] of arrivals) {
  test(`who arrives at a paragraph sees where she is${asked} at ${width} px`, async () => {
    const document = await bilingual();
    const visit = await open(`${document.url}?at=p14${asked}#p14`, { width, height });
    const { page } = visit;
    const line = await page.locator(".here").boundingBox();
    const there = await page.locator('[id="p14"]').boundingBox();
    assert.ok(line.y >= 0, `the line begins in sight, at ${line.y}`);
    assert.ok(line.y + line.height <= there.y, "it stands above the paragraph");
    assert.ok(there.y < height * 0.6, `the paragraph begins in sight, at ${there.y}`);
    // Nothing that sticks to the window covers the line.
    const covered = await page.evaluate(({ x, y }) => {
      const top = globalThis.document.elementFromPoint(x, y);
      return !top.closest(".here");
    }, { x: line.x + 30, y: line.y + 6 });
    assert.ok(!covered, "the line is not covered");
    await visit.leave();
  });
}

test("a note's address shows the note and where it is", async () => {
  const document = await bilingual();
  const { n } = document.notes.find(({ language }) => language === "ko");
  const visit = await open(`${document.url}?at=n${n}#n${n}`, { width: 360, height: 640 });
  const line = await visit.page.locator(".here").boundingBox();
  const note = await visit.page.locator(`[id="n${n}"]`).boundingBox();
  assert.ok(line.y >= 0 && note.y > line.y && note.y < 640, `${line.y}, ${note.y}`);
  await visit.leave();
});

test("the place that an address names flashes, unless the reader wants no motion", async () => {
  const document = await bilingual();
  for (const [reducedMotion, expect] of [["reduce", "none"], ["no-preference", "arrived"]]) {
    const visit = await open(`${document.url}?at=p14#p14`, { reducedMotion });
    const name = await visit.page
      .locator('[id="p14"]')
      .evaluate((block) => globalThis.getComputedStyle(block).animationName);
    assert.equal(name, expect);
    await visit.leave();
  }
});

test("another view keeps the place", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?at=p14#p14`);
  await visit.page.locator('.views a[lang="ko"]').click();
  const at = new URL(visit.page.url());
  assert.equal(at.searchParams.get("view"), "ko");
  const [, [there]] = document.alignment.find(([first]) => first.includes(14));
  assert.equal(at.hash, `#ko${there}`);
  await visit.leave();
});

test("marks are explained with examples from the text", async () => {
  const document = await bilingual();
  const visit = await open(document.url);
  await visit.page.locator('.tools a[href="#marks"]').click();
  const examples = visit.page.locator("#marks .mark");
  await examples.first().waitFor({ state: "visible" });
  const words = document.bodies.en.paragraphs.concat(document.bodies.ko.paragraphs);
  for (const example of await examples.allTextContents()) {
    assert.ok(words.some(({ text }) => text.includes(example)), example);
  }
  await visit.leave();
});

test("a letter-spaced heading is shown as printed and has the word for a name", async () => {
  const document = await bilingual();
  const spaced = document.bodies.en.paragraphs.find(({ kind, text }) =>
    kind === "heading" && /^(\p{L} )+\p{L}$/u.test(text),
  );
  const visit = await open(document.url);
  const name = spaced.text.replaceAll(" ", "");
  const heading = visit.page.getByRole("heading", { name, exact: true });
  assert.equal((await heading.textContent()).trim(), spaced.text);
  await visit.leave();
});
