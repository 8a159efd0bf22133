// The slack-sandbox program with an app of a few lines, for what leadloop itself never shows.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const PROGRAM = process.env.SLACK_SANDBOX ?? fileURLToPath(new URL("../../../target/debug/slack-sandbox", import.meta.url));
const PATIENCE_MS = 30_000;

const started = new Set();
process.on("exit", () => { for (const one of started) one.kill("SIGKILL"); });

/// `answer(payload, call)` gives the body with which a delivery is acknowledged, if any; `call(method, arguments)`
/// calls Slack.
export async function startSandbox(answer) {
  const world = { payloads: [] };
  const app = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const payload = body.startsWith("{") ? JSON.parse(body) : form.has("payload") ? JSON.parse(form.get("payload")) : Object.fromEntries(form);
    world.payloads.push(payload);
    const acknowledgement = await answer(payload, world.call);
    response.setHeader("content-type", "application/json");
    response.end(acknowledgement ? JSON.stringify(acknowledgement) : "");
  }).listen(0, "127.0.0.1");
  await once(app, "listening");

  const program = spawn(PROGRAM, ["--port", "0", "--request-url", `http://127.0.0.1:${app.address().port}/`], { stdio: ["ignore", "pipe", "inherit"] });
  started.add(program);
  const ended = once(program, "exit");
  ended.then(() => started.delete(program));
  const said = await new Promise((resolve, reject) => {
    let text = "";
    const late = setTimeout(() => reject(new Error(`the sandbox did not start:\n${text}`)), PATIENCE_MS);
    program.once("error", reject);
    program.stdout.setEncoding("utf8").on("data", (more) => {
      text += more;
      if (/eople act at http/.test(text)) { clearTimeout(late); resolve(text); }
    });
  });
  const value = (name) => said.match(new RegExp(`^${name}=(.*)$`, "m"))[1];
  world.url = said.match(/eople act at (http:\S+\/)/)[1];
  world.call = async (method, args) => {
    const answered = await fetch(`${value("SLACK_API_URL")}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${value("SLACK_BOT_TOKEN")}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(args),
    });
    const answer = await answered.json();
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer;
  };
  world.state = async (id) => (await fetch(`${world.url}sandbox/api/state?as=${id}`)).json();
  world.end = async () => {
    program.kill("SIGINT");
    await ended;
    app.closeAllConnections();
    app.close();
  };
  return world;
}
