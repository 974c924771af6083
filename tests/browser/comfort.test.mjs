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
  const { page } = visit;
  await visit.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("not here", "SecurityError");
        },
      });
    }
  });
  await page.goto(new URL(document.url, page.url()).href);
  assert.ok(await page.locator('[id="p8"]').isVisible());
  await page.locator("details.settings summary").click();
  await Promise.all([page.waitForEvent("load"), offer(page, "theme", "dark").click()]);
  assert.equal(new URL(page.url()).searchParams.get("theme"), "dark", "the address carries it");
  assert.deepEqual(await chosen(page), { theme: "dark" });
  await visit.leave();
});

// The panel

const chosen = (page) => page.evaluate(() => ({ ...globalThis.document.documentElement.dataset }));

const offer = (page, name, value) =>
  page.locator(`[data-setting="${name}"] a[data-value="${value}"]`);

test("a choice holds at once, is remembered, and leaves the address and the place as they were", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  for (let n = 0; n < 12; n += 1) await page.keyboard.press("j");
  const { id, top: height } = await focus(page);
  const made = { theme: "dark", size: "larger", width: "narrow", notes: "inline" };
  for (const [name, value] of Object.entries(made)) {
    await offer(page, name, value).evaluate((link) => link.click());
    assert.equal((await chosen(page))[name], value);
    assert.equal(await offer(page, name, value).getAttribute("aria-current"), "true");
    assert.equal(await offer(page, name, "").getAttribute("aria-current"), null);
    assert.ok(Math.abs((await top(page, id)) - height) < 4, `${name}: ${await top(page, id)}`);
  }
  assert.equal(new URL(page.url()).search, "");
  await page.goto(new URL("/about", page.url()).href);
  assert.deepEqual(await chosen(page), made);
  await offer(page, "size", "").evaluate((link) => link.click());
  await page.reload();
  assert.equal((await chosen(page)).size, undefined, "what is taken back is forgotten");
  await visit.leave();
});

test("what the address chooses goes before what is remembered, until the reader chooses", async () => {
  const visit = await open("/about");
  const { page } = visit;
  await remember(visit, { theme: "dark", size: "large" });
  await page.goto(`${page.url()}?theme=light&ui=en`);
  assert.deepEqual(await chosen(page), { theme: "light", size: "large" });
  assert.ok((await page.locator('main a[href*="theme=light"], nav a[href*="theme=light"]').count()) > 0);
  await offer(page, "theme", "").evaluate((link) => link.click());
  assert.deepEqual(await chosen(page), { size: "large" });
  assert.equal(new URL(page.url()).search, "?ui=en");
  const carried = page.locator('a[href*="theme=light"]:not([data-setting="theme"] a)');
  assert.equal(await carried.count(), 0, "no link brings the choice back");
  assert.equal(await page.locator('input[name="theme"]').count(), 0);
  await visit.leave();
});

test("the panel closes by Escape and by a click beside it", async () => {
  const visit = await open("/about");
  const { page } = visit;
  const panel = page.locator("details.settings");
  await panel.locator("summary").click();
  assert.equal(await panel.evaluate((panel) => panel.open), true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  assert.equal(await panel.evaluate((panel) => panel.open), false);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await panel.locator("summary").click();
  await page.locator("h1").click();
  assert.equal(await panel.evaluate((panel) => panel.open), false);
  await visit.leave();
});

test("without a script the same links choose", async () => {
  const { document, note, block } = await noted();
  const visit = await open(document.url, { javaScriptEnabled: false });
  const { page } = visit;
  await page.goto(new URL(await offer(page, "notes", "hidden").getAttribute("href"), page.url()).href);
  assert.ok(!(await page.locator(`[id="n${note.n}"]`).isVisible()));
  await page.locator('.views a[href*="view=en"]').click();
  assert.ok(await page.locator(block).isVisible());
  assert.ok(!(await page.locator(`[id="n${note.n}"]`).isVisible()), "the choice goes with the view");
  await page.goto(new URL(await offer(page, "notes", "").getAttribute("href"), page.url()).href);
  assert.ok(await page.locator(`[id="n${note.n}"]`).isVisible());
  await visit.leave();
});

// Keys

/** What has the focus, where it stands in the window, and which column it is in. */
const focus = (page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return { id: element.id, top: Math.round(element.getBoundingClientRect().top) };
  });

