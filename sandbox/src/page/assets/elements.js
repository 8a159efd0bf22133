// The elements people use: buttons, menus, choices, fields. Each act names its element and goes out at once, except
// what is typed, which waits for a pause.

import { h, menu } from "/page/dom.js";
import { confirmed } from "/page/confirm.js";
import { picker } from "/page/picker.js";
import { act, channelName, draw, flush, people, nameOf, store, typed } from "/page/store.js";
import { plain, text } from "/page/text.js";
import { fromWall, wall } from "/page/time.js";

/// How an element is called and described, when it stands in an input block.
const NO_FRAME = { id: undefined, described: undefined, invalid: false, required: false, label: undefined };

export function element(scene, block, one, frame = NO_FRAME) {
  const key = `${scene.key}/${block.block_id}/${one.action_id}`;
  const value = expected.get(key)?.value ?? scene.state[block.block_id]?.[one.action_id] ?? initial(one);
  const drawn = DRAWN[one.type] ?? unknown;
  return drawn({
    scene, block, one, key, value, frame,
    /// How an act names it so that no other is meant.
    name: block.block_id ? `${block.block_id}/${one.action_id}` : one.action_id,
    focus: one.focus_on_load || undefined,
    /// What a screen reader says about the control.
    spoken: {
      id: frame.id,
      "aria-label": frame.label ? undefined : spokenLabel(block, one),
      "aria-describedby": frame.described,
      "aria-invalid": frame.invalid || undefined,
      "aria-required": frame.required || undefined,
      "data-focus": one.focus_on_load || undefined,
    },
  });
}

const spokenLabel = (block, one) => one.accessibility_label ?? (plain(one.placeholder) || plain(block.text) || "Choose");

/// What stands in an element from the start, in the shape of the state.
function initial(one) {
  return {
    selected_option: one.initial_option, selected_options: one.initial_options, value: one.initial_value,
    selected_user: one.initial_user, selected_users: one.initial_users,
    selected_conversation: one.initial_conversation, selected_conversations: one.initial_conversations,
    selected_channel: one.initial_channel, selected_channels: one.initial_channels,
    selected_date: one.initial_date, selected_time: one.initial_time, selected_date_time: one.initial_date_time,
  };
}

/// What elements hold once the acts under way are through, by key: shown at once, so that nothing flickers.
const expected = new Map();

/// An act on the element, asked about first where the app wants that. `value` is what it will hold then.
async function use(it, deed, value) {
  if (it.one.confirm && !(await confirmed(it.one.confirm))) return draw();
  const mine = { value };
  if (value) expected.set(it.key, mine);
  const answer = await act({ in: it.scene.in, ...deed }, it.key);
  if (expected.get(it.key) === mine) expected.delete(it.key);
  draw();
  return answer;
}

/// A list with an option put in, or taken out if it was there.
const toggled = (list, option) => {
  const without = list.filter((one) => one.value !== option.value);
  return without.length === list.length ? [...list, option] : without;
};

const options = (one) => [...(one.options ?? []), ...(one.option_groups ?? []).flatMap((group) => group.options)];

/// An option by its text, which is looked for first, unless another has the same.
const named = (one, option) => options(one).filter((other) => other.text.text === option.text.text).length === 1
  ? option.text.text
  : option.value;

const unknown = (it) => h("span", { class: "faint" }, `[${it.one.type}]`);

function button(it) {
  const busy = store.busy.has(it.key);
  const attributes = {
    key: it.key,
    class: `button ${it.one.style ?? ""}`,
    "aria-label": it.one.accessibility_label,
    "aria-busy": busy || undefined,
  };
  const press = () => busy || use(it, { do: "press", button: it.name });
  if (it.one.url && /^(https?:|mailto:)/i.test(it.one.url)) {
    return h("a", { ...attributes, href: it.one.url, target: "_blank", rel: "noopener noreferrer", on: { click: press } }, text(it.one.text));
  }
  return h("button", { ...attributes, type: "button", on: { click: press } }, text(it.one.text));
}

const feedback = (it) => h("span", { class: "pair", key: it.key }, ["positive_button", "negative_button"].map((which) =>
  h("button", {
    type: "button", class: "button", "aria-label": it.one[which].accessibility_label,
    on: { click: () => use(it, { do: "press", button: plain(it.one[which].text) }) },
  }, text(it.one[which].text))));

const overflow = (it) => menu(it.key, "More actions", "⋯", it.one.options.map((option) => [plain(option.text), () => {
  if (option.url && /^https?:/i.test(option.url)) window.open(option.url, "_blank", "noopener");
  use(it, { do: "choose_overflow", input: it.name, option: named(it.one, option) });
}]));

