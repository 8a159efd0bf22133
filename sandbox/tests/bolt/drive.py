#!/usr/bin/env python3
"""Lets people use the Bolt apps in a sandbox, by socket, by HTTP and installed by OAuth, and looks at what they see.

    drive.py SLACK_SANDBOX NODE_COMMAND... -- PYTHON_COMMAND...

For example: drive.py target/debug/slack-sandbox node app.js -- venv/bin/python app.py
Needs nothing but Python. `run` beside it installs the packages and calls it.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager

PATIENCE_S = 20
README = pathlib.Path(__file__).resolve().parents[2] / "README.md"


class Sandbox:
    """A running sandbox, by the JSON of its page."""

    def __init__(self, settings):
        self.settings = settings
        self.base = settings["SLACK_API_URL"].removesuffix("api/") + "sandbox/api/"

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def act(self, deed, user="U0BEN", **more):
        answer = self.ask("act", {"as": user, "do": deed, **more})
        assert answer["ok"], f"{deed} {more}: {answer}"
        return answer

    def state(self, user="U0BEN"):
        return self.ask(f"state?as={user}")

    def until(self, what, look):
        """Looks until there is something."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            seen = look(self.state())
            if seen:
                return seen
            time.sleep(0.05)
        raise AssertionError(f"never: {what}\n{json.dumps(self.state()['log'][-5:], indent=1)}")


@contextmanager
def running(command, wait_for=None, **env):
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.PIPE, text=True)
    try:
        lines = []
        while wait_for:
            line = process.stdout.readline()
            assert line, f"{command} ended: {lines}"
            lines.append(line.rstrip("\n"))
            if wait_for in line:
                break
        yield lines
    finally:
        process.terminate()
        process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def texts(state, channel):
    return [message["text"] for message in state["messages"].get(channel, [])]


def story(slack):
    """What Ben does, and what he then sees."""
    dm = slack.state()["dm_with_app"]

    slack.act("post", channel=dm, text="hello there")
    slack.until("a greeting", lambda state: "Hi <@U0BEN>" in texts(state, dm))
    greeting = slack.state()["messages"][dm][-1]
    slack.act("press", button="OK", **{"in": {"channel": dm, "ts": greeting["ts"]}})
    slack.until("the greeting replaced", lambda state: texts(state, dm) == ["hello there", "Done"])

    slack.act("post", channel="general", text="<@U0APPBOT> are you there?")
    slack.until("an answer", lambda state: texts(state, "C0GENERAL")[-1:] == ["You called?"])
    thread = slack.state()["messages"]["C0GENERAL"]
    assert thread[-1]["thread_ts"] == thread[-2]["ts"]

    slack.act("shortcut", callback_id="global")
    slack.until("a modal", lambda state: state["views"])
    assert slack.act("suggest", input="Who?", text="Acme")["options"] == ["Acme Inc"]
    slack.act("choose", input="Who?", option="Acme", **{"in": "modal"})
    assert slack.act("submit")["submitted"] == "incomplete"
    for typed, submitted, title in [
        ("errors", "errors", "Form"),
        ("update", "updated", "Updated"),
        ("push", "pushed", "Pushed"),
        ("clear", "cleared", None),
    ]:
        slack.act("type", input="What?", text=typed)
        assert slack.act("submit")["submitted"] == submitted, typed
        views = slack.state()["views"]
        assert (views[-1]["title"]["text"] if views else None) == title, typed
    assert slack.state()["views"] == []

    slack.act("slash", command="/app", text="text")
    assert slack.state()["ephemerals"][-1]["text"] == "Plain text"
    slack.act("slash", command="/app", text="json", channel="general")
    assert texts(slack.state("U0ADA"), "C0GENERAL")[-1] == "For all"
    slack.act("slash", command="/app", text="")
    slack.until("a later answer", lambda state: state["ephemerals"][-1]["text"] == "Later")

    for header in ["Welcome", "Again"]:
        slack.act("open_home")
        slack.until(
            header,
            lambda state: state["home"] and state["home"]["blocks"][0]["text"]["text"] == header,
        )
    state = slack.state()
    assert state["refusals"] == [], state["refusals"]
    assert state["troubles"] == [], state["troubles"]
    failed = [line for line in slack.ask("log?failed=true")["log"] if line["name"] != "url_verification"]
    assert failed == [], failed


def settings_of(lines):
    pairs = (line.split("=", 1) for line in lines if not line.startswith("#"))
    return {name: value for name, value in pairs}


