// The workspace's clock: what time it is for the person one acts as, and the way to what is due next.

import { h } from "/page/dom.js";
import { act, local, store } from "/page/store.js";
import { dayAndTime, fromWall, wall, zone } from "/page/time.js";

export function clock() {
  const { now, next_due, can_jump } = store.state;
  const ui = local("clock", {});
  const jumping = store.busy.has("jump");
  const due = next_due ? dayAndTime(new Date(next_due)) : null;
  return h("div", { class: "clock", key: "clock", role: "group", "aria-label": "Clock" },
    h("time", { datetime: now, title: zone(), "aria-live": "off" }, dayAndTime(new Date(now))),
    can_jump && h("button", {
      type: "button", class: "button", disabled: !due && !jumping, "aria-busy": jumping || undefined,
      on: { click: () => due && !jumping && act({ do: "jump" }, "jump") },
    }, due ? [h("span", { class: "what" }, h("span", { class: "wide" }, "Jump to the "), "next thing due"), h("span", { class: "when" }, due)] : "Nothing is due"),
    can_jump && h("details", { class: "menu", key: "to" },
      h("summary", { "aria-label": "Jump to a time of your choice", title: "Jump to a time of your choice" }, "⋯"),
      h("form", {
        class: "jump-to",
        on: {
          submit: (event, node) => {
            event.preventDefault();
            const at = fromWall(ui.to);
            node.closest("details").removeAttribute("open");
            if (at) act({ do: "jump_to", at: at.toISOString() }, "jump");
          },
        },
      },
      h("label", { for: "jump-to" }, `Jump to (${zone()})`),
      h("input", { id: "jump-to", type: "datetime-local", uncontrolled: true, min: wall(new Date(now)), on: { change: (_, node) => { ui.to = node.value; } } }),
      h("button", { type: "submit", class: "button" }, "Jump"))));
}
