// Language and looks, chosen by links alone: all of it works without script, and goes along.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, bilingual } = await room();

const still = { javaScriptEnabled: false };
const root = (page, name) => page.locator("html").getAttribute(name);
const query = (page) => Object.fromEntries(new URL(page.url()).searchParams);

test("Korean goes along to a document, to a search and back", async () => {
  const { url } = await bilingual();
  const visit = await open("/", still);
  const { page } = visit;
  assert.equal(await root(page, "lang"), "en");
  await page.getByRole("link", { name: "한국어", exact: true }).click();
  assert.equal(await root(page, "lang"), "ko");
  await page.locator(`main a[href^='${url}?']`).first().click();
  await page.waitForURL(`**${url}?*`);
  assert.equal(await root(page, "lang"), "ko");
  const title = page.locator("h1");
  assert.equal(await title.getAttribute("lang"), "en");
  await page.locator(".masthead input[name='q']").fill("embassy");
  await page.locator(".masthead input[name='q']").press("Enter");
  await page.waitForURL("**/search?*");
  assert.deepEqual(query(page), { q: "embassy", ui: "ko" });
  assert.equal(await root(page, "lang"), "ko");
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, url);
  assert.equal(await root(page, "lang"), "ko");
  await page.getByRole("banner").getByRole("link", { name: "English", exact: true }).click();
  assert.equal(await root(page, "lang"), "en");
  assert.equal(new URL(page.url()).pathname, url);
  await visit.leave();
});

test("dark and large letters go along, and are taken back where they were chosen", async () => {
  const { url } = await bilingual();
  const visit = await open(url, still);
  const { page } = visit;
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const letters = () =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const [usualPaper, usualLetters] = [await paper(), await letters()];
  const choose = async (setting, value) => {
    await page.locator(".settings > summary").click();
    await page.locator(`[data-setting='${setting}'] a[data-value='${value}']`).click();
  };
  await choose("theme", "dark");
  await choose("size", "large");
  assert.deepEqual(query(page), { theme: "dark", size: "large" });
  assert.notEqual(await paper(), usualPaper);
  assert.ok((await letters()) > usualLetters);
  await page.locator(".views a").last().click();
  assert.equal(await root(page, "data-theme"), "dark");
  const { view } = query(page);
  await choose("theme", "");
  assert.deepEqual(query(page), { view, size: "large" });
  assert.equal(await paper(), usualPaper);
  await choose("size", "");
  assert.deepEqual(query(page), { view });
  await visit.leave();
});

test("a reader whose browser asks for Korean gets Korean, and can change it", async () => {
  const visit = await open("/timeline", { ...still, locale: "ko-KR" });
  assert.equal(await root(visit.page, "lang"), "ko");
  assert.equal(new URL(visit.page.url()).search, "");
  await visit.page.getByRole("link", { name: "English", exact: true }).click();
  assert.equal(await root(visit.page, "lang"), "en");
  await visit.page.locator(".masthead nav a").first().click();
  assert.equal(await root(visit.page, "lang"), "en");
  await visit.leave();
});

test("the way to the other language stands on a small screen too", async () => {
  const visit = await open("/", { ...still, width: 360, height: 640 });
  const link = visit.page.getByRole("link", { name: "한국어", exact: true });
  const { x, width } = await link.boundingBox();
  assert.ok(x >= 0 && x + width <= 360, `${x} ${width}`);
  await visit.leave();
});
