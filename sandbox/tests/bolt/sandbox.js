// The slack-sandbox program, an app beside it, and people who act through the page's JSON.
// Everything waits for what it wants to see; nothing sleeps.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PROGRAM = process.env.SLACK_SANDBOX ?? fileURLToPath(new URL("../../../target/debug/slack-sandbox", import.meta.url));
const PATIENCE_MS = 20_000;

/// Whatever ends this process ends what it started.
const started = new Set();
process.on("exit", () => { for (const one of started) one.kill("SIGKILL"); });

/// A child process whose output is read line by line, and which ends with the test.
class Program {
  constructor(command, args, env = {}) {
    this.said = [];
    this.waiting = [];
    this.process = spawn(command, args, { env: { ...process.env, PYTHONUNBUFFERED: "1", ...env }, stdio: ["ignore", "pipe", "pipe"] });
    started.add(this.process);
    this.process.once("exit", () => started.delete(this.process));
    this.ended = once(this.process, "exit");
    for (const stream of ["stdout", "stderr"]) {
      let rest = "";
      this.process[stream].setEncoding("utf8").on("data", (text) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop();
        this.said.push(...lines);
        for (const waiting of [...this.waiting]) waiting();
      });
    }
  }

  /// The first line that fits.
  line(pattern) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.said.map((line) => line.match(pattern)).find(Boolean);
        if (!found) return;
        clearTimeout(timer);
        this.waiting = this.waiting.filter((one) => one !== look);
        resolve(found);
      };
      const fail = (why) => reject(new Error(`${why}, no ${pattern}:\n${this.said.join("\n")}`));
      const timer = setTimeout(() => fail("too late"), PATIENCE_MS);
      this.waiting.push(look);
      this.ended.then(([code]) => { look(); fail(`ended with ${code}`); }, reject);
      look();
    });
  }

  async end(signal = "SIGTERM") {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    const late = setTimeout(() => this.process.kill("SIGKILL"), 5_000);
    await this.ended;
    clearTimeout(late);
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/// A sandbox with an app that is reached by "http" or by "socket".
export async function begin({ command, args }, door) {
  const port = await freePort();
  const sandbox = new Program(PROGRAM, ["--port", "0", "--config", `${HERE}workspace.toml`]);
  const [, page] = await sandbox.line(/eople act at (http:\S+\/)/);
  const given = Object.fromEntries(sandbox.said.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  if (door === "http") delete given.SLACK_APP_TOKEN;
  const app = new Program(command, args, { ...given, PORT: String(port) });
  const world = new World(page, sandbox, app);
  try {
    await app.line(/^ready$|Bolt app is running/);
    if (door === "http") await world.deliversTo(`http://127.0.0.1:${port}/slack/events`);
    else await world.person("U0ANN").sees((state) => state.app.sockets > 0);
  } catch (error) {
    await world.end();
    throw error;
  }
  return world;
}

class World {
  constructor(page, sandbox, app) {
    Object.assign(this, { page, sandbox, app });
  }

  person(id) {
    return new Person(this, id);
  }

  /// As one enters a request URL in Slack's settings: it is verified first.
  async deliversTo(url) {
    const answer = await fetch(`${this.page}sandbox/api/happen`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ do: "deliver_to", url }),
    });
    const done = await answer.text();
    if (!answer.ok || !JSON.parse(done).ok) throw new Error(`${url} was not verified: ${done}`);
  }

  async end() {
    await this.app.end();
    await this.sandbox.end("SIGINT");
  }
}

/// Somebody who acts and looks.
class Person {
  constructor(world, id) {
    Object.assign(this, { world, id });
  }

  async state() {
    const answer = await fetch(`${this.world.page}sandbox/api/state?as=${this.id}`);
    return answer.json();
  }

  /// Does something; it must come about.
  async does(deed) {
    const answer = await this.tries(deed);
    if (!answer.ok) throw new Error(`${JSON.stringify(deed)}: ${answer.error}\n${this.world.app.said.join("\n")}`);
    return answer;
  }

  async tries(deed) {
    const answer = await fetch(`${this.world.page}sandbox/api/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: this.id, ...deed }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${JSON.stringify(deed)}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /// Looks whenever something changed until it is there; resolves to what `look` finds.
  async sees(look) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    let state;
    try {
      const changes = await fetch(`${this.world.page}sandbox/api/events`, { signal: stop.signal });
      for await (const _ of changes.body) {
        state = await this.state();
        const found = look(state);
        if (found) return found;
      }
      throw new Error("the sandbox ended");
    } catch (error) {
      const said = this.world.app.said.join("\n");
      throw new Error(`${this.id} never saw ${look}\n${said}\n${JSON.stringify({ ...state, log: undefined, users: undefined }, null, 1)}`, { cause: error });
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  /// The newest message with this text, in a channel or in the DM with the app.
  message(text, where) {
    return this.sees((state) => {
      const own = state.ephemerals.filter((one) => one.channel === (where ?? state.dm_with_app));
      return [...state.messages[where ?? state.dm_with_app], ...own].findLast((one) => one.text === text);
    });
  }

  /// The modal on top, once it has this title.
  modal(title) {
    return this.sees((state) => {
      const top = state.views.at(-1);
      return top?.title.text === title && top;
    });
  }

  noModal() {
    return this.sees((state) => state.views.length === 0);
  }
}
