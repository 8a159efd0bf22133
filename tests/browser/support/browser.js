// Headless Chromium, and windows in it that are members of the demo's company.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { PEOPLE } from "./demo.js";

const PATIENCE_MS = 15_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = fileURLToPath(new URL("../output/", import.meta.url));

/// How people look at the page.
export const LOOKS = [1280, 390].flatMap((width) => ["light", "dark"].map((colours) => ({ width, colours })));

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage", "--lang=en-GB",
      // Chromium's own sandbox does not work as root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

/// A window of its own, in which one acts as this person. `place` is a channel's id or "home"; without it, the
/// messages with the app.
export async function openWindow(browser, demo, name, { place, ...options } = {}) {
  return openPage(browser, demo.url, PEOPLE[name], place ?? (await demo.state(name)).dm_with_app, options);
}

/// Like `openWindow`, in any sandbox, by ids.
export async function openPage(browser, url, me, place, { width = 1280, height = width < 800 ? 844 : 860, colours = "light", touch = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: colours, locale: "en-GB", timezoneId: "Europe/Amsterdam", reducedMotion: "reduce", hasTouch: touch,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("response", (response) => { if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`); });
  const window = new Window(page, faults);
  await page.goto(`${url}#${me}/${place}`);
  await page.locator("main h1").waitFor();
  return window;
}

class Window {
  constructor(page, faults) {
    Object.assign(this, { page, faults });
    this.main = page.getByRole("main");
    this.modal = page.getByRole("dialog");
    this.sidebar = page.getByRole("navigation", { name: "Conversations" });
  }

  /// Waits until this text is to be seen.
  sees(text, within = this.page) {
    return within.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /// Waits until this text is gone.
  sawTheLastOf(text, within = this.page) {
    return within.getByText(text).filter({ visible: true }).first().waitFor({ state: "hidden" });
  }

  press(name, within = this.page) {
    return within.getByRole("button", { name, exact: typeof name === "string" }).filter({ visible: true }).last().click();
  }

  /// Goes to a conversation by its name in the sidebar.
  async goTo(name) {
    await this.sidebar.getByRole("link", { name }).click();
    await this.sidebar.locator("[aria-current]", { hasText: name }).waitFor();
  }

  /// The answers to a question of the window on top.
  question(question) {
    return this.modal.getByRole("group", { name: question });
  }

  answer(question, option) {
    return this.question(question).getByLabel(option, { exact: true }).check();
  }

  titled(title) {
    return this.modal.getByRole("heading", { name: title, exact: true }).waitFor();
  }

  /// Presses the button that sends the window off, and waits for the next one, or for none.
  submit(name) {
    return this.turns(() => this.press(name, this.modal));
  }

  /// Waits until the window on top is another one, or none, after an act.
  async turns(act) {
    const before = await this.modal.locator("form").evaluate((form) => form.innerText);
    await act();
    await this.page.waitForFunction((before) => {
      const form = document.querySelector("dialog[open] form");
      return !form || (form.innerText !== before && !form.hasAttribute("aria-busy"));
    }, before);
  }

  /// The Tab key, until this has the focus.
  async tabTo(target, key = "Tab") {
    for (let steps = 0; steps < 80; steps += 1) {
      if (await target.evaluate((node) => node === document.activeElement || (node.type === "radio" && node.name === document.activeElement?.name))) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} never came to ${target}`);
  }

  /// With the keyboard alone: to the question, and down to the answer.
  async answerByKeys(question, option) {
    const radios = this.question(question).getByRole("radio");
    await this.tabTo(radios.first());
    const wanted = this.question(question).getByLabel(option, { exact: true });
    await this.page.keyboard.press("Space");
    for (let steps = 0; steps < 10 && !(await wanted.isChecked()); steps += 1) await this.page.keyboard.press("ArrowDown");
    if (!(await wanted.isChecked())) throw new Error(`no key came to "${option}"`);
  }

  modalCloses() {
    return this.modal.waitFor({ state: "hidden" });
  }

  /// Writes into the field at the foot of a conversation and sends it.
  async writes(text) {
    const field = this.main.getByRole("combobox").or(this.main.getByRole("textbox")).last();
    await field.fill(text);
    await field.press("Enter");
  }

  jump() {
    return this.page.getByRole("button", { name: /next thing due/i }).and(this.page.locator(":not([aria-busy])")).click();
  }

  /// What is wrong for people who can't see or use a mouse, by axe.
  async violations() {
    await this.page.evaluate(AXE);
    const { violations, passes } = await this.page.evaluate(() => globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }));
    if (passes.length < 10) throw new Error("axe looked at next to nothing");
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\n", " ")}`));
  }

  /// What sticks out of the window, and cannot be scrolled to.
  cutOff() {
    return this.page.evaluate(() => {
      const out = document.scrollingElement.scrollWidth > innerWidth ? ["the page is wider than the window"] : [];
      const scrolls = (node) => node && node !== document.body && (/(auto|scroll)/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth || scrolls(node.parentElement));
      for (const node of document.querySelectorAll("button, a, input, select, textarea, h1, h2, h3, p, time, td, th, li, label")) {
        if (!node.checkVisibility({ visibilityProperty: true }) || node.closest(".hidden, [inert]")) continue;
        const { left, right, width, height } = node.getBoundingClientRect();
        const { fontSize } = getComputedStyle(node);
        if (width > 0 && width < 3 * parseFloat(fontSize) && height > 6 * parseFloat(fontSize)) out.push(`${node.localName} "${node.textContent.slice(0, 40)}" is squeezed`);
        if (width > 0 && (left < -1 || right > innerWidth + 1) && !scrolls(node.parentElement)) out.push(`${node.localName}.${node.className} "${node.textContent.slice(0, 40)}" from ${Math.round(left)} to ${Math.round(right)}`);
      }
      return out;
    });
  }

  /// Looks at every frame until it is so.
  async waitsFor(isSo) {
    const end = Date.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`it never came to this: ${isSo}`);
      await this.drawn();
    }
  }

  /// Changes width and colours, and waits until the page is drawn anew.
  async look({ width, colours }) {
    await this.page.setViewportSize({ width, height: width < 800 ? 844 : 860 });
    await this.page.emulateMedia({ colorScheme: colours });
    await this.drawn();
  }

  drawn() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  picture(name, options) {
    mkdirSync(PICTURES, { recursive: true });
    return this.page.screenshot({ path: `${PICTURES}${name}.png`, ...options });
  }

  async close() {
    await this.page.context().close();
  }
}
