// An open room behind each proxy, at the root and below a path, the path passed on and cut off:
// what readers and programs meet there is what they meet without a proxy.

import assert from "node:assert/strict";
import http2 from "node:http2";
import https from "node:https";
import { after, before, test } from "node:test";
import { caddy, certificateText, get, nginx, room, stopAll } from "./servers.mjs";

const rooms = {};
before(async () => {
  for (const base of ["", "/archive"]) {
    rooms[base] = await room("--base-url", `https://example.org${base}`);
  }
});
after(stopAll);

const cutByNginx = (text) => text.replace("proxy_pass http://reading_room;", "proxy_pass http://reading_room/;");
const cutByCaddy = (text) => text.replace("handle /archive/*", "handle_path /archive/*");
const rate = "rate=5000r/s";
const ways = {
  "nginx at the root": ["", (room) => nginx("reading-room", room, { rate })],
  "nginx below a path": ["/archive", (room) => nginx("reading-room-below-a-path", room, { rate })],
  "nginx below a path, cut off": [
    "/archive",
    (room) => nginx("reading-room-below-a-path", room, { rate, edit: cutByNginx }),
  ],
  "caddy at the root": ["", (room) => caddy("Caddyfile", room)],
  "caddy below a path": ["/archive", (room) => caddy("Caddyfile.below-a-path", room)],
  "caddy below a path, cut off": ["/archive", (room) => caddy("Caddyfile.below-a-path", room, { edit: cutByCaddy })],
};

/** The addresses that a page or a file leads to, without their fragments. */
function links(text) {
  const found = [...text.matchAll(/(?:href|src|action|rdf:resource)="([^"]*)"/g)].map(([, link]) =>
    link.replaceAll("&amp;", "&").split("#")[0],
  );
  return [...new Set(found)].filter((link) => link !== "");
}

