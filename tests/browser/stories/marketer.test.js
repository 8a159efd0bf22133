// A marketer keeps campaigns in order, and answers their numbers before anybody else sees them.

import assert from "node:assert/strict";

import { aRoundIsRated, theDigestIsOut } from "../support/round.js";
import { looksGood, story } from "../support/story.js";
import { DIGEST_CHANNEL } from "../support/demo.js";

story("a marketer says what a campaign is for, and for whom not", async ({ open }) => {
  const bram = await open("Bram", { place: "home" });
  await bram.sees(/^Pricing guide \(running, owner Bram\)/);
  await looksGood(bram, "home of a marketer");
  const guide = bram.main.locator(".block", { hasText: /^Pricing guide \(/ });
  await guide.locator("xpath=following-sibling::*[1]").getByRole("button", { name: "Edit", exact: true }).click();
  await bram.titled("Edit campaign");
  await bram.modal.getByLabel("Goal in one line").fill("30 first talks with plant managers");
  await bram.modal.getByLabel("Who is it not for?").fill("Anybody who rents the plant");
  await bram.modal.getByLabel("Owner").selectOption({ label: "Marieke" });
  await bram.submit("Save");
  await bram.modalCloses();
  await bram.sees(/^Pricing guide \(running, owner Marieke\)/);

  await bram.main.locator(".block", { hasText: /^Pricing guide \(/ }).locator("xpath=following-sibling::*[1]")
    .getByRole("button", { name: "Edit", exact: true }).click();
  await bram.titled("Edit campaign");
  assert.equal(await bram.modal.getByLabel("Goal in one line").inputValue(), "30 first talks with plant managers");

  // What a briefing says, a rep sees beside the lead.
  const sanne = await open("Sanne");
  await sanne.press("6 leads beoordelen");
  await sanne.sees(/20 first talks with heads of operations.*firms with one plant/, sanne.modal);
});

story("a campaign without a name is refused where the name is missing", async ({ open }) => {
  const marieke = await open("Marieke", { place: "home" });
  await marieke.press("Add a campaign");
  await marieke.titled("Add a campaign");
  await marieke.press("Save", marieke.modal);
  await marieke.sees("Please complete this required field");
  await marieke.modal.getByLabel("Name").fill("Spring fair");
  await marieke.submit("Save");
  await marieke.modalCloses();
  await marieke.sees(/^Spring fair \(running, .*\): no leads/);
});

story("a marketer answers the numbers, and the answer stands in the digest", async ({ demo, open }) => {
  const marieke = await open("Marieke", { place: DIGEST_CHANNEL });
  await aRoundIsRated(demo);
  // The numbers come by themselves, while the page is open.
  await demo.jumpUntil("Marieke", (state) => state.messages[state.dm_with_app].length > 2);
  await marieke.sidebar.getByRole("link", { name: /^Messages\s*3 unread/ }).waitFor();
  await marieke.goTo("Messages");
  await marieke.sees(/^11 rated: 7 accepted/);
  await looksGood(marieke, "numbers");
  await marieke.press("Answer in one line");
  await marieke.titled("Your answer");
  await marieke.press("Save", marieke.modal);
  await marieke.sees("Please complete this required field");
  await marieke.modal.getByLabel("What will you change?").fill("Students go out of the audience this week.");
  await marieke.submit("Save");
  await marieke.sees("Saved. Your answer stands in the digest.");
  await marieke.press("Close", marieke.modal);
  await marieke.modalCloses();
  // A second look finds the first answer, to be changed until the digest goes out.
  await marieke.press(/answer/i, marieke.main);
  await marieke.titled("Your answer");
  const line = marieke.modal.getByLabel("What will you change?");
  assert.equal(await line.inputValue(), "Students go out of the audience this week.");
  await line.fill("Students go out of the audience today.");
  await marieke.submit("Save");
  await marieke.press("Close", marieke.modal);
  await marieke.modalCloses();

  await theDigestIsOut(demo, DIGEST_CHANNEL);
  await marieke.goTo("benelux-sales");
  await marieke.sees(/Students go out of the audience today\./, marieke.main);
});
