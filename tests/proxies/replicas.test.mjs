// A keeper, and two replicas of it behind nginx, as docs/scaling.md has them.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import https from "node:https";
import { join } from "node:path";
import { after, test } from "node:test";
import { command, dataFolder, documents, get, nginx, roomIn, stopAll } from "./servers.mjs";

after(stopAll);

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Asks until the answer is as wished. */
async function until(ask, isSo, what) {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await ask().catch(() => undefined);
    if (found !== undefined && isSo(found)) return found;
    await pause(50);
  }
  throw new Error(`${what} did not come about`);
}

test("a lost replica is not noticed, and all rooms give the same pages", async () => {
  const seeds = await documents();
  await writeFile(join(seeds, "to-be-withdrawn.txt"), "A note about umbrellas.\n");
  const options = ["--base-url", "https://example.org"];
  const keptBy = await dataFolder();
  const keeper = await roomIn({ seeds, data: keptBy, options });
  const following = [...options, "--keeper", join(keptBy, "kept")];
  const folders = [await dataFolder(), await dataFolder()];
  const replicas = [];
  for (const data of folders) replicas.push(await roomIn({ seeds, data, options: following }));
  const rooms = [keeper, ...replicas];
  const { port } = await nginx("reading-room", replicas.map(({ port }) => port), { rate: "rate=5000r/s" });

  const direct = (room, path) => fetch(`http://127.0.0.1:${room.port}${path}`);
  const listed = await (await direct(keeper, "/documents.json")).json();
  const paths = ["/", "/documents", "/people", "/search?q=Korea", "/feed.atom", "/corrections.atom"].concat(
    listed.documents.flatMap(({ id }) => ["", ".json", ".tei.xml", "/history", "/history.json"].map((end) => `/documents/${id}${end}`)),
  );
  const same = async () => {
    for (const path of paths) {
      const [one, ...others] = await Promise.all(
        rooms.map(async (room) => {
          const answer = await direct(room, path);
          return { status: answer.status, tag: answer.headers.get("etag"), text: await answer.text() };
        }),
      );
      assert.equal(one.status, 200, path);
      for (const other of others) assert.deepEqual(other, one, path);
    }
  };
  await same();

  // Readers read on while one replica after the other is lost and comes back.
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8 });
  const failed = [];
  let read = 0;
  let isOpen = true;
  const readers = Array.from({ length: 8 }, async (_, reader) => {
    for (let turn = reader; isOpen; turn += 1) {
      const path = paths[turn % paths.length];
      const answer = await get(port, path, { agent }).catch((error) => ({ status: String(error) }));
      read += 1;
      if (answer.status !== 200) failed.push(`${answer.status} ${path}`);
      // Below what nginx lets one address ask.
      await pause(5);
    }
  });
  for (const [place, data] of folders.entries()) {
    const { port, killed } = replicas[place];
    await killed();
    await pause(300);
    replicas[place] = await roomIn({ seeds, data, options: following, port });
    await pause(1500);
  }
  isOpen = false;
  await Promise.all(readers);
  assert.deepEqual(failed, []);
  assert.ok(read > 200, `only ${read} pages were read`);
  rooms.splice(1, 2, ...replicas);

  // A change reaches all, and is the same edition of the same instant.
  const file = join(seeds, `${listed.documents[0].id}.txt`);
  await writeFile(file, (await readFile(file, "utf8")).replaceAll(" and ", " quincunx and "));
  const path = `/documents/${listed.documents[0].id}`;
  for (const room of rooms) {
    await until(async () => (await direct(room, path)).text(), (text) => text.includes("quincunx"), "a change");
  }
  await same();

  // What the keeper removes for good leaves replicas that go on answering.
  const withdrawn = "/documents/to-be-withdrawn";
  const line = '[gone.to-be-withdrawn]\nreason = "Asked for"\nby = "The editors"\non = 2026-01-01\n';
  await writeFile(join(seeds, "redirects.toml"), line);
  for (const room of rooms) {
    await until(() => direct(room, withdrawn), ({ status }) => status === 410, "a tombstone");
  }
  await keeper.killed();
  await command(["purge", "to-be-withdrawn", "--by", "E", "--because", "Asked", "--seeds", seeds, "--data", keptBy]);
  rooms[0] = await roomIn({ seeds, data: keptBy, options });
  const stone = await (await direct(rooms[0], withdrawn)).text();
  assert.ok(stone.includes("removed for good"), stone);
  for (const room of replicas) {
    await until(async () => (await direct(room, withdrawn)).text(), (text) => text === stone, "a purge");
  }
  for (const data of [keptBy, ...folders]) {
    const bytes = await readFile(join(data, "room.sqlite3"));
    assert.ok(!bytes.includes("umbrella"), `${data} holds what was purged`);
  }
});
