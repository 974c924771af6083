// What holds on every page: it fits its window, everyone can use it, and it needs no script.

import assert from "node:assert/strict";
import { test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { room } from "./room.mjs";

const { open, json, bilingual } = await room();
const { documents } = await json("/documents.json");
const both = await bilingual();
const pages = [
  { path: "/" },
  { path: "/documents" },
  { path: "/documents?from=1957-06&language=en" },
  ...documents.map(({ url }) => ({ path: url })),
  { path: `${both.url}?view=both` },
  { path: `${both.url}?view=ko` },
  { path: `${both.url}/p14` },
  { path: `${both.url}?q=${encodeURIComponent("소련 -평양")}&rank=1&at=ko10#ko10` },
  { path: "/search" },
  { path: `/search?q=${encodeURIComponent("Heo Ga-i OR 중국 year:x")}` },
  { path: "/search?q=Kaganovitch+Molotof&year=1957" },
  { path: "/archives" },
  { path: "/archives/avprf/0102/13/72/5" },
  { path: "/timeline" },
  { path: "/people" },
  { path: "/people/kim-il-sung" },
  { path: "/terms" },
  { path: `${both.url}/source` },
  { path: "/ingest" },
  { path: "/about" },
  { path: "/documents/no-such-document", status: 404 },
  { path: "/no-such-page", status: 404 },
];

const screen = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

for (const theme of ["light", "dark"]) {
  test(`no ${theme} page is wider than its window`, async () => {
    for (const { path, status } of pages) {
      const visit = await open(path, { theme, status });
      for (const width of [360, 768, 1280, 1920]) {
        await visit.page.setViewportSize({ width, height: 900 });
        const over = await visit.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.ok(over <= 0, `${path} is ${over} px wider than ${width} px`);
      }
      await visit.leave();
    }
  });
}

// What differs between the themes are the colours, and these are the same on a phone.
for (const [theme, sizes] of [
  ["light", [screen, phone]],
  ["dark", [screen]],
]) {
  test(`the accessibility rules find no fault in any ${theme} page`, async () => {
    for (const { path, status } of pages) {
      const visit = await open(path, { theme, status });
      for (const size of sizes) {
        await visit.page.setViewportSize(size);
        const { violations } = await new AxeBuilder({ page: visit.page }).analyze();
        const faults = violations.map(
          ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html)}`,
        );
        assert.deepEqual(faults, [], `${path} at ${size.width} px`);
      }
      await visit.leave();
    }
  });
}

test("every page says the same without script", async () => {
  for (const { path, status } of pages) {
    const words = async (javaScriptEnabled) => {
      const visit = await open(path, { javaScriptEnabled, status });
      const text = await visit.page.locator("main").innerText();
      await visit.leave();
      return text;
    };
    assert.equal(await words(false), await words(true), path);
  }
});

test("every page has one heading of the first level, a title and a language", async () => {
  for (const { path, status } of pages) {
    const visit = await open(path, { status });
    assert.equal(await visit.page.locator("h1").count(), 1, path);
    assert.notEqual((await visit.page.title()).trim(), "", path);
    assert.equal(await visit.page.locator("html").getAttribute("lang"), "en", path);
    await visit.leave();
  }
});

test("every link within the room leads somewhere", async () => {
  const seen = new Set();
  const broken = [];
  for (const { path, status } of pages) {
    const visit = await open(path, { status });
    const links = await visit.page
      .locator("a[href], link[href]")
      .evaluateAll((elements) =>
        elements.map((element) => {
          // A link in a drawing has no address of its own kind.
          const { href, hash } = new URL(element.getAttribute("href"), element.baseURI);
          return { to: href.split("#")[0], hash };
        }),
      );
    for (const { to, hash } of links) {
      const here = to === visit.page.url().split("#")[0];
      if (here && hash && hash !== "#") {
        const id = decodeURIComponent(hash.slice(1));
        if ((await visit.page.locator(`[id="${id}"]`).count()) === 0) {
          broken.push(`${path} links to ${hash}, which is not there`);
        }
      }
      if (!to.startsWith("http://127.0.0.1") || seen.has(to)) continue;
      seen.add(to);
      const answer = await fetch(to);
      if (!answer.ok && !(status === 404 && here)) {
        broken.push(`${path} links to ${to}, which answers ${answer.status}`);
      }
    }
    await visit.leave();
  }
  assert.deepEqual(broken, []);
});

test("in print there is the text with its address and no tool of the screen", async () => {
  const document = await bilingual();
  const visit = await open(document.url);
  await visit.page.emulateMedia({ media: "print" });
  assert.ok(await visit.page.locator('[id="p8"]').isVisible());
  for (const hidden of await visit.page.locator("nav, form").all()) {
    assert.ok(!(await hidden.isVisible()), "navigation is not printed");
  }
  const printed = await visit.page.locator("body").innerText();
  assert.ok(printed.includes(document.canonical), "the address is printed");
  await visit.leave();
});
