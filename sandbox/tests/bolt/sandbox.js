// The slack-sandbox program, an app beside it, and people who act through the page's JSON.
// Everything waits for what it wants to see; nothing sleeps.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = process.env.SLACK_SANDBOX ?? here("../../../target/debug/slack-sandbox");
const PATIENCE_MS = 20_000;

/// Whatever ends this process ends what it started, and leaves no file behind.
const started = new Set();
const folders = new Set();
process.on("exit", () => {
  for (const one of started) one.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/// Nothing of what this shell knows about Slack reaches the apps.
const plainEnvironment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SLACK_")));

/// A child process whose output is read line by line, and which ends with the test.
class Program {
  constructor(command, args, env = {}, cwd = undefined) {
    this.said = [];
    this.waiting = [];
    this.process = spawn(command, args, { cwd, env: { ...plainEnvironment(), PYTHONUNBUFFERED: "1", ...env }, stdio: ["ignore", "pipe", "pipe"] });
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
      const fail = (why) => {
        clearTimeout(timer);
        reject(new Error(`${why}, no ${pattern}:\n${this.said.join("\n")}`));
      };
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

/// A sandbox with an app in its own workspace: reached by "http" or by "socket", or by HTTP once somebody installed
/// it by "oauth".
export function begin({ command, args }, door) {
  return World.of(async (world) => {
    const port = await freePort();
    const back = `http://127.0.0.1:${port}/slack/oauth_redirect`;
    let workspace = await readFile(here("workspace.toml"), "utf8");
    if (door === "oauth") workspace = workspace.replace("[app]\n", `[app]\ninstalled = false\nredirect_urls = ["${back}"]\n`);
    const config = join(world.folder, "workspace.toml");
    await writeFile(config, workspace);
    const given = await world.startsSandbox(["--config", config], back);
    if (door !== "socket") delete given.SLACK_APP_TOKEN;
    if (door === "oauth") {
      delete given.SLACK_BOT_TOKEN;
      Object.assign(given, {
        SLACK_CLIENT_ID: world.client.id, SLACK_CLIENT_SECRET: world.client.secret, SLACK_REDIRECT_URI: back,
        SLACK_AUTHORIZE_URL: world.client.page,
      });
    }
    world.app = new Program(command, args, { ...given, PORT: String(port) }, world.folder);
    await world.app.line(/^ready$|Bolt app is running/);
    if (door === "socket") await world.connected();
    else await world.deliversTo(`http://127.0.0.1:${port}/slack/events`);
  });
}

/// A sandbox without a configuration and an app that connects to it; `prepare` fills the folder it runs in.
export function beginWithout({ command, args }, prepare) {
  return World.of(async (world) => {
    await prepare(world.folder);
    const given = await world.startsSandbox([]);
    world.app = new Program(command, args, given, world.folder);
    await world.connected();
  });
}

class World {
  /// A world that is there as a whole, or has ended.
  static async of(build) {
    const world = new World();
    try {
      world.folder = await mkdtemp(join(tmpdir(), "slack-sandbox-bolt-"));
      folders.add(world.folder);
      await build(world);
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  /// Gives the settings that the sandbox prints.
  async startsSandbox(args, back) {
    this.sandbox = new Program(PROGRAM, ["--port", "0", ...args]);
    await this.sandbox.line(/Ctrl-C ends it/);
    [, this.page] = await this.sandbox.line(/eople act at (http:\S+\/)/);
    const [, id, secret] = await this.sandbox.line(/client id (\S+), client secret (\S+),/);
    const [, page] = await this.sandbox.line(/(http:\S+\/authorize)/);
    this.client = { id, secret, page, back };
    const given = Object.fromEntries(this.sandbox.said.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
    this.token = given.SLACK_BOT_TOKEN;
    return given;
  }

  connected() {
    return this.person(undefined).sees((state) => state.app.sockets > 0);
  }

  person(id) {
    return new Person(this, id);
  }

  /// As one enters a request URL in Slack's settings: it is verified first.
  deliversTo(url) {
    return this.happens({ do: "deliver_to", url });
  }

  async happens(what) {
    const answer = await fetch(`${this.page}sandbox/api/happen`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
    const done = await answer.text();
    if (!answer.ok || !JSON.parse(done).ok) throw new Error(`${JSON.stringify(what)} did not happen: ${done}`);
  }

  /// Calls a method of the Web API.
  async calls(method, fields, token) {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const answer = await fetch(`${this.page}api/${method}`, { method: "POST", headers, body: new URLSearchParams(fields) });
    return answer.json();
  }

  /// What the log holds of this name.
  async log(name) {
    const answer = await fetch(`${this.page}sandbox/api/log?name=${name}`);
    return (await answer.json()).log;
  }

  /// Somebody installs the app.
  async isInstalledBy(id) {
    const browser = new Browser();
    const { status } = await browser.opens(await browser.decides(await browser.asks(this), id, "allow"));
    if (status >= 400) throw new Error(`the app answers ${status} to its installation\n${this.app.said.join("\n")}`);
  }

  async end() {
    await this.app?.end();
    await this.sandbox?.end("SIGINT");
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    folders.delete(this.folder);
  }
}

/// What a browser does between an app's install page, Slack's and the app's again.
export class Browser {
  cookies = [];

  /// Opens an address or sends a form to it, with the cookies got so far; goes nowhere by itself.
  async opens(url, form) {
    const answer = await fetch(url, {
      method: form ? "POST" : "GET",
      body: form,
      headers: { cookie: this.cookies.join("; ") },
      redirect: "manual",
    });
    this.cookies.push(...answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]));
    const location = answer.headers.get("location");
    return { url: new URL(url), status: answer.status, location: location && new URL(location, url), text: await answer.text() };
  }

  /// From the app's install page to the page that asks.
  async asks(world) {
    const install = await this.opens(new URL("install", world.client.back));
    const link = install.text.match(/href="([^"]*authorize[^"]*)"/)?.[1].replaceAll("&amp;", "&");
    if (!link?.startsWith(`${world.client.page}?`)) throw new Error(`no way from the install page to Slack: ${install.status} ${install.text}`);
    return this.opens(link);
  }

  /// Chooses on the page that asks; resolves to where that sends the browser.
  async decides(asked, id, decision) {
    const kept = [...asked.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const form = new URLSearchParams(kept.map(([, name, value]) => [name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")]));
    form.set("as", id);
    form.set("decision", decision);
    const { status, location, text } = await this.opens(asked.url.origin + asked.url.pathname, form);
    if (status !== 302) throw new Error(`the page that asks answers ${status}: ${text}`);
    return location;
  }
}

/// Somebody who acts and looks.
class Person {
  constructor(world, id) {
    Object.assign(this, { world, id });
  }

  async state() {
    const answer = await fetch(`${this.world.page}sandbox/api/state${this.id ? `?as=${this.id}` : ""}`);
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
