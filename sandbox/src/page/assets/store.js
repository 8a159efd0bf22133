// What the page knows: the workspace as the person one acts as sees it, and what the page itself remembers.
// Acts go out one after the other; what is half-typed goes out before anything else is done.

export const store = {
  /// The last answer of /sandbox/api/state.
  state: null,
  /// The person one acts as, and what one looks at: a channel's id, or "home".
  me: null,
  place: null,
  /// Traffic between app and Slack, oldest first.
  log: [],
  /// Sentences shown for a while: {id, text, kind}.
  notices: [],
  /// Keys of what waits for an answer.
  busy: new Set(),
  connected: true,
};

const LOG_LINES = 300;
const views = new Map();
let redraw = () => {};

/// Has the page drawn by this function from now on.
export function drawWith(draw) {
  let waiting = false;
  redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
    // A page in the background gets no frames.
    if (document.hidden) setTimeout(() => { if (waiting) { waiting = false; draw(); } }, 100);
  };
}

export const draw = () => redraw();

/// State of the page's own (an open menu, a page of a table), by key.
export function local(key, initial) {
  if (!views.has(key)) views.set(key, { ...initial });
  return views.get(key);
}

let asked = 0;
let applied = 0;
let lastSeq = 0;

/// Fetches the state anew. An older answer never replaces a newer one.
export async function refresh() {
  const number = ++asked;
  const query = new URLSearchParams({ after: String(lastSeq) });
  if (store.me) query.set("as", store.me);
  let state;
  try {
    const answer = await fetch(`/sandbox/api/state?${query}`);
    if (!answer.ok) throw new Error(await answer.text());
    state = await answer.json();
    store.connected = true;
  } catch {
    store.connected = false;
    return draw();
  }
  if (number < applied) return;
  applied = number;
  const fresh = state.log.filter((line) => line.seq > lastSeq);
  store.log.push(...fresh);
  store.log.splice(0, Math.max(0, store.log.length - LOG_LINES));
  lastSeq = Math.max(lastSeq, ...fresh.map((line) => line.seq));
  noteTroubles(store.state, state);
  store.state = state;
  store.onState?.();
  draw();
}

function noteTroubles(before, now) {
  if (!before?.troubles || !now.troubles || before.me !== store.me) return void (now.me = store.me);
  now.me = store.me;
  for (const text of now.troubles.slice(before.troubles.length)) notice(text, "trouble");
}

let noticeId = 0;

/// Shows a sentence for a while.
export function notice(text, kind = "trouble") {
  const id = ++noticeId;
  store.notices = [...store.notices.filter((other) => other.text !== text), { id, text, kind }].slice(-3);
  setTimeout(() => dismiss(id), 12000);
  draw();
}

export function dismiss(id) {
  store.notices = store.notices.filter((other) => other.id !== id);
  draw();
}

async function send(deed) {
  try {
    const answer = await fetch("/sandbox/api/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: store.me, ...deed }),
    });
    if (!answer.ok) return { ok: false, error: await answer.text() };
    return await answer.json();
  } catch {
    return { ok: false, error: "The sandbox does not answer." };
  }
}

let queue = Promise.resolve();
const typing = new Map();

function enqueue(work) {
  const done = queue.then(work, work);
  queue = done.catch(() => {});
  return done;
}

/// Does something as the present person; failures are shown. Resolves to the answer.
export function act(deed, key) {
  flush();
  if (key) store.busy.add(key);
  draw();
  return enqueue(async () => {
    const answer = await send(deed);
    if (!answer.ok) notice(answer.error);
    await refresh();
    if (key) store.busy.delete(key);
    draw();
    return answer;
  });
}

/// Does something that nobody waits for and whose failure is nobody's business.
export const tell = (deed) => send(deed).then(refresh);

/// Asks for something without changing anything.
export const ask = (deed) => send(deed);

/// Notes what was typed into a control; it goes out after a pause, or before the next act.
export function typed(key, node, deed, pause_ms = 400) {
  node.dirty = true;
  clearTimeout(typing.get(key)?.timer);
  typing.set(key, { node, deed, timer: setTimeout(() => flush(key), pause_ms) });
}

/// Sends what was typed: of one control, or of all.
export function flush(key) {
  for (const [one, waiting] of [...typing]) {
    if (key !== undefined && one !== key) continue;
    clearTimeout(waiting.timer);
    typing.delete(one);
    enqueue(async () => {
      const value = waiting.node.value;
      const answer = await send(waiting.deed);
      if (!answer.ok) notice(answer.error);
      await refresh();
      if (!typing.has(one) && waiting.node.value === value) waiting.node.dirty = false;
    });
  }
}

// What one looks at is in the address, so that two windows can be two people and a reload changes nothing.

export function readAddress() {
  const [me, place] = location.hash.slice(1).split("/").map(decodeURIComponent);
  return { me: me || null, place: place || null };
}

export function go(me, place) {
  location.hash = [me, place].filter(Boolean).map(encodeURIComponent).join("/");
}

// What was read, by person and channel: the ts of the last message seen.

const readKey = (user, channel) => `read/${store.state.team.id}/${user}/${channel}`;

export function markRead(channel) {
  const last = store.state.messages[channel]?.at(-1)?.ts;
  if (last) sessionStorage.setItem(readKey(store.me, channel), last);
}

/// Up to which ts one has read there.
export function readUpTo(channel) {
  const read = Number(sessionStorage.getItem(readKey(store.me, channel)) ?? 0);
  // Another sandbox may have run on this port before.
  return read > Number(store.state.messages[channel]?.at(-1)?.ts ?? 0) ? 0 : read;
}

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/// How many messages of others came since one looked there last. Replies wait in their threads.
export function unread(channel) {
  const read = readUpTo(channel);
  return (store.state.messages[channel] ?? [])
    .filter((message) => Number(message.ts) > read && message.user !== store.me && !isReply(message)).length;
}

// Names.

export const user = (id) => store.state.users.find((one) => one.id === id);

export function nameOf(id) {
  const found = user(id);
  return found ? found.display_name || found.real_name || found.name : id;
}

export const channel = (id) => store.state.channels?.find((one) => one.id === id);

export function channelName(one) {
  if (one.kind === "im") return nameOf(one.members.find((member) => member !== store.me) ?? store.me);
  if (one.kind === "mpim") return one.members.filter((member) => member !== store.me).map(nameOf).join(", ");
  return one.name;
}

export const people = () =>
  store.state.users.filter((one) => !one.is_bot && !one.deleted && one.id !== "USLACKBOT");
