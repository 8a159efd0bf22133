//! Filling in: inputs of the modal on top, and elements that keep a value elsewhere.

use serde_json::{Value, json};

use super::{ActError, Person, find::Spot};
use crate::{
    blocks::{Placed, options_of},
    delivery::Family,
    model::Message,
    validate,
};

/// One of the elements one chooses options in.
fn chooses(placed: &Placed<'_>) -> bool {
    matches!(
        placed.kind(),
        "radio_buttons"
            | "checkboxes"
            | "static_select"
            | "multi_static_select"
            | "external_select"
            | "multi_external_select"
    )
}

fn types(placed: &Placed<'_>) -> bool {
    matches!(
        placed.kind(),
        "plain_text_input"
            | "email_text_input"
            | "url_text_input"
            | "number_input"
            | "rich_text_input"
    )
}

impl Person {
    /// Chooses an option in the modal on top, by the option's text or value; the input by label,
    /// action id or block id. Checkboxes and multi-selects get it added, or taken away if it was
    /// chosen. For external selects the app is asked for its options with this text.
    ///
    /// # Errors
    /// When there is no such input or option, or the app fails.
    pub async fn choose(&self, input: &str, option: &str) -> Result<(), ActError> {
        self.choose_at(&self.modal()?, input, option).await
    }

    /// Like [`Person::choose`], in the Home tab.
    ///
    /// # Errors
    /// When there is no such element or option, or the app fails.
    pub async fn choose_in_home(&self, input: &str, option: &str) -> Result<(), ActError> {
        self.choose_at(&self.home_spot()?, input, option).await
    }

    /// Like [`Person::choose`], in a message.
    ///
    /// # Errors
    /// When there is no such element or option, or the app fails.
    pub async fn choose_in(
        &self,
        message: &Message,
        input: &str,
        option: &str,
    ) -> Result<(), ActError> {
        self.choose_at(&self.message_spot(message)?, input, option)
            .await
    }

    /// Types into an input of the modal on top, in place of what was there.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn type_text(&self, input: &str, text: &str) -> Result<(), ActError> {
        self.type_at(&self.modal()?, input, text).await
    }

    pub(crate) async fn type_at(
        &self,
        spot: &Spot,
        input: &str,
        text: &str,
    ) -> Result<(), ActError> {
        let placed = spot.find("text input", input, types)?;
        let value = match (placed.kind(), text) {
            (_, "") => Value::Null,
            ("rich_text_input", text) => json!({"type": "rich_text", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]}),
            (_, text) => json!(text),
        };
        self.set(spot, &placed, value).await
    }

    /// Takes away what is chosen or typed in an input of the modal on top.
    ///
    /// # Errors
    /// When there is no such input, or the app fails.
    pub async fn clear(&self, input: &str) -> Result<(), ActError> {
        self.clear_at(&self.modal()?, input).await
    }

    pub(crate) async fn clear_at(&self, spot: &Spot, input: &str) -> Result<(), ActError> {
        let placed = spot.find("input", input, |placed| !placed.is_button())?;
        let empty = if crate::blocks::is_list(placed.kind()) {
            json!([])
        } else {
            Value::Null
        };
        self.set(spot, &placed, empty).await
    }

    /// The texts of the options the app offers in an external select of the modal on top for what
    /// was typed.
    ///
    /// # Errors
    /// When there is no such select, or the app fails.
    pub async fn suggestions(&self, input: &str, typed: &str) -> Result<Vec<String>, ActError> {
        self.suggestions_at(&self.modal()?, input, typed).await
    }

    pub(crate) async fn suggestions_at(
        &self,
        spot: &Spot,
        input: &str,
        typed: &str,
    ) -> Result<Vec<String>, ActError> {
        let placed = spot.find("external select", input, |placed| {
            placed.kind().contains("external")
        })?;
        let offered = self.suggested(spot, &placed, typed).await?;
        Ok(options_of(&offered)
            .iter()
            .map(|option| crate::blocks::text_of(&option["text"]))
            .collect())
    }

    pub(super) async fn suggested(
        &self,
        spot: &Spot,
        placed: &Placed<'_>,
        typed: &str,
    ) -> Result<Value, ActError> {
        let payload = self
            .core
            .block_suggestion(&self.id, &self.scene(spot), placed, typed);
        let answer = self.interact(Family::Interactive, payload).await?;
        let faults = validate::suggestions(&answer);
        if faults.is_empty() {
            return Ok(answer);
        }
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        Err(self.refuse("block_suggestion", &said.join("; "), &answer))
    }

    pub(crate) async fn choose_at(
        &self,
        spot: &Spot,
        input: &str,
        option: &str,
    ) -> Result<(), ActError> {
        let placed = spot.find("input with options", input, chooses)?;
        let option = if placed.kind().contains("external") {
            let offered = self.suggested(spot, &placed, option).await?;
            spot.pick(&options_of(&offered), option)?
        } else {
            spot.option(&placed, option)?
        };
        let value = if crate::blocks::is_list(placed.kind()) {
            self.toggled(spot, &placed, option)
        } else {
            option
        };
        self.set(spot, &placed, value).await
    }

    fn toggled(&self, spot: &Spot, placed: &Placed<'_>, option: Value) -> Value {
        let state = match spot {
            Spot::View(view, _) => view.state.clone(),
            Spot::Message(message) => self.choices(message),
        };
        let old = state
            .get(placed.block_id())
            .and_then(|actions| actions.get(placed.action_id()));
        let mut chosen = old
            .and_then(|value| value["selected_options"].as_array().cloned())
            .unwrap_or_default();
        let before = chosen.len();
        chosen.retain(|other| other["value"] != option["value"]);
        if chosen.len() == before {
            chosen.push(option);
        }
        chosen.into()
    }

    /// Notes that an acknowledgement was refused.
    pub(super) fn refuse(&self, what: &str, error: &str, sent: &Value) -> ActError {
        self.core.log.refuse(crate::Refusal {
            what: format!("{what} acknowledgement"),
            error: error.to_owned(),
            messages: Vec::new(),
            sent: sent.clone(),
        });
        let sentence = "We had some trouble connecting. Try again?".to_owned();
        self.core
            .write(|model| model.troubles.push((self.id.clone(), sentence)));
        ActError::Refused(format!("{what}: {error}"))
    }
}
