// Where the apps written with Bolt are, and what runs them.

import { fileURLToPath } from "node:url";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const JAVASCRIPT = process.execPath;
const PYTHON = process.env.BOLT_PYTHON ?? "python3";

export const APPS = {
  "Bolt for JavaScript": { command: JAVASCRIPT, args: [file("../bolt-js/app.js")] },
  "Bolt for Python": { command: PYTHON, args: [file("../bolt-python/app.py")] },
};

/// What the README shows, by the name of its code block.
export const README = file("../../README.md");
export const SHOWN = {
  js: { command: JAVASCRIPT, args: ["app.js"] },
  python: { command: PYTHON, args: ["app.py"] },
};
export const NODE_MODULES = file("../bolt-js/node_modules");
