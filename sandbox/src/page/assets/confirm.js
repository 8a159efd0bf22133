// The question an app may want asked before an act.

import { h } from "/page/dom.js";
import { plain, text } from "/page/text.js";

/// Resolves to whether the person went on.
export function confirmed(question) {
  return new Promise((resolve) => {
    const answer = (yes) => { dialog.close(); dialog.remove(); resolve(yes); };
    const dialog = h("dialog", { class: "confirm", "aria-labelledby": "confirm-title", on: { cancel: (event) => { event.preventDefault(); answer(false); } } },
      h("h2", { id: "confirm-title" }, plain(question.title) || "Are you sure?"),
      h("div", {}, text(question.text)),
      h("div", { class: "buttons" },
        h("button", { type: "button", class: "button", on: { click: () => answer(false) } }, plain(question.deny) || "Cancel"),
        h("button", { type: "button", class: `button ${question.style ?? "primary"}`, on: { click: () => answer(true) } }, plain(question.confirm) || "Yes")));
    document.body.append(dialog);
    dialog.showModal();
  });
}
