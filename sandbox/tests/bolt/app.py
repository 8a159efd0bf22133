"""A small app with Bolt for Python. It is an ordinary one: only its API base URL is the sandbox's."""

import os
import tempfile

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

API = os.environ["SLACK_API_URL"]

if os.environ["BY"] == "oauth":
    # Its own token would be in the way of the one it is installed with.
    del os.environ["SLACK_BOT_TOKEN"]
    store = tempfile.mkdtemp()
    app = App(
        client=WebClient(base_url=API),
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        oauth_settings=OAuthSettings(
            client_id=os.environ["CLIENT_ID"],
            client_secret=os.environ["CLIENT_SECRET"],
            scopes=["app_mentions:read", "channels:history", "chat:write", "commands", "im:history", "users:read"],
            redirect_uri=os.environ["REDIRECT_URI"],
            authorization_url=os.environ["AUTHORIZE_URL"],
            install_page_rendering_enabled=False,
            installation_store=FileInstallationStore(base_dir=store),
            state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=store),
        ),
    )
else:
    app = App(
        client=WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=API),
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
    )


def plain(text):
    return {"type": "plain_text", "text": text}


def form(title):
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "blocks": [
            {
                "type": "input",
                "block_id": "what",
                "label": plain("What?"),
                "element": {"type": "plain_text_input", "action_id": "v"},
            },
            {
                "type": "input",
                "block_id": "who",
                "optional": True,
                "label": plain("Who?"),
                "element": {"type": "external_select", "action_id": "company", "min_query_length": 0},
            },
        ],
    }


@app.message("hello")
def hello(message, say):
    say(
        text=f"Hi <@{message['user']}>",
        blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": f"Hi <@{message['user']}>"}},
            {"type": "actions", "elements": [{"type": "button", "action_id": "ok", "text": plain("OK")}]},
        ],
    )


@app.event("message")
def other_messages():
    """Bolt for Python acknowledges only what somebody listens to."""


@app.event("app_mention")
def mentioned(event, client):
    client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="You called?")


@app.action("ok")
def pressed(ack, respond):
    ack()
    respond(text="Done", replace_original=True)


@app.shortcut("global")
def shortcut(ack, shortcut, client):
    ack()
    client.views_open(trigger_id=shortcut["trigger_id"], view=form("Form"))


@app.options("company")
def companies(ack, payload):
    ack(options=[{"text": plain(f"{payload['value']} Inc"), "value": payload["value"]}])


@app.view("form")
def submitted(ack, view):
    what = view["state"]["values"]["what"]["v"]["value"]
    if what == "errors":
        ack(response_action="errors", errors={"what": "Not that."})
    elif what == "update":
        ack(response_action="update", view=form("Updated"))
    elif what == "push":
        ack(response_action="push", view=form("Pushed"))
    elif what == "clear":
        ack(response_action="clear")
    else:
        ack()


@app.command("/app")
def command(ack, command, respond):
    if command.get("text") == "text":
        ack("Plain text")
    elif command.get("text") == "json":
        ack(response_type="in_channel", text="For all")
    else:
        ack()
        respond(text="Later", response_type="ephemeral")


@app.event("app_home_opened")
def home(event, client):
    view = event.get("view")
    client.views_publish(
        user_id=event["user"],
        hash=view["hash"] if view else None,
        view={"type": "home", "blocks": [{"type": "header", "text": plain("Again" if view else "Welcome")}]},
    )


if __name__ == "__main__":
    if os.environ.get("BY") == "socket":
        handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
        handler.connect()
        print("started", flush=True)
        import threading

        threading.Event().wait()
    else:
        app.start(port=int(os.environ.get("PORT", "3000")))
