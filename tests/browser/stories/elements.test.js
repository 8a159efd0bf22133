// Every element people fill in and every block people read, in the bare sandbox: what is put in arrives at the app.

import assert from "node:assert/strict";
import { test, before, after } from "node:test";

import { openPage, startBrowser } from "../support/browser.js";
import { startSandbox } from "../support/sandbox.js";
import { looksGood } from "../support/story.js";

const plain = (text) => ({ type: "plain_text", text });
const option = (value, text) => ({ value, text: plain(text) });
const OPTIONS = [option("r", "Red"), option("g", "Green"), option("b", "Blue")];
const CITIES = [option("ams", "Amsterdam"), option("ant", "Antwerp")];
const input = (block_id, label, element, more = {}) => ({ type: "input", block_id, label: plain(label), optional: true, element: { action_id: block_id, ...element }, ...more });

const ALL_INPUTS = {
  type: "modal", callback_id: "all", title: plain("Every element"), submit: plain("Send"), close: plain("Cancel"),
  blocks: [
    input("text", "Plain text", { type: "plain_text_input", placeholder: plain("A few words") }, { hint: plain("As it is") }),
    input("long", "Long text", { type: "plain_text_input", multiline: true }),
    input("rich", "Rich text", { type: "rich_text_input" }),
    input("email", "E-mail", { type: "email_text_input" }),
    input("url", "Address", { type: "url_text_input" }),
    input("number", "Number", { type: "number_input", is_decimal_allowed: true }),
    input("date", "Date", { type: "datepicker" }),
    input("time", "Time", { type: "timepicker" }),
    input("moment", "Moment", { type: "datetimepicker" }),
    input("radio", "One of three", { type: "radio_buttons", options: OPTIONS }),
    input("checks", "Some of three", { type: "checkboxes", options: [{ ...OPTIONS[0], description: plain("Like a fire engine") }, ...OPTIONS.slice(1)] }),
    input("select", "Choose one", { type: "static_select", option_groups: [{ label: plain("Warm"), options: [OPTIONS[0]] }, { label: plain("Cold"), options: OPTIONS.slice(1) }] }),
    input("selects", "Choose some", { type: "multi_static_select", options: OPTIONS }),
    input("city", "City", { type: "external_select", min_query_length: 1 }),
    input("cities", "Cities", { type: "multi_external_select", min_query_length: 1 }),
    input("user", "Person", { type: "users_select" }),
    input("users", "People", { type: "multi_users_select" }),
    input("channel", "Channel", { type: "channels_select" }),
    input("channels", "Channels", { type: "multi_channels_select" }),
    input("conversation", "Conversation", { type: "conversations_select" }),
    input("conversations", "Conversations", { type: "multi_conversations_select" }),
  ],
};

const ALL_BLOCKS = [
  { type: "header", text: plain("Every block") },
  { type: "section", text: { type: "mrkdwn", text: "*Bold*, _slanted_, ~struck~, `code`, <https://example.com|a link>, <@U0BEN> in <#C0RANDOM>\n> quoted" },
    fields: [{ type: "mrkdwn", text: "*Owner*\nBen" }, plain("Due tomorrow")] },
  { type: "divider" },
  { type: "context", elements: [plain("Small print"), { type: "mrkdwn", text: "by _somebody_" }] },
  { type: "rich_text", elements: [
    { type: "rich_text_section", elements: [{ type: "text", text: "First ", style: { bold: true } }, { type: "emoji", name: "wave" }, { type: "user", user_id: "U0BEN" }] },
    { type: "rich_text_list", style: "ordered", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "one" }] }, { type: "rich_text_section", elements: [{ type: "text", text: "two" }] }] },
    { type: "rich_text_quote", elements: [{ type: "text", text: "somebody said" }] },
    { type: "rich_text_preformatted", elements: [{ type: "text", text: "let x = 1;" }] },
  ] },
  { type: "data_visualization", title: "Rain, in millimetres", chart: { type: "line", series: [
    { name: "here", data: [{ label: "Mon", value: 3 }, { label: "Tue", value: 8 }, { label: "Wed", value: 5 }] },
    { name: "there", data: [{ label: "Mon", value: 1 }, { label: "Tue", value: 2 }, { label: "Wed", value: 9 }] },
  ], axis_config: { categories: ["Mon", "Tue", "Wed"], x_label: "day", y_label: "mm" } } },
  { type: "data_visualization", title: "Who came", chart: { type: "pie", segments: [{ label: "members", value: 7 }, { label: "guests", value: 3 }] } },
  { type: "data_table", caption: "Rain per day", rows: [
    [{ type: "raw_text", text: "day" }, { type: "raw_text", text: "mm" }],
    [{ type: "raw_text", text: "Monday" }, { type: "raw_number", value: 3, text: "3" }],
    [{ type: "raw_text", text: "Tuesday" }, { type: "raw_number", value: 8, text: "8" }],
  ] },
  { type: "table", rows: [[{ type: "raw_text", text: "Name" }, { type: "raw_text", text: "Role" }], [{ type: "raw_text", text: "Ben" }, { type: "raw_text", text: "Sales" }]] },
  { type: "actions", block_id: "acts", elements: [
    { type: "button", action_id: "danger", text: plain("Delete all"), style: "danger",
      confirm: { title: plain("Delete all?"), text: plain("There is no way back."), confirm: plain("Delete"), deny: plain("Keep") } },
    { type: "datepicker", action_id: "when", placeholder: plain("When") },
    { type: "users_select", action_id: "who", placeholder: plain("Who") },
    { type: "external_select", action_id: "where", min_query_length: 1, placeholder: plain("Where") },
    { type: "overflow", action_id: "more", options: [option("a", "Archive"), option("b", "Mute")] },
  ] },
];

