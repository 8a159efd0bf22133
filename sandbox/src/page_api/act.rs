//! `POST /sandbox/api/act`: one act of one person.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    core::Core,
    model::Message,
    people::{ActError, Person, Submitted, Where},
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
    Put {
        #[serde(default)]
        r#in: Spot,
        input: String,
        value: Value,
    },
    Type {
        input: String,
        text: String,
    },
    Clear {
        #[serde(default)]
        r#in: Spot,
        input: String,
    },
    PickUser {
        input: String,
        value: String,
    },
    PickUsers {
        input: String,
        values: Vec<String>,
    },
    PickConversation {
        input: String,
        value: String,
    },
    PickDate {
        input: String,
        value: String,
    },
    PickTime {
        input: String,
        value: String,
    },
    PickDateTime {
        input: String,
        unix_s: i64,
    },
    PickNumber {
        input: String,
        value: String,
    },
    Suggest {
        #[serde(default)]
        r#in: Spot,
        input: String,
        text: String,
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
    OpenHome,
    OpenMessages,
    Jump,
    JumpTo {
        at: jiff::Timestamp,
    },
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

impl Spot {
    /// The message meant, if it is one.
    fn message(&self, core: &Core, person: &Person) -> Result<Option<Message>, ActError> {
        match self {
            Self::Named(_) => Ok(None),
            Self::Message { channel, ts } => message(core, person, channel, ts).map(Some),
        }
    }

    fn place<'a>(&self, message: Option<&'a Message>) -> Where<'a> {
        match (self, message) {
            (_, Some(message)) => Where::Message(message),
            (Self::Named(Screen::Home), None) => Where::Home,
            (_, None) => Where::Modal,
        }
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
        Deed::Press { r#in, button } => match r#in {
            Spot::Named(Screen::Modal) => person.press_in_view(&button).await,
            Spot::Named(Screen::Home) => person.press_in_home(&button).await,
            Spot::Message { channel, ts } => {
                person
                    .press(&message(core, &person, &channel, &ts)?, &button)
                    .await
            }
        },
        Deed::Choose {
            r#in,
            input,
            option,
        } => match r#in {
            Spot::Named(Screen::Modal) => person.choose(&input, &option).await,
            Spot::Named(Screen::Home) => person.choose_in_home(&input, &option).await,
            Spot::Message { channel, ts } => {
                person
                    .choose_in(&message(core, &person, &channel, &ts)?, &input, &option)
                    .await
            }
        },
        Deed::ChooseOverflow {
            r#in,
            input,
            option,
        } => {
            let message = r#in.message(core, &person)?;
            let place = r#in.place(message.as_ref());
            person
                .choose_overflow_at(place, input.as_deref(), &option)
                .await
        }
        Deed::Type { input, text } => person.type_text(&input, &text).await,
        Deed::Put { r#in, input, value } => {
            let message = r#in.message(core, &person)?;
            let place = r#in.place(message.as_ref());
            person.put_at(place, &input, value).await
        }
        Deed::Clear { r#in, input } => {
            let message = r#in.message(core, &person)?;
            person.clear_at(r#in.place(message.as_ref()), &input).await
        }
        Deed::PickUser { input, value } => person.pick_user(&input, &value).await,
        Deed::PickUsers { input, values } => {
            let users: Vec<&str> = values.iter().map(String::as_str).collect();
            person.pick_users(&input, &users).await
        }
        Deed::PickConversation { input, value } => person.pick_conversation(&input, &value).await,
        Deed::PickDate { input, value } => person.pick_date(&input, &value).await,
        Deed::PickTime { input, value } => person.pick_time(&input, &value).await,
        Deed::PickDateTime { input, unix_s } => person.pick_date_time(&input, unix_s).await,
        Deed::PickNumber { input, value } => person.pick_number(&input, &value).await,
        Deed::Suggest { r#in, input, text } => {
            let message = r#in.message(core, &person)?;
            let place = r#in.place(message.as_ref());
            return Ok(json!({"options": person.suggestions_at(place, &input, &text).await?}));
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
        Deed::OpenHome => person.open_home().await,
        Deed::OpenMessages => person.open_messages_tab().await,
        Deed::Jump => jump(core, None).await,
        Deed::JumpTo { at } => jump(core, Some(at)).await,
    };
    done.map(|()| json!({}))
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
