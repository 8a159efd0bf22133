// What the middle of the page shows: a conversation with its threads, or the app's Home tab.

import { h } from "/page/dom.js";
import { blocks, scene } from "/page/blocks.js";
import { composer, focusComposer } from "/page/composer.js";
import { message } from "/page/message.js";
import { channel, channelName, draw, local, nameOf, store, user } from "/page/store.js";
import { day, ofTs } from "/page/time.js";

export function main() {
  if (store.place === "home") return home();
  const here = channel(store.place);
  if (!here) return h("main", { key: "nowhere" }, h("p", { class: "empty" }, "Choose a conversation."));
  const direct = here.kind === "im";
  return h("main", { key: `channel/${store.me}/${here.id}` },
    h("header", { class: "place" },
      h("h1", {}, direct ? channelName(here) : `${here.kind === "private" ? "🔒 " : "# "}${channelName(here)}`),
      h("p", { class: "faint" }, direct ? status(here) : members(here))),
    h("ol", { class: "messages", "aria-label": "Messages", tabindex: 0, key: "messages" }, conversation(here)),
    composer(here));
}

function members(here) {
  const count = here.members.filter((id) => !user(id)?.is_bot).length;
  return `${count} ${count === 1 ? "member" : "members"}${here.is_archived ? ", archived" : ""}`;
}

function status(here) {
  const other = user(here.members.find((id) => id !== store.me));
  return other?.is_bot ? "App" : [other?.status_emoji, other?.status_text].filter(Boolean).join(" ");
}

function conversation(here) {
  const own = store.state.ephemerals.filter((one) => one.channel === here.id);
  const all = [...(store.state.messages[here.id] ?? []), ...own].sort((one, other) => Number(one.ts) - Number(other.ts));
  const known = new Set(all.map((one) => one.ts));
  const isReply = (one) => one.thread_ts && one.thread_ts !== one.ts && known.has(one.thread_ts);
  const replies = Map.groupBy(all.filter(isReply), (one) => one.thread_ts);
  const out = [];
  let today = "";
  for (const one of all.filter((candidate) => !isReply(candidate))) {
    const its = day(ofTs(one.ts));
    if (its !== today) out.push(h("li", { class: "day", key: `day/${its}` }, h("span", {}, its)));
    today = its;
    out.push(...thread(here, one, replies.get(one.ts) ?? []));
  }
  if (out.length === 0) out.push(h("li", { class: "empty", key: "empty" }, "Nothing here yet."));
  return out;
}

function thread(here, one, replies) {
  const ui = local(`thread/${here.id}/${one.ts}`, { answering: false });
  const reply = () => {
    ui.answering = !ui.answering;
    if (ui.answering) focusComposer(here, one.ts);
    draw();
  };
  const shown = [message(one, { reply: one.ephemeral_to ? undefined : reply })];
  if (replies.length > 0 || ui.answering) {
    shown.push(h("li", { class: "thread", key: `thread/${one.ts}` },
      replies.length > 0 && h("ol", { "aria-label": `${replies.length} ${replies.length === 1 ? "reply" : "replies"}` }, replies.map((answer) => message(answer))),
      ui.answering && composer(here, one.ts)));
  }
  return shown;
}

function home() {
  const view = store.state.home;
  return h("main", { key: `home/${store.me}` },
    h("header", { class: "place" },
      h("h1", {}, `${store.state.app.name}: Home`),
      h("p", { class: "faint" }, `As ${nameOf(store.me)} sees it`)),
    h("div", { class: "home", key: "home", tabindex: 0, role: "region", "aria-label": "Home tab" },
      view
        ? blocks(scene("home", `home/${view.id}`, view.blocks, view.state, view.errors), view.blocks)
        : h("p", { class: "empty" }, "The app has published no Home tab for this person.")));
}
