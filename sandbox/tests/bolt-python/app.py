"""A small app as one writes it with Bolt for Python.

Nothing in it knows of the sandbox but the API's address, which comes from the environment as in any test set-up.
"""

import os
import threading

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

CITIES = ["Amsterdam", "Antwerp", "Utrecht"]

client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
app = App(client=client, signing_secret=os.environ.get("SLACK_SIGNING_SECRET"))


def plain(text):
    return {"type": "plain_text", "text": text}


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id, text):
    return {"type": "button", "action_id": action_id, "text": plain(text)}


def option(value, text):
    return {"value": value, "text": plain(text)}


# Messages, buttons, a select.


@app.message("hello")
def greet(message, say):
    greeting = f"Hey there <@{message['user']}>!"
    drinks = {
        "type": "static_select",
        "action_id": "drink",
        "placeholder": plain("A drink?"),
        "options": [option("tea", "Tea"), option("coffee", "Coffee")],
    }
    say(
        text=greeting,
        blocks=[
            {**section(greeting), "accessory": button("click", "Click me")},
            {"type": "actions", "elements": [drinks]},
        ],
    )


@app.message("ping")
def ping(message, say):
    if message["channel_type"] == "im":
        say("pong")


@app.event("message")
def other_messages():
    """Bolt warns of events that nobody handles."""


@app.event("app_mention")
def mentioned(event, say):
    say(text="You called?", thread_ts=event["ts"])


@app.action("click")
def clicked(ack, body, client):
    ack()
    client.chat_update(
        channel=body["channel"]["id"],
        ts=body["message"]["ts"],
        text=f"<@{body['user']['id']}> clicked the button",
        blocks=[],
    )


@app.action("drink")
def chosen(ack, action, respond):
    ack()
    drink = action["selected_option"]["text"]["text"]
    respond(response_type="ephemeral", replace_original=False, text=f"You chose {drink}")


# A modal with errors, update, push and clear.


def order_view():
    city = {"type": "external_select", "action_id": "city", "min_query_length": 1}
    then = [option(one, one) for one in ("close", "update", "push", "clear")]
    return {
        "type": "modal",
        "callback_id": "order",
        "notify_on_close": True,
        "title": plain("Order"),
        "submit": plain("Next"),
        "close": plain("Leave"),
        "blocks": [
            {
                "type": "input",
                "block_id": "name",
                "label": plain("Your name"),
                "element": {"type": "plain_text_input", "action_id": "value"},
            },
            {"type": "input", "block_id": "city", "label": plain("City"), "optional": True, "element": city},
            {
                "type": "input",
                "block_id": "then",
                "label": plain("What then?"),
                "element": {"type": "static_select", "action_id": "value", "options": then},
            },
        ],
    }


def second_view(title, text):
    return {
        "type": "modal",
        "callback_id": "second",
        "title": plain(title),
        "close": plain("Back"),
        "submit": plain("Done"),
        "blocks": [
            section(text),
            {"type": "actions", "block_id": "more", "elements": [button("change", "Change me")]},
        ],
    }


@app.shortcut("order")
def start_order(ack, shortcut, client):
    ack()
    client.views_open(trigger_id=shortcut["trigger_id"], view=order_view())


@app.options("city")
def cities(ack, payload):
    found = [city for city in CITIES if payload["value"].lower() in city.lower()]
    ack(options=[option(city.lower(), city) for city in found])


@app.view("order")
def ordered(ack, view, body, client):
    values = view["state"]["values"]
    name = values["name"]["value"]["value"]
    if len(name) < 3:
        ack(response_action="errors", errors={"name": "At least three letters, please"})
        return
    city = values["city"]["city"]["selected_option"]
    order = f"{name} from {city['text']['text'] if city else 'nowhere'}"
    then = values["then"]["value"]["selected_option"]["value"]
    if then == "update":
        ack(response_action="update", view=second_view("Updated", order))
    elif then == "push":
        ack(response_action="push", view=second_view("Pushed", order))
    elif then == "clear":
        ack(response_action="clear")
    else:
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Ordered: {order}")


@app.action("change")
def change(ack, body, client):
    ack()
    view = body["view"]
    client.views_update(view_id=view["id"], hash=view["hash"], view=second_view("Changed", "Changed by a button"))


