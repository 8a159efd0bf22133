// The two apps that the README shows run as they stand, in the workspace one gets without a configuration.

import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { NODE_MODULES, README, SHOWN } from "./apps.js";
import { beginWithout } from "./sandbox.js";

for (const [language, program] of Object.entries(SHOWN)) {
  test(`the README's app in ${language} greets, and answers its command`, async () => {
    const [, code] = (await readFile(README, "utf8")).split(`\`\`\`${language}\n`, 2);
    const world = await beginWithout(program, async (folder) => {
      await symlink(NODE_MODULES, join(folder, "node_modules"));
      await writeFile(join(folder, program.args[0]), code.split("```", 1)[0]);
    });
    try {
      const ben = world.person("U0BEN");
      const { dm_with_app } = await ben.state();
      await ben.does({ do: "post", channel: dm_with_app, text: "hello" });
      await ben.message("Hi <@U0BEN>");
      await ben.does({ do: "slash", command: "/app", text: "something", channel: "C0GENERAL" });
      await ben.message("You said: something", "C0GENERAL");
    } finally {
      await world.end();
    }
  });
}
