// Citing and saving a document and its paragraphs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "./room.mjs";

const { open, json, bilingual } = await room();

/** The style's citation inside an element of the page, in one line. */
async function cited(within, style) {
  const words = within.locator(`.citation[data-style="${style}"] .citation-words`);
  return (await words.innerText()).replace(/\s+/g, " ").trim();
}

test("without a script every citation stands in the panel, the archival note first", async () => {
  const { documents } = await json("/documents.json");
  for (const { url, id } of documents) {
    const document = await json(`/documents/${id}.json`);
    const visit = await open(url, { javaScriptEnabled: false });
    const panel = visit.page.locator("#cite");
    await panel.locator("summary").click();
    const styles = await panel.locator(".citation dt").allInnerTexts();
    assert.equal(styles[0], "Archival note");
    assert.ok(styles.length >= 5, `${styles}`);
    const note = await cited(panel, styles[0]);
    for (const part of [document.title, document.archive, document.translator, document.canonical]) {
      assert.ok(note.includes(part), `${id}: ${note} holds ${part}`);
    }
    assert.equal(await panel.locator("button").count(), 0, "no button that does nothing");
    await visit.leave();
  }
});

test("the source's own citation stands word for word, a test server in it marked", async () => {
  const { documents } = await json("/documents.json");
  let marked = 0;
  for (const { url, id } of documents) {
    const document = await json(`/documents/${id}.json`);
    const visit = await open(url);
    const given = visit.page.locator("#cite .given");
    assert.equal(await given.count(), document.citation_as_given ? 1 : 0, id);
    if (document.citation_as_given) {
      assert.equal(await given.textContent(), document.citation_as_given);
      assert.equal(await given.locator("a").count(), 0, "no link leads to it");
      marked += await given.locator(".doubtful").count();
    }
    await visit.leave();
  }
  assert.equal(marked, 1);
});

test("a paragraph is cited with its number, its edition and its own translator", async () => {
  const document = await bilingual();
  const edition = document.sha256.slice(0, 12);
  const english = await open(`${document.url}/p9`);
  await english.page.locator(".here summary").click();
  const note = await cited(english.page.locator(".here"), "Archival note");
  assert.match(note, /para\. 9, /);
  assert.ok(note.includes(`${document.canonical}/p9?edition=${edition}`), note);
  assert.ok(note.includes(document.bodies.en.translator), note);
  await english.leave();

  const korean = await open(`${document.url}/ko9`);
  await korean.page.locator(".here summary").click();
  for (const words of await korean.page.locator(".here .citation-words").allInnerTexts()) {
    assert.ok(!words.includes(document.bodies.en.translator), words);
  }
  await korean.leave();
});

test("a button copies a citation, as words and as formatted words", async () => {
  const document = await bilingual();
  const permissions = ["clipboard-read", "clipboard-write"];
  const visit = await open(document.url, { permissions });
  const { page } = visit;
  await page.locator("#cite summary").click();
  const button = page.locator("#cite .copy").first();
  await button.click();
  await page.locator("#cite .copy", { hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return { text: await read("text/plain"), html: await read("text/html") };
  });
  assert.ok(copied.text.startsWith(`${document.title}, 4 April 1957, `), copied.text);
  assert.ok(copied.html.includes("<i>"), copied.html);
  await visit.leave();
});

/** Ways to select whole blocks of a page, and to take them with their reference. */
function copying(page) {
  const select = (from, to) =>
    page.evaluate(
      ([from, to]) => {
        const words = (id) => globalThis.document.querySelector(`[id="${id}"] .words`);
        const range = globalThis.document.createRange();
        range.setStart(words(from).firstChild, 0);
        range.setEnd(words(to), words(to).childNodes.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      },
      [from, to],
    );
  const copied = async () => {
    await page.locator(".beside-selection", { hasText: "Copy with reference" }).click();
    await page.locator(".beside-selection", { hasText: "Copied" }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  return { select, copied };
}

const permissions = ["clipboard-read", "clipboard-write"];

test("selected words are copied with their reference", async () => {
  const document = await bilingual();
  const visit = await open(`${document.url}?view=both`, { permissions });
  const { page } = visit;
  const { select, copied } = copying(page);
  await select("p9", "p9");
  const one = await copied();
  assert.ok(one.startsWith("“"), one);
  assert.match(one, /para\. 9, \S+\/p9\?edition=[0-9a-f]{12}\.$/);
  await select("ko10", "ko10");
  const korean = await copied();
  assert.match(korean, /para\. 10, \S+\/ko10\?edition=[0-9a-f]{12}\.$/);
  assert.ok(!korean.includes(document.bodies.en.translator), korean);
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.locator(".beside-selection").waitFor({ state: "hidden" });
  await visit.leave();
});

test("a quotation is copied with its attribution, whichever is selected", async () => {
  const { documents } = await json("/documents.json");
  const { url } = documents.find(({ id }) => id.startsWith("1957-07-08"));
  const visit = await open(url, { permissions });
  const { page } = visit;
  const { select, copied } = copying(page);
  const quotation = page.locator(".block.attributed").first();
  const [said, who] = [await quotation.getAttribute("id"), await quotation.getAttribute("data-with")];
  const { bodies } = await json(`${url}.json`);
  const text = (id) => bodies.en.paragraphs[id.slice(1) - 1].text;
  const name = text(who).slice(1, 20);
  for (const id of [said, who]) {
    await select(id, id);
    const words = await copied();
    assert.ok(words.indexOf(text(said).slice(5, 40)) >= 0, words);
    assert.ok(words.indexOf(name) > words.indexOf(text(said).slice(5, 40)), words);
    assert.match(words, new RegExp(`paras?\\. ${said.slice(1)}–${who.slice(1)}, `));
  }
  await visit.leave();
});

test("every file that is offered can be had", async () => {
  const { documents } = await json("/documents.json");
  for (const { url } of documents) {
    const visit = await open(url);
    const offered = await visit.page
      .locator("#cite .saving a")
      .evaluateAll((links) => links.map((link) => [link.href, link.type]));
    assert.ok(offered.length >= 9, `${offered}`);
    for (const [href, type] of offered) {
      const answer = await fetch(href);
      assert.equal(answer.status, 200, href);
      const [served] = answer.headers.get("content-type").split(";");
      assert.equal(served, type.split(";")[0], href);
    }
    await visit.leave();
  }
});