def by_socket(sandbox, app):
    with running([sandbox, "--port", "0"], "Ctrl-C") as lines:
        slack = Sandbox(settings_of(lines))
        with running(app, "started", BY="socket", **slack.settings):
            slack.until("a socket", lambda state: state["app"]["sockets"] > 0)
            story(slack)
            # The app connects anew when Slack wants it to, and misses nothing.
            slack.ask("happen", {"do": "disconnect", "reason": "refresh_requested"})
            slack.until("a new socket", lambda state: state["app"]["sockets"] > 0)
            slack.act("open_home")


def by_http(sandbox, app):
    port = free_port()
    with running([sandbox, "--port", "0"], "Ctrl-C") as lines:
        slack = Sandbox(settings_of(lines))
        url = f"http://127.0.0.1:{port}/slack/events"
        with running(app, BY="http", PORT=str(port), PYTHONUNBUFFERED="1", **slack.settings):
            verified = lambda _: slack.ask("happen", {"do": "deliver_to", "url": url})["ok"]
            slack.until("a verified request URL", verified)
            story(slack)


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows redirects instead of following them."""

    def redirect_request(self, *_):
        return None


def visit(url, form=None, cookie=None):
    """What a browser gets from an address: status, where it is sent, its new cookie."""
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(url, data, {"cookie": cookie} if cookie else {})
    try:
        answer = urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers.get("location"), answer.headers.get("set-cookie")


def by_oauth(sandbox, app):
    """Ada installs the app; then it works as if it had always been there."""
    port = free_port()
    back = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    config = pathlib.Path(app[-1]).with_name("workspace.toml")
    config.write_text(f'[app]\ninstalled = false\nredirect_urls = ["{back}"]\n')
    with running([sandbox, "--port", "0", "--config", str(config)], "Ctrl-C") as lines:
        slack = Sandbox(settings_of(lines))
        page = slack.base.removesuffix("sandbox/api/") + "oauth/v2/authorize"
        credentials = next(line for line in lines if line.startswith("# OAuth")).rstrip(",").split()
        env = {
            "CLIENT_ID": credentials[4].rstrip(","),
            "CLIENT_SECRET": credentials[7],
            "AUTHORIZE_URL": page,
            "REDIRECT_URI": back,
        }
        url = f"http://127.0.0.1:{port}/slack/events"
        with running(app, BY="oauth", PORT=str(port), **env, **slack.settings):
            slack.until("a verified request URL", lambda _: slack.ask("happen", {"do": "deliver_to", "url": url})["ok"])
            status, target, cookie = visit(f"http://127.0.0.1:{port}/slack/install")
            assert status == 302 and target.startswith(page), target
            wanted = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query))
            status, target, _ = visit(page, wanted | {"as": "U0ADA", "decision": "allow"})
            assert status == 302 and target.startswith(back), target
            status, _, _ = visit(target, cookie=cookie.split(";")[0])
            assert status in (200, 302), status
            assert slack.ask("log?name=oauth.v2.access")["log"][0]["answer"]["authed_user"]["id"] == "U0ADA"
            story(slack)


def readme_story(sandbox, language, app):
    """The app that the README shows does what the README says."""
    *interpreter, file = app
    code = README.read_text().split(f"```{language}\n", 1)[1].split("```", 1)[0]
    shown = pathlib.Path(file).with_stem("readme")
    shown.write_text(code)
    with running([sandbox, "--port", "0"], "Ctrl-C") as lines:
        slack = Sandbox(settings_of(lines))
        with running([*interpreter, str(shown)], **slack.settings):
            slack.until("a socket", lambda state: state["app"]["sockets"] > 0)
            dm = slack.state()["dm_with_app"]
            slack.act("post", channel=dm, text="hello")
            slack.until("a greeting", lambda state: "Hi <@U0BEN>" in texts(state, dm))
            slack.act("slash", command="/app", text="something")
            assert slack.state()["ephemerals"][-1]["text"] == "You said: something"


def main():
    sandbox, *rest = sys.argv[1:]
    cut = rest.index("--")
    for name, app in [("JavaScript", rest[:cut]), ("Python", rest[cut + 1 :])]:
        readme_story(sandbox, {"JavaScript": "js", "Python": "python"}[name], app)
        print(f"The README's app in {name}: ok", flush=True)
        for way, play in [("socket", by_socket), ("HTTP", by_http), ("OAuth", by_oauth)]:
            play(sandbox, app)
            print(f"Bolt for {name} by {way}: ok", flush=True)


if __name__ == "__main__":
    main()
