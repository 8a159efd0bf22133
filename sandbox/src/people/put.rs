//! Putting a value into an element, wherever it stands: what the page's fields, pickers and lists do.

use serde_json::{Value, json};

use super::{ActError, Person, find::Spot};
use crate::{
    blocks::{is_list, options_of, text_of},
    model::Message,
};

/// Where somebody does something.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Where<'a> {
    /// The modal on top.
    Modal,
    /// The Home tab.
    Home,
    /// A message.
    Message(&'a Message),
}

impl Person {
    /// Puts a value into an element whose value is no option: a string for texts, numbers, dates, times and ids, an
    /// integer for date and time together, a list of ids for several, `null` for none.
    ///
    /// # Errors
    /// When there is no such element, the value isn't one for it, or the app fails.
    pub(crate) async fn put_at(
        &self,
        place: Where<'_>,
        input: &str,
        value: Value,
    ) -> Result<(), ActError> {
        let spot = self.spot(place)?;
        let placed = spot.find("input", input, |placed| !placed.is_button())?;
        let kind = placed.kind();
        let value = match value {
            Value::Null if is_list(kind) => json!([]),
            Value::String(text) if text.is_empty() => Value::Null,
            Value::String(text) if kind == "rich_text_input" => json!({
                "type": "rich_text", "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]}),
            value => value,
        };
        let fits = match &value {
            Value::Null => true,
            Value::Array(ids) => is_list(kind) && ids.iter().all(Value::is_string),
            Value::Number(number) => kind == "datetimepicker" && number.is_i64(),
            Value::Object(_) => kind == "rich_text_input",
            Value::String(_) => !is_list(kind) && kind != "datetimepicker",
            Value::Bool(_) => false,
        };
        if !fits {
            return Err(ActError::NotAllowed(format!(
                "{value} is nothing that a {kind} holds"
            )));
        }
        self.set(&spot, &placed, value).await
    }

    /// Takes away what an element holds.
    ///
    /// # Errors
    /// When there is no such element, or the app fails.
    pub(crate) async fn clear_at(&self, place: Where<'_>, input: &str) -> Result<(), ActError> {
        self.put_at(place, input, Value::Null).await
    }

    /// The texts of the options the app offers in an external select for what was typed.
    ///
    /// # Errors
    /// When there is no such select, or the app fails.
    pub(crate) async fn suggestions_at(
        &self,
        place: Where<'_>,
        input: &str,
        typed: &str,
    ) -> Result<Vec<String>, ActError> {
        let spot = self.spot(place)?;
        let placed = spot.find("external select", input, |placed| {
            placed.kind().contains("external")
        })?;
        let offered = self.suggested(&spot, &placed, typed).await?;
        Ok(options_of(&offered)
            .iter()
            .map(|option| text_of(&option["text"]))
            .collect())
    }

    /// Chooses in this overflow menu.
    ///
    /// # Errors
    /// When it is not there or doesn't offer it, or the app fails.
    pub(crate) async fn choose_overflow_at(
        &self,
        place: Where<'_>,
        menu: Option<&str>,
        option: &str,
    ) -> Result<(), ActError> {
        self.overflow_at(&self.spot(place)?, menu, option).await
    }

    fn spot(&self, place: Where<'_>) -> Result<Spot, ActError> {
        match place {
            Where::Modal => self.modal(),
            Where::Home => self.home_spot(),
            Where::Message(message) => self.message_spot(message),
        }
    }
}
