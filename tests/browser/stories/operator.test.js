// Whoever runs the bot looks at what goes to and fro, and lets time pass.

import assert from "node:assert/strict";

import { looksGood, story } from "../support/story.js";

story("the traffic between app and Slack is there to be read", async ({ demo, open }) => {
  const karin = await open("Karin");
  await karin.press(/^Traffic/, karin.page);
  const traffic = karin.page.getByRole("complementary", { name: "Traffic between app and Slack" });
  await traffic.waitFor();

  // A call that just went by shows what was sent and what was answered.
  await demo.act("Sanne", { do: "open_home" });
  const publish = traffic.getByRole("listitem").filter({ hasText: "views.publish" }).first();
  await publish.getByText("@Sanne").waitFor();
  await publish.locator("summary").click();
  await publish.getByRole("region", { name: "Arguments" }).and(karin.page.locator("pre", { hasText: '"user_id": "U0SANNE"' })).waitFor();
  await publish.getByRole("region", { name: "Answer" }).and(karin.page.locator("pre", { hasText: '"ok": true' })).waitFor();
  await looksGood(karin, "traffic");

  // It is narrowed by words, and to what failed.
  const lines = traffic.getByRole("listitem");
  await traffic.getByLabel("Filter by method, event or name").fill("postmessage");
  await karin.page.waitForFunction(() => [...document.querySelectorAll(".traffic .what")].every((line) => line.textContent.includes("chat.postMessage")));
  assert.ok(await lines.count() > 0);
  await traffic.getByLabel("only what failed").check();
  await karin.sees("Nothing fits.", traffic);
});

story("time jumps to the next thing due, and all windows follow", async ({ demo, open }) => {
  const priya = await open("Priya");
  const sanne = await open("Sanne", { place: "home" });
  await priya.sees("Nothing here yet.");
  await sanne.page.evaluate(() => { globalThis.neverReloaded = true; });
  await sanne.jump();
  // Priya is asked at half past nine of her own.
  await priya.sees("Hi Priya.");
  await priya.sees(/^Mon 16 Nov, 09:3\d$/, priya.page.getByRole("group", { name: "Clock" }));
  await sanne.sees(/^Mon 16 Nov, 10:3\d$/, sanne.page.getByRole("group", { name: "Clock" }));
  await sanne.jump();
  await sanne.sees(/^Mon 16 Nov, 15:3\d$/, sanne.page.getByRole("group", { name: "Clock" }));
  // A week later Sanne is reminded; the mark tells, though nothing was loaded anew.
  await demo.jumpUntil("Sanne", (state) => state.messages[state.dm_with_app].length > 1);
  await sanne.sidebar.getByRole("link", { name: /^Messages\s*\d+ unread/ }).waitFor();
  assert.ok(await sanne.page.evaluate(() => globalThis.neverReloaded));
  await sanne.goTo("Messages");
  await sanne.sees(/enige herinnering/);

  // Or to a time of one's choice.
  await sanne.page.getByLabel("Jump to a time of your choice").click();
  await sanne.page.getByLabel(/^Jump to \(/).fill("2026-11-24T08:15");
  await sanne.page.getByRole("button", { name: "Jump", exact: true }).click();
  await sanne.sees(/^Tue 24 Nov, 08:15$/, sanne.page.getByRole("group", { name: "Clock" }));
});

story("the page says so when the sandbox is gone", async ({ demo, open }) => {
  const karin = await open("Karin");
  await demo.end();
  await karin.sees(/^The sandbox does not answer/);
}, { demoEnds: true });
