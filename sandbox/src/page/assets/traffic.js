// What went between app and Slack, newest first, and what was refused.

import { h } from "/page/dom.js";
import { channel, channelName, draw, local, nameOf, store, user } from "/page/store.js";
import { withSeconds } from "/page/time.js";

const SHOWN = 100;

/// Whom or what it is about, in names where the person one acts as knows them.
function about(one) {
  const data = one.kind === "call" ? one.arguments ?? {} : one.payload?.event ?? one.payload ?? {};
  const room = channel(data.channel?.id ?? data.channel ?? data.channel_id);
  const person = [data.user?.id, data.user, data.user_id, data.channel].find((id) => typeof id === "string" && user(id));
  const inRoom = room && room.kind !== "im" ? `#${room.kind === "mpim" ? channelName(room) : room.name}` : "";
  if (one.kind === "call" && inRoom) return inRoom;
  if (person) return [`@${nameOf(person)}`, inRoom].filter(Boolean).join(" ");
  return room ? `@${nameOf(room.members.find((id) => id !== store.state.app.bot_user_id))}` : "";
}

export function traffic() {
  const ui = local("traffic", { only: "all", words: "" });
  const words = ui.words.toLowerCase();
  const fits = (line) => words === "" || `${line.method ?? line.name} ${about(line)}`.toLowerCase().includes(words);
  const wrong = (line) => line.kind === "call" ? line.answer?.ok !== true : Boolean(line.failure);
  const lines = store.log.filter((line) => (ui.only === "all" || wrong(line)) && fits(line)).slice(-SHOWN).reverse();
  const refusals = store.state.refusals.slice(-20).reverse();
  return h("aside", { class: "traffic", key: "traffic", id: "traffic", "aria-label": "Traffic between app and Slack" },
    h("header", {},
      h("h2", {}, "Traffic"),
      h("label", {}, h("input", {
        type: "checkbox", checked: ui.only === "wrong",
        on: { change: (_, node) => { ui.only = node.checked ? "wrong" : "all"; draw(); } },
      }), " only what failed"),
      h("input", {
        type: "search", key: "words", uncontrolled: true, "aria-label": "Filter by method, event or name", placeholder: "Filter",
        on: { input: (_, node) => { ui.words = node.value.trim(); draw(); } },
      })),
    refusals.length > 0 && h("section", { class: "refusals", key: "refusals" },
      h("h3", {}, `Refused by Slack (${store.state.refusals.length})`),
      h("ul", {}, refusals.map((one) => h("li", {}, h("strong", {}, one.what), ` ${one.error}`,
        one.messages.map((sentence) => h("div", { class: "faint" }, sentence)))))),
    lines.length === 0 && h("p", { class: "empty" }, store.log.length === 0 ? "Nothing went to and fro yet." : "Nothing fits."),
    h("ol", { key: "lines" }, lines.map(line)));
}

/// What a socket went through has no payload.
const ofSocket = (one) => h("li", { key: one.seq, class: "socket" },
  h("span", { class: "way", "aria-hidden": "true" }, "·"),
  h("span", { class: "what" }, h("strong", {}, `socket ${one.name}`), " ", h("span", { class: "faint" }, one.detail)),
  h("time", { datetime: one.at }, withSeconds(new Date(one.at))));

function line(one) {
  if (one.kind === "socket") return ofSocket(one);
  const call = one.kind === "call";
  const failed = call ? one.answer?.ok !== true : Boolean(one.failure);
  const ui = local(`traffic/${one.seq}`, { open: false });
  const said = call ? (failed ? one.answer?.error ?? `HTTP ${one.status}` : "ok") : one.failure ?? "ok";
  const show = (title, value) => value !== null && value !== undefined
    && [h("h3", {}, title), h("pre", { tabindex: 0, role: "region", "aria-label": title }, JSON.stringify(value, null, 2))];
  return h("li", { key: one.seq }, h("details", { on: { toggle: (_, node) => { if (ui.open !== node.open) { ui.open = node.open; draw(); } } } },
    h("summary", {},
      h("span", { class: "way", title: call ? "App to Slack" : "Slack to app" }, call ? "→" : "←",
        h("span", { class: "hidden" }, call ? "App to Slack: " : "Slack to app: ")),
      h("span", { class: "what" }, h("strong", {}, call ? one.method : one.name), one.attempt > 0 ? ` (attempt ${one.attempt + 1})` : "", " ",
        h("span", { class: "faint" }, about(one)), " ",
        h("span", { class: failed ? "said wrong" : "said" }, said, one.provoked ? " (provoked)" : "")),
      h("time", { datetime: one.at }, `${withSeconds(new Date(one.at))} · ${one.took_ms} ms`)),
    ui.open && (call
      ? [show("Arguments", one.arguments), show("Answer", one.answer)]
      : [show("Payload", one.payload), show("Acknowledgement", one.acknowledged)])));
}
