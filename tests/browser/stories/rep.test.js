// A rep answers the ask: with the mouse, with the keyboard alone, in Dutch, on a phone, half of it.

import assert from "node:assert/strict";

import { looksGood, story } from "../support/story.js";

const SOFAR = "What has happened so far?";
const RELEVANCE = /^Relevance/;
const TIMING = /^Timing/;
const INTENT = /^Intent/;
const NEXT = "What next?";
const WHY_NOT = "Why not?";

story("a rep rates all leads: message, window, folding questions, record", async ({ open }) => {
  const joris = await open("Joris");
  await joris.sees("Hi Joris.");
  await joris.press("Rate 3 leads");
  await joris.titled("Lead 1 of 3");

  // Timing and intent are asked after a contact only.
  assert.equal(await joris.question(TIMING).count(), 0);
  await joris.answer(SOFAR, "Spoke on the phone");
  await joris.question(TIMING).waitFor();
  await joris.answer(SOFAR, "Nothing yet");
  await joris.question(TIMING).waitFor({ state: "detached" });

  // What is missing is said where it is missing, and has the focus.
  await joris.press("Save and next", joris.modal);
  await joris.sees("Please complete this required field", joris.question(RELEVANCE));
  await joris.page.waitForFunction(() => document.activeElement.getAttribute("aria-invalid") === "true");

  // Why not is asked when one says no; "something else" wants words.
  await joris.answer(RELEVANCE, "1 – Not our customer");
  await joris.answer(NEXT, "No, not for us (reject)");
  await joris.answer(WHY_NOT, "Something else (say what below)");
  await joris.press("Save and next", joris.modal);
  await joris.sees("A few words, please: what was it?");
  await joris.modal.getByLabel("Anything marketing should know?").fill("They sell to us, we don't sell to them.");
  await joris.submit("Save and next");
  await joris.titled("Lead 2 of 3");
  await joris.sees(/^Saved: /, joris.modal);

  // A contact that went well; the next lead starts empty.
  await joris.answer(SOFAR, "Met, online or in person");
  await joris.answer(RELEVANCE, "5 – Exactly our customer, and decides");
  await joris.answer(TIMING, "4 – Date or budget is known");
  await joris.answer(INTENT, "5 – Asked us to talk");
  await joris.answer(NEXT, "Yes, I'm taking it on (accept)");
  await joris.submit("Save and next");
  await joris.titled("Lead 3 of 3");
  assert.equal(await joris.question(RELEVANCE).getByRole("radio", { checked: true }).count(), 0);

  // What the campaign is after is one button away, and answers given so far stay.
  await joris.answer(RELEVANCE, "4 – Fits, and has a say");
  await joris.press("See briefing", joris.modal);
  await joris.titled("Briefing");
  await joris.press("Back", joris.modal);
  await joris.titled("Lead 3 of 3");
  assert.ok(await joris.question(RELEVANCE).getByLabel("4 – Fits, and has a say").isChecked());

  await joris.answer(SOFAR, "Tried, no contact yet");
  await joris.answer(NEXT, "Not yet, marketing keeps in touch");
  await joris.submit("Save and finish");
  await joris.modalCloses();
  await joris.sees("Three leads rated, Monday 16 November. Thank you.");
  await joris.sees(/accepted\. Relevance 5, timing 4, intent 5: warm/);
  await joris.sees(/rejected \(something else\)\. Relevance 1/);

  // One more thought about one of them.
  const change = joris.main.getByRole("combobox", { name: "Change an answer" });
  await change.selectOption({ label: "Ateliers du Quai" });
  await joris.titled("Change answer");
  await joris.answer(TIMING, "5 – Choosing now");
  await joris.submit("Save");
  await joris.modalCloses();
  await joris.sees(/accepted\. Relevance 5, timing 5, intent 5: warm/);
});

story("a Dutch rep does it in Dutch, with the keyboard alone", async ({ open }) => {
  const sanne = await open("Sanne");
  await sanne.sees("Hoi Sanne.");
  const { keyboard } = sanne.page;
  const rate = sanne.main.getByRole("button", { name: "6 leads beoordelen" });
  await sanne.tabTo(rate);
  await keyboard.press("Enter");
  await sanne.titled("Lead 1 van 6");
  await sanne.answerByKeys("Wat is er tot nu toe gebeurd?", "Telefonisch gesproken");
  await sanne.question(/^Timing/).waitFor();
  await sanne.answerByKeys(/^Relevantie/, "4 – Past, en heeft invloed");
  await sanne.answerByKeys(/^Timing/, "2 – Ooit, niets gepland");
  await sanne.answerByKeys(/^Intentie/, "3 – Heeft het probleem, kijkt rond");
  await sanne.answerByKeys("Wat doen we ermee?", "Nog niet, marketing houdt contact");
  const same = sanne.modal.getByLabel("Ook voor de andere twee");
  await sanne.tabTo(same);
  await keyboard.press("Space");
  const comment = sanne.modal.getByLabel("Wil je marketing nog iets meegeven?");
  await sanne.tabTo(comment);
  await keyboard.type("Komt in het voorjaar terug.");
  await sanne.tabTo(sanne.modal.getByRole("button", { name: "Opslaan en verder" }));
  await sanne.turns(() => keyboard.press("Enter"));
  // The next lead is read and answered from its beginning.
  await sanne.sees("Opgeslagen: Nova Bouw.", sanne.modal);
  await sanne.sees("IJssel Metaal", sanne.modal);
  assert.equal(await sanne.modal.locator(".content").evaluate((content) => content.scrollTop), 0);
  // Escape is the x: what is saved stays saved.
  await keyboard.press("Escape");
  await sanne.modalCloses();
  await sanne.sees(/beoordeeld/);
  const goOn = sanne.main.getByRole("button", { name: /^Verder/ });
  await sanne.tabTo(goOn);
  await keyboard.press("Enter");
  await sanne.modal.getByRole("heading", { name: "IJssel Metaal" }).waitFor();
  await keyboard.press("Escape");
  await sanne.modalCloses();
});

story("a rep on a phone says not this time, and why if they like", async ({ open }) => {
  const sanne = await open("Sanne", { width: 390, touch: true });
  await sanne.press("Deze keer niet");
  await sanne.sees(/volgende ronde/);
  await sanne.press("Te druk");
  await sanne.sees(/^Genoteerd/);
});

story("the ask, the window and the record look good everywhere", async ({ demo, open }) => {
  const sanne = await open("Sanne");
  await sanne.sees("Hoi Sanne.");
  await looksGood(sanne, "ask");
  await sanne.press("6 leads beoordelen");
  await sanne.titled("Lead 1 van 6");
  await sanne.answer("Wat is er tot nu toe gebeurd?", "Afspraak gehad, online of live");
  await sanne.question(/^Timing/).waitFor();
  await looksGood(sanne, "rating");
  await sanne.press("Opslaan en verder", sanne.modal);
  await sanne.sees("Please complete this required field");
  await looksGood(sanne, "rating with errors");
  await sanne.press("Later verder", sanne.modal);
  await sanne.modalCloses();
  await demo.rate("Sanne", [{ follow_up: "met", relevance: 5, timing: 4, intent: 4, verdict: "accepted" }, { follow_up: "nothing", relevance: 1, verdict: "rejected", reason: "not_a_buyer" }]);
  await sanne.sees(/^Zes leads beoordeeld/);
  await looksGood(sanne, "record");
});
