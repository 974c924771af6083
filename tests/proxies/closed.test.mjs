// A closed room behind each proxy: nobody reads without signing in, and whoever signs in comes to the
// very passage that she asked for.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "../browser/node_modules/playwright-core/index.mjs";
import { caddy, get, nginx, room, signInService, stopAll } from "./servers.mjs";

// bcrypt of "sesame".
const hash = "$2y$05$NqC2Ubii84ZWroX9p8n2sevy4HzVLS.GXjzTDwmUhJoM.CqYpqXEe";
let port;
let passage;
let browser;
const services = {};
before(async () => {
  port = await room("--base-url", "https://example.org", "--private");
  const ask = async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).json();
  const { documents } = await ask("/documents.json");
  const { id } = documents.find(({ languages }) => languages.length > 1);
  const { edition } = await ask(`/documents/${id}.json`);
  passage = { id, path: `/documents/${id}?view=both&q=August+plenum&notes=inline`, lasting: `/documents/${id}/p5?edition=${edition}` };
  services.here = await signInService({ form: "here" });
  services.elsewhere = await signInService({ form: "elsewhere" });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--host-resolver-rules=MAP example.org 127.0.0.1, MAP * ~NOTFOUND", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync"],
  });
});
after(async () => {
  await browser?.close();
  await stopAll();
});

const rate = "rate=5000r/s";
const password = {
  nginx: () => nginx("reading-room-password", port, { rate, passwords: `reader:${hash}\n` }),
  caddy: () => caddy("Caddyfile.password", port, { password: hash }),
};
const signIn = {
  nginx: (service) => nginx("reading-room-sign-in", port, { rate, signIn: service }),
  caddy: (service) => caddy("Caddyfile.sign-in", port, { signIn: service }),
};

/** A window of a reader for whom example.org is the proxy at a port. */
async function visitor(proxy, options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  return { page, context, at: (path) => `https://example.org:${proxy}${path}` };
}

/** Whether the paragraph named by the fragment is what the window shows. */
async function shows(page, id) {
  await page.waitForFunction((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }, id);
}

const closed = ["/", "/documents.json", "/feed.atom", "/sitemap.xml", "/robots.txt", "/documents.epub", "/healthz", "/static/x.css"];

/** What is true of answers to those who may read. */
function isPrivate({ headers }, path) {
  assert.equal(headers["cache-control"], "private, no-store", path);
  assert.ok(!headers["access-control-allow-origin"], path);
}

for (const [name, start] of Object.entries(password)) {
  test(`${name} asks for a password`, async () => {
    const { port: proxy } = await start();
    for (const path of closed) {
      const { status, headers } = await get(proxy, path);
      assert.equal(status, 401, path);
      assert.match(headers["www-authenticate"], /^Basic/);
    }
    const given = (words) => ({ headers: { authorization: `Basic ${Buffer.from(words).toString("base64")}` } });
    assert.equal((await get(proxy, "/", given("reader:guess"))).status, 401);
    for (const path of ["/", passage.path, "/documents.json", "/documents.epub"]) {
      const answer = await get(proxy, path, given("reader:sesame"));
      assert.equal(answer.status, 200, path);
      isPrivate(answer, path);
    }

    const { page, context, at } = await visitor(proxy, { httpCredentials: { username: "reader", password: "sesame" } });
    await page.goto(at(`${passage.path}#p9`));
    assert.equal(page.url(), at(`${passage.path}#p9`));
    await shows(page, "p9");
    await context.close();
  });
}

for (const [name, start] of Object.entries(signIn)) {
  test(`${name} leads to sign-in and back to the passage`, async () => {
    const { port: proxy } = await start(services.here);
    for (const path of closed) {
      const { status, headers } = await get(proxy, path);
      assert.equal(status, 302, path);
      assert.match(headers.location, /^\/oauth2\/provider/);
    }
    // Nobody talks her way in, by a header or by a name for the service's inner address.
    for (const headers of [{ "x-auth-request-redirect": "https://evil.example/" }, { "x-original-url": "/oauth2/start" }]) {
      assert.equal((await get(proxy, "/", { headers })).status, 302);
    }
    const known = { headers: { cookie: "signed_in=yes" } };
    for (const path of ["/", passage.path, "/documents.epub"]) {
      const answer = await get(proxy, path, known);
      assert.equal(answer.status, 200, path);
      isPrivate(answer, path);
      assert.ok(!answer.headers["set-cookie"]);
    }

    // The provider's form keeps the fragment: path, query and place are as they were.
    const { page, context, at } = await visitor(proxy);
    await page.goto(at(`${passage.path}#p9`));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(at(`${passage.path}#p9`));
    await shows(page, "p9");
    await context.close();
  });

  test(`${name} brings a cited paragraph through any sign-in`, async () => {
    const { port: proxy } = await start(services.elsewhere);
    const { page, context, at } = await visitor(proxy);
    await page.goto(at(passage.lasting));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(at(`/documents/${passage.id}?at=p5#p5`));
    await shows(page, "p5");
    await context.close();
  });
}
