// Addresses of paragraphs and notes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json, bilingual } = await room();

/** Whether an element's top lies within the window. */
function inSight(page, id) {
  return page.locator(`[id="${id}"]`).evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < globalThis.innerHeight;
  });
}

test("the address of a paragraph leads to it, marked and in sight", async () => {
  const { documents } = await json("/documents.json");
  for (const { url, id } of documents) {
    const document = await json(`/documents/${id}.json`);
    const { n } = document.bodies.en.paragraphs.at(-3);
    const visit = await open(`${url}/p${n}`, { height: 700 });
    const at = new URL(visit.page.url());
    assert.equal(at.searchParams.get("at"), `p${n}`);
    assert.equal(at.hash, `#p${n}`);
    assert.ok(await inSight(visit.page, `p${n}`), `${url}: paragraph ${n} is in sight`);
    assert.match(
      await visit.page.locator("main").innerText(),
      new RegExp(`paragraph ${n} of ${document.bodies.en.paragraphs.length}`, "i"),
    );
    await visit.leave();
  }
});

test("the address of a paragraph in the other language shows both", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}/ko14`, { height: 700 });
  assert.equal(new URL(visit.page.url()).hash, "#ko14");
  assert.ok(await inSight(visit.page, "ko14"));
  assert.ok(await visit.page.locator('[id="p15"]').isVisible(), "its counterpart is there");
  await visit.leave();
});

test("a paragraph's address is kept with the edition and still leads there", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}/p12?edition=${document.sha256.slice(0, 12)}`);
  assert.equal(new URL(visit.page.url()).hash, "#p12");
  await visit.leave();
});

test("a number beyond the end says how many there are", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}/p999`, { status: 404 });
  assert.match(await visit.page.locator("main").innerText(), /26/);
  await visit.leave();
});

test("a paragraph's number links to the paragraph", async () => {
  const document = await bilingual();
  const visit = await open(document.url);
  await visit.page.locator('[id="p12"] a.number').click();
  assert.equal(new URL(visit.page.url()).hash, "#p12");
  assert.ok(await inSight(visit.page, "p12"));
  await visit.page.goBack();
  assert.equal(new URL(visit.page.url()).hash, "");
  await visit.leave();
});

test("every note has its place", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`);
  assert.ok(document.notes.length > 5);
  for (const { n } of document.notes) {
    assert.equal(await visit.page.locator(`[id="n${n}"]`).count(), 1, `note ${n}`);
  }
  await visit.leave();
});
