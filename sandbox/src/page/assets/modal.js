// The modal on top of the person's stack.

import { h } from "/page/dom.js";
import { blocks, scene } from "/page/blocks.js";
import { act, store } from "/page/store.js";
import { plain } from "/page/text.js";

const inputsIn = (list) => list.some((block) => block.type === "input" || (block.child_blocks && inputsIn(block.child_blocks)));

/// The modal, with what has to be told while it keeps everything else out of reach.
export function modal(notices) {
  const view = store.state.views?.at(-1);
  if (!view) return h("dialog", { class: "modal", key: "modal" });
  const submit = plain(view.submit) || (inputsIn(view.blocks) ? "Submit" : "");
  const busy = store.busy.has("modal");
  return h("dialog", {
    class: "modal", key: "modal", "aria-labelledby": "modal-title", "data-view": view.id,
    on: { cancel: (event) => { event.preventDefault(); if (!busy) act({ do: "close" }, "modal"); } },
  },
  h("form", {
    novalidate: true, key: view.id, "aria-busy": busy || undefined,
    on: { submit: async (event, node) => { event.preventDefault(); if (!busy) tell(await act({ do: "submit" }, "modal"), node); } },
  },
  h("header", {},
    h("h2", { id: "modal-title", tabindex: -1 }, plain(view.title)),
    h("button", { type: "button", class: "quiet", "aria-label": "Close", on: { click: () => busy || act({ do: "close" }, "modal") } }, "×")),
  h("div", { class: "content", key: "content" }, blocks(scene("modal", view.id, view.state, view.errors), view.blocks)),
  h("footer", {},
    store.state.views.length > 1 && h("span", { class: "faint" }, `${store.state.views.length} of at most 3 windows`),
    h("button", { type: "button", class: "button", on: { click: () => busy || act({ do: "cancel" }, "modal") } }, plain(view.close) || "Cancel"),
    submit && h("button", { type: "submit", class: "button primary", "aria-busy": busy || undefined }, submit))),
  notices);
}

/// After a refused submission the first wrong field gets the focus.
function tell(answer, form) {
  if (!answer.errors) return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const wrong = form.querySelector("[aria-invalid=true]");
    wrong?.focus({ preventScroll: true });
    wrong?.closest(".block").scrollIntoView({ block: "nearest" });
  }));
}

let shown = null;
let asked = new Set();

const questions = (dialog) => new Set([...dialog.querySelectorAll(".block.input")].map((block) => block.key));

/// Opens and closes the dialog as drawn, and puts the focus where a new window wants it.
export function settleModal() {
  const dialog = document.querySelector("dialog.modal");
  const view = dialog?.dataset.view ?? null;
  if (view && !dialog.open) dialog.showModal();
  if (!view && dialog?.open) dialog.close();
  const asks = view ? questions(dialog) : new Set();
  // An update that asks nothing of what was asked before is a new page to the eye.
  const turned = asked.size > 0 && asked.isDisjointFrom(asks);
  if (view && (view !== shown || turned)) {
    dialog.querySelector(".content").scrollTop = 0;
    const wanted = dialog.querySelector("[data-focus]");
    const first = dialog.querySelector(".content .input :is(input, select, textarea)");
    const inside = wanted?.matches("div") ? wanted.querySelector("input") : wanted;
    (inside ?? first ?? dialog.querySelector("h2")).focus({ preventScroll: !wanted });
  }
  shown = view;
  asked = asks;
}
