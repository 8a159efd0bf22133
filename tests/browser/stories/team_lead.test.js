// A team lead reads the digest, does what waits for them, and sets up a loop.

import assert from "node:assert/strict";

import { DIGEST_CHANNEL } from "../support/demo.js";
import { aRoundIsRated, theDigestIsOut } from "../support/round.js";
import { looksGood, story } from "../support/story.js";

story("a team lead reads the digest, its chart, its table and its thread", async ({ demo, open }) => {
  await aRoundIsRated(demo);
  await theDigestIsOut(demo, DIGEST_CHANNEL);
  const karin = await open("Karin");

  // The outcome is in sight without scrolling.
  const heading = karin.main.getByRole("heading", { name: /^Benelux & friends, round 1 .*: \d+ accepted$/ });
  assert.ok((await heading.boundingBox()).y > 0);
  await karin.sees("For you");

  // The chart has its figures in words too.
  const chart = karin.main.getByRole("img", { name: /^What became of the leads: bar chart/ });
  await chart.waitFor();
  await karin.main.getByText("Figures").click();
  const figures = karin.main.getByRole("table", { name: "What became of the leads" });
  await figures.getByRole("columnheader", { name: "rejected" }).waitFor();

  // The table is sorted by the heading pressed.
  const table = karin.main.getByRole("table", { name: "Ratings per campaign, round 1" });
  await table.getByRole("button", { name: "rejected" }).click();
  await table.getByRole("button", { name: /^rejected/ }).click();
  await table.getByRole("columnheader", { name: /^rejected/ }).and(karin.page.locator("[aria-sort=descending]")).waitFor();
  assert.equal(await table.getByRole("rowheader").first().innerText(), "Pricing guide");

  // Details wait in the thread until it is opened.
  assert.equal(await karin.main.getByText("Waiting for a first contact, longest first").filter({ visible: true }).count(), 0);
  const thread = karin.main.getByRole("button", { name: /^1 reply/ });
  await thread.click();
  await karin.sees("Waiting for a first contact, longest first");
  await looksGood(karin, "digest of the team lead");
  await thread.click();
  await karin.sawTheLastOf("Waiting for a first contact, longest first");

  // What is theirs to do has buttons.
  await karin.press(/^See the (?!ratings)/);
  await karin.modal.waitFor();
  await looksGood(karin, "leads that wait");
  await karin.page.keyboard.press("Escape");
  await karin.modalCloses();
  await karin.press("Give it an owner");
  await karin.modal.waitFor();
  await karin.modal.getByRole("combobox").first().selectOption({ label: "Joris" });
  await karin.sees(/^Havenstaal .* goes to Joris$/);
  await karin.press("Close", karin.modal);
  await karin.modalCloses();

  // In the channel the same stands without what is for the team lead alone.
  await karin.goTo("benelux-sales");
  await karin.sees("To do", karin.main);
  assert.equal(await karin.main.getByText("For you").count(), 0);
  await looksGood(karin, "digest in the channel");
});

story("a team lead sets up a loop, is told what is wrong, and sees who will be asked", async ({ open }) => {
  const karin = await open("Karin", { place: "home" });
  await karin.sees("Feedback loops");
  await looksGood(karin, "home of the team lead");
  await karin.press("Set up a feedback loop");
  await karin.titled("Set up a feedback loop");
  await looksGood(karin, "setting up");
  await karin.modal.getByLabel("Name", { exact: true }).fill("Nordics");
  await karin.press("Preview", karin.modal);
  await karin.sees("Please name at least one person, or a user group.");

  // People are picked by typing and with keys; a group comes from the app.
  const reps = karin.modal.getByRole("combobox", { name: "Sales: who is asked" });
  await reps.fill("pri");
  await karin.modal.getByRole("option", { name: "Priya" }).waitFor();
  await reps.press("Enter");
  await karin.modal.getByRole("button", { name: "Remove Priya" }).waitFor();
  const group = karin.modal.getByRole("combobox", { name: "… or user groups, each a team" });
  await group.fill("rep");
  await karin.modal.getByRole("option", { name: /reps/i }).click();
  await karin.modal.getByRole("button", { name: /^Remove .*reps/i }).waitFor();
  await karin.modal.getByLabel("How often").selectOption({ label: "Every four weeks" });
  await karin.modal.getByLabel("Accepted leads this quarter, set by both teams").fill("many");
  await karin.press("Preview", karin.modal);
  await karin.modal.locator(".error").first().waitFor();
  await karin.modal.getByLabel("Accepted leads this quarter, set by both teams").fill("25");
  await karin.submit("Preview");
  await karin.titled("Before you save");
  await karin.sees("The next rounds:");
  await looksGood(karin, "before saving a loop");
  await karin.submit("Save");
  await karin.modalCloses();
  await karin.sees(/^Nordics: four people, every four weeks/);
});
