//! `GET /sandbox/api/state`: everything one person sees.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{Query, State},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{core::Core, delivery::Door, people::Person};

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(rename = "as")]
    user: Option<String>,
    #[serde(default)]
    after: u64,
}

pub(crate) async fn state(
    State(core): State<Arc<Core>>,
    Query(asked): Query<Asked>,
) -> Json<Value> {
    let next_due = match &core.host {
        Some(host) => host.next_due().await,
        None => None,
    };
    let by_http = match &*core.door() {
        Door::Http(url) => Some(url.clone()),
        Door::Sockets => None,
    };
    // Read before the rest: a change in between shows up as one more number.
    let changes = *core.changed.borrow();
    let mut state = core.read(|model| {
        let app = &model.app;
        json!({
            "team": model.team,
            "app": {
                "id": app.id, "name": app.name, "bot_user_id": app.bot_user_id, "bot_id": app.bot_id,
                "sockets": core.sockets.count(), "by_http": by_http,
                "commands": app.commands, "shortcuts": app.shortcuts,
            },
            "users": model.users.values().collect::<Vec<_>>(),
            "groups": model.groups.values().collect::<Vec<_>>(),
        })
    });
    state["changes"] = changes.into();
    state["now"] = json!(core.now());
    state["next_due"] = json!(next_due);
    state["can_jump"] = core.host.is_some().into();
    state["log"] = json!(core.log.entries_after(asked.after));
    state["misbehaviour"] = json!({"rules": core.faults.left(), "seed": core.faults.seed()});
    state["refusals"] = json!(core.log.refusals());
    let known = asked
        .user
        .filter(|id| core.read(|model| model.users.contains_key(id)));
    if let Some(id) = known {
        seen_by(&Person::new(Arc::clone(&core), &id), &core, &mut state);
    }
    Json(state)
}

fn seen_by(person: &Person, core: &Core, state: &mut Value) {
    // Asking for the DM makes it; only then it is among the channels.
    state["dm_with_app"] =
        if core.read(|model| model.users.get(person.id()).is_some_and(|user| user.is_bot)) {
            Value::Null
        } else {
            json!(existing_dm(person, core))
        };
    let channels = person.channels();
    let messages: BTreeMap<_, _> = channels
        .iter()
        .map(|channel| {
            (
                channel.id.clone(),
                core.read(|model| model.seen_messages(&channel.id)),
            )
        })
        .collect();
    let choices: BTreeMap<_, _> = core.read(|model| {
        let mine = model
            .choices
            .iter()
            .filter(|((_, _, user), _)| user == person.id());
        mine.map(|((channel, ts, _), chosen)| (format!("{channel}/{ts}"), chosen.clone()))
            .collect()
    });
    state["channels"] = json!(channels);
    state["messages"] = json!(messages);
    state["choices"] = json!(choices);
    state["ephemerals"] = json!(person.ephemerals());
    state["views"] = json!(person.views());
    state["home"] = json!(person.home());
    state["troubles"] = json!(person.troubles());
}

/// The DM with the app, made without telling the pages: reading the state is no change of it.
fn existing_dm(person: &Person, core: &Core) -> String {
    let found = core.read(|model| {
        let bot = &model.app.bot_user_id;
        let mut channels = model.channels.values();
        let dm = channels.find(|channel| {
            channel.kind == crate::ChannelKind::Im && channel.has(bot) && channel.has(person.id())
        });
        dm.map(|channel| channel.id.clone())
    });
    found.unwrap_or_else(|| person.dm_with_app())
}
