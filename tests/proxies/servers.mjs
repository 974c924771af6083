// The programs that the tests of the proxies start: rooms, proxies with the files of packaging/,
// and a service to sign in with that keeps to what oauth2-proxy promises and does nothing else.

import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import https from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = process.env.WORK;
const program = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "reading-room");
const certificate = join(work, "certificate.pem");
const key = join(work, "key.pem");

const running = [];

/** Ends all that was started, the last first. */
export async function stopAll() {
  for (const stop of running.splice(0).reverse()) await stop();
}

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program and waits until `ready(what it said)` is something; `held.child` is its process. */
async function start(command, options, env, ready, held = {}) {
  const child = held.child = spawn(command, options, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const begun = Date.now();
  let ended;
  child.on("exit", (code) => (ended = `ended with ${code}`));
  child.on("error", (error) => (ended = String(error)));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  running.push(async () => {
    if (ended) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  });
  for (;;) {
    if (ended) throw new Error(`${command} ${ended}:\n${said}`);
    const found = await ready(said);
    if (found) return found;
    if (Date.now() - begun > 30_000) throw new Error(`${command} is not ready:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function folder(name) {
  const made = await mkdtemp(join(work, `${name}-`));
  running.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** A room over the repository's documents; resolves to its port. */
export async function room(...options) {
  return (await roomIn({ seeds: join(root, "seeds"), data: await folder("data"), options })).port;
}

/** A room over some documents, at a port or a free one; resolves to its port and a way to kill it. */
export async function roomIn({ seeds, data, options = [], port = 0 }) {
  const held = {};
  const opened = await start(
    program,
    ["--seeds", seeds, "--data", data, "--listen", `127.0.0.1:${port}`, ...options],
    {},
    async (said) => {
      const port = /http:\/\/127\.0\.0\.1:([1-9]\d*)/.exec(said)?.[1];
      if (!port) return undefined;
      const report = await fetch(`http://127.0.0.1:${port}/ingest.json`).catch(() => undefined);
      return report?.ok && (await report.json()).accepted >= 5 ? Number(port) : undefined;
    },
    held,
  );
  const killed = () =>
    new Promise((resolve) => {
      held.child.once("exit", resolve);
      held.child.kill("SIGKILL");
    });
  return { port: opened, killed };
}

/** Has the program do something and end; what it said. */
export async function command(options) {
  return (await promisify(execFile)(program, options)).stdout;
}

/** A copy of the repository's documents that may be changed. */
export async function documents() {
  const seeds = await folder("seeds");
  await cp(join(root, "seeds"), seeds, { recursive: true });
  return seeds;
}

/** An empty folder for a room's data. */
export const dataFolder = () => folder("data");

const opens = (port) => async () => {
  try {
    await get(port, "/robots.txt");
    return port;
  } catch {
    return undefined;
  }
};

/** nginx with a site of packaging/nginx, in front of the room or rooms at ports; resolves to its port. */
export async function nginx(site, room, { edit = (text) => text, signIn = 1, passwords = "", rate } = {}) {
  const prefix = await folder("nginx");
  const port = await freePort();
  const lines = [room].flat().map((port) => `server 127.0.0.1:${port} max_fails=1 fail_timeout=1s;`);
  const upstream = lines.join("\n");
  await cp(join(root, "packaging/nginx"), prefix, { recursive: true });
  const change = async (path, change) => {
    const file = join(prefix, path);
    await writeFile(file, change(await readFile(file, "utf8")));
  };
  await change("conf.d/reading-room.conf", (text) =>
    text.replace("server 127.0.0.1:3000;", upstream).replaceAll(/rate=\d+r\/s/g, (as) => rate ?? as),
  );
  await change("snippets/reading-room.conf", (text) =>
    text.replace("/var/log/nginx/error.log", "stderr"),
  );
  const plain = await freePort();
  await change(`sites-available/${site}`, (text) =>
    edit(text)
      .replaceAll(/^ *listen \[::\].*\n/gm, "")
      .replace("listen 80;", `listen 127.0.0.1:${plain};`)
      .replace("listen 443", `listen 127.0.0.1:${port}`)
      .replaceAll("/etc/letsencrypt/live/example.org/fullchain.pem", certificate)
      .replaceAll("/etc/letsencrypt/live/example.org/privkey.pem", key)
      .replaceAll("/etc/nginx/reading-room.passwords", join(prefix, "passwords"))
      .replaceAll("127.0.0.1:4180", `127.0.0.1:${signIn}`),
  );
  await writeFile(join(prefix, "passwords"), passwords);
  await mkdir(join(prefix, "temp"));
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path temp/${kind};`)
    .join("\n");
  await writeFile(
    join(prefix, "nginx.conf"),
    `daemon off; pid nginx.pid; error_log stderr crit; worker_processes 1;
     ${process.getuid() === 0 ? "user root;" : ""}
     events { worker_connections 512; }
     http { ${temp}
       include conf.d/*.conf;
       include sites-available/${site}; }`,
  );
  await start("nginx", ["-p", prefix, "-c", "nginx.conf", "-e", "stderr"], {}, opens(port));
  return { port, plain };
}

/** Caddy with a file of packaging/caddy, in front of the room at a port; resolves to its port. */
export async function caddy(file, room, { edit = (text) => text, signIn = 1, password } = {}) {
  const home = await folder("caddy");
  const port = await freePort();
  const text = edit(await readFile(join(root, "packaging/caddy", file), "utf8"))
    .replace("{\n\tservers", "{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n\tservers")
    .replace("example.org {", `https://example.org:${port} {\n\ttls ${certificate} ${key}`)
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${room}`)
    .replaceAll("127.0.0.1:4180", `127.0.0.1:${signIn}`)
    .replace(/\$2a\$14\$\S*/, password ?? "$&");
  await writeFile(join(home, "Caddyfile"), text);
  const env = { HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const options = ["run", "--config", join(home, "Caddyfile"), "--adapter", "caddyfile"];
  await start("caddy", options, env, opens(port));
  return { port };
}

/**
 * A service to sign in with, as the proxies know oauth2-proxy: `/oauth2/auth` says 202 or 401,
 * `/oauth2/start` leads to the provider and remembers where from, and the provider's page leads back.
 * Its form names its own address (`form` "elsewhere") or none ("here"). Resolves to its port.
 */
export async function signInService({ form }) {
  const asked = new Map();
  const server = createHttpServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url, "http://service");
    const state = searchParams.get("state");
    const go = (to, more = {}) => answer.writeHead(302, { location: to, ...more }).end();
    if (pathname === "/oauth2/auth") {
      const known = (request.headers.cookie ?? "").includes("signed_in=yes");
      answer.writeHead(known ? 202 : 401).end();
    } else if (pathname === "/oauth2/start") {
      const name = String(asked.size);
      asked.set(name, request.headers["x-auth-request-redirect"] ?? "/");
      go(`/oauth2/provider?state=${name}`);
    } else if (pathname === "/oauth2/provider" && request.method === "GET") {
      const action = form === "here" ? "" : `action="/oauth2/provider?state=${state}"`;
      answer.writeHead(200, { "content-type": "text/html" });
      answer.end(`<form method="post" ${action}><button>Sign in</button></form>`);
    } else if (pathname === "/oauth2/provider") {
      go(asked.get(state) ?? "/", { "set-cookie": "signed_in=yes; Path=/; Secure; HttpOnly" });
    } else {
      answer.writeHead(404).end();
    }
  });
  const port = await new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
  running.push(() => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  }));
  return port;
}

/** The certificate of example.org. */
export const certificateText = readFileSync(certificate);

/** Asks a proxy as a client of example.org does; the answer with its body as bytes and as text. */
export function get(port, path, { method = "GET", headers = {}, body, agent } = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request(
      { host: "127.0.0.1", port, path, method, agent, ca: certificateText, servername: "example.org",
        headers: { host: "example.org", ...headers } },
      (answer) => {
        const chunks = [];
        answer.on("data", (chunk) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString("utf8"),
            reused: request.reusedSocket });
        });
      },
    );
    request.setTimeout(20_000, () => request.destroy(new Error(`${path} takes too long`)));
    request.on("error", reject);
    request.end(body);
  });
}
