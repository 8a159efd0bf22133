// `leadloop demo` as a newcomer starts it, on a port of its own, and its people as the page's JSON knows them:
// the quick way to what a story is not about.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = process.env.LEADLOOP ?? fileURLToPath(new URL("../../../target/debug/leadloop", import.meta.url));
const PATIENCE_MS = 60_000;

export const PEOPLE = {
  Sanne: "U0SANNE", Joris: "U0JORIS", Priya: "U0PRIYA", Tom: "U0TOM", Marieke: "U0MARIEKE", Bram: "U0BRAM", Karin: "U0KARIN",
};
export const DIGEST_CHANNEL = "C0BENELUX";
export const BRIEFINGS_CHANNEL = "C0BRIEFINGS";

/// Whatever ends this process ends what it started.
const started = new Set();
process.on("exit", () => { for (const one of started) one.kill("SIGKILL"); });

/// Starts the demo; resolves when it says where its page is.
export async function startDemo() {
  const program = spawn(PROGRAM, ["demo", "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  started.add(program);
  program.once("exit", () => started.delete(program));
  let said = "";
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demo did not start:\n${said}`)), PATIENCE_MS);
    const read = (text) => {
      said += text;
      const found = said.match(/Open (http:\S+)/);
      if (found) { clearTimeout(late); resolve(found[1]); }
    };
    program.stdout.setEncoding("utf8").on("data", read);
    program.stderr.setEncoding("utf8").on("data", read);
    program.once("error", reject);
    program.once("exit", (code) => reject(new Error(`the demo ended with ${code}:\n${said}`)));
  });
  return new Demo(url, program, () => said);
}

class Demo {
  constructor(url, program, said) {
    Object.assign(this, { url, program, said });
    this.ended = once(program, "exit");
  }

  /// As Ctrl-C does; it must end well.
  async end() {
    this.program.kill("SIGINT");
    const [code] = await this.ended;
    if (code !== 0) throw new Error(`the demo ended with ${code}:\n${this.said()}`);
  }

  /// All that the person sees, without the traffic.
  async state(name) {
    const answer = await fetch(`${this.url}sandbox/api/state?as=${PEOPLE[name]}&after=${Number.MAX_SAFE_INTEGER}`);
    return answer.json();
  }

  async act(name, deed) {
    const answer = await fetch(`${this.url}sandbox/api/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: PEOPLE[name], ...deed }),
    });
    const done = JSON.parse(await answer.text());
    if (!done.ok) throw new Error(`${name} can't ${JSON.stringify(deed)}: ${done.error}`);
    return done;
  }

  /// Lets time pass, thing by thing, until `look` finds something in what this person sees.
  async jumpUntil(name, look) {
    for (let jumps = 0; jumps < 30; jumps += 1) {
      const found = look(await this.state(name));
      if (found) return found;
      await this.act(name, { do: "jump" });
    }
    throw new Error(`${name} did not see it in 30 jumps: ${look}`);
  }

  /// The person answers the newest ask, lead by lead, with these answers in turn, over and over. Each holds values by
  /// question; `leads` says how many leads are rated before the window is left, if not all.
  async rate(name, answers, { leads = Infinity } = {}) {
    const { messages, dm_with_app } = await this.state(name);
    const ask = messages[dm_with_app].findLast((one) => buttonOf(one, "rate_leads"));
    await this.act(name, { do: "press", in: { channel: ask.channel, ts: ask.ts }, button: "rate_leads" });
    const top = async () => (await this.state(name)).views.at(-1);
    let rated = 0;
    for (let view = await top(); view?.submit && rated < leads; view = await top(), rated += 1) {
      const given = answers[rated % answers.length];
      for (const question of QUESTIONS) {
        const block = (await top()).blocks.find((one) => one.block_id?.startsWith(`${question}:`));
        if (given[question] === undefined || !block) continue;
        const deed = question === "comment" ? { do: "type", text: given.comment } : { do: "choose", in: "modal", option: String(given[question]) };
        await this.act(name, { ...deed, input: block.block_id });
      }
      const { submitted, errors } = await this.act(name, { do: "submit" });
      if (errors) throw new Error(`${name}: ${submitted} ${JSON.stringify(errors)}`);
    }
    if (await top()) await this.act(name, { do: "cancel" });
  }
}

const QUESTIONS = ["follow_up", "relevance", "timing", "intent", "verdict", "others", "reason", "comment"];

const buttonOf = (message, word) => message.blocks
  .flatMap((block) => [...(block.elements ?? []), block.accessory].filter(Boolean))
  .find((one) => one.action_id?.includes(word));
