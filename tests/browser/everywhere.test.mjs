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
  ...documents.slice(-2).map(({ url }) => ({ path: url })),
  { path: both.url },
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
  { path: `${both.url}/history` },
  { path: `${both.url}/history?ui=ko`, lang: "ko" },
  { path: "/ingest/events" },
  { path: "/ingest" },
  { path: "/about" },
  { path: "/about/accessibility" },
  { path: "/?ui=ko", lang: "ko" },
  { path: `${both.url}?ui=ko`, lang: "ko" },
  { path: "/search?q=Molotov&ui=ko", lang: "ko" },
  { path: "/documents/no-such-document", status: 404 },
  { path: "/no-such-page", status: 404 },
];

const screen = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
// The narrowest is what 1280 px leave at a zoom of 400 %.
const widths = [320, 360, 768, 1280, 1920];

/** How many pixels a page is wider than its window. */
const over = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** What the accessibility rules find in a page at a size, each as a line. */
async function faults(page, size, named) {
  await page.setViewportSize(size);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${named} at ${size.width} px: ${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html)}`,
  );
}

/** Where a page is wider than its window, as it is and as readers may set it. */
async function excess(page, path) {
  const found = [];
  const look = async (how) => {
    const pixels = await over(page);
    if (pixels > 0) found.push(`${path} is ${pixels} px wider than ${how}`);
  };
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await look(`${width} px`);
  }
  // Text at twice its size, then the spacing of WCAG 1.4.12.
  await page.setViewportSize(screen);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await look("1280 px at 200 % text");
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;" +
        " word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  await page.setViewportSize(phone);
  await look("360 px with wide spacing");
  await page.evaluate(() => (document.adoptedStyleSheets = []));
  return found;
}

/** The links of a page within the room: where they lead and to which part. */
const linksOf = (page) =>
  page.locator("a[href], link[href]").evaluateAll((elements) =>
    elements.map((element) => {
      // A link in a drawing has no address of its own kind.
      const { href, hash } = new URL(element.getAttribute("href"), element.baseURI);
      return { to: href.split("#")[0], hash };
    }),
  );

/** An address without what a reader chose, which leads to the same page. */
function plain(address) {
  const url = new URL(address);
  for (const choice of ["ui", "theme", "size", "width", "notes"]) url.searchParams.delete(choice);
  return url.href;
}

/** What is wrong behind the links of a page; `seen` holds those that were followed before. */
async function broken(page, path, status, seen) {
  const found = [];
  for (const { to, hash } of await linksOf(page)) {
    const here = plain(to) === plain(page.url());
    if (to === page.url().split("#")[0] && hash && hash !== "#") {
      const id = decodeURIComponent(hash.slice(1));
      if ((await page.locator(`[id="${id}"]`).count()) === 0) {
        found.push(`${path} links to ${hash}, which is not there`);
      }
    }
    const address = plain(to);
    if (!to.startsWith("http://127.0.0.1") || seen.has(address)) continue;
    seen.add(address);
    const answer = await fetch(address);
    if (!answer.ok && !(status === 404 && here)) {
      found.push(`${path} links to ${to}, which answers ${answer.status}`);
    }
  }
  return found;
}

/** Visits every page once in the light theme and writes down what the tests below ask about. */
async function survey() {
  const found = { excess: [], faults: [], broken: [], headings: [], words: [] };
  const seen = new Set();
  const { page, go, leave } = await open("/");
  for (const { path, status, lang = "en" } of pages) {
    await go(path, status);
    found.words.push(await page.locator("main").innerText());
    const heads = await page.locator("h1").count();
    const title = (await page.title()).trim();
    const tongue = await page.locator("html").getAttribute("lang");
    if (heads !== 1) found.headings.push(`${path} has ${heads} headings of the first level`);
    if (title === "") found.headings.push(`${path} has no title`);
    if (tongue !== lang) found.headings.push(`${path} says that it is in ${tongue}`);
    found.broken.push(...(await broken(page, path, status, seen)));
    found.faults.push(...(await faults(page, screen, path)), ...(await faults(page, phone, path)));
    found.excess.push(...(await excess(page, path)));
    await page.setViewportSize(screen);
  }
  await leave();
  return found;
}

let surveyed;
const seen = () => (surveyed ??= survey());

test("no page is wider than its window, with large or widely spaced text neither", async () => {
  assert.deepEqual((await seen()).excess, []);
});

test("the accessibility rules find no fault in any page", async () => {
  assert.deepEqual((await seen()).faults, []);
});

// What differs between the themes are the colours, and these are the same on a phone.
test("the accessibility rules find no fault in any dark page", async () => {
  const { page, go, leave } = await open("/", { theme: "dark" });
  for (const { path, status } of pages) {
    await go(path, status);
    assert.deepEqual(await faults(page, screen, path), []);
  }
  await leave();
});

test("every page says the same without script", async () => {
  const { words } = await seen();
  const { page, go, leave } = await open("/", { javaScriptEnabled: false });
  for (const [at, { path, status }] of pages.entries()) {
    await go(path, status);
    assert.equal(await page.locator("main").innerText(), words[at], path);
  }
  await leave();
});

test("every page has one heading of the first level, a title and its language", async () => {
  assert.deepEqual((await seen()).headings, []);
});

test("every link within the room leads somewhere", async () => {
  assert.deepEqual((await seen()).broken, []);
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
