//! The JSON a page works with, under `/sandbox/api/`. Whatever a page does, a script can do too.
//!
//! Everything here answers only to a loopback `Host` (`127.0.0.1`, `localhost` or `[::1]` with the
//! sandbox's port; else 403), and a POST only with `content-type: application/json` and, if there
//! is an `Origin`, one of the same address. There is no other login.
//!
//! # `GET /sandbox/api/state?as=U…&after=N`
//! Everything one person sees. `as` may be left out: then only what belongs to no person is there.
//! `after` is the last `seq` of `log` the page has; only later lines are given.
//! ```json
//! { "changes": 17,                      // see events
//!   "now": "2026-11-23T09:00:00Z", "next_due": "2026-11-24T08:30:00Z",  // null: nobody knows
//!   "can_jump": true,                   // `jump` and `jump_to` work
//!   "team": {"id", "name", "domain"},
//!   "app": {"id", "name", "bot_user_id", "bot_id", "sockets": 1, "by_http": null,
//!           "commands": [{"command", "description", "usage_hint"}],
//!           "shortcuts": [{"name", "callback_id", "type": "global" | "message"}]},
//!   "users": [{"id", "name", "real_name", "display_name", "email", "tz", "locale", …}],
//!   "groups": [{"id", "handle", "name", "users", "disabled"}],
//!   "channels": [{"id", "name", "kind": "public" | "private" | "im" | "mpim", "members", "is_archived"}],
//!   "dm_with_app": "D…",
//!   "messages": {"C…": [Message]},      // oldest first, of all channels above
//!   "choices": {"C…/ts": State},        // what this person chose in messages
//!   "ephemerals": [Message],            // "channel" says where
//!   "views": [View],                    // open modals, the last on top
//!   "home": View | null,
//!   "troubles": ["We had some trouble connecting. Try again?"],
//!   "log": [{"seq", "at", "kind": "call", "method", "arguments", "status", "answer", "provoked"}
//!         | {"seq", "at", "kind": "delivery", "id", "family", "name", "payload", "attempt", "acknowledged",
//!            "failure", "provoked"}
//!         | {"seq", "at", "kind": "socket", "name", "detail"}],
//!   "refusals": [{"what", "error", "messages", "sent"}],
//!   "misbehaviour": {"rules": 0, "seed": null} }
//! ```
//! `Message` is [`crate::Message`] (`ts`, `channel`, `user`, `bot_id`, `text`, `blocks`, `thread_ts`,
//! `edited`, `ephemeral_to`, …), `View` is [`crate::View`] (`id`, `kind`, `title`, `submit`, `close`,
//! `blocks`, `state`, `errors`, `hash`, …), `State` is block id → action id → Slack's state value.
//! `title`, `submit` and `close` are text objects or null. `errors` is block id → sentence.
//!
//! # `GET /sandbox/api/events`
//! Server-sent events: `data: 17` whenever something changed, and once at the start. The number is
//! `changes`; a page that gets a new one fetches the state again.
//!
//! # `POST /sandbox/api/act`
//! `{"as": "U…", "do": …, …}`. Ends when the app acknowledged. Elements are named by label, action
//! id or block id, or by both ids (`block/action`) so that no other is meant; options by text or value.
//!
//! | `do` | further fields |
//! |---|---|
//! | `press` | `in`, `button` |
//! | `choose` | `in`, `input`, `option` (checkboxes and multi-selects: toggles it) |
//! | `choose_overflow` | `in`, `input` (may be left out), `option` |
//! | `type` | `input`, `text`, `in` |
//! | `clear` | `input`, `in` |
//! | `pick_user`, `pick_conversation`, `pick_date`, `pick_time`, `pick_number` | `input`, `value`, `in` |
//! | `pick_users`, `pick_conversations` | `input`, `values`, `in` |
//! | `pick_date_time` | `input`, `unix_s`, `in` |
//! | `suggest` | `input`, `text`, `in` → `{"options": ["…"]}` |
//! | `submit`, `close` (the x), `cancel` | |
//! | `slash` | `command`, `text`, `channel` (may be left out: the DM with the app) |
//! | `shortcut` | `callback_id` |
//! | `message_shortcut` | `callback_id`, `channel`, `ts` |
//! | `post` | `channel`, `text`, `thread_ts` (may be left out) |
//! | `edit`, `delete` | `channel`, `ts`; `text` to edit (one's own messages) |
//! | `open_home`, `open_messages` | |
//! | `jump` | moves the clock to what is due next |
//! | `jump_to` | `at` |
//!
//! `in` is `"modal"`, `"home"` or `{"channel": "C…", "ts": "…"}`; where it stands last in the table it may be left out
//! and is the modal.
//!
//! Answers 200 `{"ok": true}`; `submit` adds `"submitted"`: `"incomplete" | "errors" | "closed" |
//! "cleared" | "updated" | "pushed"`, the first two with `"errors"`. What did not come about
//! answers 200 `{"ok": false, "error": "a sentence for a person"}`; JSON that is no such act, 422.
//!
//! # `GET /sandbox/api/log?after=N&kind=…&name=…&failed=true&limit=N`
//! `{"log": […], "refusals": […]}`, lines as in the state. `kind` is `call`, `delivery` or `socket`; `name` a method,
//! an event or interaction type, a command; `failed` leaves out what went well. Everything may be left out.
//!
//! # `POST /sandbox/api/happen`
//! `{"do": …, …}`: what happens without anybody in the workspace. Answers as an act does.
//!
//! | `do` | further fields |
//! |---|---|
//! | `revoke_tokens`, `uninstall`, `reinstall` | |
//! | `drop_sockets` | |
//! | `disconnect` | `reason`: `warning`, `refresh_requested`, `link_disabled`, `too_many_websockets` |
//! | `deliver_to` | `url`, verified first; without one, to sockets |
//! | `repeat` | `id` of a delivery in the log |
//! | `rate_limits` | `on` |
//! | `set_status` | `user`, `emoji`, `text`, `expiration` |
//! | `set_timezone` | `user`, `tz` |
//! | `set_deactivated` | `user`, `deactivated` |
//! | `add_user` | `user`: as in `workspace.toml` |
//! | `join`, `leave` | `channel`, `user` |
//! | `set_archived` | `channel`, `archived` |
//! | `set_group_members` | `group`, `users` |
//!
//! # `/sandbox/api/misbehaviour`
//! `POST` adds a rule or sets a seed, `DELETE` takes everything back, `GET` tells; all answer
//! `{"ok": true, "rules": 1, "seed": null}`. One of:
//! ```json
//! {"method": "chat.postMessage", "channel": "C…", "block": "table", "after": 1, "times": 2, "how": "rate_limited", "retry_after_s": 30}
//! {"delivery": "message", "after": 0, "always": true, "how": "late", "seconds": 90}
//! {"seed": 7, "calls": [{"probability": 0.05, "how": "status", "status": 503}],
//!             "deliveries": [{"probability": 0.1, "how": "repeated"}]}
//! ```
//! `method` and `delivery` may be `"*"`; `channel`, `block`, `after` and `times` (1) may be left out. A call's `how` is
//! `rate_limited` (`retry_after_s`), `status` (`status`), `error` (`error`), `slow` (`ms`), `dropped`,
//! `done_then_dropped`, `garbage`, `tokens_revoked` or `sockets_dropped`; a delivery's `repeated`, `late` (`seconds`),
//! `overtaken`, `lost` or `sockets_dropped`. A seed alone is a bad day: a little of everything.