function choices(it, type) {
  const chosen = type === "radio"
    ? [it.value.selected_option?.value]
    : (it.value.selected_options ?? []).map((option) => option.value);
  return h("div", { class: "choices", key: it.key, role: it.frame.label ? undefined : type === "radio" ? "radiogroup" : "group",
    "aria-label": it.spoken["aria-label"], "data-focus": it.spoken["data-focus"] },
  it.one.options.map((option, index) => h("label", { key: option.value },
    h("input", {
      type, name: it.key, key: "input", checked: chosen.includes(option.value),
      "aria-describedby": option.description ? `${it.key}/${index}/more` : undefined,
      "aria-invalid": it.spoken["aria-invalid"],
      on: { change: () => use(it, { do: "choose", input: it.name, option: named(it.one, option) }, type === "radio"
        ? { selected_option: option }
        : { selected_options: toggled(it.value.selected_options ?? [], option) }) },
    }),
    h("span", {}, text(option.text),
      option.description && h("small", { id: `${it.key}/${index}/more` }, text(option.description))))));
}

/// A menu of the browser's own. `entries` are {value, text} or {label, entries}.
function select(it, entries, chosen, pick) {
  const entry = (one) => one.entries
    ? h("optgroup", { label: one.label }, one.entries.map(entry))
    : h("option", { value: one.value }, one.text);
  const placeholder = plain(it.one.placeholder) || "Choose…";
  return h("select", {
    ...it.spoken, key: it.key, value: chosen ?? "",
    on: { change: (_, node) => node.value === "" ? clear(it) : pick(node.value) },
  }, h("option", { value: "", disabled: !chosen || it.scene.in !== "modal" || undefined }, placeholder), entries.map(entry));
}

const clear = (it) => act({ do: "clear", in: it.scene.in, input: it.name }, it.key);

/// Picks what has no options: one thing as `value`, several as `values`.
const pick = (it, what, value, held) => use(it, { do: what, input: it.name, ...(Array.isArray(value) ? { values: value } : { value }) }, held);
const asEntry = (option) => ({ value: option.value, text: plain(option.text) });

const staticSelect = (it) => select(it,
  it.one.option_groups
    ? it.one.option_groups.map((group) => ({ label: plain(group.label), entries: group.options.map(asEntry) }))
    : it.one.options.map(asEntry),
  it.value.selected_option?.value,
  (value) => {
    const option = options(it.one).find((one) => one.value === value);
    return use(it, { do: "choose", input: it.name, option: named(it.one, option) }, { selected_option: option });
  });

const everybody = () => people().map((one) => ({ value: one.id, text: nameOf(one.id) }));

function conversations(it, kinds) {
  return store.state.channels.filter((one) => kinds.includes(one.kind) && !one.is_archived)
    .map((one) => ({ value: one.id, text: one.kind === "im" || one.kind === "mpim" ? channelName(one) : `#${one.name}` }));
}

function kindsOf(one) {
  if (one.type.endsWith("channels_select")) return ["public"];
  return one.filter?.include ?? ["public", "private", "im", "mpim"];
}

const multiStatic = (it) => picker(it, {
  offered: options(it.one).map(asEntry),
  chosen: (it.value.selected_options ?? []).map(asEntry),
  toggle: (entry) => {
    const option = options(it.one).find((one) => one.value === entry.value);
    return use(it, { do: "choose", input: it.name, option: named(it.one, option) },
      { selected_options: toggled(it.value.selected_options ?? [], option) });
  },
});

const external = (it) => picker(it, {
  search: true,
  chosen: it.value.selected_option ? [asEntry(it.value.selected_option)] : [],
  single: true,
  toggle: (entry) => use(it, { do: "choose", input: it.name, option: entry.text }),
  clear: () => clear(it),
});

const multiExternal = (it) => picker(it, {
  search: true,
  chosen: (it.value.selected_options ?? []).map(asEntry),
  toggle: (entry) => use(it, { do: "choose", input: it.name, option: entry.text }),
});

const users = (it) => select(it, everybody(), it.value.selected_user,
  (value) => pick(it, "pick_user", value, { selected_user: value }));

/// Several ids out of a list; `field` is where the state holds them.
function severalIds(it, offered, field, what) {
  const now = it.value[field] ?? [];
  const chosen = now.map((id) => offered.find((entry) => entry.value === id) ?? { value: id, text: nameOf(id) });
  return picker(it, {
    offered, chosen,
    toggle: (entry) => {
      const values = now.includes(entry.value) ? now.filter((id) => id !== entry.value) : [...now, entry.value];
      return values.length === 0 ? clear(it) : pick(it, what, values, { [field]: values });
    },
  });
}

