// Starts the real program over the repository's seeds and opens pages of it in Chromium.
//
// Every page that a test opens is watched: what the console calls an error, what the content
// policy stops, and any request that leaves for another host, fails the test that opened it.

import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "reading-room");

/**
 * Starts the program with a data folder of its own, and with `own` a copy of the seeds that a test
 * may change; resolves when all seeds are read.
 */
async function startServer(own) {
  const folder = await mkdtemp(join(tmpdir(), "reading-room-"));
  const [data, seeds] = [join(folder, "data"), own ? join(folder, "seeds") : join(root, "seeds")];
  if (own) await cp(join(root, "seeds"), seeds, { recursive: true });
  const server = spawn(
    program,
    ["--seeds", seeds, "--data", data, "--listen", "127.0.0.1:0"],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const origin = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address after 30 s:\n${said}`)), 30_000);
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await allSeedsRead(origin);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop, seeds };
}

async function allSeedsRead(origin) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${origin}/ingest.json`);
    if (answer.ok && (await answer.json()).accepted >= 5) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the seeds were not read within 30 s");
}

/**
 * Gives the tests of a file a server and a browser; call once at its top.
 *
 * `open(path, options)` opens a page in a fresh profile, `options` being Playwright's for a
 * context, `width` and `height` of the window, `theme` (`light`, `dark`), and the `status` that
 * the page should answer with. With `own` the room's seeds are a copy in the folder `seeds`.
 */
export async function room({ own = false } = {}) {
  const server = await startServer(own);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });
  /** What a path answers as data. */
  const json = async (path) => {
    const answer = await fetch(server.origin + path);
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  return {
    json,
    seeds: server.seeds,
    /** The document that has a second text. */
    async bilingual() {
      const { documents } = await json("/documents.json");
      const { id } = documents.find(({ languages }) => languages.length > 1);
      return json(`/documents/${id}.json`);
    },
    async open(path, { width = 1280, height = 900, theme = "light", status = 200, ...rest } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: "reduce",
        ...rest,
      });
      const page = await context.newPage();
      const complaints = [];
      let expected = status;
      page.on("console", (message) => {
        const ours = expected >= 400 && message.text().includes(`status of ${expected}`);
        if (message.type() === "error" && !ours) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(server.origin)) {
          complaints.push(`a request left for ${request.url()}`);
        }
      });
      const go = async (path, status = 200) => {
        expected = status;
        const answer = await page.goto(server.origin + path);
        assert.equal(answer.status(), status, `${path} answers ${answer.status()}`);
        return answer;
      };
      const answer = await go(path, status);
      return {
        page,
        context,
        answer,
        /** Goes on to another page in the same window. */
        go,
        /** Ends the visit and fails if anything went wrong behind the page. */
        async leave() {
          await context.close();
          assert.deepEqual(complaints, [], `behind ${path}`);
        },
      };
    },
  };
}
