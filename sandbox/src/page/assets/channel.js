// What the middle of the page shows: a conversation with its threads, or the app's Home tab.

import { channelSign, h } from "/page/dom.js";
import { blocks, scene } from "/page/blocks.js";
import { composer, focusComposer } from "/page/composer.js";
import { message, portrait } from "/page/message.js";
import { channel, channelName, draw, isReply, local, nameOf, readUpTo, store, user } from "/page/store.js";
import { day, dayAndTime, ofTs } from "/page/time.js";

export function main() {
  if (store.place === "home") return home();
  const here = channel(store.place);
  if (!here) return h("main", { key: "nowhere" }, h("p", { class: "empty" }, "Choose a conversation."));
  const direct = here.kind === "im";
  return h("main", { key: `channel/${store.me}/${here.id}` },
    h("header", { class: "place" },
      h("h1", {}, direct ? channelName(here) : [channelSign(here.kind), channelName(here)]),
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

/// What was unread when one came here, so that it is marked while one stays.
export function arrive(here) {
  local("arrival", {}).readUpTo = readUpTo(here);
}

/// The line above what one has not seen; not above one's own, nor where everything is new.
function newFrom(all) {
  const read = local("arrival", {}).readUpTo ?? 0;
  if (read === 0) return undefined;
  return all.find((one) => Number(one.ts) > read && one.user !== store.me)?.ts;
}

function conversation(here) {
  const own = store.state.ephemerals.filter((one) => one.channel === here.id);
  const all = [...(store.state.messages[here.id] ?? []), ...own].sort((one, other) => Number(one.ts) - Number(other.ts));
  const known = new Set(all.map((one) => one.ts));
  const inThread = (one) => isReply(one) && known.has(one.thread_ts);
  const replies = Map.groupBy(all.filter(inThread), (one) => one.thread_ts);
  const shown = all.filter((one) => !inThread(one));
  const fresh = newFrom(shown);
  const out = [];
  let today = "";
  for (const one of shown) {
    const its = day(ofTs(one.ts));
    if (its !== today) out.push(h("li", { class: "day", key: `day/${its}` }, h("span", {}, its)));
    today = its;
    if (one.ts === fresh) out.push(h("li", { class: "new", key: "new" }, h("span", {}, "New")));
    out.push(...thread(here, one, replies.get(one.ts) ?? []));
  }
  if (out.length === 0) out.push(h("li", { class: "empty", key: "empty" }, "Nothing here yet."));
  return out;
}

/// A message with its thread, which opens below it.
function thread(here, one, replies) {
  const ui = local(`thread/${store.me}/${here.id}/${one.ts}`, { open: false });
  const reply = () => {
    ui.open = true;
    focusComposer(here, one.ts);
    draw();
  };
  const toggle = () => { ui.open = !ui.open; draw(); };
  const id = `thread/${here.id}/${one.ts}`;
  const shown = [message(one, { reply: one.ephemeral_to ? undefined : reply })];
  if (replies.length > 0 || ui.open) {
    const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
    shown.push(h("li", { class: "thread", key: id },
      h("button", { type: "button", class: "replies", key: "toggle", "aria-expanded": String(ui.open), "aria-controls": id, on: { click: toggle } },
        [...new Set(replies.map((answer) => answer.user))].slice(0, 4).map(portrait),
        h("span", { class: "count-of" }, replies.length > 0 ? count : "No replies yet"),
        replies.length > 0 && h("span", { class: "faint" }, ui.open ? "hide" : `last ${dayAndTime(ofTs(replies.at(-1).ts))}`)),
      h("div", { id, key: "open", hidden: !ui.open },
        ui.open && h("ol", { key: "answers", "aria-label": count }, replies.map((answer) => message(answer))),
        ui.open && composer(here, one.ts))));
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
        ? blocks(scene("home", `home/${view.id}`, view.state, view.errors), view.blocks)
        : h("p", { class: "empty" }, "The app has published no Home tab for this person.")));
}
