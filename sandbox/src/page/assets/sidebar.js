// Who one acts as, and where one can go.

import { channelSign, h } from "/page/dom.js";
import { portrait } from "/page/message.js";
import { channelName, go, nameOf, people, store, unread, user } from "/page/store.js";

export function sidebar() {
  const { state } = store;
  const open = state.channels.filter((one) => !one.is_archived);
  const rooms = open.filter((one) => one.kind === "public" || one.kind === "private");
  const direct = open.filter((one) => (one.kind === "im" || one.kind === "mpim") && one.id !== state.dm_with_app);
  const app = state.app;
  return h("nav", { class: "sidebar", key: "sidebar", id: "sidebar", "aria-label": "Conversations" },
    acting(),
    section("Channels", rooms.map((one) => entry(one.id, [channelSign(one.kind), one.name]))),
    direct.length > 0 && section("Direct messages", direct.map((one) => entry(one.id, channelName(one)))),
    section(app.name, [
      entry("home", "Home"),
      state.dm_with_app && entry(state.dm_with_app, "Messages"),
    ], h("span", { class: "faint" }, connection(app))));
}

function connection(app) {
  if (app.by_http) return "reached by HTTP";
  if (app.sockets === 0) return "not connected";
  return app.sockets === 1 ? "connected" : `${app.sockets} connections`;
}

function acting() {
  const me = user(store.me);
  return h("div", { class: "acting", key: "acting" },
    portrait(store.me),
    h("label", { for: "acting-as" }, "You act as"),
    h("select", { id: "acting-as", value: store.me, on: { change: (_, node) => go(node.value, place(node.value)) } },
      people().map((one) => h("option", { value: one.id }, nameOf(one.id)))),
    h("span", { class: "faint" }, [me?.title, me?.tz].filter(Boolean).join(", ")));
}

/// The Home tab stays the Home tab, a channel the same channel; a DM of one's own becomes the app's.
const place = () => store.place === "home" || !store.place?.startsWith("D") ? store.place : null;

function section(name, entries, more) {
  const id = `section/${name}`;
  return h("section", { key: id, "aria-labelledby": id }, h("h2", { id }, name), more, h("ul", {}, entries));
}

function entry(place, name) {
  const count = place === "home" || place === store.place ? 0 : unread(place);
  const here = place === store.place;
  return h("li", { key: place }, h("a", {
    href: `#${encodeURIComponent(store.me)}/${encodeURIComponent(place)}`,
    "aria-current": here ? "page" : undefined, class: count > 0 ? "unread" : undefined,
  }, h("span", {}, name), count > 0 && h("span", { class: "count" }, String(count), h("span", { class: "hidden" }, " unread"))));
}
