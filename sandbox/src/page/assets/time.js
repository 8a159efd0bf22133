// Times as the person one acts as reads them: in that person's time zone.

import { store, user } from "/page/store.js";

export const zone = () => user(store.me)?.tz ?? "UTC";

function format(options) {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
  }
}

const CLOCK = { hour: "2-digit", minute: "2-digit" };
const DAY = { weekday: "long", day: "numeric", month: "long" };

export const clockTime = (date) => format(CLOCK).format(date);
export const withSeconds = (date) => format({ ...CLOCK, second: "2-digit" }).format(date);
export const day = (date) => format(DAY).format(date);
export const dayAndTime = (date) =>
  format({ weekday: "short", day: "numeric", month: "short", ...CLOCK }).format(date);
export const ofTs = (ts) => new Date(Number(ts) * 1000);

/// Slack's date tokens: {date}, {date_short}, {date_long}, {time}, … with their _pretty forms.
export function slackDate(seconds, template) {
  const date = new Date(seconds * 1000);
  const full = { year: "numeric", month: "long", day: "numeric" };
  const tokens = {
    date: { month: "long", day: "numeric" },
    date_long: { weekday: "long", ...full },
    date_long_full: full,
    date_short: { ...full, month: "short" },
    time: CLOCK,
    time_secs: { ...CLOCK, second: "2-digit" },
  };
  return template.replace(/\{([a-z_]+)\}/g, (whole, token) => {
    if (token === "date_num") return wall(date).slice(0, 10);
    if (token === "date_slash") return wall(date).slice(0, 10).split("-").reverse().join("/");
    if (token === "ago") return ago(date);
    const known = tokens[token.replace(/_pretty$/, "")];
    const near = token.endsWith("_pretty") ? nearDay(date) : null;
    if (near) return near;
    return known ? format(known).format(date) : whole;
  });
}

const dayOf = (date) => Date.parse(`${wall(date).slice(0, 10)}Z`);

/// Yesterday, today, tomorrow; null for other days.
function nearDay(date) {
  const days = Math.round((dayOf(date) - dayOf(new Date(store.state.now))) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days] ?? null;
}

function ago(date) {
  const minutes = Math.round((new Date(store.state.now) - date) / 60000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(-minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(-Math.round(minutes / 60), "hour");
  return words.format(-Math.round(minutes / 1440), "day");
}

/// What the wall clock shows there: 2026-11-23T09:30.
export function wall(date) {
  const parts = Object.fromEntries(format({
    year: "numeric", month: "2-digit", day: "2-digit", ...CLOCK, hourCycle: "h23",
  }).formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/// The moment at which the wall clock shows that; null for nonsense.
export function fromWall(text) {
  const naive = Date.parse(`${text}Z`);
  if (Number.isNaN(naive)) return null;
  const offset = (at) => Date.parse(`${wall(new Date(at))}Z`) - at;
  const guess = naive - offset(naive);
  return new Date(naive - offset(guess));
}
