// One message: who, when, what, and what one can do with it.

import { h, menu } from "/page/dom.js";
import { blocks, scene } from "/page/blocks.js";
import { act, nameOf, store, user } from "/page/store.js";
import { mrkdwn } from "/page/text.js";
import { clockTime, dayAndTime, ofTs } from "/page/time.js";

/// A square with initials, in a colour of one's own.
export function portrait(id) {
  const name = nameOf(id);
  const initials = name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
  return h("span", { class: "portrait", "aria-hidden": "true", style: `background:hsl(${hue} 45% 30%)` }, initials);
}

export function message(one, { reply } = {}) {
  const key = `${one.channel}/${one.ts}${one.ephemeral_to ? "/only" : ""}`;
  const at = ofTs(one.ts);
  const bot = one.bot_id || user(one.user)?.is_bot;
  const shortcuts = one.ephemeral_to ? [] : store.state.app.shortcuts.filter((shortcut) => shortcut.type === "message");
  return h("li", { class: one.ephemeral_to ? "message only-you" : "message", key, "data-ts": one.ts, "aria-busy": store.busy.has(key) || undefined },
    portrait(one.user),
    h("article", { "aria-label": `${nameOf(one.user)}, ${dayAndTime(at)}` },
      h("header", {},
        h("strong", {}, nameOf(one.user)),
        bot && h("span", { class: "badge" }, "App"),
        h("time", { datetime: at.toISOString(), title: dayAndTime(at) }, clockTime(at)),
        one.edited && h("span", { class: "faint" }, "(edited)"),
        one.ephemeral_to && h("span", { class: "faint" }, "Only visible to you"),
        h("span", { class: "tools" },
          reply && h("button", { type: "button", class: "quiet", on: { click: reply } }, "Reply"),
          menu(`${key}/more`, "More about this message", "⋯", shortcuts.map((shortcut) => [
            shortcut.name,
            () => act({ do: "message_shortcut", callback_id: shortcut.callback_id, channel: one.channel, ts: one.ts }, key),
          ])))),
      content(one, key)));
}

function content(one, key) {
  const chosen = store.state.choices[`${one.channel}/${one.ts}`];
  const place = { channel: one.channel, ts: one.ts };
  const drawn = one.blocks.length > 0
    ? blocks(scene(place, key, chosen), one.blocks)
    : [h("div", { class: "text" }, mrkdwn(one.text))];
  return [...drawn, ...one.attachments.map((attachment, index) => attached(attachment, `${key}/attached/${index}`, place, chosen))];
}

const COLOURS = { good: "#2e7d4f", warning: "#b26a00", danger: "#b3261e" };

function attached(one, key, place, chosen) {
  const colour = COLOURS[one.color] ?? (/^#?[0-9a-f]{6}$/i.test(one.color ?? "") ? `#${one.color.replace("#", "")}` : undefined);
  return h("div", { class: "attached", style: colour && `border-color:${colour}` },
    one.pretext && h("div", {}, mrkdwn(one.pretext)),
    one.title && h("strong", {}, one.title),
    one.text && h("div", {}, mrkdwn(one.text)),
    one.fields && h("div", { class: "fields" }, one.fields.map((field) => h("div", {}, h("strong", {}, field.title), h("br"), mrkdwn(field.value ?? "")))),
    one.blocks && blocks(scene(place, key, chosen), one.blocks),
    one.footer && h("div", { class: "faint" }, one.footer));
}
