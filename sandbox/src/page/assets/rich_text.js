// The rich_text block as nodes.

import { h } from "/page/dom.js";
import { channel, nameOf, store } from "/page/store.js";
import { emoji, link, mention } from "/page/text.js";
import { slackDate } from "/page/time.js";

export const richText = (block) => h("div", { class: "rich-text" }, parts(block.elements ?? []));

/// Lists that follow each other with growing indent are one nested list to the eye; each keeps its own numbers.
function parts(elements) {
  return elements.map((part) => {
    switch (part.type) {
      case "rich_text_list":
        return h(part.style === "ordered" ? "ol" : "ul", {
          class: `indent-${Math.min(part.indent ?? 0, 8)}${part.border ? " border" : ""}`,
          start: part.style === "ordered" && part.offset ? part.offset + 1 : undefined,
        }, part.elements.map((item) => h("li", {}, line(item.elements))));
      case "rich_text_quote": return h("blockquote", {}, line(part.elements));
      case "rich_text_preformatted": return h("pre", {}, line(part.elements));
      default: return h("div", {}, line(part.elements ?? []));
    }
  });
}

const line = (elements) => elements.flatMap((element) => styled(element, inline(element)));

function inline(element) {
  switch (element.type) {
    case "text": return element.text.split("\n").flatMap((text, index) => index === 0 ? [text] : [h("br"), text]);
    case "link": return [link(element.url, element.text || element.url)];
    case "user": return [mention(`@${nameOf(element.user_id)}`)];
    case "channel": return [mention(`#${channel(element.channel_id)?.name ?? element.channel_id}`)];
    case "usergroup": {
      const group = store.state.groups.find((one) => one.id === element.usergroup_id);
      return [mention(`@${group?.handle ?? element.usergroup_id}`)];
    }
    case "broadcast": return [mention(`@${element.range}`)];
    case "emoji": return [emoji(element.name)];
    case "date": return [h("time", { title: element.fallback }, slackDate(element.timestamp, element.format))];
    case "color": return [h("span", { class: "swatch", style: `background:${element.value}` }), element.value];
    default: return [element.text ?? ""];
  }
}

function styled(element, nodes) {
  const style = element.style ?? {};
  const tags = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"], ["underline", "u"]];
  return tags.reduce((content, [name, tag]) => style[name] ? [h(tag, {}, content)] : content, nodes);
}
