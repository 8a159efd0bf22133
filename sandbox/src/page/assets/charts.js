// The data_visualization block: a drawing for the eye, and the same figures as a table.

import { h } from "/page/dom.js";
import { frame } from "/page/tables.js";

/// As wide as it is shown, so that its words are as large as any others.
const width = () => innerWidth < 820 ? 340 : 560;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 10;

export function chart(block) {
  const { chart } = block;
  const names = chart.type === "pie" ? chart.segments.map((one) => one.label) : chart.series.map((one) => one.name);
  const drawn = chart.type === "pie" ? pie(chart, block.title) : plot(chart, block.title);
  return h("figure", { class: "chart" },
    h("figcaption", {}, block.title),
    drawn,
    (names.length > 1 || chart.type === "pie") && h("ul", { class: "legend", "aria-hidden": "true" },
      names.map((name, index) => h("li", {}, h("span", { class: `mark colour-${index % 6}` }), name))),
    h("details", {}, h("summary", {}, "Figures"), frame(`${block.title}: figures`, figures(chart, block.title))));
}

function figures(chart, title) {
  if (chart.type === "pie") {
    const sum = chart.segments.reduce((all, one) => all + one.value, 0);
    return h("table", {}, h("caption", { class: "hidden" }, title), h("tbody", {}, chart.segments.map((one) => h("tr", {},
      h("th", { scope: "row" }, one.label), h("td", { class: "to-right" }, number(one.value)),
      h("td", { class: "to-right" }, `${Math.round((one.value / sum) * 100)}%`)))));
  }
  return h("table", {}, h("caption", { class: "hidden" }, title),
    h("thead", {}, h("tr", {}, chart.axis_config.x_label ? h("th", { scope: "col" }, chart.axis_config.x_label) : h("td"),
      chart.series.map((one) => h("th", { scope: "col", class: "to-right" }, one.name)))),
    h("tbody", {}, chart.axis_config.categories.map((category) => h("tr", {}, h("th", { scope: "row" }, category),
      chart.series.map((one) => h("td", { class: "to-right" }, number(at(one, category))))))));
}

const number = (value) => value === undefined ? "" : value.toLocaleString("en-GB", { maximumFractionDigits: 2 });
const at = (series, category) => series.data.find((point) => point.label === category)?.value;
const drawing = (title, kind, ...content) => h("svg", {
  viewBox: `0 0 ${width()} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${kind}; its figures follow as a table`,
}, content);

function pie(chart, title) {
  const sum = chart.segments.reduce((all, one) => all + one.value, 0);
  const [x, y, radius] = [width() / 2, HEIGHT / 2, HEIGHT / 2 - TOP];
  let turned = -Math.PI / 2;
  return drawing(title, "pie chart", chart.segments.map((one, index) => {
    const from = turned;
    turned += (one.value / sum) * 2 * Math.PI;
    if (chart.segments.length === 1) return h("circle", { cx: x, cy: y, r: radius, class: "colour-0" });
    const point = (angle) => `${x + radius * Math.cos(angle)} ${y + radius * Math.sin(angle)}`;
    const wide = turned - from > Math.PI ? 1 : 0;
    return h("path", { class: `slice colour-${index % 6}`, d: `M${x} ${y}L${point(from)}A${radius} ${radius} 0 ${wide} 1 ${point(turned)}Z` });
  }));
}

function plot(chart, title) {
  const { categories, x_label, y_label } = chart.axis_config;
  const values = chart.series.flatMap((one) => one.data.map((point) => point.value));
  const ticks = scale(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low));
  const step = (width() - LEFT) / categories.length;
  const middle = (index) => LEFT + step * (index + 0.5);
  const grid = ticks.map((tick) => [
    h("line", { x1: LEFT, x2: width(), y1: y(tick), y2: y(tick), class: tick === 0 ? "zero" : "grid" }),
    h("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick)),
  ]);
  // As many labels as fit beside each other, always the first.
  const every = Math.ceil(categories.length / Math.max(1, Math.floor((width() - LEFT) / (8 + 6.2 * Math.max(...categories.map((one) => one.length))))));
  const labels = categories.map((category, index) => index % every === 0
    && h("text", { x: middle(index), y: HEIGHT - 8, "text-anchor": "middle" }, category));
  const shapes = { bar: bars, line: lines, area: lines }[chart.type](chart, { categories, y, step, middle });
  return [
    y_label && h("div", { class: "axis" }, y_label),
    drawing(title, `${chart.type} chart`, grid, labels, shapes),
    x_label && h("div", { class: "axis to-right" }, x_label),
  ];
}

/// Round numbers from at most the least to at least the greatest value.
function scale(least, greatest) {
  const range = greatest - least || 1;
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(greatest / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function bars(chart, { categories, y, step, middle }) {
  const thick = (step * 0.7) / chart.series.length;
  return chart.series.map((one, series) => categories.map((category, index) => {
    const value = at(one, category) ?? 0;
    const x = middle(index) - step * 0.35 + series * thick;
    const top = Math.min(y(value), y(0));
    return h("rect", { class: `colour-${series % 6}`, x, y: top, width: Math.max(thick - 1, 1), height: Math.abs(y(value) - y(0)) },
      svgTitle(`${category}, ${one.name}: ${number(value)}`));
  }));
}

function lines(chart, { categories, y, middle }) {
  return chart.series.map((one, series) => {
    const points = categories.map((category, index) => [middle(index), y(at(one, category) ?? 0)]);
    const path = points.map((point) => point.join(" ")).join(",");
    const base = `${points[0][0]} ${y(0)},${path},${points.at(-1)[0]} ${y(0)}`;
    return [
      chart.type === "area" && h("polygon", { class: `area colour-${series % 6}`, points: base }),
      h("polyline", { class: `stroke colour-${series % 6}`, points: path }),
      points.map(([x, top], index) => h("circle", { class: `colour-${series % 6}`, cx: x, cy: top, r: 3.5 },
        svgTitle(`${categories[index]}, ${one.name}: ${number(at(one, categories[index]))}`))),
    ];
  });
}

function svgTitle(text) {
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.append(text);
  return title;
}
