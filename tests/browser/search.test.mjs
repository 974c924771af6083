// From the search box to the paragraph, from hit to hit, and back to the results; with links alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json } = await room();
const found = await json(`/search.json?q=${encodeURIComponent("소련")}`);

/** Waits until the bar under the text says so. */
const barSays = (page, words) =>
  page.locator(".hit-words strong", { hasText: new RegExp(`^${words}$`) }).waitFor();

test("the box on every page leads to the results", async () => {
  for (const path of ["/", "/documents", found.documents[0].url.split("?")[0], "/no-such-page"]) {
    const visit = await open(path, {
      javaScriptEnabled: false,
      status: path === "/no-such-page" ? 404 : 200,
    });
    await visit.page.getByRole("searchbox").first().fill("소련");
    await visit.page.keyboard.press("Enter");
    await visit.page.waitForURL("**/search?q=*");
    assert.ok((await visit.page.locator("mark").count()) > 0, `${path}: nothing is marked`);
    await visit.leave();
  }
});

test("a passage leads to its paragraph, and the bar from hit to hit", async () => {
  const visit = await open(`/search?q=${encodeURIComponent("소련")}`, { javaScriptEnabled: false });
  const { page } = visit;
  const total = found.documents[0].paragraphs;
  await page.locator(".passage-place").first().click();
  await page.waitForURL("**/documents/**");
  const place = new URL(page.url()).hash;
  assert.match(place, /^#ko\d+$/);
  const block = page.locator(place);
  assert.ok(await block.locator("mark").first().isVisible());
  assert.ok(
    await block.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }),
    "the paragraph is in sight",
  );
  for (let n = 1; n <= total; n += 1) {
    await barSays(page, `Hit ${n} of ${total}`);
    if (n < total) await page.getByRole("link", { name: "Next hit" }).click();
  }
  assert.equal(await page.getByRole("link", { name: "Next hit" }).count(), 0);
  await page.goBack();
  await barSays(page, `Hit ${total - 1} of ${total}`);
  await page.getByRole("link", { name: "All results" }).click();
  await page.waitForURL("**/search?q=*");
  await visit.leave();
});

test("the bar leads to the next document that has hits", async () => {
  const answer = await json("/search.json?q=plenum");
  assert.ok(answer.total > 1, "plenum stands in several documents");
  const visit = await open(answer.documents[0].url, { javaScriptEnabled: false });
  for (const document of answer.documents.slice(1)) {
    await visit.page.getByRole("link", { name: "Next document" }).click();
    await visit.page.waitForURL((url) => url.pathname.endsWith(`/${document.id}`));
    assert.ok((await visit.page.locator("main mark").count()) > 0);
  }
  assert.equal(await visit.page.getByRole("link", { name: "Next document" }).count(), 0);
  await visit.leave();
});

test("the bar hides no line that has the focus", async () => {
  const visit = await open(found.documents[0].url, { width: 360, height: 740 });
  const { page } = visit;
  const covered = await page.evaluate(() => {
    const bar = document.querySelector(".hit-bar").getBoundingClientRect();
    return bar.height / innerHeight;
  });
  assert.ok(covered < 0.2, `the bar takes ${Math.round(covered * 100)} % of a phone`);
  await visit.leave();
});

test("facets narrow and are taken away one by one", async () => {
  const visit = await open("/search?q=plenum", { javaScriptEnabled: false });
  const { page } = visit;
  await page.locator(".facets a").first().click();
  await page.locator(".active li").first().waitFor();
  assert.equal(await page.locator(".active a:not(.clear)").count(), 1);
  await page.locator(".active a").first().click();
  await page.locator(".active").waitFor({ state: "detached" });
  await visit.leave();
});
