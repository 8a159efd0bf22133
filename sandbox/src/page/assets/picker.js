// A field to pick one or several entries from a list, narrowed by typing; the list may come from the app.

import { h } from "/page/dom.js";
import { ask, draw, local, notice } from "/page/store.js";
import { plain } from "/page/text.js";

const PAUSE_MS = 250;

/// source: {offered | search: true, chosen, single, toggle(entry), clear()}; entries are {value, text}.
export function picker(it, source) {
  const ui = local(`picker/${it.key}`, { open: false, query: "", at: 0, found: [], asked: 0, note: "" });
  const list = `${it.key}/list`;
  const taken = (entry) => source.chosen.some((one) => source.search ? one.text === entry.text : one.value === entry.value);
  const shown = source.search
    ? ui.found
    : source.offered.filter((entry) => entry.text.toLowerCase().includes(ui.query.toLowerCase()));
  ui.at = Math.max(0, Math.min(ui.at, shown.length - 1));

  const choose = (entry, field) => {
    source.toggle(entry);
    if (!source.single) return;
    Object.assign(ui, { open: false, query: "" });
    field.value = "";
    draw();
  };
  const fieldOf = (node) => node.closest(".picker").querySelector("input");

  const keys = (event, node) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      ui.at = ui.open ? (ui.at + step + shown.length) % Math.max(shown.length, 1) : 0;
      if (!ui.open) open();
    } else if (event.key === "Enter") {
      if (ui.open && shown[ui.at]) choose(shown[ui.at], node);
    } else if (event.key === "Escape" && ui.open) {
      ui.open = false;
    } else if (event.key === "Backspace" && node.value === "" && source.chosen.length > 0 && !source.single) {
      return void source.toggle(source.chosen.at(-1));
    } else return;
    event.preventDefault();
    event.stopPropagation();
    draw();
  };

  const look = async (field) => {
    const least = it.one.min_query_length ?? 3;
    const number = ++ui.asked;
    if (field.value.length < least) {
      Object.assign(ui, { found: [], note: `Type ${least} ${least === 1 ? "character" : "characters"} or more.` });
      return draw();
    }
    const answer = await ask({ do: "suggest", in: it.scene.in, input: it.name, text: field.value });
    if (number !== ui.asked) return;
    if (!answer.ok) notice(answer.error);
    const found = (answer.options ?? []).map((text) => ({ value: text, text }));
    Object.assign(ui, { found, at: 0, note: found.length === 0 ? "Nothing found." : "" });
    draw();
  };

  const open = () => { ui.open = true; draw(); };
  const focused = (_, node) => {
    if (ui.open || ui.back) return;
    open();
    if (source.search) look(node);
  };

  /// The keyboard goes on in the field. Where one entry is all, the list that it closed stays closed.
  const returnTo = (field) => {
    ui.back = source.single;
    field.focus();
    ui.back = false;
  };

  return h("div", {
    class: "picker", key: it.key,
    on: {
      focusout: (event, node) => {
        if (node.contains(event.relatedTarget)) return;
        ui.open = false;
        draw();
      },
    },
  },
  source.chosen.length > 0 && h("ul", { class: "chosen", "aria-label": "Chosen" }, source.chosen.map((entry) => h("li", { key: entry.value },
    entry.text,
    h("button", {
      type: "button", "aria-label": `Remove ${entry.text}`,
      on: { click: () => source.single ? source.clear() : source.toggle(entry) },
    }, "×")))),
  h("input", {
    ...it.spoken, type: "text", role: "combobox", autocomplete: "off", uncontrolled: true, key: "field",
    "aria-expanded": String(ui.open), "aria-controls": list, "aria-autocomplete": "list",
    "aria-activedescendant": ui.open && shown.length > 0 ? `${list}/${ui.at}` : undefined,
    placeholder: plain(it.one.placeholder) || (source.search ? "Type to search…" : "Choose…"),
    on: {
      focusin: focused,
      click: focused,
      keydown: keys,
      input: (_, node) => {
        Object.assign(ui, { query: node.value, open: true, at: 0 });
        clearTimeout(ui.timer);
        if (source.search) ui.timer = setTimeout(() => look(node), PAUSE_MS);
        draw();
      },
    },
  }),
  h("ul", { id: list, role: "listbox", class: "list", hidden: !ui.open, "aria-label": "Options", "aria-multiselectable": !source.single || undefined },
    shown.length === 0 && h("li", { role: "presentation", class: "faint" }, ui.note || "Nothing found."),
    shown.map((entry, index) => h("li", {
      id: `${list}/${index}`, role: "option", key: entry.value, tabindex: -1,
      class: index === ui.at ? "at" : undefined, "aria-selected": String(taken(entry)),
      on: { click: (_, node) => { const field = fieldOf(node); choose(entry, field); returnTo(field); } },
    }, entry.text))));
}