let browser;
let slack;
before(async () => {
  browser = await startBrowser();
  slack = await startSandbox(async (payload, call) => {
    if (payload.command) await call("views.open", { trigger_id: payload.trigger_id, view: ALL_INPUTS });
    if (payload.type === "block_suggestion") {
      return { options: CITIES.filter((one) => one.text.text.toLowerCase().includes(payload.value.toLowerCase())) };
    }
    return undefined;
  });
});
after(async () => {
  await browser?.close();
  await slack?.end();
});

const arrived = async (window, fits) => {
  await window.waitsFor(() => slack.payloads.some(fits));
  return slack.payloads.findLast(fits);
};

test("every element of a window is filled in, and what was put in arrives", async () => {
  const ada = await openPage(browser, slack.url, "U0ADA", "C0GENERAL");
  await ada.writes("/app all");
  await ada.titled("Every element");
  const labelled = (label) => new RegExp(`^${label}( \\(optional\\))?$`);
  const field = (label) => ada.modal.getByLabel(labelled(label));
  await field("Plain text").fill("words");
  await field("Long text").fill("first\nsecond");
  await field("Rich text").fill("rich");
  await field("E-mail").fill("ada at home");
  await field("Address").fill("https://example.com");
  await field("Number").fill("2.5");
  await field("Date").fill("2026-12-01");
  await field("Time").fill("14:30");
  await field("Moment").fill("2026-12-01T09:15");
  await ada.question(/^One of three/).getByLabel("Green").check();
  await ada.question(/^Some of three/).getByLabel(/^Red/).check();
  await ada.question(/^Some of three/).getByLabel("Blue").check();
  await field("Choose one").selectOption({ label: "Blue" });
  const pick = async (label, typed, name) => {
    await field(label).fill(typed);
    await ada.modal.getByRole("listbox", { name: "Options" }).getByRole("option", { name }).click();
    const picker = ada.modal.locator(".picker", { has: ada.page.getByLabel(labelled(label)) });
    await picker.getByRole("button", { name: `Remove ${name}` }).waitFor();
    // Where one is all, its list has closed by itself.
    if (await field(label).getAttribute("aria-expanded") === "true") await field(label).press("Escape");
  };
  await pick("Choose some", "re", "Red");
  await pick("Choose some", "green", "Green");
  await pick("City", "ant", "Antwerp");
  await pick("Cities", "am", "Amsterdam");
  await pick("Cities", "an", "Antwerp");
  await field("Person").selectOption({ label: "Ben Okafor" });
  await pick("People", "chl", "Chloe Tan");
  await pick("People", "ada", "Ada Brook");
  await field("Channel").selectOption({ label: "#general" });
  await pick("Channels", "gen", "#general");
  await pick("Channels", "ran", "#random");
  await field("Conversation").selectOption({ label: "#secret" });
  await pick("Conversations", "sec", "#secret");
  await pick("Conversations", "ran", "#random");
  await ada.press("Send", ada.modal);
  await ada.modal.locator(".error").waitFor();
  await looksGood(ada, "every element");
  await field("E-mail").fill("ada@example.com");
  await ada.submit("Send");
  await ada.modalCloses();
  const { view } = await arrived(ada, (payload) => payload.type === "view_submission");
  const values = Object.fromEntries(Object.entries(view.state.values).map(([id, held]) => {
    const { type, ...value } = held[id];
    return [id, Object.values(value)[0]];
  }));
  const ids = (list) => list.map((one) => one.value);
  assert.deepEqual({ ...values, rich: values.rich.type, radio: values.radio.value, checks: ids(values.checks), select: values.select.value, selects: ids(values.selects), city: values.city.value, cities: ids(values.cities) }, {
    text: "words", long: "first\nsecond", rich: "rich_text", email: "ada@example.com", url: "https://example.com", number: "2.5",
    date: "2026-12-01", time: "14:30", moment: 1796112900, radio: "g", checks: ["r", "b"], select: "b", selects: ["r", "g"],
    city: "ant", cities: ["ams", "ant"], user: "U0BEN", users: ["U0CHLOE", "U0ADA"], channel: "C0GENERAL", channels: ["C0GENERAL", "C0RANDOM"],
    conversation: "C0SECRET", conversations: ["C0SECRET", "C0RANDOM"],
  });
  assert.deepEqual(ada.faults, []);
  await ada.close();
});

