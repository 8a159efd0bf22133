// Takes the pictures of the READMEs from the demo: npm run pictures

import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { openWindow, startBrowser } from "./support/browser.js";
import { BRIEFINGS_CHANNEL, DIGEST_CHANNEL, startDemo } from "./support/demo.js";
import { aRoundIsRated, theDigestIsOut } from "./support/round.js";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const MOST_BYTES = 300_000;

const browser = await startBrowser();
const demo = await startDemo();

async function picture(window, name, options) {
  await window.drawn();
  const path = `${FOLDER}${name}.png`;
  await window.page.mouse.move(0, 0);
  await window.page.screenshot({ path, ...options });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes; a README wants less than ${MOST_BYTES}`);
  console.log(`${name}.png: ${Math.round(size / 1000)} kB`);
}

mkdirSync(FOLDER, { recursive: true });
try {
  const sanne = await openWindow(browser, demo, "Sanne", { width: 1100, height: 560 });
  await sanne.sees("Hoi Sanne.");
  await picture(sanne, "ask");

  await sanne.press("6 leads beoordelen");
  await sanne.titled("Lead 1 van 6");
  await sanne.page.setViewportSize({ width: 1100, height: 1000 });
  await sanne.answer("Wat is er tot nu toe gebeurd?", "Telefonisch gesproken");
  await sanne.answer(/^Relevantie/, "5 – Precies onze klant, en beslist");
  await sanne.modal.getByRole("heading", { name: "Nova Bouw" }).scrollIntoViewIfNeeded();
  await picture(sanne, "rating");
  await sanne.press("Later verder", sanne.modal);
  await sanne.modalCloses();

  const joris = await openWindow(browser, demo, "Joris", { place: BRIEFINGS_CHANNEL, width: 1100, height: 640 });
  await joris.sees("Read by 2 of 4");
  await picture(joris, "briefing");

  await aRoundIsRated(demo);
  await theDigestIsOut(demo, DIGEST_CHANNEL);
  const karin = await openWindow(browser, demo, "Karin", { width: 1100, height: 1000 });
  await karin.sees("For you");
  await picture(karin, "digest");

  const operator = await openWindow(browser, demo, "Karin", { place: "home", width: 1280, height: 640, colours: "dark" });
  await operator.press(/^Traffic/, operator.page);
  await operator.page.locator(".traffic li", { hasText: "views.publish" }).first().locator("summary").click();
  await operator.sees("Answer");
  await picture(operator, "traffic");
} finally {
  await browser.close();
  await demo.end();
}
