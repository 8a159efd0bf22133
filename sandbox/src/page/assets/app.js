// Starts the page and draws it whenever something changed.

import { h, listen, replaceChildren } from "/page/dom.js";
import { arrive, main } from "/page/channel.js";
import { clock } from "/page/clock.js";
import { modal, settleModal } from "/page/modal.js";
import { sidebar } from "/page/sidebar.js";
import { traffic } from "/page/traffic.js";
import { dismiss, draw, drawWith, go, local, markRead, nameOf, people, readAddress, refresh, store, tell, unread } from "/page/store.js";

const page = document.getElementById("page");
const REFRESH_MS = 30_000;

function top() {
  const ui = local("page", { nav: false, traffic: sessionStorage.getItem("traffic") === "yes" });
  const wrong = store.state.refusals.length;
  const show = (what) => {
    ui[what] = !ui[what];
    if (what === "traffic") sessionStorage.setItem("traffic", ui.traffic ? "yes" : "no");
    draw();
  };
  const waiting = unreadElsewhere();
  return h("header", { class: "top", key: "top" },
    h("button", { type: "button", class: "button nav-button", "aria-expanded": String(ui.nav), "aria-controls": "sidebar", on: { click: () => show("nav") } },
      "Menu", waiting > 0 && h("span", { class: "count" }, String(waiting), h("span", { class: "hidden" }, " unread"))),
    h("strong", { class: "team" }, store.state.team.name),
    clock(),
    h("button", { type: "button", class: "button", "aria-expanded": String(ui.traffic), "aria-controls": "traffic", on: { click: () => show("traffic") } },
      "Traffic", wrong > 0 && h("span", { class: "count" }, String(wrong), h("span", { class: "hidden" }, " refused"))));
}

const notices = () => h("div", { class: "notices", key: "notices", role: "status", "aria-live": "polite" },
  !store.connected && h("p", { key: "gone", class: "trouble" }, "The sandbox does not answer. This page goes on by itself when it is back."),
  store.notices.map((one) => h("p", { key: one.id, class: one.kind }, one.text,
    h("button", { type: "button", class: "quiet", "aria-label": "Dismiss", on: { click: () => dismiss(one.id) } }, "×"))));

const unreadElsewhere = () => store.state.channels.filter((one) => !one.is_archived && one.id !== store.place)
  .reduce((sum, one) => sum + unread(one.id), 0);

let before = { place: null, height: 0, last: null };

/// Where one comes, what is new is in sight from its beginning; where one stays at the end, what arrives is.
function scroll(atEnd) {
  const list = document.querySelector(".messages");
  const here = `${store.me}/${store.place}`;
  const height = list?.scrollHeight;
  const last = store.state.messages?.[store.place]?.at(-1)?.ts;
  if (list && (here !== before.place || (atEnd && height !== before.height))) {
    const messages = [...list.querySelectorAll(":scope > .message")];
    const fresh = here !== before.place
      ? list.querySelector(".new") ?? messages.at(-1)
      : messages.find((node) => Number(node.dataset.ts) > Number(before.last ?? 0));
    list.scrollTop = fresh ? fresh.offsetTop - list.offsetTop - 8 : height;
  }
  before = { place: here, height, last };
}

function drawPage() {
  const { state } = store;
  if (!state) {
    if (!store.connected) replaceChildren(page, [h("p", { class: "loading" }, "The sandbox does not answer.")]);
    return;
  }
  if (!store.me || !state.channels) return;
  const ui = local("page");
  const list = document.querySelector(".messages");
  const atEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (!document.hidden && store.place !== "home" && store.arrivedAs === store.me) markRead(store.place);
  page.className = [ui.nav && "with-nav", ui.traffic && "with-traffic"].filter(Boolean).join(" ");
  const inModal = state.views.length > 0;
  replaceChildren(page, [top(), sidebar(), main(), ui.traffic && traffic(), !inModal && notices(), modal(inModal && notices())]);
  settleModal();
  scroll(atEnd);
  const wants = document.querySelector("[data-take-focus]");
  if (wants) {
    wants.focus();
    local(wants.closest(".composer").key).focus = false;
  }
  const waiting = unreadElsewhere();
  document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${nameOf(store.me)} · ${state.team.name}`;
}

/// Goes where the address says; what it leaves open is chosen.
async function follow() {
  const { me, place } = readAddress();
  const everybody = people();
  const person = everybody.find((one) => one.id === me)?.id ?? everybody[0]?.id;
  if (person !== store.me) {
    store.me = person;
    await refresh();
  }
  const there = place === "home" || store.state.channels.some((one) => one.id === place);
  const chosen = there ? place : store.state.dm_with_app ?? store.state.channels[0]?.id ?? "home";
  if (person !== me || chosen !== place) return go(person, chosen);
  if (local("page").nav) local("page").nav = false;
  const moved = store.place !== chosen || store.arrivedAs !== person;
  Object.assign(store, { place: chosen, arrivedAs: person });
  if (moved) arrive(chosen);
  draw();
  if (moved && chosen === "home") tell({ do: "open_home" });
  if (moved && chosen === store.state.dm_with_app) tell({ do: "open_messages" });
}

async function start() {
  listen();
  drawWith(drawPage);
  await refresh();
  if (!store.state) return void setTimeout(() => location.reload(), 3000);
  local("page", { nav: false, traffic: sessionStorage.getItem("traffic") === "yes" });
  addEventListener("hashchange", follow);
  document.addEventListener("visibilitychange", draw);
  addEventListener("resize", draw);
  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.menu[open]")) {
      if (!open.contains(event.target)) open.removeAttribute("open");
    }
  });
  await follow();
  const events = new EventSource("/sandbox/api/events");
  events.onmessage = (event) => { if (Number(event.data) !== store.state.changes) refresh(); };
  events.onerror = () => { store.connected = false; draw(); };
  events.onopen = () => { if (!store.connected) refresh(); };
  setInterval(() => { if (!document.hidden) refresh(); }, REFRESH_MS);
}

start();
