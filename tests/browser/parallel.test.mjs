// Two texts side by side.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, bilingual } = await room();

/** Where the first block of each side of every pair stands. */
async function places(page, { alignment }) {
  const pairs = [];
  for (const [[first], [other]] of alignment) {
    if (first === undefined || other === undefined) continue;
    const box = (id) => page.locator(`[id="${id}"]`).boundingBox();
    pairs.push({ n: first, en: await box(`p${first}`), ko: await box(`ko${other}`) });
  }
  assert.ok(pairs.length > 20, "the document has its pairs");
  return pairs;
}

for (const width of [1024, 1280, 1920]) {
  test(`matching paragraphs stand on one level at ${width} px`, async () => {
    const document = await bilingual();
    const visit = await open(`${document.url}?view=both`, { width });
    for (const { n, en, ko } of await places(visit.page, document)) {
      assert.ok(Math.abs(en.y - ko.y) < 1, `paragraph ${n}: ${en.y} and ${ko.y}`);
      assert.ok(en.x + en.width <= ko.x, `paragraph ${n} overlaps its counterpart`);
    }
    await visit.leave();
  });
}

test("columns stay level when the reader's type is half as large again", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`, { width: 1920 });
  await visit.page.evaluate(() => {
    globalThis.document.documentElement.style.fontSize = "150%";
  });
  for (const { n, en, ko } of await places(visit.page, document)) {
    assert.ok(Math.abs(en.y - ko.y) < 1, `paragraph ${n}: ${en.y} and ${ko.y}`);
  }
  await visit.leave();
});

/** Whether a paragraph stands in a letterhead, a signature, a list of copies, which stay whole. */
function isInRun(page, n) {
  return page.locator(`[id="p${n}"]`).evaluate((block) => block.closest(".run") !== null);
}

for (const width of [360, 600]) {
  test(`each paragraph is followed by its counterpart at ${width} px`, async () => {
    const document = await bilingual();
    const visit = await open(`${document.url}?view=both`, { width });
    let above = 0;
    let alone = 0;
    for (const { n, en, ko } of await places(visit.page, document)) {
      assert.ok(ko.y >= en.y + en.height, `the counterpart of ${n} stands below it`);
      if (await isInRun(visit.page, n)) continue;
      alone += 1;
      assert.ok(en.y >= above, `paragraph ${n} comes after the pair above`);
      assert.ok(Math.max(en.x, ko.x) + Math.max(en.width, ko.width) <= width);
      above = ko.y + ko.height;
    }
    assert.ok(alone > 10, "most paragraphs stand with their counterpart alone");
    await visit.leave();
  });
}

for (const [view, width] of [["interleaved", 1280], ["interleaved", 360], ["both", 360]]) {
  test(`a letterhead stays whole, ${view} at ${width} px`, async () => {
    const document = await bilingual();
    const visit = await open(`${document.url}?view=${view}`, { width });
    const head = document.bodies.en.paragraphs.filter(({ kind }) => kind === "letterhead");
    assert.ok(head.length > 2);
    let below = null;
    for (const { n } of head) {
      const box = await visit.page.locator(`[id="p${n}"]`).boundingBox();
      if (below !== null) assert.ok(Math.abs(box.y - below) < 1, `line ${n} follows the one above`);
      below = box.y + box.height;
    }
    await visit.leave();
  });
}

test("one text alone shows nothing of the other", async () => {
  const document = await bilingual();
  for (const [view, shown, hidden] of [["en", "p8", "ko7"], ["ko", "ko7", "p8"]]) {
    const visit = await open(`${document.url}?view=${view}`);
    assert.ok(await visit.page.locator(`[id="${shown}"]`).isVisible());
    assert.equal(await visit.page.locator(`[id="${hidden}"]`).count(), 0);
    await visit.leave();
  }
});

test("each text says which language it is in", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`);
  const language = (id) =>
    visit.page
      .locator(`[id="${id}"]`)
      .evaluate((block) => block.closest("[lang]").getAttribute("lang"));
  assert.equal(await language("p8"), "en");
  assert.equal(await language("ko7"), "ko");
  await visit.leave();
});

test("what is selected in one column is copied without the other and without numbers", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`, {
    height: 1400,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page } = visit;
  await page.locator('[id="p8"]').scrollIntoViewIfNeeded();
  // From the first word of one paragraph to the last of the next.
  const ends = await page.evaluate(() => {
    const words = (id) => {
      const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) {
        if (walker.currentNode.data.trim().length > 20) nodes.push(walker.currentNode);
      }
      return nodes;
    };
    const at = (node, from, to) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const box = range.getBoundingClientRect();
      return { left: box.left, right: box.right, y: box.top + box.height / 2 };
    };
    const first = words("p8")[0];
    const from = first.data.search(/\S/);
    const last = words("p9").at(-1);
    const to = last.data.trimEnd().length;
    return { from: at(first, from, from + 1), to: at(last, to - 1, to) };
  });
  await page.mouse.move(ends.from.left + 1, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.right, ends.to.y, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.press("Control+C");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const wanted = document.bodies.en.paragraphs
    .filter(({ n }) => n === 8 || n === 9)
    .map(({ text }) => text)
    .join(" ");
  assert.equal(plain(copied), plain(wanted));
  await visit.leave();
});
