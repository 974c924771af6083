// What the script adds for the comfort of readers, and that it is missed by none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, bilingual } = await room();

/** The document with two texts, one of its notes, and the paragraph that it stands in. */
async function noted() {
  const document = await bilingual();
  const note = document.notes.find(({ language }) => language === "en");
  return { document, note, block: `[id="p${note.paragraph}"]` };
}

/** Remembers choices as an earlier visit would have. */
const remember = (visit, choices) =>
  visit.page.evaluate((said) => localStorage.setItem("reading-room", said), JSON.stringify(choices));

/** What a selection of an element would copy. */
const copied = (page, selector) =>
  page.locator(selector).evaluate((element) => {
    const selection = document.getSelection();
    selection.selectAllChildren(element);
    return selection.toString().replace(/\s+/g, " ").trim();
  });

test("what is remembered stands on the next page before it is painted, without cookies", async () => {
  const { document } = await noted();
  const visit = await open("/");
  await remember(visit, { theme: "dark", size: "large", width: "narrow", notes: "inline" });
  await visit.page.goto(new URL(document.url, visit.page.url()).href);
  const found = await visit.page.evaluate(async () => {
    const moved = await new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) sum += shift.value;
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
    });
    return { ...globalThis.document.documentElement.dataset, moved, cookie: globalThis.document.cookie };
  });
  const chosen = { theme: "dark", size: "large", width: "narrow", notes: "inline" };
  assert.deepEqual(found, { ...chosen, moved: 0, cookie: "" });
  await visit.leave();
});

test("what the storage holds is taken only where it is a choice", async () => {
  const visit = await open("/about");
  for (const held of ['{"theme":"pink","size":7,"notes":null}', "{", "null", "7", '"x"']) {
    await visit.page.evaluate((words) => localStorage.setItem("reading-room", words), held);
    await visit.page.reload();
    const found = await visit.page.evaluate(() => ({ ...document.documentElement.dataset }));
    assert.deepEqual(found, {}, held);
  }
  await visit.leave();
});

test("notes stand beside the text, in the line, or nowhere, and copying takes what stands in the line", async () => {
  const { document, note, block } = await noted();
  const visit = await open(`${document.url}?view=en`);
  const { page } = visit;
  const { text } = document.bodies.en.paragraphs[note.paragraph - 1];
  const whole = text.replace(/\s+/g, " ").trim();
  const bare = whole
    .split(/(?<=\])|(?=\[)/)
    .filter((part) => !part.startsWith("[") || !part.includes(note.text))
    .join("")
    .trim();
  assert.notEqual(bare, whole, "the paragraph has a note");
  const beside = page.locator(`[id="n${note.n}"]`);
  const seen = async () => ({
    beside: await beside.isVisible(),
    number: await page.locator(`${block} .note-number`).first().isVisible(),
    // Words that are clipped away have a box of one pixel.
    inLine: (await page.locator(`${block} .as-printed`).first().boundingBox())?.width > 1,
  });
  assert.deepEqual(await seen(), { beside: true, number: true, inLine: false });
  assert.equal(await copied(page, block), bare);

  await remember(visit, { notes: "inline" });
  await page.reload();
  assert.deepEqual(await seen(), { beside: false, number: false, inLine: true });
  assert.equal(await copied(page, block), whole);

  await remember(visit, { notes: "hidden" });
  await page.reload();
  assert.deepEqual(await seen(), { beside: false, number: false, inLine: false });
  assert.equal(await copied(page, block), bare);

  await page.goto(`${page.url()}&at=n${note.n}`);
  assert.ok(await beside.isVisible(), "the note that the address names is shown");
  assert.equal(await page.locator(".side-note:visible").count(), 1);

  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator(".footnotes").isVisible()), "hidden notes are not printed");
  await remember(visit, { notes: "inline" });
  await page.reload();
  assert.ok(await page.locator(".footnotes").isVisible(), "all others are footnotes on paper");
  await visit.leave();
});

test("a browser that keeps nothing shows the page all the same", async () => {
  const { document } = await noted();
  const visit = await open("/about");
  await visit.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("not here", "SecurityError");
        },
      });
    }
  });
  await visit.page.goto(new URL(document.url, visit.page.url()).href);
  assert.ok(await visit.page.locator('[id="p8"]').isVisible());
  await visit.leave();
});
