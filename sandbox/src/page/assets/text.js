// Text objects and mrkdwn as nodes. Whatever stands in the text, it becomes text: no HTML is ever parsed.

import { h } from "/page/dom.js";
import { channel, nameOf, store } from "/page/store.js";
import { slackDate } from "/page/time.js";

const EMOJI = {
  wave: "👋", tada: "🎉", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", white_check_mark: "✅",
  heavy_check_mark: "✔️", x: "❌", warning: "⚠️", bell: "🔔", smile: "😄", slightly_smiling_face: "🙂", heart: "❤️",
  eyes: "👀", fire: "🔥", rocket: "🚀", pray: "🙏", bulb: "💡", memo: "📝", calendar: "📅", date: "📅",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", arrow_right: "➡️", star: "⭐", question: "❓", exclamation: "❗",
  information_source: "ℹ️", lock: "🔒", link: "🔗", mag: "🔍", chart_with_upwards_trend: "📈", raised_hands: "🙌",
  clap: "👏", point_right: "👉", point_down: "👇", speech_balloon: "💬", email: "✉️", phone: "☎️", clock1: "🕐",
};

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;
const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/// A link that leaves the page; anything but http, https and mailto stays text.
export function link(url, ...content) {
  const shown = content.length > 0 ? content : [url];
  if (!/^(https?:|mailto:)/i.test(url)) return h("span", {}, shown);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, shown);
}

export const mention = (text) => h("span", { class: "mention" }, text);

/// A text object as nodes.
export function text(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : withBreaks(withEmoji(object.text ?? ""));
}

/// A text object as a bare string.
export const plain = (object) => withEmoji(object?.text ?? "");

function withBreaks(string) {
  return string.split("\n").flatMap((line, index) => index === 0 ? [line] : [h("br"), line]);
}

/// Slack's own markup as nodes.
export function mrkdwn(source) {
  const out = [];
  source.split("```").forEach((part, index) => {
    if (index % 2 === 1) return out.push(h("pre", {}, unescape(part.replace(/^\n|\n$/g, ""))));
    lines(part, out);
  });
  return out;
}

function lines(part, out) {
  let quote = null;
  const all = part.split("\n");
  all.forEach((line, index) => {
    const quoted = line.match(/^(?:&gt;|>)\s?(.*)$/);
    if (quoted) {
      if (quote) quote.append(h("br"));
      else out.push(quote = h("blockquote"));
      quote.append(...inline(quoted[1]));
      return;
    }
    if (index > 0 && !quote) out.push(h("br"));
    quote = null;
    out.push(...inline(line));
  });
}

const MARKS = [["*", "strong"], ["_", "em"], ["~", "s"]];
const TOKEN = /(`[^`\n]+`)|<([^<>\n]+)>/;

function inline(line) {
  const found = line.match(TOKEN);
  if (!found) return marks(line);
  const before = line.slice(0, found.index);
  const after = line.slice(found.index + found[0].length);
  const node = found[1] ? h("code", {}, unescape(found[1].slice(1, -1))) : angle(found[2]);
  // A mark may open before a link and close behind it: "*<url|label>*".
  for (const [mark, tag] of MARKS) {
    if (before.endsWith(mark) && after.startsWith(mark)) {
      return [...inline(before.slice(0, -1)), h(tag, {}, node), ...inline(after.slice(1))];
    }
  }
  return [...marks(before), node, ...inline(after)];
}

function angle(inside) {
  const [target, label] = inside.split("|");
  if (target.startsWith("@")) return mention(`@${nameOf(target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${channel(target.slice(1))?.name ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!subteam^")) {
    const group = store.state.groups.find((one) => one.id === target.slice(9));
    return mention(`@${group?.handle ?? label ?? "group"}`);
  }
  if (target.startsWith("!")) return mention(`@${target.slice(1).split("^")[0]}`);
  return link(unescape(target), unescape(label ?? target.replace(/^mailto:/, "")));
}

function date(target, fallback) {
  const [, seconds, template, url] = target.split("^");
  const shown = Number.isFinite(Number(seconds)) ? slackDate(Number(seconds), unescape(template ?? "")) : fallback ?? "";
  const node = h("time", { title: fallback }, shown);
  return url ? link(url, node) : node;
}

/// *bold*, _italic_ and ~struck~, nested, at the edges of words only.
function marks(line) {
  if (line === "") return [];
  for (const [mark, tag] of MARKS) {
    const sign = mark === "*" ? "\\*" : mark;
    const found = line.match(new RegExp(`(^|[^\\p{L}\\p{N}${sign}])${sign}(?=\\S)([^${sign}]*[^\\s${sign}])${sign}(?![\\p{L}\\p{N}])`, "u"));
    if (found) {
      const start = found.index + found[1].length;
      return [
        ...marks(line.slice(0, start)),
        h(tag, {}, marks(found[2])),
        ...marks(line.slice(found.index + found[0].length)),
      ];
    }
  }
  return [withEmoji(unescape(line))];
}