mod act;
mod guard;
mod happen;
mod log;
mod misbehaviour;
mod state;

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    extract::State,
    middleware,
    response::sse::{Event, Sse},
    routing::{get, post},
};
use futures_util::{Stream, StreamExt, stream};

pub(crate) use guard::from_here_only;

use crate::core::Core;

pub(crate) fn routes(core: Arc<Core>) -> Router<Arc<Core>> {
    Router::new()
        .route("/sandbox/api/state", get(state::state))
        .route("/sandbox/api/events", get(events))
        .route("/sandbox/api/act", post(act::act))
        .route("/sandbox/api/happen", post(happen::happen))
        .route("/sandbox/api/log", get(log::log))
        .route(
            "/sandbox/api/misbehaviour",
            get(misbehaviour::show)
                .post(misbehaviour::add)
                .delete(misbehaviour::clear),
        )
        .layer(middleware::from_fn_with_state(
            core,
            guard::only_this_machine,
        ))
}

async fn events(
    State(core): State<Arc<Core>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = core.changed.subscribe();
    changes.mark_changed();
    let numbers = stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        let number = *changes.borrow_and_update();
        Some((Ok(Event::default().data(number.to_string())), changes))
    });
    let stop = core.stop.clone().cancelled_owned();
    Sse::new(numbers.take_until(stop))
}
