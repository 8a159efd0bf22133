// Where one writes: messages, slash commands with their hints, and the app's global shortcuts.

import { h, menu } from "/page/dom.js";
import { act, channelName, draw, local, notice, store } from "/page/store.js";

const FRESH = { text: "", at: 0, left: false, focus: false };
const keyOf = (here, thread_ts) => `composer/${store.me}/${here.id}/${thread_ts ?? ""}`;

/// The composer takes the focus when it is drawn next.
export function focusComposer(here, thread_ts) {
  local(keyOf(here, thread_ts), FRESH).focus = true;
}

export function composer(here, thread_ts) {
  const key = keyOf(here, thread_ts);
  const ui = local(key, FRESH);
  const { commands, shortcuts } = store.state.app;
  const word = ui.text.split(/\s/)[0];
  const complete = commands.some((one) => one.command === word);
  const offered = !thread_ts && ui.text.startsWith("/") && !ui.left
    ? commands.filter((one) => complete ? one.command === word : one.command.startsWith(word) && !/\s/.test(ui.text))
    : [];
  ui.at = Math.min(ui.at, Math.max(0, offered.length - 1));

  const set = (field, text) => {
    Object.assign(ui, { text, at: 0, left: false });
    field.value = text;
    draw();
  };
  const send = async (field) => {
    const text = field.value.trim();
    if (text === "") return;
    const [first] = text.split(/\s/);
    set(field, "");
    if (!first.startsWith("/")) {
      return act({ do: "post", channel: here.id, text, ...(thread_ts && { thread_ts }) }, key);
    }
    if (thread_ts) {
      set(field, text);
      return notice(`${first} is not supported in threads. Sorry!`);
    }
    return act({ do: "slash", command: first, text: text.slice(first.length).trim(), channel: here.id }, key);
  };
  const keys = (event, field) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offered.length > 1 && step) ui.at = (ui.at + step + offered.length) % offered.length;
    else if (event.key === "Escape" && offered.length > 0) ui.left = true;
    else if ((event.key === "Tab" || event.key === "Enter") && offered.length > 0 && !complete) set(field, `${offered[ui.at].command} `);
    else if (event.key === "Enter" && !event.shiftKey) send(field);
    else return;
    event.preventDefault();
    draw();
  };
  const label = thread_ts ? "Reply in thread" : `Message ${here.kind === "im" ? "" : "#"}${channelName(here)}`;
  const list = `${key}/commands`;
  const fieldOf = (node) => node.closest(".composer").querySelector("textarea");

  return h("div", { class: "composer", key },
    h("ul", { class: "hints", id: list, role: "listbox", "aria-label": "Commands", hidden: offered.length === 0 }, offered.map((one, index) =>
      h("li", {
        role: "option", key: one.command, id: `${list}/${index}`, class: index === ui.at ? "at" : undefined, "aria-selected": String(index === ui.at),
        on: { click: (_, node) => { const field = fieldOf(node); set(field, `${one.command} `); field.focus(); } },
      },
      h("strong", {}, one.command), " ", h("code", {}, one.usage_hint), " ", h("span", { class: "faint" }, one.description)))),
    h("div", { class: "box" },
      !thread_ts && menu(`${key}/shortcuts`, "Shortcuts", "⚡", shortcuts.filter((one) => one.type === "global").map((one) => [
        one.name, () => act({ do: "shortcut", callback_id: one.callback_id }, key),
      ])),
      h("textarea", {
        rows: 1, key: "field", uncontrolled: true, "aria-label": label, placeholder: thread_ts ? "Reply…" : innerWidth < 820 ? label : `${label}, or /command`,
        "aria-controls": list, "aria-autocomplete": "list",
        "aria-activedescendant": offered.length > 0 ? `${list}/${ui.at}` : undefined,
        "data-take-focus": ui.focus || undefined,
        on: {
          input: (_, node) => { Object.assign(ui, { text: node.value, at: 0, left: false }); draw(); },
          keydown: keys,
        },
      }),
      h("button", { type: "button", class: "button primary", "aria-busy": store.busy.has(key) || undefined, on: { click: (_, node) => send(fieldOf(node)) } }, "Send")));
}
