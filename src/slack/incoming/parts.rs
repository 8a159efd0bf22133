//! What several kinds of delivery have in common: who acted, where, and what was chosen.

use jiff::Timestamp;
use serde_json::Value;

use crate::domain::ids::{ChannelId, MemberId, WorkspaceId};
use crate::slack::value::{at, flag, items, owned_text, text};

/// Who acted, and in which workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The workspace in which it happened; where Slack sends `team: null`, the person's own. None in deliveries of an
    /// organisation that name no workspace at all.
    pub team: Option<WorkspaceId>,
    /// The organisation, in an Enterprise Grid.
    pub enterprise: Option<String>,
    /// The person.
    pub user: MemberId,
    /// The workspace the person belongs to, where Slack says so: another one than `team` for a guest from outside.
    pub user_team: Option<WorkspaceId>,
}

impl Sender {
    /// From an interaction.
    pub(super) fn from_interaction(value: &Value) -> Option<Self> {
        let user = owned_text(value, &["user", "id"]).or_else(|| owned_text(value, &["user"]))?;
        let user_team = owned_text(value, &["user", "team_id"]);
        let team = owned_text(value, &["team", "id"])
            .or_else(|| owned_text(value, &["team_id"]))
            .or_else(|| user_team.clone())
            .or_else(|| owned_text(value, &["view", "team_id"]));
        let enterprise = owned_text(value, &["enterprise", "id"])
            .or_else(|| owned_text(value, &["team", "enterprise_id"]))
            .or_else(|| owned_text(value, &["user", "enterprise_id"]));
        Some(Self {
            team: team.map(WorkspaceId::new),
            enterprise,
            user: MemberId::new(user),
            user_team: user_team.map(WorkspaceId::new),
        })
    }

    /// From a slash command.
    pub(super) fn from_form(form: &Value) -> Option<Self> {
        Some(Self {
            team: owned_text(form, &["team_id"]).map(WorkspaceId::new),
            enterprise: owned_text(form, &["enterprise_id"]),
            user: MemberId::new(text(form, &["user_id"])?),
            user_team: None,
        })
    }
}

/// An option somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its value, by which we know it.
    pub value: String,
    /// What the person saw.
    pub text: String,
}

/// What an element holds or was set to. Only what its kind has is filled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionValue {
    /// The kind of element, such as `button` or `static_select`.
    pub kind: String,
    /// A typed text, a typed number, or the value of a button.
    pub value: Option<String>,
    /// Chosen options: one for selects and radio buttons, any number for the rest.
    pub options: Vec<Choice>,
    /// Chosen people.
    pub users: Vec<MemberId>,
    /// Chosen channels and conversations.
    pub conversations: Vec<ChannelId>,
    /// A chosen day, as `2026-11-23`.
    pub date: Option<String>,
    /// A chosen time of day, as `09:30`.
    pub time: Option<String>,
    /// A chosen instant, in seconds since 1970.
    pub date_time: Option<i64>,
}

impl ActionValue {
    pub(super) fn from_value(value: &Value) -> Self {
        let ids = |one: &str, many: &str| -> Vec<String> {
            let single = at(value, &[one]).into_iter();
            single
                .chain(items(value, &[many]))
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()
        };
        let selected = at(value, &["selected_option"])
            .into_iter()
            .chain(items(value, &["selected_options"]));
        let conversations = [
            ids("selected_conversation", "selected_conversations"),
            ids("selected_channel", "selected_channels"),
        ];
        Self {
            kind: text(value, &["type"]).unwrap_or_default().to_owned(),
            value: owned_text(value, &["value"]),
            options: selected.filter_map(choice).collect(),
            users: ids("selected_user", "selected_users")
                .into_iter()
                .map(MemberId::new)
                .collect(),
            conversations: conversations
                .into_iter()
                .flatten()
                .map(ChannelId::new)
                .collect(),
            date: owned_text(value, &["selected_date"]),
            time: owned_text(value, &["selected_time"]),
            date_time: at(value, &["selected_date_time"]).and_then(Value::as_i64),
        }
    }

    /// The value of the one chosen option.
    #[must_use]
    pub fn choice(&self) -> Option<&str> {
        self.options.first().map(|option| option.value.as_str())
    }

    /// The values of all chosen options.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|option| option.value.as_str())
    }
}

fn choice(option: &Value) -> Option<Choice> {
    let value = owned_text(option, &["value"])?;
    Some(Choice {
        value,
        text: owned_text(option, &["text", "text"]).unwrap_or_default(),
    })
}

/// One thing that was pressed or chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The block it is in.
    pub block_id: String,
    /// The element.
    pub action_id: String,
    /// What it was set to.
    pub value: ActionValue,
    /// When, by Slack's clock: the same again where Slack delivers it again.
    pub at: Option<Timestamp>,
}

impl Action {
    /// None without an action id: we gave one to every element of ours.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        Some(Self {
            block_id: owned_text(value, &["block_id"]).unwrap_or_default(),
            action_id: owned_text(value, &["action_id"])?,
            value: ActionValue::from_value(value),
            at: text(value, &["action_ts"]).and_then(instant),
        })
    }
}

/// Slack's timestamps: seconds, a point, six digits of microseconds.
fn instant(ts: &str) -> Option<Timestamp> {
    let (seconds, micros) = ts.split_once('.')?;
    let nanos = micros.parse::<i32>().ok()?.checked_mul(1_000)?;
    Timestamp::new(seconds.parse().ok()?, nanos).ok()
}

/// Where the element stands that was used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Container {
    /// `message`, `view`, …
    pub kind: String,
    /// The view, where it is one.
    pub view_id: Option<String>,
    /// The channel of the message.
    pub channel: Option<ChannelId>,
    /// The message within its channel.
    pub message_ts: Option<String>,
    /// A message only one person sees.
    pub is_ephemeral: bool,
}

impl Container {
    pub(super) fn from_payload(payload: &Value) -> Self {
        let container = at(payload, &["container"]).unwrap_or(&Value::Null);
        Self {
            kind: text(container, &["type"]).unwrap_or_default().to_owned(),
            view_id: owned_text(container, &["view_id"])
                .or_else(|| owned_text(payload, &["view", "id"])),
            channel: owned_text(container, &["channel_id"]).map(ChannelId::new),
            message_ts: owned_text(container, &["message_ts"]),
            is_ephemeral: flag(container, "is_ephemeral"),
        }
    }
}

/// The message somebody acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its channel.
    pub channel: ChannelId,
    /// Its id within the channel.
    pub ts: String,
    /// Its text.
    pub text: String,
    /// Who wrote it, where a person did.
    pub user: Option<MemberId>,
}

impl Message {
    /// The message of an interaction, wherever the payload names it; none without channel and id.
    pub(super) fn from_payload(payload: &Value) -> Option<Self> {
        let container = Container::from_payload(payload);
        let channel = owned_text(payload, &["channel", "id"])
            .map(ChannelId::new)
            .or(container.channel)?;
        let ts = owned_text(payload, &["message", "ts"])
            .or_else(|| owned_text(payload, &["message_ts"]))
            .or(container.message_ts)?;
        Some(Self {
            channel,
            ts,
            text: owned_text(payload, &["message", "text"]).unwrap_or_default(),
            user: owned_text(payload, &["message", "user"]).map(MemberId::new),
        })
    }
}
