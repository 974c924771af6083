// Reading without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json } = await room();

/** What has the focus: its words, its place, and whether a line or a shadow shows it. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      name: element.tagName,
      words: element.textContent.trim(),
      href: element.getAttribute("href"),
      seen:
        (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) ||
        style.boxShadow !== "none",
      inWindow: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });
}

test("the first stop skips to the text", async () => {
  const { documents } = await json("/documents.json");
  for (const path of ["/", documents[0].url]) {
    const visit = await open(path);
    await visit.page.keyboard.press("Tab");
    const first = await focused(visit.page);
    assert.match(first.href ?? "", /^#/, `${path}: the first link skips`);
    assert.ok(first.seen && first.inWindow, `${path}: the skip link shows itself`);
    await visit.page.keyboard.press("Enter");
    const target = visit.page.locator(first.href);
    assert.equal(await target.count(), 1);
    await visit.page.keyboard.press("Tab");
    const inMain = await visit.page.evaluate(
      () => document.activeElement.closest("main") !== null,
    );
    assert.ok(inMain, `${path}: the next stop is in the text`);
    await visit.leave();
  }
});

test("every stop of the keyboard can be seen", async () => {
  const { documents } = await json("/documents.json");
  for (const theme of ["light", "dark"]) {
    for (const path of ["/", "/documents", documents[0].url, "/about"]) {
      const visit = await open(path, { theme });
      for (let stop = 1; stop <= 40; stop += 1) {
        await visit.page.keyboard.press("Tab");
        const { name, words, seen, inWindow } = await focused(visit.page);
        if (name === "BODY") break;
        assert.ok(seen && inWindow, `${path}, stop ${stop}: ${name} "${words}" in ${theme}`);
      }
      await visit.leave();
    }
  }
});
