// A marketer explains a campaign in three pages; it stands in the channel, and reps say that they have read it.

import assert from "node:assert/strict";

import { BRIEFINGS_CHANNEL } from "../support/demo.js";
import { looksGood, story } from "../support/story.js";

const MISTAKE = "Warm and cold are more than ten together.";

story("a marketer writes a briefing from its first page on, posts it, and sees that it is read", async ({ demo, open }) => {
  const marieke = await open("Marieke", { place: "home" });
  const field = (label) => marieke.modal.getByLabel(label);
  await marieke.press("New briefing");
  await marieke.titled("1 · The promise");

  // What is missing is said where it is missing.
  await field("Goal in one line").fill("15 demos with plant managers");
  await marieke.press("Next", marieke.modal);
  await marieke.sees("Please complete this required field", marieke.modal);
  await field("Name of the new campaign").fill("Spring fair");
  await field("Who is it for?").fill("Plant managers who come to the fair in Ghent");
  await field("Who is it not for?").fill("students, competitors");
  await field("What do we promise them?").fill("A tour of the line, and lunch");
  await field("First leads expected on").fill("2026-12-01");
  await field("Where it runs").fill("fair");
  await marieke.modal.getByRole("option", { name: "fair or event" }).click();
  await marieke.modal.getByRole("button", { name: "Remove fair or event" }).waitFor();
  await field("Where it runs").press("Escape");
  await looksGood(marieke, "briefing promise");
  await marieke.submit("Next");

  // Ten reached can't be more than ten.
  await marieke.titled("2 · What to expect");
  await field("About how many leads?").fill("30");
  await field("Out of ten leads, how many will sales accept?").selectOption({ label: "5" });
  await field("Out of ten reached, how many warm?").selectOption({ label: "6" });
  await field("… and how many cold?").selectOption({ label: "5" });
  await field("What will they say, and what is a good answer?").fill("No time → the tour takes twenty minutes");
  await marieke.press("Next", marieke.modal);
  await marieke.sees(MISTAKE, marieke.modal);
  await marieke.page.waitForFunction(() => document.activeElement.getAttribute("aria-invalid") === "true");
  await looksGood(marieke, "briefing with a mistake");
  await field("… and how many cold?").selectOption({ label: "3" });
  await marieke.submit("Next");

  // Back and forth, nothing is lost.
  await marieke.titled("3 · What we ask of sales");
  await field("How to open").fill("Which line stops most often?");
  await marieke.press("Back", marieke.modal);
  await marieke.titled("2 · What to expect");
  assert.equal(await field("… and how many cold?").inputValue(), "3");
  await marieke.press("Back", marieke.modal);
  await marieke.titled("1 · The promise");
  assert.equal(await field("Goal in one line").inputValue(), "15 demos with plant managers");
  await field("Goal in one line").fill("15 demos before summer");
  await marieke.submit("Next");
  await marieke.titled("2 · What to expect");
  await marieke.submit("Next");
  await marieke.titled("3 · What we ask of sales");
  assert.equal(await field("How to open").inputValue(), "Which line stops most often?");
  await looksGood(marieke, "briefing request");
  await marieke.submit("Next");

  // The preview is the post.
  await marieke.titled("4 · Preview");
  await marieke.sees("of ten: 5 accepted; of ten reached: 6 warm, 1 lukewarm, 3 cold", marieke.modal);
  await looksGood(marieke, "briefing preview");
  await field("Post now").check();
  await marieke.submit("Done");
  await marieke.sees("The briefing goes to the channel now.", marieke.modal);
  await marieke.press("Close", marieke.modal);
  await marieke.modalCloses();
  await marieke.sees(/^Spring fair \(.*\): no leads\. Briefing read by 0 of 4\.$/);

  // It stands in the channel; who presses the button is counted, and not named.
  const tom = await open("Tom", { place: BRIEFINGS_CHANNEL });
  await tom.sees("15 demos before summer", tom.main);
  await looksGood(tom, "briefing posted");
  await tom.press("I've read it", tom.main);
  await tom.sees("Read by 1 of 4", tom.main);
  assert.equal(await tom.main.getByText(/Read by.*Tom/).count(), 0);
  await tom.press("Objections and links", tom.main);
  await tom.sees("No time → the tour takes twenty minutes", tom.modal);
  await tom.press("Close", tom.modal);
  await tom.modalCloses();
  await demo.act("Marieke", { do: "open_home" });
  await marieke.sees(/^Spring fair \(.*\): no leads\. Briefing read by 1 of 4\.$/);
});

story("a marketer finishes a briefing and posts it, a rep reads it, and the count goes up", async ({ demo, open }) => {
  const bram = await open("Bram", { place: "home" });
  await bram.sees("Pricing guide: its briefing is not finished.");
  await bram.press("Go on writing");
  // What Bram began is complete up to the second page.
  await bram.titled("2 · What to expect");
  await bram.modal.getByLabel("Out of ten leads, how many will sales accept?").selectOption({ label: "4" });
  await bram.modal.getByLabel("Out of ten reached, how many warm?").selectOption({ label: "2" });
  await bram.modal.getByLabel("… and how many cold?").selectOption({ label: "5" });
  await looksGood(bram, "briefing expectation");
  await bram.submit("Next");
  await bram.titled("3 · What we ask of sales");
  await bram.modal.getByLabel("How to open").fill("What do you plan with today?");
  await bram.submit("Next");
  await bram.titled("4 · Preview");
  await bram.sees(/10 quotes before Christmas/, bram.modal);
  await looksGood(bram, "briefing preview");
  await bram.modal.getByLabel("Post now").check();
  await bram.submit("Done");
  await bram.sees("The briefing goes to the channel now.", bram.modal);
  await bram.press("Close", bram.modal);
  await bram.modalCloses();

  const tom = await open("Tom", { place: BRIEFINGS_CHANNEL });
  await tom.sees(/10 quotes before Christmas/);
  await looksGood(tom, "briefing posted");
  await tom.press("I've read it", tom.main);
  await tom.sees(/Read by 1 of 4/);
  await bram.page.reload();
  await bram.sees(/Briefing read by 1 of 4\./);
});

story("a rep finds a briefing that is still to be read, reads it, and it is off the list", async ({ demo, open }) => {
  const joris = await open("Joris");
  await joris.sees(/Autumn webinar/, joris.main);
  await looksGood(joris, "ask with an unread briefing");
  const tom = await open("Tom", { place: "home" });
  await tom.sees("Nothing to rate now. The next round is on Monday 16 November.");
  await tom.sees("Briefings you haven't read");
  await tom.sees("Autumn webinar: 20 first talks with heads of operations");
  await looksGood(tom, "home of a rep");
  await tom.press("Read it");
  await tom.sees("firms with one plant and one shift", tom.modal);
  await looksGood(tom, "briefing in a window");
  await tom.press("Close", tom.modal);
  await tom.modalCloses();
  await demo.act("Tom", { do: "open_home" });
  await tom.sawTheLastOf("Briefings you haven't read");
  await tom.goTo("campaign-briefings");
  await tom.sees("Read by 3 of 4", tom.main);
});
