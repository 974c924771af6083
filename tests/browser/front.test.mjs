// The front page: what is here, and where to begin.

import assert from "node:assert/strict";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { room } from "./room.mjs";

const { open, json } = await room();

test("the front page lists every document in the order of its date", async () => {
  const visit = await open("/");
  const { documents } = await json("/documents.json");
  const dates = documents.map(({ date }) => date.value);
  assert.deepEqual(dates, dates.toSorted(), "the listing is in order");
  const listed = await visit.page
    .locator("#documents .entry-title a")
    .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  const known = documents.map(({ url }) => url);
  // Documents to begin with stand above the list and once more in it.
  const inOrder = listed.filter((path) => known.includes(path)).slice(-known.length);
  assert.deepEqual(inOrder, known);
  await visit.leave();
});

test("the front page bears the collection's title and introduction", async () => {
  const visit = await open("/");
  assert.equal(await visit.page.locator("h1").count(), 1);
  assert.equal(await visit.page.getByRole("searchbox").count(), 1, "one box to search with");
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

test("what a newcomer needs stands in the first window", async () => {
  for (const [width, height] of [
    [1280, 900],
    [360, 740],
  ]) {
    const visit = await open("/", { width, height });
    for (const words of ["h1", ".coverage", "main [type='search']", ".lead p"]) {
      const box = await visit.page.locator(words).first().boundingBox();
      assert.ok(box.y + 24 < height, `${words} begins at ${box.y} of ${height} px`);
    }
    const documents = await visit.page.locator("#documents").boundingBox();
    // A phone's window is short, and the way to the documents may be a little longer there.
    assert.ok(documents.y < (width < 720 ? 2.25 : 2) * height, `the documents begin at ${documents.y} px`);
    await visit.leave();
  }
});

const paths = ["/", "/documents", "/search?q=Pimenov", "/timeline", "/people/kim-il-sung", "/about"];

test("what is to be clicked is large enough or stands apart, on the narrowest window too", async () => {
  for (const path of paths) {
    const visit = await open(path, { width: 320, height: 740 });
    const target = new AxeBuilder({ page: visit.page }).withRules(["target-size"]);
    const { violations } = await target.analyze();
    const faults = violations.flatMap(({ nodes }) => nodes.map(({ html }) => html));
    assert.deepEqual(faults, [], path);
    await visit.leave();
  }
});

test("with forced colours text and bars keep to the colours of the system", async () => {
  for (const path of paths) {
    const visit = await open(path, { forcedColors: "active" });
    const [words, ground] = await visit.page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("span"));
      probe.style.color = "CanvasText";
      const system = getComputedStyle(probe).color;
      const of = (selector, property) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element)[property] : system;
      };
      return [of("h1", "color") === system, of(".chart .amount", "fill") === system];
    });
    assert.ok(words && ground, path);
    await visit.leave();
  }
});
