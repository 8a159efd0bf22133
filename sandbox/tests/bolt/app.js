// A small app with Bolt for JavaScript. It is an ordinary one: only its API base URL is the sandbox's.
const { App } = require("@slack/bolt");

const installations = new Map();
const ways = {
  socket: { token: process.env.SLACK_BOT_TOKEN, socketMode: true, appToken: process.env.SLACK_APP_TOKEN },
  http: { token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET },
  oauth: {
    signingSecret: process.env.SLACK_SIGNING_SECRET,
    clientId: process.env.CLIENT_ID,
    clientSecret: process.env.CLIENT_SECRET,
    stateSecret: "not a secret here",
    scopes: ["app_mentions:read", "channels:history", "chat:write", "commands", "im:history", "users:read"],
    redirectUri: process.env.REDIRECT_URI,
    installerOptions: {
      authorizationUrl: process.env.AUTHORIZE_URL,
      directInstall: true,
      redirectUriPath: "/slack/oauth_redirect",
    },
    installationStore: {
      storeInstallation: async (installation) => installations.set(installation.team.id, installation),
      fetchInstallation: async ({ teamId }) => installations.get(teamId),
    },
  },
};
const app = new App({
  ...ways[process.env.BY],
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

const plain = (text) => ({ type: "plain_text", text });
const form = (title) => ({
  type: "modal",
  callback_id: "form",
  title: plain(title),
  submit: plain("Save"),
  blocks: [
    { type: "input", block_id: "what", label: plain("What?"), element: { type: "plain_text_input", action_id: "v" } },
    {
      type: "input",
      block_id: "who",
      optional: true,
      label: plain("Who?"),
      element: { type: "external_select", action_id: "company", min_query_length: 0 },
    },
  ],
});

app.message("hello", async ({ message, say }) => {
  await say({
    text: `Hi <@${message.user}>`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `Hi <@${message.user}>` } },
      { type: "actions", elements: [{ type: "button", action_id: "ok", text: plain("OK") }] },
    ],
  });
});

app.event("app_mention", async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: "You called?" });
});

app.action("ok", async ({ ack, respond }) => {
  await ack();
  await respond({ text: "Done", replace_original: true });
});

app.shortcut("global", async ({ ack, shortcut, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: form("Form") });
});

app.options("company", async ({ ack, options }) => {
  await ack({ options: [{ text: plain(`${options.value} Inc`), value: options.value }] });
});

app.view("form", async ({ ack, view }) => {
  const what = view.state.values.what.v.value;
  if (what === "errors") await ack({ response_action: "errors", errors: { what: "Not that." } });
  else if (what === "update") await ack({ response_action: "update", view: form("Updated") });
  else if (what === "push") await ack({ response_action: "push", view: form("Pushed") });
  else if (what === "clear") await ack({ response_action: "clear" });
  else await ack();
});

app.command("/app", async ({ ack, command, respond }) => {
  if (command.text === "text") await ack("Plain text");
  else if (command.text === "json") await ack({ response_type: "in_channel", text: "For all" });
  else {
    await ack();
    await respond({ text: "Later", response_type: "ephemeral" });
  }
});

app.event("app_home_opened", async ({ event, client }) => {
  await client.views.publish({
    user_id: event.user,
    hash: event.view?.hash,
    view: { type: "home", blocks: [{ type: "header", text: plain(event.view ? "Again" : "Welcome") }] },
  });
});

app.start(Number(process.env.PORT ?? 3000)).then(() => console.log("started"));
