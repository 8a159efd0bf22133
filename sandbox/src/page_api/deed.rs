//! The JSON of an act: who does what, and where.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Act {
    #[serde(rename = "as")]
    pub(super) user: String,
    #[serde(flatten)]
    pub(super) deed: Deed,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Deed {
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
pub(super) struct PickOne {
    #[serde(default)]
    pub(super) r#in: Spot,
    pub(super) input: String,
    pub(super) value: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Spot {
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
pub(super) enum Screen {
    Modal,
    Home,
}