const top = (page, id) =>
  page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);

/** A key as a keyboard with another layout writes it. */
const write = (page, key, more = {}) =>
  page.evaluate(
    ([key, more]) =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more })),
    [key, more],
  );

test("j and k walk through the paragraphs of the reader's column, with room above", async () => {
  const { document } = await noted();
  const visit = await open(`${document.url}?view=both`);
  const { page } = visit;
  for (const [key, id] of [["j", "p1"], ["j", "p2"], ["j", "p3"], ["k", "p2"]]) {
    await page.keyboard.press(key);
    assert.equal((await focus(page)).id, id);
  }
  await page.locator('[id="ko9"] .words').click();
  await page.keyboard.press("j");
  const there = await focus(page);
  assert.equal(there.id, "ko10");
  assert.ok(there.top > 60 && there.top < 300, `${there.top} px of room above`);
  await visit.leave();
});

test("a Korean layout writes jamo, of full or half width, and the keys understand them", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  for (const [key, id] of [["ㅓ", "p1"], ["ㅓ", "p2"], ["ￆ", "p3"], ["ㅏ", "p2"], ["ￂ", "p1"], ["ｊ", "p2"]]) {
    await write(page, key);
    assert.equal((await focus(page)).id, id, `after ${key}`);
  }
  await write(page, "о", { code: "KeyJ" });
  assert.equal((await focus(page)).id, "p3", "the key in the same place of another layout");
  await visit.leave();
});

test("keys rest while a reader writes, composes, or commands the browser", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  for (const more of [
    { ctrlKey: true },
    { altKey: true },
    { metaKey: true },
    { shiftKey: true },
    { isComposing: true },
    { keyCode: 229 },
  ]) {
    await write(page, "j", more);
  }
  await write(page, "Process", { code: "KeyJ" });
  assert.equal((await focus(page)).id, "", "nothing moved");
  await page.keyboard.press("/");
  await page.keyboard.type("jkvm?");
  assert.equal(await page.locator("#box").inputValue(), "jkvm?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await visit.leave();
});

test("the list of keys opens by a key and by a link, and switches them off for good", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  const list = page.locator("dialog.keys");
  await page.keyboard.press("?");
  assert.ok(await list.isVisible());
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  assert.ok(!(await list.isVisible()));
  await page.locator(".keys-link").click();
  await list.getByRole("switch").uncheck();
  await list.getByRole("button").click();
  for (const state of ["switched off", "on the next page"]) {
    await page.keyboard.press("j");
    await page.keyboard.press("?");
    assert.equal((await focus(page)).id.replace(/^[a-z]+$/, ""), "", state);
    assert.ok(!(await list.isVisible()), state);
    await page.reload();
  }
  await page.locator(".keys-link").click();
  await list.getByRole("switch").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("k");
  assert.match((await focus(page)).id, /^p\d+$/, "from the foot of the page to the last paragraph");
  await visit.leave();
});

test("n and p lead from hit to hit, among results and in a document", async () => {
  const visit = await open("/search?q=plenum");
  const { page } = visit;
  const titles = page.locator(".results h2 a");
  const at = () => page.evaluate(() => document.activeElement.getAttribute("href"));
  for (const [key, n] of [["n", 0], ["n", 1], ["p", 0]]) {
    await page.keyboard.press(key);
    assert.equal(await at(), await titles.nth(n).getAttribute("href"));
  }
  await page.keyboard.press("Enter");
  const steps = [];
  for (const key of ["n", "n", "p"]) {
    await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
    steps.push(new URL(page.url()).searchParams.get("at"));
  }
  assert.equal(steps[2], steps[0]);
  assert.notEqual(steps[1], steps[0]);
  await visit.leave();
});

test("the brackets lead to the documents before and after", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  const next = await page.locator(".neighbours .next").getAttribute("href");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("]")]);
  assert.equal(new URL(page.url()).pathname, next.split("?")[0]);
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("[")]);
  assert.equal(new URL(page.url()).pathname, document.url);
  await visit.leave();
});