@app.view("second")
def done(ack):
    ack(response_action="clear")


@app.view_closed("order")
def left(ack, body, client):
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text="You left without an order")


# A modal that answers in the conversation chosen in it.


@app.shortcut("report")
def start_report(ack, shortcut, client):
    ack()
    where = {"type": "conversations_select", "action_id": "value", "response_url_enabled": True}
    words = {"type": "plain_text_input", "action_id": "value"}
    view = {
        "type": "modal",
        "callback_id": "report",
        "title": plain("Report"),
        "submit": plain("Post"),
        "blocks": [
            {"type": "input", "block_id": "where", "label": plain("Where"), "element": where},
            {"type": "input", "block_id": "words", "label": plain("Words"), "element": words},
        ],
    }
    client.views_open(trigger_id=shortcut["trigger_id"], view=view)


@app.view("report")
def reported(ack, view, respond):
    ack()
    respond(
        response_type="in_channel",
        text=f"Report: {view['state']['values']['words']['value']['value']}",
    )


# A message shortcut.


@app.shortcut("quote")
def quote(ack, shortcut, client):
    ack()
    message = shortcut["message"]
    client.chat_postMessage(
        channel=shortcut["channel"]["id"], thread_ts=message["ts"], text=f"> {message['text']}"
    )


# A slash command, answered in every way there is.


@app.command("/echo")
def echo(command, ack, respond, client):
    how = command.get("text")
    if how == "json":
        ack(response_type="in_channel", text="JSON for all", blocks=[section("*JSON* for all")])
    elif how == "text":
        ack("Text for you")
    elif how == "nothing":
        ack()
    elif how == "later":
        ack()
        respond(response_type="in_channel", text="Later, for all")
    elif how == "people":
        ack()
        pages = client.users_list(limit=2)
        names = sorted(member["name"] for page in pages for member in page["members"])
        respond(f"People: {', '.join(names)}")
    elif how == "whisper":
        ack()
        client.chat_postEphemeral(channel=command["channel_id"], user=command["user_id"], text="Psst")
    elif how == "gone":
        ack()
        posted = client.chat_postMessage(channel=command["channel_id"], text="Soon gone")
        client.chat_delete(channel=posted["channel"], ts=posted["ts"])
        respond("Deleted")
    else:
        ack()
        buttons = [button("replace", "Replace"), button("delete", "Delete")]
        respond(
            text="Replace or delete",
            blocks=[section("Replace or delete"), {"type": "actions", "elements": buttons}],
        )


@app.action("replace")
def replace(ack, respond):
    ack()
    respond(
        replace_original=True,
        text="Replaced",
        blocks=[section("Replaced"), {"type": "actions", "elements": [button("delete", "Delete")]}],
    )


@app.action("delete")
def delete(ack, respond):
    ack()
    respond(delete_original=True)


# The Home tab.


def home_view(count):
    buttons = [button("count", "Count"), button("stale", "Publish what is out of date")]
    return {
        "type": "home",
        "private_metadata": str(count),
        "blocks": [section(f"Counted to {count}"), {"type": "actions", "elements": buttons}],
    }


@app.event("app_home_opened")
def home(event, client):
    if event["tab"] == "home" and "view" not in event:
        client.views_publish(user_id=event["user"], view=home_view(0))


@app.action("count")
def count(ack, body, client):
    ack()
    view = body["view"]
    counted = int(view["private_metadata"]) + 1
    client.views_publish(user_id=body["user"]["id"], hash=view["hash"], view=home_view(counted))


@app.action("stale")
def stale(ack, body, client):
    ack()
    user, old = body["user"]["id"], body["view"]["hash"]
    client.views_publish(user_id=user, hash=old, view=home_view(100))
    try:
        client.views_publish(user_id=user, hash=old, view=home_view(200))
    except SlackApiError as error:
        client.chat_postMessage(channel=user, text=f"Slack said {error.response['error']}")


if __name__ == "__main__":
    if "SLACK_APP_TOKEN" in os.environ:
        handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
        handler.connect()
        print("ready", flush=True)
        threading.Event().wait()
    else:
        app.start(port=int(os.environ["PORT"]))  # says "Bolt app is running!" when it listens
