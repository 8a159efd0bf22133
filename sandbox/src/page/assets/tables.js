// The table and data_table blocks.

import { h } from "/page/dom.js";
import { draw, local } from "/page/store.js";
import { richText } from "/page/rich_text.js";
import { plain } from "/page/text.js";
import { element } from "/page/elements.js";

function cell(content, scene, block) {
  switch (content?.type) {
    case "rich_text": return richText(content);
    case "action_cell": return scene ? element(scene, block, content.element) : plain(content.element.text);
    default: return content?.text ?? "";
  }
}

/// Wide tables scroll by themselves.
export const frame = (label, ...content) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, content);

export function table(block) {
  const style = (index) => {
    const column = block.column_settings?.[index];
    return `${column?.align ? `to-${column.align}` : ""} ${column?.is_wrapped ? "wrap" : ""}`.trim() || undefined;
  };
  const [heading, ...rows] = block.rows;
  return frame("Table", h("table", {},
    h("thead", {}, h("tr", {}, heading.map((one, index) => h("th", { scope: "col", class: style(index) }, cell(one))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((one, index) => h("td", { class: style(index) }, cell(one))))))));
}

/// Shown page by page, sorted by the column whose heading was pressed.
export function dataTable(block, scene) {
  const ui = local(`table/${scene.key}/${block.block_id}`, { page: 0, by: null, down: false });
  const [heading, ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const sorted = ui.by === null ? rows : [...rows].sort((one, other) => compare(one[ui.by], other[ui.by]) * (ui.down ? -1 : 1));
  const pages = Math.ceil(rows.length / size);
  ui.page = Math.min(ui.page, pages - 1);
  const header = block.row_header_column_index ?? 0;
  const numeric = heading.map((_, index) => rows.every((row) => row[index]?.type === "raw_number"));
  const sortBy = (index) => {
    ui.down = ui.by === index ? !ui.down : false;
    ui.by = index;
    draw();
  };
  const turn = (by) => { ui.page += by; draw(); };
  return [
    frame(block.caption, h("table", {},
      h("caption", {}, block.caption),
      h("thead", {}, h("tr", {}, heading.map((one, index) => h("th", {
        scope: "col", class: numeric[index] ? "to-right" : undefined,
        "aria-sort": ui.by === index ? (ui.down ? "descending" : "ascending") : undefined,
      }, h("button", { type: "button", on: { click: () => sortBy(index) } }, cell(one), ui.by === index ? (ui.down ? " ↓" : " ↑") : ""))))),
      h("tbody", {}, sorted.slice(ui.page * size, (ui.page + 1) * size).map((row) => h("tr", {}, row.map((one, index) =>
        h(index === header ? "th" : "td", { scope: index === header ? "row" : undefined, class: numeric[index] ? "to-right" : undefined }, cell(one, scene, block)))))))),
    pages > 1 && h("div", { class: "pages" },
      h("button", { type: "button", class: "button", disabled: ui.page === 0, on: { click: () => turn(-1) } }, "Back"),
      h("span", { "aria-live": "polite" }, `Page ${ui.page + 1} of ${pages}`),
      h("button", { type: "button", class: "button", disabled: ui.page === pages - 1, on: { click: () => turn(1) } }, "Next")),
  ];
}

function compare(one, other) {
  if (one?.type === "raw_number" && other?.type === "raw_number") return one.value - other.value;
  return String(cellText(one)).localeCompare(String(cellText(other)), undefined, { numeric: true });
}

const cellText = (content) => content?.text ?? JSON.stringify(content?.elements ?? "");
