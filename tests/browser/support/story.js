// A story: a demo of its own, a browser, and at the end nothing that went wrong unseen.

import assert from "node:assert/strict";
import { test, before, after } from "node:test";

import { LOOKS, openWindow, startBrowser } from "./browser.js";
import { startDemo } from "./demo.js";

let browser;
before(async () => { browser = await startBrowser(); });
after(() => browser?.close());

/// `tell` gets the demo, and `open(name, options)` for windows of its people.
export function story(title, tell, { demoEnds = false } = {}) {
  test(title, async () => {
    const demo = await startDemo();
    const windows = [];
    const open = async (name, options) => {
      const window = await openWindow(browser, demo, name, options);
      windows.push(window);
      return window;
    };
    try {
      await tell({ demo, open });
      if (demoEnds) return;
      assert.deepEqual(windows.flatMap((window) => window.faults), [], "the browser's console is clean");
      const { refusals } = await demo.state("Karin");
      assert.deepEqual(refusals, [], "Slack refused nothing");
    } catch (error) {
      for (const [index, window] of windows.entries()) {
        await window.picture(`failed ${title} ${index + 1}`).catch(() => {});
        error.message += `\n${window.faults.join("\n")}`;
      }
      throw error;
    } finally {
      for (const window of windows) await window.close();
      await demo.end();
    }
  });
}

/// At both widths, light and dark: nothing sticks out, axe finds nothing, and a picture is kept to look at.
export async function looksGood(window, name) {
  for (const look of LOOKS) {
    await window.look(look);
    const which = `${name} ${look.width} ${look.colours}`;
    await window.picture(which);
    assert.deepEqual(await window.cutOff(), [], `${which}: nothing sticks out`);
    assert.deepEqual(await window.violations(), [], `${which}: axe finds nothing`);
  }
  await window.look(LOOKS[0]);
}
