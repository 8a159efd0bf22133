// The page is a small Slack: conversations, threads, commands, shortcuts, unread marks, live for all who look.

import assert from "node:assert/strict";

import { BRIEFINGS_CHANNEL, DIGEST_CHANNEL } from "../support/demo.js";
import { looksGood, story } from "../support/story.js";

const LUNCH = "C0LUNCH";

story("two members in two windows write to each other, and a thread unfolds", async ({ open }) => {
  const tom = await open("Tom", { place: LUNCH });
  // What stands in the channels at the start is seen.
  const priya = await open("Priya", { place: BRIEFINGS_CHANNEL });
  await priya.goTo("benelux-sales");
  await tom.writes("Soup or pizza? *Twelve* sharp, <@U0PRIYA> too");
  // What is new is marked where one is not, without reloading.
  await priya.sidebar.getByRole("link", { name: /^# lunch\s*1 unread/ }).waitFor();
  await priya.page.waitForFunction(() => document.title.startsWith("(1) "));
  await priya.goTo("lunch");
  await priya.sees("@Priya");
  assert.equal(await priya.sidebar.getByRole("link", { name: /unread/ }).count(), 0);

  await priya.press("Reply", priya.main);
  const field = priya.main.getByLabel("Reply in thread");
  await field.waitFor();
  assert.ok(await field.evaluate((node) => node === document.activeElement));
  await field.fill("Soup");
  await field.press("Enter");
  await tom.main.getByRole("button", { name: /^1 reply/ }).click();
  await tom.sees("Soup", tom.main.getByRole("list", { name: "1 reply" }));

  // A line tells where one stopped reading.
  await priya.goTo("benelux-sales");
  await tom.writes("Pizza it is");
  await priya.sidebar.getByRole("link", { name: /^# lunch\s*1 unread/ }).click();
  await priya.sees("New", priya.main);
  await priya.sees("Pizza it is");
});

story("a slash command is found, completed and answered to oneself alone", async ({ open }) => {
  const tom = await open("Tom", { place: DIGEST_CHANNEL });
  const sanne = await open("Sanne", { place: DIGEST_CHANNEL });
  const field = tom.main.getByLabel(/^Message #benelux-sales/);
  await field.pressSequentially("/le");
  await tom.main.getByRole("option", { name: /^\/leadloop/ }).waitFor();
  await looksGood(tom, "a command's hint");
  await field.press("Tab");
  assert.equal(await field.inputValue(), "/leadloop ");
  await field.pressSequentially("help");
  await field.press("Enter");
  await tom.sees("Only visible to you");
  await tom.sees(/\/leadloop why/);
  assert.equal(await field.inputValue(), "");
  assert.equal(await sanne.main.getByText("Only visible to you").count(), 0);

  // What no app knows is said so.
  await field.fill("/nonsense");
  await field.press("Enter");
  await tom.sees(/nonsense/, tom.page.getByRole("status"));
});

story("a message becomes a lead, and a lead comes from the shortcuts menu", async ({ open }) => {
  const marieke = await open("Marieke", { place: LUNCH });
  await marieke.writes("Met Anna of Bakker & Zoon at the fair");
  const message = marieke.main.getByRole("article").last();
  await message.waitFor();
  await message.getByLabel("More about this message").click();
  await looksGood(marieke, "a message's menu");
  await message.getByRole("button", { name: "Add as a lead" }).click();
  await marieke.titled("Add a lead");
  assert.equal(await marieke.modal.getByLabel("What do they want?").inputValue(), "Met Anna of Bakker & Zoon at the fair");
  await marieke.press("Cancel", marieke.modal);
  await marieke.modalCloses();

  await marieke.main.getByLabel("Shortcuts").click();
  await marieke.main.getByRole("button", { name: "Add a lead" }).click();
  await marieke.titled("Add a lead");
  await marieke.modal.getByLabel(/^Company/).fill("Bakker & Zoon");
  await marieke.modal.getByLabel(/^E-mail/).fill("anna at bakker");
  await marieke.press("Add", marieke.modal);
  await marieke.modal.locator(".error").filter({ visible: true }).first().waitFor();
  await marieke.modal.getByLabel(/^E-mail/).fill("anna@bakker.example");
  await marieke.submit("Add");
  await marieke.sees(/Bakker & Zoon.* is added/);
});

story("on a phone the menu leads everywhere", async ({ open }) => {
  const karin = await open("Karin", { width: 390, touch: true });
  const menu = karin.page.getByRole("button", { name: /^Menu/ });
  await menu.click();
  await karin.sidebar.getByRole("link", { name: "# lunch" }).click();
  await karin.main.getByRole("heading", { name: "# lunch" }).waitFor();
  await karin.sidebar.waitFor({ state: "hidden" });
  await menu.click();
  await karin.sidebar.getByLabel("You act as").selectOption({ label: "Joris" });
  await menu.click();
  await karin.sidebar.getByRole("link", { name: /^Messages/ }).click();
  await karin.sees("Hi Joris.");
});
