// The front page: what is here, and where to begin.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json } = await room();

test("the front page lists every document in the order of its date", async () => {
  const visit = await open("/");
  const { documents } = await json("/documents.json");
  const dates = documents.map(({ date }) => date.value);
  assert.deepEqual(dates, dates.toSorted(), "the listing is in order");
  const listed = await visit.page
    .locator("main a[href*='/documents/']")
    .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  const known = documents.map(({ url }) => url);
  const inOrder = [...new Set(listed.filter((path) => known.includes(path)))];
  assert.deepEqual(inOrder, known);
  await visit.leave();
});

test("the front page bears the collection's title and introduction", async () => {
  const visit = await open("/");
  assert.equal(await visit.page.locator("h1").count(), 1);
  const introduction = await visit.page.locator("main").innerText();
  assert.match(introduction, /Where to begin/);
  assert.match(await visit.page.title(), /\S/);
  await visit.leave();
});

test("a document is one click from the front page and one click back", async () => {
  const visit = await open("/");
  const { documents } = await json("/documents.json");
  await visit.page.locator(`main a[href$='${documents[0].url}']`).first().click();
  await visit.page.waitForURL(`**${documents[0].url}`);
  assert.equal(
    (await visit.page.locator("h1").innerText()).replace(/\s+/g, " "),
    documents[0].title.replace(/\s+/g, " "),
  );
  await visit.page.goBack();
  assert.equal(new URL(visit.page.url()).pathname, "/");
  await visit.leave();
});