test("every block of a message is drawn, and its elements work there too", async () => {
  const ben = await openPage(browser, slack.url, "U0BEN", "C0GENERAL");
  await slack.call("chat.postMessage", { channel: "C0GENERAL", text: "Every block", blocks: ALL_BLOCKS });
  await ben.main.getByRole("heading", { name: "Every block" }).waitFor();
  assert.equal(await ben.main.locator(".error, .faint", { hasText: /could not be drawn|does not draw/ }).count(), 0);
  await looksGood(ben, "every block");

  // What can't be undone is asked about first.
  await ben.press("Delete all", ben.main);
  await ben.press("Keep");
  assert.equal(slack.payloads.filter((payload) => payload.type === "block_actions").length, 0);
  await ben.press("Delete all", ben.main);
  await ben.press("Delete");
  const action = async (id) => (await arrived(ben, (payload) => payload.actions?.[0].action_id === id)).actions[0];
  await action("danger");
  await ben.main.getByLabel("When", { exact: true }).fill("2026-12-24");
  assert.equal((await action("when")).selected_date, "2026-12-24");
  await ben.main.getByLabel("Who", { exact: true }).selectOption({ label: "Ada Brook" });
  assert.equal((await action("who")).selected_user, "U0ADA");
  await ben.main.getByRole("combobox", { name: "Where" }).fill("ant");
  await ben.main.getByRole("option", { name: "Antwerp" }).click();
  assert.equal((await action("where")).selected_option.value, "ant");
  await ben.main.getByLabel("More actions").click();
  await ben.main.getByRole("button", { name: "Mute" }).click();
  assert.equal((await action("more")).selected_option.value, "b");
  assert.deepEqual(ben.faults, []);
  await ben.close();
});

test("of many alike, the very one is meant", async () => {
  const chloe = await openPage(browser, slack.url, "U0CHLOE", "C0GENERAL");
  const row = (id) => ({ type: "actions", block_id: id, elements: [
    { type: "button", action_id: "approve", value: id, text: plain(`Approve`) },
    { type: "static_select", action_id: "days", placeholder: plain("Days"), options: [option("2", "1 day"), option("1 day", "2")] },
    { type: "overflow", action_id: "row_menu", options: [option("edit", "Edit"), option("drop", "Drop")] },
  ] });
  await slack.call("chat.postMessage", { channel: "C0GENERAL", text: "Rows", blocks: [row("row-1"), row("row-2"), row("row-3")] });
  const second = chloe.main.getByRole("article").last().locator(".block").nth(1);
  const happened = async (id) => {
    const { actions: [action] } = await arrived(chloe, (payload) => payload.actions?.[0].action_id === id);
    return action;
  };
  await second.getByRole("button", { name: "Approve" }).click();
  assert.equal((await happened("approve")).value, "row-2");
  await second.getByLabel("Days").selectOption({ label: "2" });
  const days = await happened("days");
  assert.deepEqual([days.block_id, days.selected_option.value], ["row-2", "1 day"]);
  await second.getByLabel("More actions").click();
  await second.getByRole("button", { name: "Drop" }).click();
  const menu = await happened("row_menu");
  assert.deepEqual([menu.block_id, menu.selected_option.value], ["row-2", "drop"]);
  assert.deepEqual(chloe.faults, []);
  await chloe.close();
});

test("what Slack refused is told with its reasons", async () => {
  const ada = await openPage(browser, slack.url, "U0ADA", "C0GENERAL");
  const refused = slack.call("chat.postMessage", { channel: "C0GENERAL", text: "x", blocks: [{ type: "header", text: { type: "plain_text", text: "h".repeat(151) } }] });
  await assert.rejects(refused, /invalid_blocks/);
  const button = ada.page.getByRole("button", { name: /^Traffic\s*1 refused/ });
  await button.click();
  const traffic = ada.page.getByRole("complementary", { name: "Traffic between app and Slack" });
  await ada.sees("Refused by Slack (1)", traffic);
  await ada.sees(/\/blocks\/0\/text/, traffic);
  await traffic.getByLabel("only what failed").check();
  await ada.sees("invalid_blocks", traffic.getByRole("list").last());
  await looksGood(ada, "what was refused");
  assert.deepEqual(ada.faults, []);
  await ada.close();
});
