// A small app as one writes it with Bolt for JavaScript. Nothing in it knows of the sandbox but the API's address,
// which comes from the environment as in any test set-up.

import bolt from "@slack/bolt";

const { App } = bolt;
const { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, PORT } = process.env;

const app = new App({
  token: SLACK_BOT_TOKEN,
  ...(SLACK_APP_TOKEN ? { socketMode: true, appToken: SLACK_APP_TOKEN } : { signingSecret: SLACK_SIGNING_SECRET }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
});

const plain = (text) => ({ type: "plain_text", text });
const section = (text) => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (action_id, text) => ({ type: "button", action_id, text: plain(text) });
const option = (value, text) => ({ value, text: plain(text) });

// Messages, buttons, a select.

app.message("hello", async ({ message, say }) => {
  await say({
    text: `Hey there <@${message.user}>!`,
    blocks: [
      { ...section(`Hey there <@${message.user}>!`), accessory: button("click", "Click me") },
      { type: "actions", elements: [{ type: "static_select", action_id: "drink", placeholder: plain("A drink?"),
        options: [option("tea", "Tea"), option("coffee", "Coffee")] }] },
    ],
  });
});

app.event("app_mention", async ({ event, say }) => {
  await say({ text: "You called?", thread_ts: event.ts });
});

app.message("ping", async ({ message, say }) => {
  if (message.channel_type === "im") await say("pong");
});

app.action("click", async ({ ack, body, client }) => {
  await ack();
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `<@${body.user.id}> clicked the button`, blocks: [] });
});

app.action("drink", async ({ ack, action, respond }) => {
  await ack();
  await respond({ response_type: "ephemeral", replace_original: false, text: `You chose ${action.selected_option.text.text}` });
});

// A modal with errors, update, push and clear.

const CITIES = ["Amsterdam", "Antwerp", "Utrecht"];

const orderView = () => ({
  type: "modal", callback_id: "order", notify_on_close: true,
  title: plain("Order"), submit: plain("Next"), close: plain("Leave"),
  blocks: [
    { type: "input", block_id: "name", label: plain("Your name"), element: { type: "plain_text_input", action_id: "value" } },
    { type: "input", block_id: "city", label: plain("City"), optional: true,
      element: { type: "external_select", action_id: "city", min_query_length: 1 } },
    { type: "input", block_id: "then", label: plain("What then?"), element: { type: "static_select", action_id: "value",
      options: ["close", "update", "push", "clear"].map((one) => option(one, one)) } },
  ],
});

const secondView = (title, text) => ({
  type: "modal", callback_id: "second", title: plain(title), close: plain("Back"), submit: plain("Done"),
  blocks: [section(text), { type: "actions", block_id: "more", elements: [button("change", "Change me")] }],
});

app.shortcut("order", async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: orderView() });
});

app.options("city", async ({ ack, payload }) => {
  const found = CITIES.filter((city) => city.toLowerCase().includes(payload.value.toLowerCase()));
  await ack({ options: found.map((city) => option(city.toLowerCase(), city)) });
});

app.view("order", async ({ ack, view, body, client }) => {
  const { name, city, then } = view.state.values;
  if (name.value.value.length < 3) {
    return ack({ response_action: "errors", errors: { name: "At least three letters, please" } });
  }
  const order = `${name.value.value} from ${city.city.selected_option?.text.text ?? "nowhere"}`;
  switch (then.value.selected_option.value) {
    case "update": return ack({ response_action: "update", view: secondView("Updated", order) });
    case "push": return ack({ response_action: "push", view: secondView("Pushed", order) });
    case "clear": return ack({ response_action: "clear" });
    default:
      await ack();
      await client.chat.postMessage({ channel: body.user.id, text: `Ordered: ${order}` });
  }
});

app.action("change", async ({ ack, body, client }) => {
  await ack();
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: secondView("Changed", "Changed by a button") });
});

app.view("second", async ({ ack }) => { await ack({ response_action: "clear" }); });

app.view({ callback_id: "order", type: "view_closed" }, async ({ ack, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: "You left without an order" });
});

// A modal that answers in the conversation chosen in it.

app.shortcut("report", async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: {
    type: "modal", callback_id: "report", title: plain("Report"), submit: plain("Post"),
    blocks: [
      { type: "input", block_id: "where", label: plain("Where"),
        element: { type: "conversations_select", action_id: "value", response_url_enabled: true } },
      { type: "input", block_id: "words", label: plain("Words"), element: { type: "plain_text_input", action_id: "value" } },
    ],
  } });
});

app.view("report", async ({ ack, view, respond }) => {
  await ack();
  await respond({ response_type: "in_channel", text: `Report: ${view.state.values.words.value.value}` });
});

// A message shortcut.

app.shortcut("quote", async ({ ack, shortcut, client }) => {
  await ack();
  await client.chat.postMessage({ channel: shortcut.channel.id, thread_ts: shortcut.message.ts, text: `> ${shortcut.message.text}` });
});

// A slash command, answered in every way there is.

app.command("/echo", async ({ command, ack, respond, client }) => {
  switch (command.text) {
    case "json": return ack({ response_type: "in_channel", text: "JSON for all", blocks: [section("*JSON* for all")] });
    case "text": return ack("Text for you");
    case "nothing": return ack();
    case "later":
      await ack();
      return respond({ response_type: "in_channel", text: "Later, for all" });
    case "people": {
      await ack();
      const names = [];
      for await (const page of client.paginate("users.list", { limit: 2 })) names.push(...page.members.map((member) => member.name));
      return respond(`People: ${names.sort().join(", ")}`);
    }
    case "whisper":
      await ack();
      return client.chat.postEphemeral({ channel: command.channel_id, user: command.user_id, text: "Psst" });
    case "gone": {
      await ack();
      const { channel, ts } = await client.chat.postMessage({ channel: command.channel_id, text: "Soon gone" });
      await client.chat.delete({ channel, ts });
      return respond("Deleted");
    }
    default:
      await ack();
      await respond({ text: "Replace or delete", blocks: [section("Replace or delete"),
        { type: "actions", elements: [button("replace", "Replace"), button("delete", "Delete")] }] });
  }
});

app.action("replace", async ({ ack, respond }) => {
  await ack();
  await respond({ replace_original: true, text: "Replaced", blocks: [section("Replaced"),
    { type: "actions", elements: [button("delete", "Delete")] }] });
});

app.action("delete", async ({ ack, respond }) => {
  await ack();
  await respond({ delete_original: true });
});

// The Home tab.

const homeView = (count) => ({
  type: "home", private_metadata: String(count),
  blocks: [section(`Counted to ${count}`), { type: "actions", elements: [button("count", "Count"), button("stale", "Publish what is out of date")] }],
});

app.event("app_home_opened", async ({ event, client }) => {
  if (event.tab !== "home" || event.view) return;
  await client.views.publish({ user_id: event.user, view: homeView(0) });
});

app.action("count", async ({ ack, body, client }) => {
  await ack();
  await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view: homeView(Number(body.view.private_metadata) + 1) });
});

app.action("stale", async ({ ack, body, client }) => {
  await ack();
  await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view: homeView(100) });
  try {
    await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view: homeView(200) });
  } catch (error) {
    await client.chat.postMessage({ channel: body.user.id, text: `Slack said ${error.data.error}` });
  }
});

await app.start(Number(PORT) || 3000);
console.log("ready");
