// What people see of the same small app, written with Bolt for JavaScript and with Bolt for Python, over signed HTTP
// and over Socket Mode.

import assert from "node:assert/strict";
import { describe, test, before, after } from "node:test";
import { fileURLToPath } from "node:url";

import { begin } from "./sandbox.js";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const APPS = {
  "Bolt for JavaScript": { command: process.execPath, args: [file("../bolt-js/app.js")] },
  "Bolt for Python": { command: process.env.BOLT_PYTHON ?? "python3", args: [file("../bolt-python/app.py")] },
};
const GENERAL = "C0GENERAL";
const at = (message) => ({ channel: message.channel, ts: message.ts });
const textOf = (view) => view.blocks[0].text.text;

for (const [language, program] of Object.entries(APPS)) {
  for (const door of ["http", "socket"]) {
    describe(`${language} over ${door}`, () => {
      let world;
      let ann;
      let bob;

      before(async () => {
        world = await begin(program, door);
        ann = world.person("U0ANN");
        bob = world.person("U0BOB");
      });

      after(async () => {
        await world?.end();
      });

      test("a message is answered, its button pressed and its select used", async () => {
        await ann.does({ do: "post", channel: GENERAL, text: "hello all" });
        const greeting = await bob.message("Hey there <@U0ANN>!", GENERAL);
        await bob.does({ do: "choose", in: at(greeting), input: "drink", option: "Tea" });
        const chosen = await bob.message("You chose Tea", GENERAL);
        assert.equal(chosen.ephemeral_to, "U0BOB");
        assert.deepEqual((await ann.state()).ephemerals, []);
        await bob.does({ do: "press", in: at(greeting), button: "Click me" });
        const clicked = await ann.message("<@U0BOB> clicked the button", GENERAL);
        assert.equal(clicked.ts, greeting.ts);
      });

      test("a mention is answered in its thread", async () => {
        await ann.does({ do: "post", channel: GENERAL, text: "<@U0APPBOT> are you there?" });
        const answer = await ann.message("You called?", GENERAL);
        const asked = await ann.message("<@U0APPBOT> are you there?", GENERAL);
        assert.equal(answer.thread_ts, asked.ts);
      });

      test("a direct message is answered where it was written", async () => {
        const { dm_with_app } = await bob.state();
        await bob.does({ do: "post", channel: dm_with_app, text: "ping" });
        await bob.message("pong");
      });

      test("a modal answers in the conversation chosen in it", async () => {
        await bob.does({ do: "shortcut", callback_id: "report" });
        await bob.modal("Report");
        await bob.does({ do: "pick_conversation", input: "Where", value: GENERAL });
        await bob.does({ do: "type", input: "Words", text: "all is well" });
        assert.equal((await bob.does({ do: "submit" })).submitted, "closed");
        await ann.message("Report: all is well", GENERAL);
      });

      test("a modal shows errors, then closes, and the order is confirmed", async () => {
        await order(ann, "An", "close");
        const refused = await ann.does({ do: "submit" });
        assert.deepEqual(refused, { ok: true, submitted: "errors", errors: { name: "At least three letters, please" } });
        const wrong = await ann.modal("Order");
        assert.deepEqual(wrong.errors, { name: "At least three letters, please" });
        await ann.does({ do: "type", input: "Your name", text: "Anna" });
        const found = await ann.does({ do: "suggest", input: "City", text: "ant" });
        assert.deepEqual(found.options, ["Antwerp"]);
        await ann.does({ do: "choose", input: "City", option: "Antwerp", in: "modal" });
        const submitted = await ann.does({ do: "submit" });
        assert.equal(submitted.submitted, "closed");
        await ann.message("Ordered: Anna from Antwerp");
      });

      test("a modal is updated, and a button in it changes it again", async () => {
        await order(ann, "Anna", "update");
        assert.equal((await ann.does({ do: "submit" })).submitted, "updated");
        const updated = await ann.modal("Updated");
        assert.equal(textOf(updated), "Anna from nowhere");
        await ann.does({ do: "press", in: "modal", button: "Change me" });
        const changed = await ann.modal("Changed");
        assert.equal(changed.id, updated.id);
        assert.equal((await ann.does({ do: "submit" })).submitted, "cleared");
        await ann.noModal();
      });

      test("a modal is pushed on top, and closing it shows the one below", async () => {
        await order(ann, "Anna", "push");
        assert.equal((await ann.does({ do: "submit" })).submitted, "pushed");
        await ann.modal("Pushed");
        assert.equal((await ann.state()).views.length, 2);
        await ann.does({ do: "cancel" });
        await ann.modal("Order");
        await ann.does({ do: "choose", in: "modal", input: "What then?", option: "clear" });
        assert.equal((await ann.does({ do: "submit" })).submitted, "cleared");
        await ann.noModal();
      });

      test("the app hears that a modal was left", async () => {
        await ann.does({ do: "shortcut", callback_id: "order" });
        await ann.modal("Order");
        await ann.does({ do: "cancel" });
        await ann.message("You left without an order");
      });

      test("a message shortcut answers in the message's thread", async () => {
        await bob.does({ do: "post", channel: GENERAL, text: "Worth quoting" });
        const said = await ann.message("Worth quoting", GENERAL);
        await ann.does({ do: "message_shortcut", callback_id: "quote", ...at(said) });
        const quoted = await bob.message("> Worth quoting", GENERAL);
        assert.equal(quoted.thread_ts, said.ts);
      });

      test("a slash command is answered with JSON, with text, with nothing, and later", async () => {
        const echo = (text) => ann.does({ do: "slash", command: "/echo", text, channel: GENERAL });
        await echo("json");
        const forAll = await bob.message("JSON for all", GENERAL);
        assert.equal(forAll.blocks[0].text.text, "*JSON* for all");
        await echo("text");
        const own = await ann.message("Text for you", GENERAL);
        assert.equal(own.ephemeral_to, "U0ANN");
        const before = (await ann.state()).messages[GENERAL].length;
        await echo("nothing");
        assert.equal((await ann.state()).messages[GENERAL].length, before);
        await echo("later");
        await bob.message("Later, for all", GENERAL);
      });

      test("a list comes page by page, a whisper to one, and a message goes again", async () => {
        const echo = (text) => ann.does({ do: "slash", command: "/echo", text, channel: GENERAL });
        await echo("people");
        const { text } = await ann.sees((state) => state.ephemerals.find((one) => one.text.startsWith("People: ")));
        const names = text.replace("People: ", "").split(", ");
        assert.equal(new Set(names).size, names.length);
        assert.ok(["ann", "bob"].every((name) => names.includes(name)), text);
        await echo("whisper");
        assert.equal((await ann.message("Psst", GENERAL)).ephemeral_to, "U0ANN");
        await echo("gone");
        await ann.message("Deleted", GENERAL);
        assert.ok(!(await ann.state()).messages[GENERAL].some((one) => one.text === "Soon gone"));
      });

      test("what a command answered is replaced and deleted by its buttons", async () => {
        await ann.does({ do: "slash", command: "/echo", text: "buttons", channel: GENERAL });
        const asked = await ann.message("Replace or delete", GENERAL);
        await ann.does({ do: "press", in: at(asked), button: "Replace" });
        const replaced = await ann.message("Replaced", GENERAL);
        assert.ok(!(await ann.state()).ephemerals.some((one) => one.text === "Replace or delete"));
        await ann.does({ do: "press", in: at(replaced), button: "Delete" });
        await ann.sees((state) => !state.ephemerals.some((one) => one.text === "Replaced"));
      });

      test("the Home tab is published, counted up, and an old hash is refused", async () => {
        await bob.does({ do: "open_home" });
        const counts = (number) => bob.sees((state) => state.home && textOf(state.home) === `Counted to ${number}`);
        await counts(0);
        await bob.does({ do: "press", in: "home", button: "Count" });
        await counts(1);
        await bob.does({ do: "press", in: "home", button: "Publish what is out of date" });
        await bob.message("Slack said hash_conflict");
        await counts(100);
      });

      test("nothing was refused but what had to be, and every delivery was acknowledged", async () => {
        const { refusals, log } = await ann.state();
        assert.deepEqual(refusals.map((one) => one.error), ["hash_conflict"]);
        const failed = log.filter((line) => line.kind === "delivery" && line.failure);
        assert.deepEqual(failed, []);
        const complaints = world.app.said.filter((line) => /error|warn|unhandled|traceback/i.test(line));
        assert.deepEqual(complaints, [], "Bolt had nothing to complain of");
      });
    });
  }
}

async function order(person, name, then) {
  await person.does({ do: "shortcut", callback_id: "order" });
  await person.modal("Order");
  await person.does({ do: "type", input: "Your name", text: name });
  await person.does({ do: "choose", in: "modal", input: "What then?", option: then });
}