test("m leads from one place of the notes to the next and says so", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const { page } = visit;
  for (const notes of ["inline", "hidden", undefined]) {
    await page.keyboard.press("m");
    assert.equal((await chosen(page)).notes, notes);
    const words = (await offer(page, "notes", notes ?? "").innerText()).trim();
    assert.ok((await page.getByRole("status").innerText()).endsWith(words), words);
  }
  await visit.leave();
});

test("a key does nothing where it has nothing to do", async () => {
  const visit = await open("/about");
  const { page } = visit;
  const before = page.url();
  for (const key of ["v", "m", "j", "k", "n", "p", "[", "]"]) await page.keyboard.press(key);
  assert.equal(page.url(), before);
  assert.equal((await focus(page)).id, "");
  await visit.leave();
});

// The reader's place

test("the place in the text outlives a change of view, in each language at its counterpart", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`);
  const { page } = visit;
  const [[[en], [ko]]] = document.alignment.filter(([[first], [other]]) => first > 10 && other);
  await page.evaluate((id) => {
    globalThis.document.getElementById(id).scrollIntoView();
    scrollBy(0, 20);
  }, `p${en}`);
  const height = await top(page, `p${en}`);
  assert.ok(height > 40, "the paragraph stands below the heads of the columns");
  const views = await page
    .locator(".views a")
    .evaluateAll((links) => links.map(({ href }) => new URL(href).searchParams.get("view")));
  assert.deepEqual(views.toSorted(), ["both", "en", "interleaved", "ko"]);
  const here = views.indexOf("both");
  let id;
  for (const view of [...views.slice(here + 1), ...views.slice(0, here + 1)]) {
    // Where both texts are shown the paragraph stays; one text alone shows the counterpart.
    id = { en: `p${en}`, ko: `ko${ko}` }[view] ?? id ?? `p${en}`;
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("v")]);
    const address = new URL(page.url());
    assert.equal(address.searchParams.get("view"), view);
    assert.equal(address.hash, `#${id}`);
    assert.ok(Math.abs((await top(page, id)) - height) < 4, `${view}: ${await top(page, id)} and ${height}`);
  }
  await page.goBack();
  assert.ok(Math.abs((await top(page, id)) - height) < 4, "and going back leads back");
  await visit.leave();
});

test("the place in the text outlives a change of the window's width", async () => {
  const { document } = await noted();
  const visit = await open(`${document.url}?view=both`);
  const { page } = visit;
  await page.keyboard.press("j");
  for (let n = 0; n < 12; n += 1) await page.keyboard.press("j");
  const { id, top: height } = await focus(page);
  for (const width of [600, 1600, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction(
      ([id, height]) =>
        Math.abs(globalThis.document.getElementById(id).getBoundingClientRect().top - height) < 4,
      [id, height],
    );
  }
  await visit.leave();
});

// Paper

test("paper says when it was read, in the language of the page", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  await remember(visit, { theme: "dark" });
  await visit.page.reload();
  await visit.page.emulateMedia({ media: "print" });
  const ink = await visit.page.locator("h1").evaluate((words) => getComputedStyle(words).color);
  assert.equal(ink, "rgb(0, 0, 0)", "in black, whatever theme was chosen");
  const words = await visit.page.locator(".print-address").innerText();
  assert.match(words, /Read on \d+ [A-Z][a-z]+ 20\d\d\b/);
  await visit.page.goto(`${visit.page.url()}?ui=ko`);
  assert.match(await visit.page.locator(".print-address").innerText(), /20\d\d년 \d+월 \d+일 열람/);
  await visit.leave();
});

test("all scripts together weigh less than 15 kB", async () => {
  const { document } = await noted();
  const visit = await open(document.url);
  const sizes = await visit.page.evaluate(async () => {
    const scripts = [...globalThis.document.scripts].filter((script) => script.src);
    return Promise.all(scripts.map(async ({ src }) => (await (await fetch(src)).arrayBuffer()).byteLength));
  });
  assert.ok(sizes.length >= 3, "the page has its scripts");
  const sum = sizes.reduce((one, other) => one + other, 0);
  assert.ok(sum <= 15_000, `${sum} bytes`);
  await visit.leave();
});
