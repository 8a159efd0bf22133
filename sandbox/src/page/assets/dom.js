// Builds DOM nodes and lets a new tree take the place of an old one without disturbing what a person is doing:
// nodes are kept by their key, focus and half-typed text stay. Content only ever becomes text nodes and attributes.

const SVG = new Set(["svg", "g", "path", "rect", "circle", "line", "polyline", "polygon", "text", "title"]);
const EVENTS = ["click", "change", "input", "keydown", "submit", "focusin", "focusout", "toggle", "cancel"];

/// h("button", {class: "x", key: "k", on: {click}}, "Press", node, [nodes])
export function h(tag, attributes = {}, ...children) {
  const node = SVG.has(tag) && tag !== "title"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") node.on = value;
    else if (name === "key") node.key = String(value);
    else if (name === "value" || name === "checked" || name === "uncontrolled") node[`want_${name}`] = value;
    else if (name === "style") node.style.cssText = value;
    else node.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child);
  }
  settle(node, node);
  return node;
}

/// The sign before a channel's name: # for all, a lock for members only.
export const channelSign = (kind) => kind !== "private" ? "# " : [
  h("svg", { class: "lock", viewBox: "0 0 12 14", "aria-hidden": "true" }, h("path", { d: "M2 6h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM3.5 6V4a2.5 2.5 0 0 1 5 0v2" })),
  h("span", { class: "hidden" }, "private "),
];

/// Puts these nodes in place of the children of a parent, keeping what is the same.
export function replaceChildren(parent, nodes) {
  const next = nodes.flat(Infinity).filter((node) => node !== undefined && node !== null && node !== false);
  morphChildren(parent, next.map((node) => typeof node === "string" ? document.createTextNode(node) : node));
}

function morphChildren(parent, next) {
  const old = [...parent.childNodes];
  const byKey = new Map(old.filter((node) => node.key !== undefined).map((node) => [node.key, node]));
  const unkeyed = old.filter((node) => node.key === undefined);
  const kept = new Set();
  const matches = next.map((node) => {
    const match = node.key !== undefined
      ? byKey.get(node.key)
      : unkeyed.find((candidate) => !kept.has(candidate) && candidate.nodeName === node.nodeName);
    if (!match || match.nodeName !== node.nodeName || kept.has(match)) return null;
    kept.add(match);
    return match;
  });
  let cursor = parent.firstChild;
  next.forEach((node, index) => {
    while (cursor && !kept.has(cursor)) cursor = drop(cursor);
    const match = matches[index];
    if (!match) return void parent.insertBefore(node, cursor);
    if (match === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(match, cursor);
    morph(match, node);
  });
  while (cursor) cursor = kept.has(cursor) ? cursor.nextSibling : drop(cursor);
}

function drop(node) {
  const after = node.nextSibling;
  node.remove();
  return after;
}

function morph(old, next) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  const own = (name) => name === "open" && (old.nodeName === "DIALOG" || old.nodeName === "DETAILS");
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !own(name) && name !== "style") old.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (name !== "style" && !own(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.style.cssText !== next.style.cssText) old.style.cssText = next.style.cssText;
  old.on = next.on;
  old.key = next.key;
  morphChildren(old, [...next.childNodes]);
  settle(old, next);
}

/// Brings the value of a control to what is wanted, unless somebody is just changing it.
function settle(node, from) {
  if (from.want_uncontrolled || node.dirty) return;
  if (from.want_checked !== undefined) node.checked = from.want_checked === true;
  else if (node.type === "radio" || node.type === "checkbox") node.checked = false;
  if (from.want_value !== undefined && node.value !== from.want_value) node.value = from.want_value;
  node.want_value = from.want_value;
  node.want_checked = from.want_checked;
}

/// Listens once for the whole page; handlers are found on the nodes on the way up.
export function listen() {
  for (const type of EVENTS) {
    document.addEventListener(type, (event) => {
      for (let node = event.target; node && node !== document; node = node.parentNode) {
        node.on?.[type]?.(event, node);
        if (event.cancelBubble || type === "toggle" || type === "cancel") break;
      }
    }, type === "toggle" || type === "cancel");
  }
}

/// A menu that opens under its button. Items are [label, act] pairs.
export function menu(key, label, sign, items) {
  if (items.length === 0) return null;
  const close = (node) => node.closest("details").removeAttribute("open");
  return h("details", {
    class: "menu", key,
    on: {
      keydown: (event, node) => {
        if (event.key !== "Escape" || !node.open) return;
        event.preventDefault();
        event.stopPropagation();
        close(node);
        node.querySelector("summary").focus();
      },
      focusout: (event, node) => {
        if (event.relatedTarget && !node.contains(event.relatedTarget)) close(node);
      },
    },
  },
  h("summary", { "aria-label": label, title: label }, sign),
  h("ul", {}, items.map(([text, act]) => h("li", {},
    h("button", { type: "button", on: { click: (_, node) => { close(node); act(); } } }, text)))));
}
