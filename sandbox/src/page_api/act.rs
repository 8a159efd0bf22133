//! `POST /sandbox/api/act`: one act of one person.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    core::Core,
    model::Message,
    people::{self, ActError, Person, Pick, Submitted},
};

#[derive(Debug, Deserialize)]
pub(crate) struct Act {
    #[serde(rename = "as")]
    user: String,
    #[serde(flatten)]
    deed: Deed,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Deed {
    Press {
        r#in: Spot,
        button: String,
    },
    Choose {
        r#in: Spot,
        input: String,
        option: String,
    },
    ChooseOverflow {
        r#in: Spot,
        input: Option<String>,
        option: String,
    },
    Type {
        #[serde(default)]
        r#in: Spot,
        input: String,
        text: String,
    },
    Clear {
        #[serde(default)]
        r#in: Spot,
        input: String,
    },
    Suggest {
        #[serde(default)]
        r#in: Spot,
        input: String,
        text: String,
    },
    PickUser(PickOne),
    PickConversation(PickOne),
    PickDate(PickOne),
    PickTime(PickOne),
    PickNumber(PickOne),
    PickDateTime {
        #[serde(default)]
        r#in: Spot,
        input: String,
        unix_s: i64,
    },
    PickUsers {
        #[serde(default)]
        r#in: Spot,
        input: String,
        values: Vec<String>,
    },
    PickConversations {
        #[serde(default)]
        r#in: Spot,
        input: String,
        values: Vec<String>,
    },
    Submit,
    Close,
    Cancel,
    Slash {
        command: String,
        #[serde(default)]
        text: String,
        channel: Option<String>,
    },
    Shortcut {
        callback_id: String,
    },
    MessageShortcut {
        callback_id: String,
        channel: String,
        ts: String,
    },
    Post {
        channel: String,
        text: String,
        thread_ts: Option<String>,
    },
    Edit {
        channel: String,
        ts: String,
        text: String,
    },
    Delete {
        channel: String,
        ts: String,
    },
    OpenHome,
    OpenMessages,
    Jump,
    JumpTo {
        at: jiff::Timestamp,
    },
}

#[derive(Debug, Deserialize)]
struct PickOne {
    #[serde(default)]
    r#in: Spot,
    input: String,
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Spot {
    Named(Screen),
    Message { channel: String, ts: String },
}

impl Default for Spot {
    fn default() -> Self {
        Self::Named(Screen::Modal)
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Screen {
    Modal,
    Home,
}

pub(crate) async fn act(State(core): State<Arc<Core>>, Json(act): Json<Act>) -> Json<Value> {
    let answer = match perform(&core, act).await {
        Ok(mut more) => {
            more["ok"] = true.into();
            more
        }
        Err(error) => json!({"ok": false, "error": error.to_string()}),
    };
    core.touch();
    Json(answer)
}

async fn perform(core: &Arc<Core>, act: Act) -> Result<Value, ActError> {
    let person = Person::new(Arc::clone(core), &act.user);
    let done = match act.deed {
        Deed::Press { r#in, button } => {
            person.press_at(&spot(core, &person, &r#in)?, &button).await
        }
        Deed::Choose {
            r#in,
            input,
            option,
        } => {
            let spot = spot(core, &person, &r#in)?;
            person.choose_at(&spot, &input, &option).await
        }
        Deed::ChooseOverflow {
            r#in,
            input,
            option,
        } => {
            let spot = spot(core, &person, &r#in)?;
            person.overflow_at(&spot, input.as_deref(), &option).await
        }
        Deed::Type { r#in, input, text } => {
            let spot = spot(core, &person, &r#in)?;
            person.type_at(&spot, &input, &text).await
        }
        Deed::Clear { r#in, input } => {
            let spot = spot(core, &person, &r#in)?;
            person.clear_at(&spot, &input).await
        }
        Deed::Suggest { r#in, input, text } => {
            let spot = spot(core, &person, &r#in)?;
            let options = person.suggestions_at(&spot, &input, &text).await?;
            return Ok(json!({"options": options}));
        }
        Deed::PickUser(one) => pick(core, &person, one, Pick::User).await,
        Deed::PickConversation(one) => pick(core, &person, one, Pick::Conversation).await,
        Deed::PickDate(one) => pick(core, &person, one, Pick::Date).await,
        Deed::PickTime(one) => pick(core, &person, one, Pick::Time).await,
        Deed::PickNumber(one) => pick(core, &person, one, Pick::Number).await,
        Deed::PickDateTime {
            r#in,
            input,
            unix_s,
        } => {
            let spot = spot(core, &person, &r#in)?;
            person.pick_at(&spot, &input, &Pick::DateTime(unix_s)).await
        }
        Deed::PickUsers {
            r#in,
            input,
            values,
        } => {
            let spot = spot(core, &person, &r#in)?;
            person.pick_at(&spot, &input, &Pick::Users(values)).await
        }
        Deed::PickConversations {
            r#in,
            input,
            values,
        } => {
            let spot = spot(core, &person, &r#in)?;
            let values = Pick::Conversations(values);
            person.pick_at(&spot, &input, &values).await
        }
        Deed::Submit => return person.submit().await.map(|submitted| said(&submitted)),
        Deed::Close => person.close().await,
        Deed::Cancel => person.cancel().await,
        Deed::Slash {
            command,
            text,
            channel,
        } => match channel {
            Some(channel) => person.slash_in(&channel, &command, &text).await.map(drop),
            None => person.slash(&command, &text).await.map(drop),
        },
        Deed::Shortcut { callback_id } => person.shortcut(&callback_id).await,
        Deed::MessageShortcut {
            callback_id,
            channel,
            ts,
        } => {
            person
                .message_shortcut(&callback_id, &message(core, &person, &channel, &ts)?)
                .await
        }
        Deed::Post {
            channel,
            text,
            thread_ts: None,
        } => person.post(&channel, &text).await.map(drop),
        Deed::Post {
            channel,
            text,
            thread_ts: Some(ts),
        } => person
            .post_in_thread(&message(core, &person, &channel, &ts)?, &text)
            .await
            .map(drop),
        Deed::Edit { channel, ts, text } => {
            let message = message(core, &person, &channel, &ts)?;
            person.edit(&message, &text).await
        }
        Deed::Delete { channel, ts } => {
            person.delete(&message(core, &person, &channel, &ts)?).await
        }
        Deed::OpenHome => person.open_home().await,
        Deed::OpenMessages => person.open_messages_tab().await,
        Deed::Jump => jump(core, None).await,
        Deed::JumpTo { at } => jump(core, Some(at)).await,
    };
    done.map(|()| json!({}))
}

/// What is where the page says.
fn spot(core: &Core, person: &Person, place: &Spot) -> Result<people::Spot, ActError> {
    match place {
        Spot::Named(Screen::Modal) => person.modal(),
        Spot::Named(Screen::Home) => person.home_spot(),
        Spot::Message { channel, ts } => person.message_spot(&message(core, person, channel, ts)?),
    }
}

async fn pick(
    core: &Core,
    person: &Person,
    one: PickOne,
    pick: impl Fn(String) -> Pick + Send,
) -> Result<(), ActError> {
    let spot = spot(core, person, &one.r#in)?;
    person.pick_at(&spot, &one.input, &pick(one.value)).await
}

async fn jump(core: &Core, at: Option<jiff::Timestamp>) -> Result<(), ActError> {
    let host = core
        .host
        .as_ref()
        .ok_or_else(|| ActError::NotAllowed("this clock can't jump".to_owned()))?;
    let at = match at {
        Some(at) => Some(at),
        None => host.next_due().await,
    };
    match at {
        Some(at) => host.jump_to(at).await,
        None => return Err(ActError::NotFound("nothing is due".to_owned())),
    }
    Ok(())
}

/// A message this person sees.
fn message(core: &Core, person: &Person, channel: &str, ts: &str) -> Result<Message, ActError> {
    let mine = person
        .ephemerals()
        .into_iter()
        .find(|message| message.ts == ts && message.channel == channel);
    let sees = person.channels().iter().any(|seen| seen.id == channel);
    let there = || {
        core.read(|model| model.message(channel, ts).cloned())
            .filter(|_| sees)
    };
    mine.or_else(there)
        .ok_or_else(|| ActError::NotFound(format!("there is no message {ts} in {channel}")))
}

fn said(submitted: &Submitted) -> Value {
    let (name, errors) = match submitted {
        Submitted::Incomplete(errors) => ("incomplete", Some(errors)),
        Submitted::Errors(errors) => ("errors", Some(errors)),
        Submitted::Closed => ("closed", None),
        Submitted::Cleared => ("cleared", None),
        Submitted::Updated(_) => ("updated", None),
        Submitted::Pushed(_) => ("pushed", None),
    };
    match errors {
        Some(errors) => json!({"submitted": name, "errors": errors}),
        None => json!({"submitted": name}),
    }
}