for (const [name, [base, start]] of Object.entries(ways)) {
  test(name, async () => {
    const { port, plain } = await start(rooms[base]);
    const agent = new https.Agent({ keepAlive: true, maxSockets: 4 });
    const ask = (path, options = {}) => get(port, path, { agent, ...options });
    const home = `https://example.org${base}`;
    const direct = (path) => fetch(`http://127.0.0.1:${rooms[base]}${path}`);

    const { documents } = JSON.parse((await ask(`${base}/documents.json`)).text);
    const { id } = documents.find(({ languages }) => languages.length > 1);
    const document = `${base}/documents/${id}`;

    // Every link of these pages stays below the path and leads somewhere.
    const wanted = new Set();
    for (const path of [`${base}/`, document, `${base}/search?q=August`]) {
      const page = await ask(path);
      assert.equal(page.status, 200, path);
      for (const link of links(page.text)) {
        if (/^(mailto:|data:)/.test(link)) continue;
        const { origin, pathname, search } = new URL(link, `https://example.org${path}`);
        if (origin !== "https://example.org") {
          assert.ok(!/localhost|127\.0\.0\.1/.test(link), `${path} leads to ${link}`);
          continue;
        }
        assert.ok(base === "" || pathname === base || pathname.startsWith(`${base}/`), `${path} leads to ${link}`);
        wanted.add(pathname + search);
      }
      for (const header of ["content-security-policy", "strict-transport-security", "referrer-policy", "etag"]) {
        assert.ok(page.headers[header], `${header} of ${path}`);
      }
      for (const header of ["set-cookie", "x-powered-by"]) assert.ok(!page.headers[header], header);
    }
    assert.ok(wanted.size > 60, `only ${wanted.size} links`);
    const failed = [];
    await Promise.all(
      [...wanted].map(async (path) => {
        const answer = await ask(path);
        if (answer.status >= 400) failed.push(`${answer.status} ${path}`);
        if (answer.status >= 300) {
          const to = new URL(answer.headers.location, `https://example.org${path}`);
          if (!to.href.startsWith(`${home}/`)) failed.push(`${path} leads away to ${to}`);
        }
      }),
    );
    assert.deepEqual(failed, []);

    // What programs read names the public address and no other.
    for (const path of [
      "/feed.atom", "/feed.json", "/sitemap.xml", "/sitemap-1.xml", "/opensearch.xml", "/openapi.json",
      "/oai?verb=Identify", "/oai?verb=ListRecords&metadataPrefix=oai_dc",
      ...["ris", "bib", "csl.json", "jsonld", "rdf", "tei.xml", "json"].map((suffix) => `/documents/${id}.${suffix}`),
    ]) {
      const { status, text } = await ask(base + path);
      assert.equal(status, 200, path);
      assert.ok(text.includes(`${home}/`) || text.includes(home), `${path} does not name ${home}`);
      assert.ok(!/localhost|127\.0\.0\.1/.test(text), `${path} names an inner address`);
      assert.ok(base === "" || !text.includes("https://example.org/documents"), `${path} forgets the path`);
    }

    // Redirects stay below the path.
    const leads = async (path, to) => {
      const { status, headers } = await ask(path);
      assert.ok(status === 308 || status === 307 || status === 302 || status === 303, `${path}: ${status}`);
      assert.equal(new URL(headers.location, `https://example.org${path}`).href.split("#")[0], to, path);
    };
    await leads(`${document}/p2`, `${home}/documents/${id}?at=p2`);
    await leads(`${base}/documents/`, `${home}/documents`);
    if (base !== "") await leads(base, `${home}/`);

    // What the page loads: typed, packed, kept for good.
    const sheet = [...wanted].find((path) => path.includes("/static/") && path.endsWith(".css"));
    const style = await ask(sheet, { headers: { "accept-encoding": "br" } });
    assert.match(style.headers["content-type"], /^text\/css/);
    assert.equal(style.headers["content-encoding"], "br");
    assert.match(style.headers["cache-control"], /immutable/);

    // Copies are asked about, not sent again.
    const first = await ask(document);
    const again = await ask(document, { headers: { "if-none-match": first.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
    const head = await ask(document, { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(head.bytes.length, 0);
    const korean = await ask(document, { headers: { "accept-language": "ko" } });
    assert.match(korean.text, /<html lang="ko"/);

    // Big answers come whole, also to a reader who asks over the same connection again and again.
    const book = Buffer.from(await (await direct(`${base}/documents.epub`)).arrayBuffer());
    const alone = new https.Agent({ keepAlive: true, maxSockets: 1 });
    let reused = 0;
    for (let turn = 0; turn < 4; turn += 1) {
      const copy = await ask(`${base}/documents.epub`, { agent: alone });
      assert.ok(copy.bytes.equals(book), `${copy.bytes.length} bytes of ${book.length}`);
      reused += Number(copy.reused);
    }
    assert.ok(reused >= 3, "the connection was not kept");
    alone.destroy();

    // The room's own words about what goes wrong, with its headers.
    const errors = [
      ["/documents/no-such-document", 404, {}],
      [`/${"x".repeat(9000)}`, 414, {}],
      ["/", 405, { method: "DELETE" }],
      ["/oai", 413, { method: "POST", body: "x".repeat(200_000),
        headers: { "content-type": "application/x-www-form-urlencoded" } }],
    ];
    for (const [path, status, options] of errors) {
      const answer = await ask(base + path, options);
      assert.equal(answer.status, status, path.slice(0, 40));
      assert.ok(answer.headers["content-security-policy"], `${status} is not the room's own`);
      assert.ok(!/localhost|127\.0\.0\.1/.test(answer.text));
    }

    // The longest address that the room takes: two hundred chosen documents.
    const chosen = await ask(`${base}/selection?${`id=${id}&`.repeat(200)}`);
    assert.ok(chosen.headers["content-security-policy"], `${chosen.status} is not the room's own`);

    // Nothing that a client says of itself changes what is answered.
    const plainly = await ask(`${base}/about`);
    const boasting = await ask(`${base}/about`, {
      headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", "x-forwarded-prefix": "/evil",
        "x-forwarded-for": "192.0.2.1", forwarded: "host=evil.example", "x-original-url": "/ingest" },
    });
    assert.equal(boasting.text, plainly.text);

    const session = http2.connect(`https://127.0.0.1:${port}`, { servername: "example.org", ca: certificateText });
    const stream = session.request({ ":path": document, ":authority": "example.org" });
    const [status, length] = await new Promise((resolve, reject) => {
      let status;
      let length = 0;
      stream.on("response", (headers) => (status = headers[":status"]));
      stream.on("data", (chunk) => (length += chunk.length));
      stream.on("end", () => resolve([status, length]));
      stream.on("error", reject);
      session.on("error", reject);
    });
    session.close();
    assert.deepEqual([status, length], [200, first.bytes.length]);

    if (plain) {
      const answer = await fetch(`http://127.0.0.1:${plain}${document}?view=both`, { redirect: "manual" });
      assert.equal(answer.status, 308);
      assert.equal(answer.headers.get("location"), `${home}/documents/${id}?view=both`);
    }
    agent.destroy();
  });
}

test("nginx holds back who asks too much, and only then", async () => {
  const { port } = await nginx("reading-room", rooms[""]);
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8 });
  const answers = await Promise.all(Array.from({ length: 250 }, () => get(port, "/healthz", { agent })));
  agent.destroy();
  const held = answers.filter(({ status }) => status === 429);
  assert.ok(answers.filter(({ status }) => status === 200).length >= 100);
  assert.ok(held.length >= 50, `${held.length} held back`);
  assert.equal(held[0].headers["retry-after"], "5");
  assert.match(held[0].text, /wait a moment/);
});
