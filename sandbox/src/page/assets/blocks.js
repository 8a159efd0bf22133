// Blocks as nodes. A scene says where they stand: in a message, in the modal, in the Home tab.

import { h } from "/page/dom.js";
import { chart } from "/page/charts.js";
import { element } from "/page/elements.js";
import { richText } from "/page/rich_text.js";
import { dataTable, table } from "/page/tables.js";
import { link, plain, text } from "/page/text.js";

/// {in: "modal" | "home" | {channel, ts}, key, state, errors}
export function scene(where, key, state, errors = {}) {
  return { in: where, key, state: state ?? {}, errors };
}

export const blocks = (scene, list) =>
  list.map((block, index) => h("div", { class: `block ${block.type}`, key: `${scene.key}/${block.block_id ?? index}` },
    drawn(block, scene)));

/// One block that can't be drawn must not take the others with it.
function drawn(block, scene) {
  try {
    return (DRAWN[block.type] ?? unknown)(block, scene);
  } catch (error) {
    console.error(error);
    return h("p", { class: "error" }, `This "${block.type}" block could not be drawn.`);
  }
}

const picture = (image) => image.image_url
  ? h("img", { src: image.image_url, alt: image.alt_text, loading: "lazy" })
  : h("span", { class: "no-picture", role: "img", "aria-label": image.alt_text }, image.alt_text);

const unknown = (block) => h("p", { class: "faint" }, `This page does not draw "${block.type}" blocks.`);

const DRAWN = {
  divider: () => h("hr"),
  header: (block) => h(`h${Math.max(block.level ?? 2, 2)}`, { class: `level-${block.level ?? 2}` }, text(block.text)),
  section: (block, scene) => [
    h("div", { class: "body" },
      block.text && h("div", { class: "text" }, text(block.text)),
      block.fields && h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, text(field))))),
    block.accessory && h("div", { class: "accessory" },
      block.accessory.type === "image" ? picture(block.accessory) : element(scene, block, block.accessory)),
  ],
  actions: (block, scene) => block.elements.map((one) => element(scene, block, one)),
  context_actions: (block, scene) => block.elements.map((one) => element(scene, block, one)),
  context: (block) => block.elements.map((one) =>
    one.type === "image" ? picture(one) : h("span", {}, text(one))),
  image: (block) => h("figure", {}, block.title && h("figcaption", {}, text(block.title)), picture(block)),
  input,
  rich_text: richText,
  markdown: (block) => h("div", { class: "as-written" }, block.text),
  table,
  data_table: dataTable,
  data_visualization: chart,
  alert: (block) => h("div", { class: `alert ${block.level ?? "default"}`, role: "note" },
    block.level && block.level !== "default" && h("strong", {}, `${LEVELS[block.level] ?? block.level}: `), text(block.text)),
  card: (block, scene) => [
    block.hero_image && picture(block.hero_image),
    block.title && h("strong", {}, text(block.title)),
    block.subtitle && h("div", { class: "faint" }, text(block.subtitle)),
    block.body && h("div", {}, text(block.body)),
    block.subtext && h("div", { class: "faint" }, text(block.subtext)),
    block.actions && h("div", { class: "actions" }, block.actions.map((one) => element(scene, block, one))),
  ],
  carousel: (block, scene) => blocks(scene, block.elements),
  container: (block, scene) => {
    const heading = block.rich_text_title ? richText(block.rich_text_title) : text(block.title);
    const inside = [block.subtitle && h("div", { class: "faint" }, text(block.subtitle)), blocks(scene, block.child_blocks)];
    return block.is_collapsible
      ? h("details", { open: !block.default_collapsed }, h("summary", {}, heading), inside)
      : [h("strong", {}, heading), inside];
  },
  layout: (block, scene) => [
    block.is_label_visible && h("strong", {}, block.label),
    block.rows.map((row) => h("div", { class: "row" }, (row.items ?? []).map((item) =>
      h("div", {}, blocks(scene, item.blocks ?? [item.block].filter(Boolean)))))),
  ],
  plan: (block) => [h("strong", {}, block.title), h("ul", {}, (block.tasks ?? []).map((task) => h("li", {}, taskLine(task))))],
  task_card: (block) => [taskLine(block), block.details && richText(block.details), block.output && richText(block.output)],
  video: (block) => [
    h("strong", {}, block.title_url ? link(block.title_url, plain(block.title)) : text(block.title)),
    block.description && h("div", {}, text(block.description)),
    picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }),
  ],
  file: (block) => h("p", {}, `File ${block.external_id}`),
};

const LEVELS = { info: "Note", warning: "Warning", error: "Error", success: "Done" };
const STATES = { pending: "waiting", in_progress: "under way", complete: "done", error: "failed" };
const taskLine = (task) => `${task.title}${task.status ? ` (${STATES[task.status]})` : ""}`;

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

/// An input with its label, its hint, and what is wrong with it.
function input(block, scene) {
  const id = `${scene.key}/${block.block_id}`;
  const error = scene.errors[block.block_id];
  const described = [block.hint && `${id}/hint`, error && `${id}/error`].filter(Boolean).join(" ") || undefined;
  const label = [text(block.label), block.optional && h("span", { class: "faint" }, " (optional)")];
  const control = element(scene, block, block.element, {
    id, described, invalid: Boolean(error), required: !block.optional, label: plain(block.label),
  });
  const wrong = error && h("p", { class: "error", id: `${id}/error`, key: "error" }, error);
  const hint = block.hint && h("p", { class: "hint", id: `${id}/hint`, key: "hint" }, text(block.hint));
  if (GROUPS.has(block.element.type)) {
    return h("fieldset", { "aria-describedby": described, class: error ? "invalid" : undefined },
      h("legend", {}, label), wrong, control, hint);
  }
  return h("div", { class: error ? "field invalid" : "field" }, h("label", { for: id }, label), control, wrong, hint);
}