const multiUsers = (it) => severalIds(it, everybody(), "selected_users", "pick_users");

/// One conversation or channel; `field` is where the state holds it.
const oneConversation = (field) => (it) => select(it, conversations(it, kindsOf(it.one)), it.value[field],
  (value) => pick(it, "pick_conversation", value, { [field]: value }));
const manyConversations = (field) => (it) => severalIds(it, conversations(it, kindsOf(it.one)), field, "pick_conversations");

/// A field one types in. What it holds goes out after a pause; where the app wants to hear of it, on Enter or, if it
/// said so, on every change.
function field(it, attributes, tag = "input") {
  const value = it.value.value ?? it.value.rich_text_value?.elements?.flatMap((part) => part.elements ?? [])
    .map((part) => part.text ?? "").join("") ?? "";
  const triggers = it.one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const waits = it.block.dispatch_action && !triggers.includes("on_character_entered");
  const number = it.one.type === "number_input";
  const deed = (content) => ({ in: it.scene.in, input: it.name, ...(number && content !== "" ? { do: "pick_number", value: content } : { do: "type", text: content }) });
  return h(tag, {
    ...it.spoken, ...attributes, key: it.key, value: String(value), placeholder: plain(it.one.placeholder) || undefined,
    on: {
      input: (_, node) => typed(it.key, node, deed(node.value), waits ? 3_600_000 : 400),
      focusout: () => flush(it.key),
      keydown: (event, node) => {
        if (event.key !== "Enter" || event.isComposing) return;
        if (tag === "textarea") return event.stopPropagation();
        event.preventDefault();
        if (it.block.dispatch_action && triggers.includes("on_enter_pressed")) {
          typed(it.key, node, deed(node.value));
          flush(it.key);
        } else node.form?.requestSubmit();
      },
    },
  });
}

const textInput = (it) => field(it, it.one.multiline
  ? { rows: 4, maxlength: it.one.max_length }
  : { type: "text", maxlength: it.one.max_length }, it.one.multiline ? "textarea" : "input");

const date = (it) => h("input", {
  ...it.spoken, type: "date", key: it.key, value: it.value.selected_date ?? "",
  on: { change: (_, node) => node.value ? pick(it, "pick_date", node.value, { selected_date: node.value }) : clear(it) },
});

const time = (it) => h("input", {
  ...it.spoken, type: "time", key: it.key, value: it.value.selected_time ?? "",
  on: { change: (_, node) => node.value ? pick(it, "pick_time", node.value, { selected_time: node.value }) : clear(it) },
});

const dateTime = (it) => h("input", {
  ...it.spoken, type: "datetime-local", key: it.key,
  value: it.value.selected_date_time ? wall(new Date(it.value.selected_date_time * 1000)) : "",
  on: {
    change: (_, node) => {
      const at = fromWall(node.value);
      const unix_s = at?.getTime() / 1000;
      return at ? use(it, { do: "pick_date_time", input: it.name, unix_s }, { selected_date_time: unix_s }) : clear(it);
    },
  },
});

const DRAWN = {
  button,
  workflow_button: button,
  icon_button: button,
  feedback_buttons: feedback,
  overflow,
  radio_buttons: (it) => choices(it, "radio"),
  checkboxes: (it) => choices(it, "checkbox"),
  static_select: staticSelect,
  multi_static_select: multiStatic,
  external_select: external,
  multi_external_select: multiExternal,
  users_select: users,
  multi_users_select: multiUsers,
  conversations_select: oneConversation("selected_conversation"),
  multi_conversations_select: manyConversations("selected_conversations"),
  channels_select: oneConversation("selected_channel"),
  multi_channels_select: manyConversations("selected_channels"),
  plain_text_input: textInput,
  rich_text_input: (it) => field(it, { rows: 4 }, "textarea"),
  email_text_input: (it) => field(it, { type: "text", inputmode: "email", autocomplete: "off" }),
  url_text_input: (it) => field(it, { type: "text", inputmode: "url", autocomplete: "off" }),
  number_input: (it) => field(it, { type: "text", inputmode: it.one.is_decimal_allowed ? "decimal" : "numeric", autocomplete: "off" }),
  datepicker: date,
  timepicker: time,
  datetimepicker: dateTime,
  file_input: () => h("p", { class: "faint" }, "Files can't be chosen in the sandbox."),
};
