//! Picking: people, conversations, dates, times, numbers.

use serde_json::{Value, json};

use super::{ActError, Person, find::Spot};
use crate::{
    blocks::{Placed, is_list},
    model::Message,
};

/// What is picked. Which element takes it is in its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A person, by id.
    User(String),
    /// People, by id, in place of who was picked.
    Users(Vec<String>),
    /// A channel or DM, by id or name.
    Conversation(String),
    /// Channels and DMs, by id or name, in place of what was picked.
    Conversations(Vec<String>),
    /// `2026-11-23`
    Date(String),
    /// `14:30`
    Time(String),
    /// Unix seconds.
    DateTime(i64),
    /// A number, typed.
    Number(String),
}

impl Pick {
    fn what(&self) -> &'static str {
        match self {
            Self::User(_) => "users_select",
            Self::Users(_) => "multi_users_select",
            Self::Conversation(_) | Self::Conversations(_) => "conversation select",
            Self::Date(_) => "datepicker",
            Self::Time(_) => "timepicker",
            Self::DateTime(_) => "datetimepicker",
            Self::Number(_) => "number_input",
        }
    }

    fn fits(&self, kind: &str) -> bool {
        match self {
            Self::Conversation(_) => {
                kind.ends_with("conversations_select") || kind.ends_with("channels_select")
            }
            Self::Conversations(_) => {
                kind == "multi_conversations_select" || kind == "multi_channels_select"
            }
            _ => kind == self.what(),
        }
    }
}

impl Person {
    /// Picks something in the modal on top.
    ///
    /// # Errors
    /// When there is no such input, person or channel, or the app fails.
    pub async fn pick(&self, input: &str, pick: Pick) -> Result<(), ActError> {
        self.pick_at(&self.modal()?, input, &pick).await
    }

    /// Picks something in the Home tab.
    ///
    /// # Errors
    /// When there is no such element, person or channel, or the app fails.
    pub async fn pick_in_home(&self, input: &str, pick: Pick) -> Result<(), ActError> {
        self.pick_at(&self.home_spot()?, input, &pick).await
    }

    /// Picks something in a message.
    ///
    /// # Errors
    /// When there is no such element, person or channel, or the app fails.
    pub async fn pick_in(
        &self,
        message: &Message,
        input: &str,
        pick: Pick,
    ) -> Result<(), ActError> {
        self.pick_at(&self.message_spot(message)?, input, &pick)
            .await
    }

    /// Picks a person in the modal on top.
    ///
    /// # Errors
    /// When there is no such input or person, or the app fails.
    pub async fn pick_user(&self, input: &str, user: &str) -> Result<(), ActError> {
        self.pick(input, Pick::User(user.to_owned())).await
    }

    /// Picks people in the modal on top, in place of who was picked.
    ///
    /// # Errors
    /// When there is no such input or person, or the app fails.
    pub async fn pick_users(&self, input: &str, users: &[&str]) -> Result<(), ActError> {
        let users = users.iter().map(|&user| user.to_owned()).collect();
        self.pick(input, Pick::Users(users)).await
    }

    /// Picks a channel or DM in a conversations or channels select of the modal on top.
    ///
    /// # Errors
    /// When there is no such input or channel, or the app fails.
    pub async fn pick_conversation(&self, input: &str, channel: &str) -> Result<(), ActError> {
        self.pick(input, Pick::Conversation(channel.to_owned()))
            .await
    }

    /// Picks a date, `2026-11-23`, in the modal on top.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn pick_date(&self, input: &str, date: &str) -> Result<(), ActError> {
        self.pick(input, Pick::Date(date.to_owned())).await
    }

    /// Picks a time, `14:30`, in the modal on top.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn pick_time(&self, input: &str, time: &str) -> Result<(), ActError> {
        self.pick(input, Pick::Time(time.to_owned())).await
    }

    /// Picks a date and time, in Unix seconds, in the modal on top.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn pick_date_time(&self, input: &str, unix_s: i64) -> Result<(), ActError> {
        self.pick(input, Pick::DateTime(unix_s)).await
    }

    /// Types a number in the modal on top.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn pick_number(&self, input: &str, number: &str) -> Result<(), ActError> {
        self.pick(input, Pick::Number(number.to_owned())).await
    }

    pub(crate) async fn pick_at(
        &self,
        spot: &Spot,
        input: &str,
        pick: &Pick,
    ) -> Result<(), ActError> {
        let fits = |placed: &Placed<'_>| pick.fits(placed.kind());
        let placed = spot.find(pick.what(), input, fits)?;
        let value = match pick {
            Pick::User(user) => self.known(user)?,
            Pick::Users(users) => self.all(users, |user| self.known(user))?,
            Pick::Conversation(channel) if is_list(placed.kind()) => {
                json!([self.channel(channel)?.id])
            }
            Pick::Conversation(channel) => json!(self.channel(channel)?.id),
            Pick::Conversations(channels) => {
                self.all(channels, |channel| Ok(json!(self.channel(channel)?.id)))?
            }
            Pick::Date(text) | Pick::Time(text) | Pick::Number(text) => json!(text),
            Pick::DateTime(unix_s) => json!(unix_s),
        };
        self.set(spot, &placed, value).await
    }

    fn all(
        &self,
        ids: &[String],
        one: impl Fn(&String) -> Result<Value, ActError>,
    ) -> Result<Value, ActError> {
        ids.iter()
            .map(one)
            .collect::<Result<Vec<_>, _>>()
            .map(Value::from)
    }

    fn known(&self, user: &String) -> Result<Value, ActError> {
        if self.core.read(|model| model.users.contains_key(user)) {
            return Ok(json!(user));
        }
        Err(ActError::NotFound(format!("nobody here has the id {user}")))
    }
}
